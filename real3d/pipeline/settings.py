"""All that a user can choose about a job, one part per concern."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from real3d.media.output_settings import OutputSettings
from real3d.motion.settings import MotionSettings
from real3d.runtime.settings import check_settings, setting

EngineName = Literal["auto", "mesh", "triplane"]
ENGINE_NAMES: tuple[str, ...] = get_args(EngineName)
"""`auto` is the best engine that can run here."""

SIZES = (512, 768, 1024)
"""Pixels a side that the moving square may have."""

Framing = Literal["square", "9:16", "16:9", "photo"]
FRAMINGS: tuple[str, ...] = get_args(Framing)
"""`square`: the head and shoulders alone. `9:16`, `16:9`: an upright or wide view of the photo
around them. `photo`: the whole photo, in which they move."""


CaptionsMode = Literal["none", "burnt", "track"]
CAPTIONS: tuple[str, ...] = get_args(CaptionsMode)
"""`burnt`: drawn into the frames. `track`: beside them in an MP4, for players that show it."""


@dataclass(frozen=True)
class Settings:
    """All that a user can choose, one part per concern."""

    motion: MotionSettings = field(default_factory=MotionSettings)
    output: OutputSettings = field(default_factory=OutputSettings)
    size: int = setting(512, "pixels a side of the moving square", choices=SIZES)
    framing: Framing = setting(
        "square",
        "square: head and shoulders; 9:16, 16:9: more of the photo around them, for phones and "
        "screens; photo: all of it",
        choices=FRAMINGS,
        placement="main",
    )
    captions: CaptionsMode = setting(
        "none",
        "what is said, to read: burnt into the picture, or a track for players to switch on",
        choices=CAPTIONS,
        placement="main",
    )
    badge: bool = setting(
        True,
        "the small “AI” in the corner; on a Space it is always there",
        placement="terminal",
    )
    with_driver: bool = setting(
        False, "show the driving video on the left of the result", driver="video"
    )
    debug: bool = setting(
        False, "show the photo, what drives it and the engine's steps beside the result"
    )

    def __post_init__(self) -> None:
        check_settings(self)
