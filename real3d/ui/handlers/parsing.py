"""What a visitor gave, as the pipeline takes it."""

from __future__ import annotations

import re
from pathlib import Path

import gradio as gr

from real3d.errors import SettingsError


def spoken_error(sentence: str) -> gr.Error:
    """An error of which the visitor sees the sentence and nothing else."""
    return gr.Error(sentence, print_exception=False)


def needed(thing: str | None, sentence: str) -> str:
    """The thing, which has to be there, or its sentence is said."""
    if thing is None:
        raise spoken_error(sentence)
    return thing


def point(face: str) -> tuple[float, float] | None:
    """`x,y` in pixels of the photo; None for an empty text.

    Raises:
        SettingsError: it is neither.
    """
    if not face:
        return None
    try:
        x, y = map(float, face.split(","))
    except ValueError as error:
        raise SettingsError(
            f"“face” is “{face}”; give x,y in pixels of the photo, or nothing."
        ) from error
    return x, y


def background(kind: str, picture: str | None, colour: str) -> str | Path:
    """The choice of a background."""
    if kind == "picture" and picture is not None:
        return Path(picture)
    return _hexadecimal(colour) if kind == "colour" else kind


def _hexadecimal(colour: str) -> str:
    """`#rrggbb` of what a colour picker gives, which may be `rgba(32.4, 160, 96, 1)`."""
    channels = re.match(r"rgba?\(([\d.]+), *([\d.]+), *([\d.]+)", colour)
    if channels is None:
        return colour
    return "#{:02x}{:02x}{:02x}".format(*(round(float(value)) for value in channels.groups()))
