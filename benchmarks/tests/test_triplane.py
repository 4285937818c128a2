"""The speeds that are wanted, where there is a GPU: `pytest benchmarks/tests -m gpu`."""

from __future__ import annotations

import pytest
import torch

from benchmarks.triplane import EAGER, PLAIN, Bench


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_frames_are_made_fast_enough() -> None:
    bench = Bench(torch.device("cuda"), repeats=5)
    (plain_row,) = bench.rows(PLAIN, torch.float32, [1])
    (row,) = bench.rows(EAGER, torch.float16, [8])
    assert row.fps >= 4 * plain_row.fps
    assert row.peak_gb < 8
    # What is wanted of a data centre's GPU (H100, H200).
    if torch.cuda.get_device_capability() >= (9, 0):
        assert row.fps >= 120
        assert row.encode_ms < 150
