"""One photo → `Portrait`."""

from real3d.portrait.portrait import Advice, Crop, HeadPose, Portrait

__all__ = ["Advice", "Crop", "HeadPose", "Portrait"]
