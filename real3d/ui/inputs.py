"""The inputs of the tabs, each with its examples under it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import gradio as gr
from gradio.components import Component

from real3d.ui import texts
from real3d.ui.events import QUICK
from real3d.ui.examples import Examples, title
from real3d.ui.picture import Picture
from real3d.ui.studio import Studio


def draw_photo(
    studio: Studio,
    examples: Examples,
    *,
    api_visibility: Literal["public", "undocumented"] = "undocumented",
) -> gr.Image:
    """A photo with what there is to say about it, at once, under it."""
    photo = Picture(
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


def draw_voice(label: str, examples: Examples) -> gr.Audio:
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


def draw_clip(examples: Examples) -> gr.Video:
    """A driving video from a file or from the webcam."""
    clip = gr.Video(
        label=texts.CLIP,
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
        with gr.Tab(texts.DRIVEN_BY_VOICE) as by_voice:
            audio = draw_voice(texts.VOICE, examples)
        with gr.Tab(texts.DRIVEN_BY_VIDEO) as by_video:
            video = draw_clip(examples)
    for tab, other in ((by_voice, video), (by_video, audio)):
        tab.select(lambda: None, None, other, **QUICK)
    return audio, video


def draw_background(examples: Examples) -> tuple[gr.Radio, gr.Image, gr.ColorPicker]:
    """(kind, picture, colour): what is behind the person; only what the kind needs is shown."""
    kind = gr.Radio(list(texts.BACKGROUND_KINDS), value="picture", label=texts.BACKGROUND)
    with gr.Column() as for_picture:
        picture = Picture(
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
        **QUICK,
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
