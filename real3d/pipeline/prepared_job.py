"""A job up to its first frame: an avatar, its motion, and where it is put."""

from __future__ import annotations

from collections.abc import Generator, Iterator
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
    from real3d.pipeline.inputs import Inputs
    from real3d.portrait import Background, Portrait
    from real3d.portrait.framing import PhotoFraming


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
    framing: PhotoFraming | None
    """Puts the moving square into a picture around it; None for the square alone."""
    notes: tuple[Message, ...]
    """Remarks for the user."""
    seconds: tuple[float, float, float]
    """That finding the face, building the avatar and moving it took."""

    def frames(self) -> Generator[NDArray[np.uint8], None, None]:
        """The frames of the result, one by one, in the size of `frame_size`."""
        if self.framing is None:
            yield from self.avatar.render(self.motion, self.background)
            return
        for square in self.squares(self.framing):
            yield self.framing.paste(square)

    def squares(self, framing: PhotoFraming) -> Iterator[NDArray[np.uint8]]:
        """The moving squares [S, S, 3] that `framing` puts into the picture around them."""
        avatar = self.avatar.within_photo(framing.open_edges)
        return avatar.render(self.motion, self.background)


def frame_size(photo: NDArray[np.uint8] | None, settings: Settings) -> tuple[int, int]:
    """(width, height) of the result's frames in pixels.

    Args:
        photo: [H, W, 3]; only the framing `photo` depends on it.
        settings: of the job.
    """
    from real3d.portrait.framing import framed_size
    from real3d.portrait.shapes import shaped_size

    if settings.framing != "photo":
        return shaped_size(settings.size, settings.framing)
    assert photo is not None, "the framing is that of a photo"
    return framed_size(photo.shape[1], photo.shape[0])


def find_framing(
    photo: NDArray[np.uint8], portrait: Portrait, settings: Settings
) -> PhotoFraming | None:
    """What is seen around the moving square; None for the square alone."""
    from real3d.portrait.framing import PhotoFraming
    from real3d.portrait.shapes import in_shape

    if settings.framing == "square":
        return None
    if settings.framing == "photo":
        return PhotoFraming(photo, portrait.crop)
    return in_shape(photo, portrait, frame_size(photo, settings))


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
    if settings.framing != "square" and background.kind != "original":
        raise SettingsError("framing-with-background", framing=settings.framing)


def check_driver_panel(inputs: Inputs, settings: Settings) -> None:
    """
    Raises:
        SettingsError: the driving video has no place beside what else is asked for.
    """
    if inputs.clip is None or not settings.with_driver:
        return
    if inputs.background.kind == "transparent":
        raise SettingsError("driver-beside-transparent")
    if settings.debug:
        raise SettingsError("driver-beside-debug-view")
