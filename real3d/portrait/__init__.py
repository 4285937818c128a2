"""One photo → `Portrait`.

The names below are loaded when they are first used, so that importing the package is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from real3d.portrait.analysis import analyse_portrait
    from real3d.portrait.background import Background, background_plate, parse_background
    from real3d.portrait.portrait import Advice, Crop, HeadPose, Portrait

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "analysis": ["analyse_portrait"],
        "background": ["Background", "background_plate", "parse_background"],
        "portrait": ["Advice", "Crop", "HeadPose", "Portrait"],
    },
)
__all__ = [
    "Advice",
    "Background",
    "Crop",
    "HeadPose",
    "Portrait",
    "analyse_portrait",
    "background_plate",
    "parse_background",
]
