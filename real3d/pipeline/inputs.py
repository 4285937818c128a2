"""What the user gave, read and checked: the first step of the road."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.errors import InputError
from real3d.pipeline.request import JobRequest, PictureSource

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.media.video import VideoClip
    from real3d.motion import Motion
    from real3d.portrait import Background


@dataclass(frozen=True)
class Inputs:
    """The material of one job."""

    photo: NDArray[np.uint8]
    voice: Audio | None
    clip: VideoClip | None
    head_clip: VideoClip | None
    """Whose head movement the speaking photo borrows."""
    motion: Motion | None
    """A kept one."""
    background: Background

    @property
    def audio(self) -> Path | None:
        """The file whose sound goes into the result."""
        if self.voice is not None:
            return self.voice.path
        return self.clip.path if self.clip is not None and self.clip.has_audio else None

    @property
    def duration(self) -> float:
        """Seconds of video to make."""
        if self.clip is not None:
            return self.clip.duration
        if self.motion is not None:
            return self.motion.duration
        assert self.voice is not None, "one of them is checked to be there when they are read"
        return self.voice.duration

    @property
    def background_name(self) -> str:
        """As a recipe calls it."""
        if self.background.kind == "colour":
            return "#{:02x}{:02x}{:02x}".format(*self.background.colour)
        return self.background.kind


def read_inputs(request: JobRequest) -> Inputs:
    """The material of a job.

    Raises:
        InputError: something cannot be used, or there is nothing to move the face.
    """
    from real3d.media import open_video, read_audio
    from real3d.motion.motion_file import load_motion
    from real3d.motion.shipped import find_motion

    _check_driver(request)
    return Inputs(
        background=_read_background(request.background),
        photo=read_picture(request.photo),
        clip=None if request.video is None else open_video(request.video),
        head_clip=None if request.head_from is None else open_video(request.head_from),
        motion=None if request.motion is None else load_motion(find_motion(request.motion)),
        voice=None if request.audio is None else read_audio(request.audio),
    )


def read_picture(picture: PictureSource) -> NDArray[np.uint8]:
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


def driving_seconds(request: JobRequest) -> float:
    """How long the result will be, without decoding a voice or a driving video.

    Raises:
        InputError: the file cannot be used, or there is none.
    """
    from real3d.media.audio import audio_seconds
    from real3d.media.video import open_video
    from real3d.motion.motion_file import load_motion
    from real3d.motion.shipped import find_motion

    _check_driver(request)
    if request.video is not None:
        return open_video(request.video).duration
    if request.motion is not None:
        return load_motion(find_motion(request.motion)).duration
    assert request.audio is not None, "one of them has just been seen"
    return audio_seconds(request.audio)


def _check_driver(request: JobRequest) -> None:
    watched = request.video is not None or request.motion is not None
    if request.audio is None and not watched:
        raise InputError("no-driver")
    if request.video is not None and request.motion is not None:
        raise InputError("two-drivers")
    if request.head_from is not None and watched:
        raise InputError("two-head-movements")


def _read_background(background: PictureSource | Background | None) -> Background:
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
