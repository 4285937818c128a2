"""One job from its start to its result, as updates for the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from uuid import uuid4

import gradio as gr

from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Progress, Result
from real3d.runtime.child_process import Cancellation
from real3d.runtime.failures import explain
from real3d.runtime.work_folder import JOB, work_folder
from real3d.ui.handlers import status_html
from real3d.ui.handlers.kept_results import KeptResults, Key
from real3d.ui.handlers.parsing import visible_error
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import Language, request_language

_SECONDS_BETWEEN_UPDATES = 0.2
_LETTERS_OF_A_NAME = 30
"""Of each file: names of 255 bytes, three for a Chinese letter, are the longest that there are."""

Update = tuple[Any, Any, Any]
"""(video, status, recipe) as the components take them."""
U = TypeVar("U")
"""Any other update."""


@dataclass(frozen=True)
class PageJob:
    """What a press on a button asks for."""

    start: Callable[[Path, bool], Generator[Progress, None, None]]
    """Begins the job, given the file to write and whether it is watched, so that it can be played
    while it is made."""
    key: Key | None
    """What its result is kept by; None if it may not be kept."""
    name: str
    """Of the file."""


def result_name(ending: str, *files: object) -> str:
    """What a visitor's download is called: after the photo and what drives it, `me-hello.mp4`.

    Args:
        ending: of the name.
        files: their paths or names; what is None is left out.
    """
    stems = (Path(str(file)).stem[:_LETTERS_OF_A_NAME] for file in files if file is not None)
    return "-".join(stems) + ending


def driver_name(request: JobRequest) -> object:
    """What moves the face, as a part of `result_name`: a file, or the voice that says a text."""
    return request.video or request.motion or request.audio or request.voice


def stream_job(
    parse: Callable[[], PageJob],
    request: gr.Request | None,
    kept: KeptResults,
    running: RunningJobs,
) -> Iterator[Update]:
    """One job. It stops, and leaves nothing, when the visitor stops it or goes away.

    Gradio copies the finished file into its own cache before it asks for the next update, so the
    folder can go at the end.

    Args:
        parse: makes the job of what the visitor gave.
        request: of the visitor; programs get stages, and no pictures of what is being made.
        kept: the results of examples.
        running: the jobs of all visitors.
    """
    language = request_language(request)

    def work(cancellation: Cancellation) -> Iterator[Update]:
        job = parse()
        if (result := kept.find(job.key)) is not None:
            yield _finished(result, language)
        else:
            yield from _run(job, language, is_watched(request), kept, running, cancellation)

    yield from stream_work(work, lambda said: (gr.skip(), said, gr.skip()), request, running)


def stream_work(
    work: Callable[[Cancellation], Iterator[U]],
    refused: Callable[[str], U],
    request: gr.Request | None,
    running: RunningJobs,
) -> Iterator[U]:
    """Work for a visitor, which ends when it is stopped, or with what the visitor has to know.

    Args:
        work: yields updates.
        refused: makes an update of what is said of an error; all else stays as it is.
        request: of the visitor.
        running: the jobs of all visitors.
    """
    with running.begin(request) as cancellation:
        try:
            yield from work(cancellation)
        except Exception as error:
            if cancellation.is_cancelled:
                return  # what failed was ended by the visitor
            sentence = _explained(error, request_language(request))
            if sentence is None:
                raise
            # Said where a visitor looks; what is on the stage stays there.
            yield refused(status_html.refusal_html(sentence))
            if not _is_from_the_page(request):
                raise visible_error(sentence) from error


def _explained(error: Exception, language: Language) -> str | None:
    """What a visitor has to know of it; None for what nobody has foreseen."""
    if isinstance(error, gr.Error):
        return error.message
    message = explain(error)
    return None if message is None else language.translate(message)


def _run(
    job: PageJob,
    language: Language,
    watched: bool,
    kept: KeptResults,
    running: RunningJobs,
    cancellation: Cancellation,
) -> Iterator[Update]:
    name = uuid4().hex if watched else None
    with work_folder(JOB) as folder:
        out = folder / job.name
        with closing(job.start(out, watched)) as steps:
            for step in throttle(cancellation.watch(steps)):
                running.note(step.seconds_left)
                if step.result is None:
                    yield gr.skip(), status_html.progress_html(step, language, name), gr.skip()
                else:
                    kept.keep(job.key, step.result)
                    yield _finished(step.result, language)


def is_watched(request: gr.Request | None) -> bool:
    """Whether a person sees what is made: Gradio's own page says so, and no program does."""
    return request is None or _is_from_the_page(request)


def _is_from_the_page(request: gr.Request | None) -> bool:
    return request is not None and request.headers.get("x-gradio-user") == "app"


def throttle(steps: Iterator[Progress]) -> Iterator[Progress]:
    """Every new stage, every fragment to play, the result, and in between a few frames a second."""
    stage, shown = None, 0.0
    for step in steps:
        due = monotonic() - shown > _SECONDS_BETWEEN_UPDATES
        if step.result or step.fragment or step.stage is not stage or due:
            stage, shown = step.stage, monotonic()
            yield step


def _finished(result: Result, language: Language) -> Update:
    recipe = json.loads(result.recipe.to_json())
    if result.right is not None:
        recipe = {"left": recipe, "right": json.loads(result.right.to_json())}
    return str(result.path), status_html.result_html(result, language), recipe
