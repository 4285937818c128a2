"""Two engines or two settings side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from real3d.pipeline.comparison import Side, compare
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.components.controls import Choices
from real3d.ui.handlers.jobs import Update, updates
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import needed, point
from real3d.ui.i18n.language import spoken_by


class Comparisons:
    """Makes videos of two halves."""

    def __init__(self, talkers: dict[str, TalkingPortrait], kept: KeptResults) -> None:
        self._talkers = talkers
        self._kept = kept

    def compare(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        sources: bool,
        face: str = "",
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """The same photo and voice or video with two settings, side by side in one video.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = spoken_by(request)
        photo = needed(photo, language.words.no_photo)
        needed(audio or video, language.words.no_driver)
        left, right = (_side(choices, name) for name in ("left", "right"))
        yield from updates(
            lambda out: compare(
                Side(self._talkers[left.engine], left.settings()),
                Side(self._talkers[right.engine], right.settings()),
                photo,
                audio,
                video,
                out=out,
                face=point(face),
                sources=sources,
                live=True,
            ),
            language,
            self._kept,
            self._kept.key((photo, audio, video), (face, left, right, sources)),
        )


def _side(choices: dict[str, Any], name: str) -> Choices:
    """The choices of one side: its own, which begin with its name, and those of both."""
    own = {
        key.removeprefix(f"{name}_"): value
        for key, value in choices.items()
        if key.startswith(f"{name}_")
    }
    both = {key: value for key, value in choices.items() if not key.startswith(("left_", "right_"))}
    return Choices(**own, **both)
