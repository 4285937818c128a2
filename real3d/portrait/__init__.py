"""One photo → `Portrait`.

The names below are loaded when they are first used, so that importing the package is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from real3d.portrait.portrait import Advice, Crop, HeadPose, Portrait

if TYPE_CHECKING:
    from real3d.portrait.analysis import analyse_portrait
    from real3d.portrait.background import Background, compose_background, parse_background

_HOMES = {
    "analyse_portrait": "analysis",
    "Background": "background",
    "compose_background": "background",
    "parse_background": "background",
}

__all__ = [
    "Advice",
    "Background",
    "Crop",
    "HeadPose",
    "Portrait",
    "analyse_portrait",
    "compose_background",
    "parse_background",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
