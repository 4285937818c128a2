"""The width of the mouth that blendshapes command, beside the gap of `real3d.mesh.visemes`."""

from __future__ import annotations

from real3d.motion import Motion
from real3d.numerics.types import FloatArray

WIDTH_OF_JAW, WIDTH_OF_FUNNEL, WIDTH_OF_PUCKER, WIDTH_OF_STRETCH = -0.025, -0.092, -0.172, 0.07
"""Width of the mouth that one unit adds on the mesh's rig, in outer-eye-corner distances."""


def commanded_width(motion: Motion) -> FloatArray:
    """[T] by how much the mouth is wider than at rest, in outer-eye-corner distances."""
    return (
        WIDTH_OF_JAW * motion.channel("jawOpen")
        + WIDTH_OF_FUNNEL * motion.channel("mouthFunnel")
        + WIDTH_OF_PUCKER * motion.channel("mouthPucker")
        + WIDTH_OF_STRETCH * motion.channel("mouthStretchLeft")
    )
