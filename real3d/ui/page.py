"""The page: three tabs, each with its inputs on the left and the result on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from real3d.ui import texts
from real3d.ui.controls import draw_controls
from real3d.ui.endpoints import describe_endpoints
from real3d.ui.events import QUICK
from real3d.ui.examples import Examples, find_examples
from real3d.ui.inputs import draw_background, draw_clip, draw_driver, draw_photo, draw_voice
from real3d.ui.studio import Studio

_SECONDS_KEPT = 3600
"""How often the files of past requests are looked at, and how old they may become."""
_IN_ROW = 40
"""Visitors waiting: a school class at once. The next one is told to come back instead of waiting
for many minutes."""

# Only the visible tab's; does nothing where the result is in view already, as on a wide screen.
_SHOW_RESULT = """() => document.querySelectorAll(".film").forEach((film) => {
    if (film.offsetParent) film.scrollIntoView({behavior: "smooth", block: "nearest"});
})"""


def build_page(studio: Studio | None = None, examples: Examples | None = None) -> gr.Blocks:
    """The whole page, ready for `.launch(theme=build_theme(), css=CSS)`.

    Args:
        studio: does the work; None for a new one.
        examples: files to offer; None for the bundled ones.
    """
    studio = studio or Studio()
    examples = examples or find_examples()
    with gr.Blocks(
        title=texts.TITLE,
        analytics_enabled=False,
        delete_cache=(_SECONDS_KEPT, _SECONDS_KEPT),
    ) as page:
        gr.HTML(f"<h1>{texts.TITLE}</h1><p>{texts.SENTENCE}</p>", elem_id="heading")
        with gr.Tab(texts.VOICE_TAB):
            _voice_tab(studio, examples)
        with gr.Tab(texts.VIDEO_TAB):
            _video_tab(studio, examples)
        with gr.Tab(texts.BACKGROUND_TAB):
            _background_tab(studio, examples)
        gr.HTML(f"<p>{texts.SYNTHETIC} {texts.FILES}</p>", elem_id="footnote")
    describe_endpoints(page)
    page.queue(max_size=_IN_ROW)
    return page


def _voice_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = draw_photo(studio, examples, api_visibility="public")
            audio = draw_voice(texts.VOICE, examples)
            controls = draw_controls()
            buttons = _buttons(texts.MAKE_IT_TALK)
        result = _result()
    _wire(buttons, result, studio.talk, "talk", {"photo": photo, "audio": audio} | controls)


def _video_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = draw_photo(studio, examples)
            video = draw_clip(examples)
            with gr.Accordion(texts.OTHER_SOUND, open=False):
                gr.HTML(f"<p>{texts.OTHER_SOUND_HINT}</p>", elem_classes="remark")
                audio = draw_voice(texts.SOUND, examples)
            controls = draw_controls()
            buttons = _buttons(texts.MAKE_IT_MOVE)
        result = _result()
    inputs = {"photo": photo, "video": video, "audio": audio} | controls
    _wire(buttons, result, studio.drive, "drive", inputs)


def _background_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = draw_photo(studio, examples)
            kind, picture, colour = draw_background(examples)
            audio, video = draw_driver(examples)
            controls = draw_controls()
            buttons = _buttons(texts.MAKE_VIDEO)
        result = _result()
    inputs = {
        "photo": photo,
        "audio": audio,
        "video": video,
        "kind": kind,
        "picture": picture,
        "colour": colour,
    }
    _wire(buttons, result, studio.background, "background", inputs | controls)


def _columns() -> gr.Row:
    return gr.Row(elem_classes="columns")


def _inputs() -> gr.Column:
    return gr.Column(min_width=320)


@dataclass(frozen=True)
class _Buttons:
    """The primary button, and the one that takes its place while a job runs."""

    start: gr.Button
    stop: gr.Button


def _buttons(label: str) -> _Buttons:
    start = gr.Button(label, variant="primary", size="lg")
    stop = gr.Button(texts.STOP, variant="secondary", size="lg", visible=False)
    gr.HTML(f"<p>{texts.CONSENT}</p>", elem_classes="consent")
    return _Buttons(start, stop)


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
        status = gr.HTML(f"<p>{texts.WAITING}</p>", elem_classes="status")
        video = gr.Video(
            label=texts.RESULT,
            interactive=False,
            autoplay=True,
            elem_classes="film",
            buttons=["download"],
        )
        download = gr.DownloadButton(texts.DOWNLOAD, visible=False)
        with gr.Accordion(texts.RECIPE, open=False):
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
        lambda: (*_shown(running=False), f"<p>{texts.STOPPED}</p>"),
        None,
        [*both, result.status],
        cancels=job,
        **QUICK,
    )


def _shown(running: bool) -> tuple[object, object]:
    return gr.update(visible=not running), gr.update(visible=running)
