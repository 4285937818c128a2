"""The page: three tabs, each with its inputs on the left and the result on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from gradio.components import Component

from real3d.ui import texts
from real3d.ui.controls import draw_controls
from real3d.ui.examples import Examples, find_examples
from real3d.ui.studio import Studio

_SECONDS_KEPT = 3600
"""How often the files of past requests are looked at, and how old they may become."""
_IN_ROW = 12
"""Visitors waiting; the next one is told to come back instead of waiting for minutes."""


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
                audio = _voice(texts.SOUND, examples, info=texts.OTHER_SOUND_HINT)
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
            with gr.Tabs():
                with gr.Tab(texts.DRIVEN_BY_VOICE):
                    audio = _voice(texts.VOICE, examples)
                with gr.Tab(texts.DRIVEN_BY_VIDEO):
                    video = _clip(examples)
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


def _photo(
    studio: Studio, examples: Examples, api_visibility: str = "undocumented"
) -> gr.Image:
    """A photo with what there is to say about it, at once, under it."""
    photo = gr.Image(
        label=texts.PHOTO,
        type="filepath",
        sources=["upload", "webcam", "clipboard"],
        height=300,
        placeholder=texts.PHOTO_HINT,
    )
    remark = gr.HTML(elem_classes="remark", visible=True)
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
    audio = gr.Audio(label=label, type="filepath", sources=["upload", "microphone"])
    _offer(audio, examples.voices)
    return audio


def _clip(examples: Examples) -> gr.Video:
    clip = gr.Video(label=texts.CLIP, sources=["upload", "webcam"], include_audio=True, height=300)
    _offer(clip, examples.clips)
    return clip
