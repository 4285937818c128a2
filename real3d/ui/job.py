"""What every tab that makes a video has: the button that becomes Stop, and a place for results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component

from real3d.ui.events import QUICK
from real3d.ui.gallery import Gallery
from real3d.ui.language import MARKED, paragraph

# Only the visible tab's; does nothing where the result is in view already, as on a wide screen.
_SHOW_RESULT = """() => document.querySelectorAll(".film").forEach((film) => {
    if (film.offsetParent) film.scrollIntoView({behavior: "smooth", block: "nearest"});
})"""


def columns() -> gr.Row:
    """Two columns on a desktop, one on a phone."""
    return gr.Row(elem_classes="columns")


def inputs_column() -> gr.Column:
    """The first of them."""
    return gr.Column(min_width=320)


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

    @property
    def outputs(self) -> list[Component]:
        """In the order of `studio.Update`."""
        return [self.video, self.status, self.recipe]


def draw_buttons(label: Any) -> Buttons:
    """The buttons, what they will cost, and what the visitor agrees to."""
    estimate = gr.HTML(elem_classes="remark estimate")
    start = gr.Button(label, variant="primary", size="lg")
    stop = gr.Button(MARKED.stop, variant="secondary", size="lg", visible=False)
    gr.HTML(paragraph(MARKED.consent), elem_classes="consent")
    return Buttons(start, stop, estimate)


def draw_report(wide: bool = False) -> Report:
    """The result and what is said about it.

    Args:
        wide: the video has panels side by side.
    """
    # First, so that on a phone a running job is seen next to the button that started it.
    status = gr.HTML(paragraph(MARKED.waiting), elem_classes="status")
    video = gr.Video(
        label=MARKED.result,
        interactive=False,
        autoplay=True,
        elem_classes=["film", "wide"] if wide else "film",
        buttons=["download"],
    )
    download = gr.DownloadButton(MARKED.download, visible=False, elem_classes="download")
    with gr.Accordion(MARKED.recipe, open=False):
        recipe = gr.JSON(show_label=False)
    video.change(
        lambda path: gr.update(value=path, visible=path is not None), video, download, **QUICK
    )
    return Report(video, status, recipe)


def tell_estimate(
    estimate: Callable[..., str],
    buttons: Buttons,
    files: dict[str, Any],
    controls: dict[str, Any],
) -> None:
    """Says how long it will take as soon as that can be known, and again when it changes."""
    inputs = files | {
        name: controls[name] for name in ("fps", "size", "framing") if name in controls
    }
    gr.on(
        [component.change for component in inputs.values()],
        estimate,
        outputs=buttons.estimate,
        inputs_kwargs=inputs,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )


def wire(
    buttons: Buttons,
    report: Report,
    work: Callable[..., object],
    endpoint: str,
    inputs: dict[str, Component],
    gallery: Gallery | None = None,
) -> None:
    """Start, or a click into the gallery, runs the work; Stop ends it.

    The buttons change places before and after.
    """
    both = [buttons.start, buttons.stop]
    starts: list[tuple[Any, str | None]] = [(buttons.start.click, endpoint)]
    if gallery is not None:
        starts.append((gallery.fill().success, None))
    jobs = []
    for start, name in starts:
        job = start(lambda: _shown(running=True), None, both, **QUICK).then(
            work,
            outputs=report.outputs,
            inputs_kwargs=inputs,
            api_name=name,
            api_visibility="private" if name is None else "public",
            show_progress_on=report.video,
            # Two cores: a second job at the same time would only make both slower.
            concurrency_id="rendering",
            concurrency_limit=1,
        )
        job.success(None, js=_SHOW_RESULT, **QUICK)
        for ended in (job.then, job.failure):  # the browser calls the former only if all went well
            ended(lambda: _shown(running=False), None, both, **QUICK)
        jobs.append(job)
    buttons.stop.click(
        lambda: (*_shown(running=False), paragraph(MARKED.stopped)),
        None,
        [*both, report.status],
        cancels=jobs,
        **QUICK,
    )


def _shown(running: bool) -> tuple[object, object]:
    return gr.update(visible=not running), gr.update(visible=running)
