"""What one job is asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.pipeline.settings import Settings
from real3d.text_to_speech.voices import DEFAULT_VOICE

if TYPE_CHECKING:
    from real3d.portrait.background import Background

FilePath = str | os.PathLike[str]
PictureSource = str | os.PathLike[str] | NDArray[np.uint8]
"""A file, or [H, W, 3] RGB."""
Point = tuple[float, float]
"""(x, y) in pixels of the photo."""


@dataclass(frozen=True)
class JobRequest:
    """Everything that one job is asked for; nothing in it has been read or checked yet."""

    photo: PictureSource
    """Whose face moves."""
    audio: FilePath | None = None
    """The voice that moves it; with `video`, only the sound of the result."""
    video: FilePath | None = None
    """The driving video; without `audio` its own sound goes into the result."""
    background: PictureSource | Background | None = None
    """`original` (also None), `blur`, `transparent`, a colour as `#rrggbb`, or a picture."""
    settings: Settings = field(default_factory=Settings)
    """What else can be chosen."""
    out: FilePath | None = None
    """The file to write, `.mp4` or `.webm`; None for a new temporary file, which is the caller's
    to delete."""
    face: Point | None = None
    """On the face that is meant if there are several; None for the most prominent one."""
    head_from: FilePath | None = None
    """A video whose head movement goes with the voice, instead of an invented one."""
    motion: FilePath | None = None
    """A kept motion that moves it, by its file or the name of one that comes with the program;
    `audio` is only the sound of the result then."""
    pictures: FilePath | None = None
    """A `.zip` to write, with the frames one by one as PNG, with their alpha."""
    preview: FilePath | None = None
    """A `.gif` or `.webp` to write, with the first seconds, small, for places that show no
    video."""
    overwrite: bool = False
    """Replace files that are there already, also those that this program did not make."""
    fingerprint: str = ""
    """By which the caller will know the result again; it is written into it."""
    text: str | None = None
    """What the photo says, in English, instead of a recording."""
    voice: str = DEFAULT_VOICE
    """Who says the text; see `real3d.text_to_speech.voices`."""
    speed: float = 1.0
    """How fast the text is said; 1 is the voice's own."""
    transcript: str | None = None
    """What is said, for captions: plain words, or the content of an SRT or WebVTT file; None for
    the text, if there is one."""
