"""One photo → `Portrait`.

The names below are loaded when they are first used, so that importing the package is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from real3d.portrait.analysis import analyse_portrait
    from real3d.portrait.background import Background, compose_background, parse_background
    from real3d.portrait.portrait import Crop, HeadPose, Portrait

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "analysis": ["analyse_portrait"],
        "background": ["Background", "compose_background", "parse_background"],
        "portrait": ["Crop", "HeadPose", "Portrait"],
    },
)
__all__ = [
    "Background",
    "Crop",
    "HeadPose",
    "Portrait",
    "analyse_portrait",
    "compose_background",
    "parse_background",
]
