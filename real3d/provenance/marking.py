"""All the marks of one video, prepared before its first frame; whoever writes a video asks here."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from real3d.errors import SettingsError
from real3d.messages.message import Message
from real3d.numerics.overlay import Overlay
from real3d.numerics.types import Picture
from real3d.provenance.badge import make_badge
from real3d.provenance.manifest import Signing, prepare_signing


@dataclass(frozen=True)
class Marking:
    """How one video is marked, besides the tags, which every video has."""

    badge: Overlay | None
    signing: Signing

    def draw(self, frame: Picture) -> None:
        """Lays the badge over a frame, in place, unless it is switched off."""
        if self.badge is not None:
            self.badge.draw(frame)

    @property
    def finalize(self) -> Callable[[Path], None] | None:
        """Signs the finished file (the writer's last step); None if it cannot be signed."""
        return self.signing.sign

    @property
    def names(self) -> tuple[str, ...]:
        """What the result carries: `badge`, `tags`, `manifest`."""
        made = {
            "badge": self.badge is not None,
            "tags": True,
            "manifest": self.finalize is not None,
        }
        return tuple(mark for mark, is_there in made.items() if is_there)

    @property
    def notes(self) -> tuple[Message, ...]:
        """What the owner of the result should know about its marks."""
        if self.signing.reason is None:
            return ()
        return (Message("result-unsigned", reason=self.signing.reason),)


def prepare_marking(badge: bool, size: tuple[int, int], transparent: bool) -> Marking:
    """The marks for a video.

    Args:
        badge: whether the frames show that they are synthetic; on a Space they always do.
        size: (width, height) of its frames in pixels.
        transparent: whether it is a WebM file.

    Raises:
        SettingsError: the badge is switched off on a Space, or the configured certificate cannot
            be used.
    """
    if not badge and "SPACE_ID" in os.environ:
        raise SettingsError("badge-required")
    return Marking(
        badge=make_badge(*size) if badge else None,
        signing=Signing(None, Message("webm-unsigned")) if transparent else prepare_signing(),
    )
