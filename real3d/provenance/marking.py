"""All the marks of one video, prepared before its first frame; whoever writes a video asks here."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from real3d.errors import SettingsError
from real3d.provenance.badge import Badge, make_badge
from real3d.provenance.manifest import Signing, prepare_signing


@dataclass(frozen=True)
class Marking:
    """How one video is marked, besides the tags, which every video has."""

    badge: Badge | None
    signing: Signing

    def draw(self, frame: NDArray[np.uint8]) -> None:
        """Lays the badge over a frame, in place, unless it is switched off."""
        if self.badge is not None:
            self.badge.draw(frame)

    @property
    def seal(self) -> Callable[[Path], None] | None:
        """The writer's last step: the signature, if there can be one."""
        return self.signing.sign

    @property
    def names(self) -> tuple[str, ...]:
        """What the result carries: `badge`, `tags`, `manifest`."""
        made = {"badge": self.badge is not None, "tags": True, "manifest": self.seal is not None}
        return tuple(mark for mark, is_there in made.items() if is_there)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the owner of the result should know about its marks, one sentence each."""
        if self.seal is not None:
            return ()
        return (
            f"The result has no signed manifest, because {self.signing.reason}. "
            "The tags in the file say that it is synthetic.",
        )


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
        raise SettingsError(
            "On a Space every result shows its badge. Run the program on your own computer to "
            "leave it out."
        )
    return Marking(
        badge=make_badge(*size) if badge else None,
        signing=Signing(None, "a WebM file has no place for it")
        if transparent
        else prepare_signing(),
    )
