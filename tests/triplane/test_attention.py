from __future__ import annotations

import pytest
import torch

from real3d.triplane.attention import attention
from tests.triplane.closeness import assert_close


def plain_attention(query, key, value):
    scores = torch.einsum("bnhd,bmhd->bhnm", query, key) / query.shape[-1] ** 0.5
    return torch.einsum("bhnm,bmhd->bnhd", scores.softmax(-1), value)


def operands(device="cpu", dtype=torch.float32):
    generator = torch.Generator().manual_seed(1)
    shapes = [(2, 40, 3, 16), (2, 24, 3, 16), (2, 24, 3, 16)]
    return [torch.randn(shape, generator=generator).to(device, dtype) for shape in shapes]


def test_attention_is_softmax_of_scaled_products():
    assert_close(attention(*operands()), plain_attention(*operands()))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_attention_on_a_gpu_agrees_with_the_plain_form():
    assert_close(attention(*operands("cuda")).cpu(), plain_attention(*operands()), 1e-3)
