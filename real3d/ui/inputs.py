"""The inputs of the tabs, each with its examples under it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import gradio as gr
from gradio.components import Component

from real3d.ui.events import QUICK
from real3d.ui.examples import Examples, title
from real3d.ui.language import MARKED, paragraph
from real3d.ui.picture import Picture
from real3d.ui.studio import Studio


@dataclass(frozen=True)
class PhotoInput:
    """A photo, and which of its faces is meant."""

    photo: gr.Image
    face: gr.Textbox
    """`x,y` in pixels of the photo; empty for the most prominent one. Not seen by visitors."""


def draw_photo(
    studio: Studio,
    examples: Examples,
    *,
    api_visibility: Literal["public", "undocumented"] = "undocumented",
) -> PhotoInput:
    """A photo with what there is to say about it, at once, under it."""
    photo = Picture(
        label=MARKED.photo,
        type="filepath",
        image_mode=None,  # the file as it is: it is read, turned upright and laid on white by us
        sources=["upload", "webcam", "clipboard"],
        height=280,
        placeholder=MARKED.photo_hint,
    )
    with gr.Row(elem_classes="feedback", equal_height=False):
        used = gr.Image(
            label=MARKED.faces,
            show_label=False,
            interactive=False,
            format="jpeg",
            buttons=[],
            min_width=150,
            elem_classes="used",
        )
        remark = gr.HTML(elem_classes="remark", min_width=150)
    face = gr.Textbox("", label="face", visible="hidden")
    _offer(photo, examples.portraits)
    photo.change(lambda: "", None, face, **QUICK)
    photo.change(
        studio.portrait,
        photo,
        [remark, used],
        show_progress="hidden",
        api_name="portrait" if api_visibility == "public" else None,
        api_visibility=api_visibility,
    )
    used.select(
        studio.choose_face,
        [photo, used],
        [remark, used, face],
        show_progress="hidden",
        api_visibility="private",
    )
    return PhotoInput(photo, face)


def draw_voice(label: Any, examples: Examples) -> gr.Audio:
    """A recording from a file or from the microphone."""
    audio = gr.Audio(
        label=label,
        type="filepath",
        sources=["upload", "microphone"],
        elem_classes="compact",
        buttons=[],
    )
    _offer(audio, examples.voices, by_name=True)
    return audio


def draw_clip(examples: Examples, label: Any = MARKED.clip) -> gr.Video:
    """A driving video from a file or from the webcam."""
    clip = gr.Video(
        label=label,
        sources=["upload", "webcam"],
        include_audio=True,
        height=300,
        elem_classes="compact",
    )
    _offer(clip, examples.clips)
    return clip


def draw_driver(examples: Examples) -> tuple[gr.Audio, gr.Video]:
    """A voice or a driving video; choosing one empties the other, so that none works unseen."""
    with gr.Tabs():
        with gr.Tab(MARKED.by_voice) as by_voice:
            audio = draw_voice(MARKED.voice, examples)
        with gr.Tab(MARKED.by_video) as by_video:
            video = draw_clip(examples)
    for tab, other in ((by_voice, video), (by_video, audio)):
        tab.select(lambda: None, None, other, **QUICK)
    return audio, video


def draw_background(examples: Examples) -> tuple[gr.Radio, gr.Image, gr.ColorPicker]:
    """(kind, picture, colour): what is behind the person; only what the kind needs is shown."""
    kind = gr.Radio(
        [
            (MARKED.picture_kind, "picture"),
            (MARKED.colour_kind, "colour"),
            (MARKED.blur_kind, "blur"),
            (MARKED.transparent_kind, "transparent"),
            (MARKED.original_kind, "original"),
        ],
        value="picture",
        label=MARKED.background,
    )
    with gr.Column() as for_picture:
        picture = Picture(
            label=MARKED.background_picture,
            type="filepath",
            image_mode=None,
            sources=["upload", "clipboard"],
            height=160,
            elem_classes="compact",
        )
        _offer(picture, examples.backgrounds)
    colour = gr.ColorPicker("#20a060", label=MARKED.background_colour, visible=False)
    hint = gr.HTML(paragraph(MARKED.transparent_hint), elem_classes="remark", visible=False)
    kind.change(
        lambda kind: [
            gr.update(visible=kind == shown_for)
            for shown_for in ("picture", "colour", "transparent")
        ],
        kind,
        [for_picture, colour, hint],
        **QUICK,
    )
    return kind, picture, colour


def _offer(component: Component, files: tuple[Path, ...], by_name: bool = False) -> None:
    """Examples that fill one input; nothing is drawn if there are none."""
    if files:
        gr.Examples(
            [[str(file)] for file in files],
            component,
            label=MARKED.examples,
            example_labels=[title(file) for file in files] if by_name else None,
            cache_examples=False,
            api_visibility="private",
        )
