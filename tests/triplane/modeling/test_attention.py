from __future__ import annotations

import pytest
import torch

from real3d.triplane.modeling.attention import attention
from tests.support.closeness import assert_close


def plain_attention(query, key, value):
    scores = torch.einsum("bnhd,bmhd->bhnm", query, key) / query.shape[-1] ** 0.5
    return torch.einsum("bhnm,bmhd->bnhd", scores.softmax(-1), value)


def operands():
    generator = torch.Generator().manual_seed(1)
    shapes = [(2, 40, 3, 16), (2, 24, 3, 16), (2, 24, 3, 16)]
    return [torch.randn(shape, generator=generator) for shape in shapes]


def test_attention_is_softmax_of_scaled_products():
    assert_close(attention(*operands()), plain_attention(*operands()))


class Operators:
    """Stands in for `xformers.ops`."""

    def __init__(self, error=None):
        self.error = error
        self.shapes = []

    def memory_efficient_attention(self, query, key, value):
        self.shapes.append(query.shape)
        if self.error:
            raise self.error
        return plain_attention(query, key, value)


class OnGpu(torch.Tensor):
    """A tensor that says that it is on a GPU."""

    is_cuda = True


def on_gpu():
    return [operand.as_subclass(OnGpu) for operand in operands()]


def test_on_a_gpu_xformers_is_asked_with_heads_in_their_place(monkeypatch):
    operators = Operators()
    monkeypatch.setattr("real3d.triplane.modeling.attention._xformers_operators", lambda: operators)
    assert_close(attention(*on_gpu()).as_subclass(torch.Tensor), plain_attention(*operands()))
    assert operators.shapes == [(2, 40, 3, 16)]


@pytest.mark.parametrize("error", [NotImplementedError, RuntimeError, OSError])
def test_what_xformers_has_no_operator_for_pytorch_does(monkeypatch, error):
    operators = Operators(error("No operator found"))
    monkeypatch.setattr("real3d.triplane.modeling.attention._xformers_operators", lambda: operators)
    assert_close(attention(*on_gpu()).as_subclass(torch.Tensor), plain_attention(*operands()))


def test_too_little_memory_is_not_hidden_behind_another_attempt(monkeypatch):
    operators = Operators(torch.OutOfMemoryError("out of memory"))
    monkeypatch.setattr("real3d.triplane.modeling.attention._xformers_operators", lambda: operators)
    with pytest.raises(torch.OutOfMemoryError):
        attention(*on_gpu())
