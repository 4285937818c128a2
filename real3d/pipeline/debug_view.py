"""The paper's figure as a video: photo, driver, what the engine saw on the way, and the result.

Every panel is a square with a title; they stand in a row, the photo on the left.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing

import cv2
import numpy as np

from real3d.engine import Engine
from real3d.errors import SettingsError
from real3d.numerics.types import Picture
from real3d.pipeline.inputs import Inputs
from real3d.pipeline.panels import letterboxed, repeated, title, waveform
from real3d.pipeline.prepared_job import PreparedJob
from real3d.pipeline.settings import Settings

PANEL = 512
"""Pixels a side. Six of them are as wide as players and browsers still decode."""


def debug_size(engine: type[Engine] | Engine) -> tuple[int, int]:
    """(width, height) of the debug view's frames in pixels."""
    return len(_titles(engine)) * PANEL, PANEL


def debug_frames(
    engine: Engine, prepared: PreparedJob, inputs: Inputs
) -> Generator[Picture, None, None]:
    """The frames of a debug view, one by one, in the size of `debug_size`."""
    titles = [title(text, PANEL) for text in _titles(engine)]
    frames = len(prepared.motion)
    photo = repeated(_square(prepared.portrait.image), frames)
    driver = _driver(inputs, prepared.motion.fps, frames)
    with closing(prepared.avatar.inspect(prepared.motion, prepared.background)) as inspected:
        for source, driving, made in zip(photo, driver, inspected, strict=True):
            panels = (source, driving, *made.views, made.frame)
            row = np.hstack([_square(panel) for panel in panels])
            for number, label in enumerate(titles):
                height, width = label.shape[:2]
                row[:height, number * PANEL : number * PANEL + width] = label
            yield row


def check_debug(inputs: Inputs, settings: Settings) -> None:
    """
    Raises:
        SettingsError: a debug view has no place for what else is asked for.
    """
    if settings.framing != "square":
        raise SettingsError("debug-not-square")
    if inputs.background.kind == "transparent":
        raise SettingsError("debug-transparent")


def _titles(engine: type[Engine] | Engine) -> tuple[str, ...]:
    return ("source", "driving", *engine.views, "result")


def _driver(inputs: Inputs, fps: float, frames: int) -> Iterator[Picture]:
    if inputs.clip is not None:
        return letterboxed(inputs.clip.frames(fps, max_side=PANEL), PANEL, frames)
    if inputs.motion is not None:
        return repeated(np.zeros((PANEL, PANEL, 3), np.uint8), frames)
    assert inputs.voice is not None, "one of the two is checked to be there when they are read"
    return waveform(inputs.voice, fps, PANEL, frames)


def _square(picture: Picture) -> Picture:
    """The picture in the size of a panel; small ones keep their pixels visible."""
    if len(picture) == PANEL:
        return picture
    larger = len(picture) < PANEL
    interpolation = cv2.INTER_NEAREST if larger else cv2.INTER_AREA
    resized = cv2.resize(picture, (PANEL, PANEL), interpolation=interpolation)
    return resized.astype(np.uint8, copy=False)
