"""One job from its start to its result, as updates for the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from uuid import uuid4

import gradio as gr

from real3d.errors import Real3DError
from real3d.pipeline.result import Progress, Result
from real3d.ui.handlers import wording
from real3d.ui.handlers.kept_results import KeptResults, Key
from real3d.ui.handlers.parsing import spoken_error
from real3d.ui.i18n.language import Language

_SECONDS_BETWEEN_UPDATES = 0.2

Update = tuple[Any, Any, Any]
"""(video, status, recipe) as the components take them."""


def updates(
    start: Callable[[Path], Generator[Progress, None, None]],
    language: Language,
    kept: KeptResults,
    key: Key | None,
    suffix: str = ".mp4",
) -> Iterator[Update]:
    """One job. It stops, and leaves nothing, when the visitor stops it or goes away.

    Gradio copies the finished file into its own cache before it asks for the next update, so the
    folder can go at the end.

    Args:
        start: given the file to write, begins the job.
        language: of the visitor.
        kept: the results of examples.
        key: what this one is kept by, if it may be.
        suffix: of the file.
    """
    if (result := kept.find(key)) is not None:
        yield _finished(result, language)
        return
    name = uuid4().hex
    yield None, gr.skip(), None  # the last result goes
    with TemporaryDirectory(prefix="real3d-") as folder:
        try:
            with closing(start(Path(folder) / f"talking-portrait{suffix}")) as steps:
                for step in _seldom(steps):
                    if step.result is None:
                        yield gr.skip(), wording.about_step(step, language, name), gr.skip()
                    else:
                        kept.keep(key, step.result)
                        yield _finished(step.result, language)
        except Real3DError as error:
            yield None, wording.about_error(str(error), language), None
            raise spoken_error(language.said(str(error))) from error


def _seldom(steps: Iterator[Progress]) -> Iterator[Progress]:
    """Every new stage, every piece to play, the result, and in between a few frames a second."""
    stage, shown = None, 0.0
    for step in steps:
        due = monotonic() - shown > _SECONDS_BETWEEN_UPDATES
        if step.result or step.piece or step.stage is not stage or due:
            stage, shown = step.stage, monotonic()
            yield step


def _finished(result: Result, language: Language) -> Update:
    recipe = json.loads(result.recipe.to_json())
    if result.right is not None:
        recipe = {"left": recipe, "right": json.loads(result.right.to_json())}
    return str(result.path), wording.about_result(result, language), recipe
