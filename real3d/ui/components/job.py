"""What every tab that makes a video has: the button that becomes Stop, and a place for results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.events import QUICK
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import MARKED, paragraph

_PLAYER = Path(__file__).parents[1].joinpath("player", "player.js").read_text(encoding="utf-8")
_SCREEN = """<div class="empty">${value}</div>
<img alt=""><video playsinline controls preload="auto"></video>"""

# Only the visible tab's; does nothing where the stage is in view already, as on a wide screen.
_SHOW_STAGE = """() => document.querySelectorAll(".stage").forEach((stage) => {
    if (stage.offsetParent) stage.scrollIntoView({behavior: "smooth", block: "nearest"});
})"""


def columns() -> gr.Row:
    """Two columns on a desktop, one on a phone."""
    return gr.Row(elem_classes="columns")


def inputs_column() -> gr.Column:
    """The first of them."""
    return gr.Column(min_width=320, elem_classes="inputs")


def result_column() -> gr.Column:
    """The second, which stays in view."""
    return gr.Column(min_width=320, elem_classes="result")


@dataclass(frozen=True)
class Buttons:
    """The primary button, and the one that takes its place while a job runs."""

    start: gr.Button
    stop: gr.Button
    estimate: gr.HTML


@dataclass(frozen=True)
class Report:
    """Where a job reports."""

    video: gr.Video
    status: gr.HTML
    recipe: gr.JSON
    screen: gr.HTML
    """What is seen in the video's place while there is none; never an output."""
    pictures: gr.DownloadButton | None
    """The frames one by one, where they can be asked for."""

    @property
    def outputs(self) -> list[Component]:
        """In the order of `real3d.ui.handlers.jobs.Update`, then the pictures."""
        more = [] if self.pictures is None else [self.pictures]
        return [self.video, self.status, self.recipe, *more]


def draw_buttons(label: Any) -> Buttons:
    """The buttons, what they will cost, and what the visitor agrees to."""
    estimate = gr.HTML(elem_classes="remark estimate")
    start = gr.Button(label, variant="primary", size="lg", elem_classes="start")
    stop = gr.Button(
        MARKED.stop, variant="secondary", size="lg", visible=False, elem_classes="stop"
    )
    gr.HTML(paragraph(MARKED.consent), elem_classes="consent")
    return Buttons(start, stop, estimate)


def draw_report(wide: bool = False, pictures: bool = False) -> Report:
    """The result and what is said about it.

    Args:
        wide: the video has panels side by side.
        pictures: its frames can be asked for, one by one.
    """
    with gr.Column(elem_classes=["stage", "wide"] if wide else "stage"):
        screen = gr.HTML(
            paragraph(MARKED.waiting), html_template=_SCREEN, elem_classes="screen", padding=False
        )
        video = gr.Video(
            label=MARKED.result,
            show_label=False,
            interactive=False,
            elem_classes="film",
            buttons=[],  # they would hide the badge
        )
    status = gr.HTML(elem_classes="status", js_on_load=_PLAYER)
    download = gr.DownloadButton(
        MARKED.download, visible=False, elem_classes="download", variant="primary"
    )
    archive = _draw_pictures() if pictures else None
    with gr.Accordion(MARKED.recipe, open=False, visible=False) as made:
        recipe = gr.JSON(show_label=False)
    video.change(
        lambda path: [
            gr.update(value=path, visible=path is not None),
            gr.update(visible=path is not None),
        ],
        video,
        [download, made],
        **QUICK,
    )
    return Report(video, status, recipe, screen, archive)


def _draw_pictures() -> gr.DownloadButton:
    pictures = gr.DownloadButton(MARKED.pictures_download, visible=False, elem_classes="pictures")
    pictures.change(lambda path: gr.update(visible=path is not None), pictures, pictures, **QUICK)
    return pictures


_COSTLY = ("fps", "size", "framing", "debug", "engine", "left_engine", "right_engine")
"""The controls that a job's time depends on."""


def show_estimate(
    estimate: Callable[..., str],
    buttons: Buttons,
    files: dict[str, Any],
    controls: dict[str, Any],
) -> None:
    """Says how long it will take as soon as that can be known, and again when it changes."""
    inputs = files | {name: controls[name] for name in _COSTLY if name in controls}
    gr.on(
        [component.change for component in inputs.values()],
        estimate,
        outputs=buttons.estimate,
        inputs_kwargs=inputs,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )


def connect_job(
    buttons: Buttons,
    report: Report,
    work: Callable[..., object],
    endpoint: str,
    inputs: dict[str, Component],
    running: RunningJobs,
    example: Dependency | None = None,
) -> None:
    """Start, or a click on an example, runs the work; Stop ends it.

    The buttons change places before and after.

    Args:
        buttons, report: of the tab.
        work: takes `inputs`, yields values for the report's outputs.
        endpoint: its name for programs.
        inputs: by the names of parameters.
        running: where `work` puts its jobs.
        example: the event by which an example fills the inputs.
    """
    both = [buttons.start, buttons.stop]
    starts: list[tuple[Any, str | None]] = [(buttons.start.click, endpoint)]
    if example is not None:
        starts.append((example.success, None))
    jobs = []
    for start, name in starts:
        begun = start(lambda: _shown(running=True), None, both, **QUICK)
        begun.then(None, js=_SHOW_STAGE, **QUICK)
        job = begun.then(
            work,
            outputs=report.outputs,
            inputs_kwargs=inputs,
            api_name=name,
            api_visibility="private" if name is None else "public",
            show_progress_on=report.screen,
            # Two cores: a second job at the same time would only make both slower.
            concurrency_id="rendering",
            concurrency_limit=1,
        )
        for ended in (job.then, job.failure):  # the browser calls the former only if all went well
            ended(lambda: _shown(running=False), None, both, **QUICK)
        jobs.append(job)

    def stop(request: gr.Request) -> tuple[object, object, str]:
        running.stop(request)
        return *_shown(running=False), paragraph(MARKED.stopped)

    stopped = buttons.stop.click(
        stop,
        None,
        [*both, report.status],
        cancels=jobs,
        **QUICK,
    )
    # What the job said last may arrive after that.
    stopped.then(lambda: paragraph(MARKED.stopped), None, report.status, **QUICK)


def _shown(running: bool) -> tuple[object, object]:
    return gr.update(visible=not running), gr.update(visible=running)
