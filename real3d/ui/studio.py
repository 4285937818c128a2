"""What happens when a button is pressed: one method per endpoint.

The methods take what the components hold and call the pipeline; they know no layout.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import gradio as gr

from real3d.engines import ENGINE_NAMES
from real3d.errors import Real3DError
from real3d.pipeline import Progress, TalkingPortrait
from real3d.ui import texts, wording
from real3d.ui.controls import Choices
from real3d.ui.examples import Examples

_SECONDS_BETWEEN_UPDATES = 0.2

Update = tuple[Any, Any, Any]
"""(video, status, recipe) as the components take them."""


class Studio:
    """The work behind the page, shared by all visitors; it keeps nothing about any of them."""

    def __init__(self, talkers: dict[str, TalkingPortrait] | None = None) -> None:
        """
        Args:
            talkers: by the name of their engine; None for one of every engine.
        """
        self._talkers = talkers or {name: TalkingPortrait(name) for name in ENGINE_NAMES}

    def warm_up(self, examples: Examples) -> None:
        """Load and compile everything with the first examples, so that no visitor waits for it."""
        if not examples.portraits or not examples.voices:
            return
        try:
            with closing(
                self._talkers["auto"].stream(examples.portraits[0], audio=examples.voices[0])
            ) as steps:
                next(step for step in steps if step.frame is not None)
        except Real3DError as error:
            # The first visitor gets the same sentence on the page; the owner reads it here.
            logging.getLogger(__name__).error("The page cannot work yet: %s", error)

    def portrait(self, photo: str | None) -> str:
        """Look at a photo: whether it can be used, and how it could be better."""
        if photo is None:
            return ""
        try:
            portrait = self._talkers["auto"].portrait(photo)
        except Real3DError as error:
            return wording.about_error(str(error))
        return wording.about_photo(tuple(advice.text for advice in portrait.advice))

    def talk(self, photo: str | None, audio: str | None, **choices: Any) -> Iterator[Update]:
        """Make a photo speak with a voice."""
        if audio is None and photo is not None:
            raise _error(texts.NO_VOICE)
        yield from self._run(photo, audio, None, "original", Choices(**choices))

    def drive(
        self, photo: str | None, video: str | None, audio: str | None, **choices: Any
    ) -> Iterator[Update]:
        """Make a photo follow the face of a video; `audio` replaces the video's own sound."""
        if video is None and photo is not None:
            raise _error(texts.NO_CLIP)
        yield from self._run(photo, audio, video, "original", Choices(**choices))

    def background(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        kind: str,
        picture: str | None,
        colour: str,
        **choices: Any,
    ) -> Iterator[Update]:
        """Make a photo speak, or follow a video, in front of another background."""
        if audio is None and video is None and photo is not None:
            raise _error(texts.NO_DRIVER)
        chosen = _background(kind, picture, colour)
        yield from self._run(photo, audio, video, chosen, Choices(**choices))

    def _run(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        background: str | Path,
        choices: Choices,
    ) -> Iterator[Update]:
        """One job. It stops, and leaves nothing, when the visitor stops it or goes away.

        Gradio copies the finished file into its own cache before it asks for the next update, so
        the folder can go at the end.
        """
        if photo is None:
            raise _error(texts.NO_PHOTO)
        suffix = ".webm" if background == "transparent" else ".mp4"
        with TemporaryDirectory(prefix="real3d-") as folder:
            try:
                steps = self._talkers[choices.engine].stream(
                    photo,
                    audio=audio,
                    video=video,
                    background=background,
                    settings=choices.settings(),
                    out=Path(folder) / f"talking-portrait{suffix}",
                )
                with closing(steps):
                    yield from _updates(steps)
            except Real3DError as error:
                yield None, wording.about_error(str(error)), None
                raise _error(str(error)) from error


def _updates(steps: Iterator[Progress]) -> Iterator[Update]:
    """Every new stage, the result, and in between a few frames a second."""
    stage, shown = None, 0.0
    for step in steps:
        if step.result is not None:
            recipe = json.loads(step.result.recipe.to_json())
            yield str(step.result.path), wording.about_result(step.result), recipe
        elif step.stage is not stage or monotonic() - shown > _SECONDS_BETWEEN_UPDATES:
            stage, shown = step.stage, monotonic()
            yield gr.skip(), wording.about_step(step), gr.skip()


def _background(kind: str, picture: str | None, colour: str) -> str | Path:
    """The choice as the pipeline takes it."""
    if kind == "picture":
        if picture is None:
            raise _error(texts.NO_PICTURE)
        return Path(picture)
    return _hexadecimal(colour) if kind == "colour" else kind


def _hexadecimal(colour: str) -> str:
    """`#rrggbb` of what a colour picker gives, which may be `rgba(32.4, 160, 96, 1)`."""
    channels = re.match(r"rgba?\(([\d.]+), *([\d.]+), *([\d.]+)", colour)
    if channels is None:
        return colour
    return "#{:02x}{:02x}{:02x}".format(*(round(float(value)) for value in channels.groups()))


def _error(sentence: str) -> gr.Error:
    return gr.Error(sentence, print_exception=False)
