"""The page: three tabs, each with its inputs on the left and the result on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component

from real3d.ui.controls import draw_controls
from real3d.ui.events import QUICK
from real3d.ui.examples import Examples, find_examples
from real3d.ui.inputs import draw_background, draw_clip, draw_driver, draw_photo, draw_voice
from real3d.ui.language import MARKED, paragraph
from real3d.ui.studio import Studio

TITLE = "Real3D-Portrait"

_SECONDS_KEPT = 3600
"""How often the files of past requests are looked at, and how old they may become."""
_IN_ROW = 12
"""Visitors waiting; the next one is told to come back instead of waiting for minutes."""

# Only the visible tab's; does nothing where the result is in view already, as on a wide screen.
_SHOW_RESULT = """() => document.querySelectorAll(".film").forEach((film) => {
    if (film.offsetParent) film.scrollIntoView({behavior: "smooth", block: "nearest"});
})"""


def build_page(studio: Studio | None = None, examples: Examples | None = None) -> gr.Blocks:
    """The whole page, ready for `.launch(theme=build_theme(), css=CSS, i18n=I18N)`.

    Args:
        studio: does the work; None for a new one.
        examples: files to offer; None for the bundled ones.
    """
    studio = studio or Studio()
    examples = examples or find_examples()
    with gr.Blocks(
        title=TITLE,
        analytics_enabled=False,
        delete_cache=(_SECONDS_KEPT, _SECONDS_KEPT),
    ) as page:
        gr.HTML(f"<h1>{TITLE}</h1>{paragraph(MARKED.sentence)}", elem_id="heading")
        with gr.Tab(MARKED.voice_tab):
            _voice_tab(studio, examples)
        with gr.Tab(MARKED.video_tab):
            _video_tab(studio, examples)
        with gr.Tab(MARKED.background_tab):
            _background_tab(studio, examples)
        for word in (MARKED.synthetic, MARKED.files):
            gr.HTML(paragraph(word), elem_classes="footnote")
    page.queue(max_size=_IN_ROW)
    return page


def _voice_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = draw_photo(studio, examples, api_visibility="public")
            audio = draw_voice(MARKED.voice, examples)
            with gr.Accordion(MARKED.head_from, open=False):
                gr.HTML(paragraph(MARKED.head_from_hint), elem_classes="remark")
                head_from = draw_clip(examples, MARKED.head_from)
            controls = draw_controls()
            buttons = _buttons(MARKED.make_it_talk)
        result = _result()
    inputs = {"photo": photo.photo, "audio": audio, "head_from": head_from, "face": photo.face}
    _tell_estimate(studio, buttons, {"photo": photo.photo, "audio": audio}, controls)
    _wire(buttons, result, studio.talk, "talk", inputs | controls)


def _video_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = draw_photo(studio, examples)
            video = draw_clip(examples)
            with gr.Accordion(MARKED.other_sound, open=False):
                gr.HTML(paragraph(MARKED.other_sound_hint), elem_classes="remark")
                audio = draw_voice(MARKED.sound, examples)
            controls = draw_controls(seed=False)
            buttons = _buttons(MARKED.make_it_move)
        result = _result()
    inputs = {"photo": photo.photo, "video": video, "audio": audio, "face": photo.face}
    _tell_estimate(studio, buttons, {"photo": photo.photo, "video": video}, controls)
    _wire(buttons, result, studio.drive, "drive", inputs | controls)


def _background_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = draw_photo(studio, examples)
            kind, picture, colour = draw_background(examples)
            audio, video = draw_driver(examples)
            controls = draw_controls(framing=False)
            buttons = _buttons(MARKED.make_video)
        result = _result()
    drivers = {"photo": photo.photo, "audio": audio, "video": video}
    inputs = {"kind": kind, "picture": picture, "colour": colour, "face": photo.face}
    _tell_estimate(studio, buttons, drivers, controls)
    _wire(buttons, result, studio.background, "background", drivers | inputs | controls)


def _columns() -> gr.Row:
    return gr.Row(elem_classes="columns")


def _inputs() -> gr.Column:
    return gr.Column(min_width=320)


@dataclass(frozen=True)
class _Buttons:
    """The primary button, and the one that takes its place while a job runs."""

    start: gr.Button
    stop: gr.Button
    estimate: gr.HTML


def _buttons(label: Any) -> _Buttons:
    estimate = gr.HTML(elem_classes="remark estimate")
    start = gr.Button(label, variant="primary", size="lg")
    stop = gr.Button(MARKED.stop, variant="secondary", size="lg", visible=False)
    gr.HTML(paragraph(MARKED.consent), elem_classes="consent")
    return _Buttons(start, stop, estimate)


def _tell_estimate(
    studio: Studio,
    buttons: _Buttons,
    files: dict[str, Component],
    controls: dict[str, Component],
) -> None:
    """Says how long it will take as soon as that can be known, and again when it changes."""
    inputs = files | {
        name: controls[name] for name in ("fps", "size", "framing") if name in controls
    }
    gr.on(
        [component.change for component in inputs.values()],
        studio.estimate,
        outputs=buttons.estimate,
        inputs_kwargs=inputs,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )


@dataclass(frozen=True)
class _Result:
    """Where a job reports."""

    video: gr.Video
    status: gr.HTML
    recipe: gr.JSON

    @property
    def outputs(self) -> list[Component]:
        return [self.video, self.status, self.recipe]


def _result() -> _Result:
    with gr.Column(min_width=320, elem_classes="result"):
        # First, so that on a phone a running job is seen next to the button that started it.
        status = gr.HTML(paragraph(MARKED.waiting), elem_classes="status")
        video = gr.Video(
            label=MARKED.result,
            interactive=False,
            autoplay=True,
            elem_classes="film",
            buttons=["download"],
        )
        download = gr.DownloadButton(MARKED.download, visible=False)
        with gr.Accordion(MARKED.recipe, open=False):
            recipe = gr.JSON(show_label=False)
    video.change(
        lambda path: gr.update(value=path, visible=path is not None),
        video,
        download,
        **QUICK,
    )
    return _Result(video, status, recipe)


def _wire(
    buttons: _Buttons,
    result: _Result,
    work: Callable[..., object],
    endpoint: str,
    inputs: dict[str, Component],
) -> None:
    """Start runs the work, Stop ends it; the buttons change places before and after."""
    both = [buttons.start, buttons.stop]
    started = buttons.start.click(lambda: _shown(running=True), None, both, **QUICK)
    job = started.then(
        work,
        outputs=result.outputs,
        inputs_kwargs=inputs,
        api_name=endpoint,
        show_progress_on=result.video,
        # Two cores: a second job at the same time would only make both slower.
        concurrency_id="rendering",
        concurrency_limit=1,
    )
    job.success(None, js=_SHOW_RESULT, **QUICK)
    for ended in (job.then, job.failure):  # the browser calls the former only if all went well
        ended(lambda: _shown(running=False), None, both, **QUICK)
    buttons.stop.click(
        lambda: (*_shown(running=False), paragraph(MARKED.stopped)),
        None,
        [*both, result.status],
        cancels=job,
        **QUICK,
    )


def _shown(running: bool) -> tuple[object, object]:
    return gr.update(visible=not running), gr.update(visible=running)
