"""The page: three tabs, each with its inputs on the left and the result on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from gradio.components import Component

from real3d.ui import texts
from real3d.ui.controls import draw_controls
from real3d.ui.examples import Examples, find_examples, title
from real3d.ui.studio import Studio

_SECONDS_KEPT = 3600
"""How often the files of past requests are looked at, and how old they may become."""
_IN_ROW = 12
"""Visitors waiting; the next one is told to come back instead of waiting for minutes."""

_QUICK = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
"""For events that only change the page."""

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
    # Two cores: a second job at the same time would only make both slower.
    page.queue(default_concurrency_limit=1, max_size=_IN_ROW)
    return page


def _voice_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = _photo(studio, examples, api_visibility="public")
            audio = _voice(texts.VOICE, examples)
            controls = draw_controls()
            buttons = _buttons(texts.MAKE_IT_TALK)
        result = _result()
    _wire(buttons, result, studio.talk, "talk", {"photo": photo, "audio": audio} | controls)


def _video_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = _photo(studio, examples)
            video = _clip(examples)
            with gr.Accordion(texts.OTHER_SOUND, open=False):
                gr.HTML(f"<p>{texts.OTHER_SOUND_HINT}</p>", elem_classes="remark")
                audio = _voice(texts.SOUND, examples)
            controls = draw_controls()
            buttons = _buttons(texts.MAKE_IT_MOVE)
        result = _result()
    inputs = {"photo": photo, "video": video, "audio": audio} | controls
    _wire(buttons, result, studio.drive, "drive", inputs)


def _background_tab(studio: Studio, examples: Examples) -> None:
    with _columns():
        with _inputs():
            photo = _photo(studio, examples)
            kind, picture, colour = _background(examples)
            audio, video = _driver(examples)
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


def _photo(studio: Studio, examples: Examples, api_visibility: str = "undocumented") -> gr.Image:
    """A photo with what there is to say about it, at once, under it."""
    photo = gr.Image(
        label=texts.PHOTO,
        type="filepath",
        sources=["upload", "webcam", "clipboard"],
        height=280,
        placeholder=texts.PHOTO_HINT,
    )
    remark = gr.HTML(elem_classes="remark")
    _offer(photo, examples.portraits)
    photo.change(
        studio.portrait,
        photo,
        remark,
        show_progress="hidden",
        api_name="portrait" if api_visibility == "public" else None,
        api_visibility=api_visibility,
    )
    return photo


def _voice(label: str, examples: Examples) -> gr.Audio:
    audio = gr.Audio(
        label=label,
        type="filepath",
        sources=["upload", "microphone"],
        elem_classes="compact",
        buttons=[],
    )
    _offer(audio, examples.voices, by_name=True)
    return audio


def _clip(examples: Examples) -> gr.Video:
    clip = gr.Video(
        label=texts.CLIP,
        sources=["upload", "webcam"],
        include_audio=True,
        height=240,
        elem_classes="compact",
    )
    _offer(clip, examples.clips)
    return clip


def _driver(examples: Examples) -> tuple[gr.Audio, gr.Video]:
    """A voice or a driving video; choosing one empties the other, so that none works unseen."""
    with gr.Tabs():
        with gr.Tab(texts.DRIVEN_BY_VOICE) as by_voice:
            audio = _voice(texts.VOICE, examples)
        with gr.Tab(texts.DRIVEN_BY_VIDEO) as by_video:
            video = _clip(examples)
    for tab, other in ((by_voice, video), (by_video, audio)):
        tab.select(
            lambda: None,
            None,
            other,
            **_QUICK,
        )
    return audio, video


def _background(examples: Examples) -> tuple[gr.Radio, gr.Image, gr.ColorPicker]:
    kind = gr.Radio(list(texts.BACKGROUND_KINDS), value="picture", label=texts.BACKGROUND)
    with gr.Column() as for_picture:
        picture = gr.Image(
            label=texts.BACKGROUND_PICTURE,
            type="filepath",
            sources=["upload", "clipboard"],
            height=160,
            elem_classes="compact",
        )
        _offer(picture, examples.backgrounds)
    colour = gr.ColorPicker("#20a060", label=texts.BACKGROUND_COLOUR, visible=False)
    hint = gr.HTML(f"<p>{texts.TRANSPARENT_HINT}</p>", elem_classes="remark", visible=False)
    kind.change(
        lambda kind: [
            gr.update(visible=kind == shown_for)
            for shown_for in ("picture", "colour", "transparent")
        ],
        kind,
        [for_picture, colour, hint],
        **_QUICK,
    )
    return kind, picture, colour


def _offer(component: Component, files: tuple[Path, ...], by_name: bool = False) -> None:
    """Examples that fill one input; nothing is drawn if there are none."""
    if files:
        gr.Examples(
            [[str(file)] for file in files],
            component,
            label=texts.EXAMPLES,
            example_labels=[title(file) for file in files] if by_name else None,
            cache_examples=False,
            api_visibility="private",
        )


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
        **_QUICK,
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
    started = buttons.start.click(lambda: _shown(running=True), None, both, **_QUICK)
    job = started.then(
        work,
        outputs=result.outputs,
        inputs_kwargs=inputs,
        api_name=endpoint,
        show_progress_on=result.video,
    )
    job.success(None, js=_SHOW_RESULT, **_QUICK)
    for ended in (job.then, job.failure):  # the browser calls the former only if all went well
        ended(lambda: _shown(running=False), None, both, **_QUICK)
    buttons.stop.click(
        lambda: (*_shown(running=False), f"<p>{texts.STOPPED}</p>"),
        None,
        [*both, result.status],
        cancels=job,
        **_QUICK,
    )


def _shown(running: bool) -> tuple[object, object]:
    return gr.update(visible=not running), gr.update(visible=running)
