"""Runs the fused kernel without a GPU, in a process of its own.

    TRITON_INTERPRET=1 python -m tests.support.interpreted_march IN OUT

Triton decides when it is imported whether kernels are compiled or interpreted. IN holds the
decoder, planes, rays and numbers of samples; OUT gets what the rays gather.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import torch

from real3d.triplane.acceleration.fused_marching import march_fused
from real3d.triplane.modeling.rays import Rays
from real3d.triplane.modeling.volume_rendering import FieldDecoder, Sampling


@torch.inference_mode()
def main(source: Path, target: Path) -> None:
    """Marches."""
    given = torch.load(source, weights_only=True)
    decoder = FieldDecoder()
    decoder.load_state_dict(given["decoder"])
    marched = march_fused(
        decoder, given["planes"], Rays(**given["rays"]), Sampling(*given["samples"])
    )
    torch.save(asdict(marched), target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
