"""The `Motion` track and what any engine needs of it."""

from real3d.motion.settings import MotionSettings
from real3d.motion.track import ARKIT_EXPRESSIONS, Motion

__all__ = ["ARKIT_EXPRESSIONS", "Motion", "MotionSettings"]
