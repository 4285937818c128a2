"""What every tab has that makes a video: a button that becomes Stop, an estimate, a job."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.events import QUICK
from real3d.ui.components.inputs import ANNOUNCED
from real3d.ui.components.stage import Stage
from real3d.ui.handlers.left_jobs import LeftJobs
from real3d.ui.handlers.running_jobs import RENDERING
from real3d.ui.handlers.status_html import passing_html
from real3d.ui.i18n.language import MARKED, paragraph, request_language

# Does nothing where stage and status are in view already, as on a wide screen.
_SHOW_STAGE = """() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.querySelector(".stage").scrollIntoView(
    {behavior: calm ? "auto" : "smooth", block: "nearest"});
}"""

# Of a result: it goes to the front of the strip, which holds six.
_KEEP_RESULT = """(strip, video, status, recipe) => {
  if (!video || !status.includes("data-done")) return strip;
  const file = video.video ?? video;
  const others = strip.results.filter((one) => one.video.url !== file.url);
  const name = decodeURIComponent(file.url.split("/").pop());
  return {results: [{name, video: file, status, recipe}, ...others].slice(0, 6), chosen: 0};
}"""


# Two cores: a second job at the same time would only make both slower.
_WORK: dict[str, Any] = {"concurrency_id": RENDERING, "concurrency_limit": 1}


@dataclass(frozen=True)
class Buttons:
    """The place of the primary buttons, one for each tab, and Stop, which takes it during a job."""

    starts: gr.Column
    stop: gr.Button
    estimate: gr.HTML


def draw_buttons() -> Buttons:
    """The buttons, what they will cost, and what the visitor agrees to."""
    with gr.Column(elem_classes="starts") as starts:
        pass
    stop = gr.Button(
        MARKED.stop, variant="secondary", size="lg", visible=False, elem_classes="stop"
    )
    estimate = gr.HTML(elem_classes=["remark", "estimate"], js_on_load=ANNOUNCED)
    gr.HTML(paragraph(MARKED.consent), elem_classes="consent")
    return Buttons(starts, stop, estimate)


def connect_endpoint(
    work: Callable[..., object], name: str, inputs: dict[str, Any], outputs: list[Component]
) -> None:
    """Offers the work to programs, which have no buttons and no tabs.

    Args:
        work: takes `inputs`, yields values for `outputs`.
        name: of the endpoint.
        inputs: by the names of parameters.
        outputs: of the page, which say what is returned.
    """
    never = gr.Button(visible=False)
    never.click(work, outputs=outputs, inputs_kwargs=inputs, api_name=name, **_WORK)


def connect_job(
    start: gr.Button,
    buttons: Buttons,
    stage: Stage,
    work: Callable[..., object],
    inputs: dict[str, Any],
    examples: Sequence[Dependency] = (),
) -> list[Dependency]:
    """Start, or a click on an example, runs the work; returns the events that Stop has to end.

    Args:
        start: of the tab.
        buttons, stage: of the page.
        work: takes `inputs`, yields values for the stage's outputs.
        inputs: by the names of parameters.
        examples: the events by which an example fills the inputs.
    """
    starts: list[Any] = [start.click, *(example.success for example in examples)]
    outputs = job_outputs(stage, inputs)
    jobs = [connect_work(begin, buttons, stage, work, inputs, outputs) for begin in starts]
    for job in jobs:
        job.then(None, [stage.strip, *stage.outputs], stage.strip, js=_KEEP_RESULT, **QUICK)
        if "pictures" not in inputs:
            job.success(lambda: None, None, stage.pictures, **QUICK)
    return jobs


def job_outputs(stage: Stage, inputs: dict[str, Any]) -> list[Component]:
    """Where a job that takes these reports."""
    return stage.outputs + ([stage.pictures] if "pictures" in inputs else [])


def connect_work(
    begin: Any,
    buttons: Buttons,
    stage: Stage,
    work: Callable[..., object],
    inputs: dict[str, Any],
    outputs: list[Component],
) -> Dependency:
    """Runs the work, with Stop in the place of the button meanwhile; returns the event to end.

    Args:
        begin: the listener of what begins it.
        buttons, stage: of the page.
        work: takes `inputs`, yields values for `outputs`.
        inputs: by the names of parameters.
        outputs: of the page.
    """
    both: list[Any] = [buttons.starts, buttons.stop]

    def begins(request: gr.Request) -> list[Any]:
        status = passing_html(request_language(request).words.begins)
        return [*_shown(running=True), status, gr.Timer(active=True)]

    begun = begin(begins, None, [*both, stage.status, stage.waiting], **QUICK)
    begun.then(None, js=_SHOW_STAGE, **QUICK)
    job = begun.then(
        work,
        outputs=outputs,
        inputs_kwargs=inputs,
        api_visibility="private",
        show_progress="hidden",  # the status says it in the visitor's words
        **_WORK,
    )
    # The browser calls only one of the two; of a failure a notice says why.
    job.then(lambda: _shown(running=False), None, both, **QUICK)
    job.failure(lambda: [*_shown(running=False), ""], None, [*both, stage.status], **QUICK)
    return job


def connect_rejoining(
    visit: Component, buttons: Buttons, stage: Stage, left: LeftJobs
) -> list[Dependency]:
    """A page that is loaded again goes on with its job; returns the event that Stop has to end.

    Args:
        visit: gets its name once the page is loaded.
        buttons, stage: of the page.
        left: the jobs that wait for their visitors.
    """
    found = gr.Textbox("", label="found", visible="hidden")
    visit.change(  # type: ignore[attr-defined]
        lambda name: name if left.goes_on(name) else "", visit, found, **QUICK
    )
    outputs = [*stage.outputs, stage.pictures]

    def rejoin(visit: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        for update in left.rejoin(visit, request):
            yield (*update, *[gr.skip()] * (len(outputs) - len(update)))

    job = connect_work(found.change, buttons, stage, rejoin, {"visit": found}, outputs)
    job.then(None, [stage.strip, *stage.outputs], stage.strip, js=_KEEP_RESULT, **QUICK)
    return [job]


def connect_stop(buttons: Buttons, stage: Stage, jobs: list[Dependency], left: LeftJobs) -> None:
    """Stop ends the jobs of the visitor.

    Args:
        buttons, stage: of the page.
        jobs: all that may be running.
        left: knows them.
    """

    def stop(request: gr.Request) -> list[Any]:
        left.stop(request)
        return [*_shown(running=False), _stopped(request), gr.Timer(active=False)]

    stopped = buttons.stop.click(
        stop,
        None,
        [buttons.starts, buttons.stop, stage.status, stage.waiting],
        cancels=[*jobs],
        **QUICK,
    )
    # What the job said last may arrive after that.
    stopped.then(_stopped, None, stage.status, **QUICK)


def _stopped(request: gr.Request) -> str:
    return passing_html(request_language(request).words.stopped)


def _shown(running: bool) -> tuple[object, object]:
    return gr.update(visible=not running), gr.update(visible=running)
