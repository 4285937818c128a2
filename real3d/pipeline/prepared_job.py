"""A job up to its first frame: an avatar, its motion, and where it is put."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.engine import Avatar
from real3d.errors import SettingsError
from real3d.messages.message import Message
from real3d.pipeline.settings import SIZES, Settings

if TYPE_CHECKING:
    from real3d.motion import Motion
    from real3d.portrait import Background, Portrait


_SOFT = 1.25
"""Enlargement from which the moving square looks softer than the photo around it."""


@dataclass(frozen=True)
class PreparedJob:
    """All that rendering needs."""

    portrait: Portrait
    avatar: Avatar
    motion: Motion
    background: NDArray[np.uint8] | None
    """[S, S, 3] RGB behind the person; None for a transparent result."""
    photo: NDArray[np.uint8] | None
    """[H, W, 3] RGB that the moving square is put back into; None for the square alone."""
    notes: tuple[Message, ...]
    """Remarks for the user."""
    seconds: tuple[float, float, float]
    """That finding the face, building the avatar and moving it took."""

    def frames(self) -> Generator[NDArray[np.uint8], None, None]:
        """The frames of the result, one by one, in the size of `frame_size`."""
        from real3d.portrait.framing import PhotoFraming

        if self.photo is None:
            yield from self.avatar.render(self.motion, self.background)
            return
        framing = PhotoFraming(self.photo, self.portrait.crop)
        avatar = self.avatar.within_photo(framing.open_edges)
        for frame in avatar.render(self.motion, self.background):
            yield framing.paste(frame)


def frame_size(photo: NDArray[np.uint8], settings: Settings) -> tuple[int, int]:
    """(width, height) of the result's frames in pixels."""
    from real3d.portrait.framing import framed_size

    if settings.framing == "photo":
        return framed_size(photo.shape[1], photo.shape[0])
    return settings.size, settings.size


def framing_notes(
    photo: NDArray[np.uint8], portrait: Portrait, settings: Settings
) -> tuple[Message, ...]:
    """What there is to say when the square is enlarged to fit into the photo."""
    width, _ = frame_size(photo, settings)
    side = round(portrait.crop.side * min(1.0, width / photo.shape[1]))
    if settings.framing != "photo" or side < _SOFT * settings.size or settings.size == SIZES[-1]:
        return ()
    return (Message("photo-has-more-pixels", side=side, size=settings.size),)


def check_framing(background: Background, settings: Settings) -> None:
    """
    Raises:
        SettingsError: the framing has no place for the background.
    """
    if settings.framing == "photo" and background.kind != "original":
        raise SettingsError("framing-with-background")
