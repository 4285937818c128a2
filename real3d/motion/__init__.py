"""What a face does over time: the `Motion` track, and what any engine needs of it.

The names below are loaded when they are first used, so that importing the package is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from real3d.motion.arkit import ARKIT_EXPRESSIONS
    from real3d.motion.settings import MotionSettings
    from real3d.motion.track import Motion

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "arkit": ["ARKIT_EXPRESSIONS"],
        "settings": ["MotionSettings"],
        "track": ["Motion"],
    },
)
__all__ = ["ARKIT_EXPRESSIONS", "Motion", "MotionSettings"]
