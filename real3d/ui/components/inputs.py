"""The inputs of the tabs, each with its examples under it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import gradio as gr
from gradio.components import Component

from real3d.ui.components.events import QUICK
from real3d.ui.components.picture import Picture
from real3d.ui.handlers.examples import Examples, title
from real3d.ui.handlers.photos import PhotoHandlers
from real3d.ui.i18n.language import MARKED

SOUND_OF_VIDEOS = Path(__file__).with_name("sound_of_videos.js").read_text(encoding="utf-8")
"""Lets the inputs of `draw_voice` take videos, once for the whole page."""


@dataclass(frozen=True)
class PhotoInput:
    """A photo, and which of its faces is meant."""

    photo: gr.Image
    face: gr.Textbox
    """`x,y` in pixels of the photo; empty for the most prominent one. Not seen by visitors."""


def draw_photo(
    handlers: PhotoHandlers,
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
        elem_classes="photo",
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
    _offer_examples(photo, examples.portraits)
    photo.change(lambda: "", None, face, **QUICK)
    photo.change(
        handlers.portrait,
        photo,
        [remark, used],
        show_progress="hidden",
        api_name="portrait" if api_visibility == "public" else None,
        api_visibility=api_visibility,
    )
    used.select(
        handlers.choose_face,
        [photo, used],
        [remark, used, face],
        show_progress="hidden",
        api_visibility="private",
    )
    return PhotoInput(photo, face)


def draw_voice(label: Any, examples: Examples) -> gr.Audio:
    """A recording from a file, which may be a video, or from the microphone."""
    audio = gr.Audio(
        label=label,
        type="filepath",
        sources=["upload", "microphone"],
        elem_classes=["voice", "compact"],
        buttons=[],
    )
    _offer_examples(audio, examples.voices, by_name=True)
    return audio


def draw_clip(examples: Examples, label: Any = MARKED.clip) -> gr.Video:
    """A driving video from a file or from the webcam."""
    clip = gr.Video(
        label=label,
        sources=["upload", "webcam"],
        include_audio=True,
        height=300,
        elem_classes=["clip", "compact"],
    )
    _offer_examples(clip, examples.clips)
    return clip


BY_VOICE = "voice"
"""The tab of a driver that the page begins with."""


@dataclass(frozen=True)
class Driver:
    """A voice or a driving video."""

    audio: gr.Audio
    video: gr.Video
    tabs: gr.Tabs
    by_voice: gr.Tab
    by_video: gr.Tab

    @property
    def files(self) -> dict[str, Component]:
        """By the names of parameters."""
        return {"audio": self.audio, "video": self.video}

    def show(self, for_voice: list[Any], for_video: list[Any]) -> None:
        """What does something with only one of them is only shown with that one."""
        for tab, voice in ((self.by_voice, True), (self.by_video, False)):
            visible = [voice] * len(for_voice) + [not voice] * len(for_video)
            tab.select(partial(_visible, visible), None, [*for_voice, *for_video], **QUICK)


def draw_driver(examples: Examples) -> Driver:
    """A voice or a driving video; choosing one empties the other, so that none works unseen."""
    with gr.Tabs() as tabs:
        with gr.Tab(MARKED.by_voice, id=BY_VOICE) as by_voice:
            audio = draw_voice(MARKED.voice, examples)
        with gr.Tab(MARKED.by_video) as by_video:
            video = draw_clip(examples)
    for tab, other in ((by_voice, video), (by_video, audio)):
        tab.select(lambda: None, None, other, **QUICK)
    return Driver(audio, video, tabs, by_voice, by_video)


def draw_background(examples: Examples) -> dict[str, Component]:
    """What is behind the person, by the names of parameters; only what the kind needs is shown."""
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
            elem_classes=["behind", "compact"],
        )
        _offer_examples(picture, examples.backgrounds)
    colour = gr.ColorPicker("#20a060", label=MARKED.background_colour, visible=False)
    pictures = gr.Checkbox(False, label=MARKED.pictures, info=MARKED.pictures_hint, visible=False)
    kind.change(
        lambda kind: [
            gr.update(visible=kind == "picture"),
            gr.update(visible=kind == "colour"),
            # Unseen, it asks for nothing.
            gr.update(visible=kind == "transparent")
            if kind == "transparent"
            else gr.update(visible=False, value=False),
        ],
        kind,
        [for_picture, colour, pictures],
        **QUICK,
    )
    return {"kind": kind, "picture": picture, "colour": colour, "pictures": pictures}


def _visible(visible: list[bool]) -> Any:
    changes = [gr.update(visible=each) for each in visible]
    return changes[0] if len(changes) == 1 else changes


def _offer_examples(component: Component, files: tuple[Path, ...], by_name: bool = False) -> None:
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
