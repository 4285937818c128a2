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

    check_driver(request)
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
    """How long the result will be, without decoding a voice or a driving video or saying a text.

    Raises:
        InputError: the file or the text cannot be used, or there is none.
    """
    from real3d.media.audio import audio_seconds
    from real3d.media.video import open_video
    from real3d.motion.motion_file import load_motion
    from real3d.motion.shipped import find_motion
    from real3d.text_to_speech.speech import write_script

    check_driver(request)
    if request.text is not None:
        return write_script(request.text, request.voice, request.speed).seconds
    if request.video is not None:
        return open_video(request.video).duration
    if request.motion is not None:
        return load_motion(find_motion(request.motion)).duration
    assert request.audio is not None, "one of them has just been seen"
    return audio_seconds(request.audio)


def check_driver(request: JobRequest) -> None:
    """
    Raises:
        InputError: nothing moves the face, or two things do that exclude each other.
    """
    watched = request.video is not None or request.motion is not None
    if request.text is not None:
        if request.audio is not None or watched:
            raise InputError("text-and-recording")
    elif request.audio is None and not watched:
        raise InputError("no-driver")
    if request.video is not None and request.motion is not None:
        raise InputError("two-drivers")
    if request.head_from is not None and watched:
        raise InputError("two-head-movements")


def is_transparent(background: PictureSource | Background | None) -> bool:
    """Whether a request's background lets a page shine through; no picture is read for that.

    Raises:
        SettingsError: it is no background at all.
    """
    from real3d.portrait import Background, parse_background

    if isinstance(background, str) and not _looks_like_a_file(background):
        background = parse_background(background)
    return isinstance(background, Background) and background.kind == "transparent"


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
