"""One of two processes that train together; run by `test_loop.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from tests.training.triplane.small import head_stage
from training.triplane.loop import together, train

if __name__ == "__main__":
    torch.set_num_threads(1)
    with together():
        stage = head_stage(steps=2, batch=1, frozen=True)
        train(stage, Path(sys.argv[1]), lambda step, figures: None)
