"""What the user gave, read and checked: the first step of the road."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.errors import InputError

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.media.video import VideoClip
    from real3d.portrait import Background

FilePath = str | os.PathLike[str]
Picture = str | os.PathLike[str] | NDArray[np.uint8]
"""A file, or [H, W, 3] RGB."""


@dataclass(frozen=True)
class Inputs:
    """The material of one job."""

    photo: NDArray[np.uint8]
    voice: Audio | None
    clip: VideoClip | None
    head_clip: VideoClip | None
    """Whose head movement the speaking photo borrows."""
    background: Background

    @property
    def sound(self) -> Path | None:
        """The file whose sound goes into the result."""
        if self.voice is not None:
            return self.voice.path
        return self.clip.path if self.clip is not None and self.clip.has_audio else None

    @property
    def background_name(self) -> str:
        """As a recipe calls it."""
        if self.background.kind == "colour":
            return "#{:02x}{:02x}{:02x}".format(*self.background.colour)
        return self.background.kind


def read_inputs(
    photo: Picture,
    audio: FilePath | None,
    video: FilePath | None,
    background: Picture | Background | None,
    head_from: FilePath | None,
) -> Inputs:
    """The material of a job; see `TalkingPortrait.generate`.

    Raises:
        InputError: something cannot be used, or there is nothing to move the face.
    """
    from real3d.media import open_video, read_audio

    if audio is None and video is None:
        raise InputError("no-driver")
    if head_from is not None and video is not None:
        raise InputError("two-head-movements")
    return Inputs(
        background=_read_background(background),
        photo=read_picture(photo),
        clip=None if video is None else open_video(video),
        head_clip=None if head_from is None else open_video(head_from),
        voice=None if audio is None else read_audio(audio),
    )


def read_picture(picture: Picture) -> NDArray[np.uint8]:
    """[H, W, 3] RGB, upright.

    Raises:
        InputError: it is no picture, or too large.
    """
    from real3d.media import read_image

    if not isinstance(picture, np.ndarray):
        return read_image(picture)
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise InputError(
            "picture-array-unusable", kind=str(picture.dtype), shape=str(list(picture.shape))
        )
    return picture


def driving_seconds(audio: FilePath | None, video: FilePath | None) -> float:
    """How long the result of a voice or a driving video will be.

    Raises:
        InputError: the file cannot be used, or there is none.
    """
    from real3d.media import open_video, read_audio

    if video is not None:
        return open_video(video).duration
    if audio is not None:
        return read_audio(audio).duration
    raise InputError("no-driver")


def _read_background(background: Picture | Background | None) -> Background:
    from real3d.portrait import Background, parse_background

    if background is None:
        return Background()
    if isinstance(background, Background):
        return background
    if isinstance(background, str) and not _looks_like_a_file(background):
        return parse_background(background)
    return Background(kind="picture", picture=read_picture(background))


def _looks_like_a_file(text: str) -> bool:
    return bool(Path(text).suffix) or os.sep in text
