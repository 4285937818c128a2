"""The inputs: a photo, a voice and a driving video that all tabs share, and a background."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component

from real3d.ui.components.events import QUICK
from real3d.ui.components.picture import Picture
from real3d.ui.handlers.examples import Examples
from real3d.ui.handlers.photos import PhotoHandlers
from real3d.ui.i18n.language import MARKED, example_title, paragraph

_SCRIPTS = Path(__file__).parent
ACCESS = (_SCRIPTS / "access.js").read_text(encoding="utf-8")
"""Names and keys that Gradio leaves out, once for the whole page."""
SOUND_OF_VIDEOS = (_SCRIPTS / "sound_of_videos.js").read_text(encoding="utf-8")
"""Lets the inputs of `draw_voice` take videos, once for the whole page."""
_FACES = (_SCRIPTS / "faces.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class PhotoInput:
    """A photo, and which of its faces is meant."""

    photo: gr.Image
    face: gr.Textbox
    """`x,y` in pixels of the photo; empty for the most prominent one. Not seen by visitors."""


def draw_photo(handlers: PhotoHandlers) -> PhotoInput:
    """A photo that shows what is used of it, with what there is to say about it under it."""
    with gr.Column(elem_classes="framed"):
        photo = Picture(
            label=MARKED.photo,
            type="filepath",
            image_mode=None,  # the file as it is: reading and turning upright is up to us
            sources=["upload", "webcam", "clipboard"],
            height=_HEIGHT,
            placeholder=MARKED.photo_hint,
            buttons=[],
            elem_classes="photo",
        )
        faces = gr.HTML(elem_classes="faces", js_on_load=_FACES)
    remark = gr.HTML(elem_classes=["remark", "feedback"], js_on_load=ANNOUNCED)
    face = gr.Textbox("", label="face", visible="hidden")
    photo.change(None, [photo, face], face, js=_FACE_OF_THE_PHOTO, **QUICK).then(
        handlers.show,
        [photo, face],
        [remark, faces],
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )
    faces.click(
        handlers.choose_face,
        photo,
        [remark, faces, face],
        show_progress="hidden",
        api_visibility="private",
    )
    # Programs get the picture that visitors see as a part of the photo.
    used = gr.Image(label=MARKED.faces, format="jpeg", interactive=False, visible=False)
    gr.Button(visible=False).click(
        handlers.portrait,
        photo,
        [remark, used],
        api_name="portrait",
        api_visibility="public",
    )
    return PhotoInput(photo, face)


# A choice among faces ends with the photo that it was made in; that is also known after a reload.
_FACE_OF_THE_PHOTO = """(photo, face) => {
  const {dataset} = document.querySelector(".framed");
  if (dataset.photo === photo?.path) return face;
  dataset.photo = photo?.path ?? "";
  return "";
}"""
ANNOUNCED = 'element.setAttribute("role", "status");'
"""Makes a gr.HTML tell what is new to those who cannot see it."""
_HEIGHT = 224
"""Pixels of the photo, and about those of what stands beside it."""


def draw_voice(label: Any) -> gr.Audio:
    """A recording from a file, which may be a video, or from the microphone."""
    return gr.Audio(
        label=label,
        type="filepath",
        sources=["upload", "microphone"],
        elem_classes=["voice", "compact"],
        buttons=[],
    )


def draw_clip(label: Any = MARKED.clip) -> gr.Video:
    """A driving video from a file or from the webcam."""
    return gr.Video(
        label=label,
        sources=["upload", "webcam"],
        include_audio=True,
        height=_HEIGHT,
        buttons=[],
        elem_classes=["clip", "compact"],
    )


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
    with gr.Row(elem_classes="behind-row") as for_picture:
        picture = Picture(
            label=MARKED.background_picture,
            type="filepath",
            image_mode=None,
            sources=["upload", "clipboard"],
            height=120,
            buttons=[],
            elem_classes=["behind", "compact"],
        )
        offer_examples(picture, examples.backgrounds)
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


def offer_examples(component: Component, files: tuple[Path, ...]) -> None:
    """Pictures or videos that fill one input; nothing is drawn if there are none."""
    if files:
        examples = gr.Examples(
            [[str(file)] for file in files],
            component,
            label=MARKED.examples,
            cache_examples=False,
            api_visibility="private",
        )
        examples.dataset.elem_classes = ["tries"]


def offer_voices(audio: Component, files: tuple[Path, ...]) -> None:
    """The same for voices, which have names."""
    if files:
        with gr.Row(elem_classes="voices"):
            gr.HTML(paragraph(MARKED.examples), js_on_load=None)
            for file in files:
                button = gr.Button(example_title(file.stem), size="sm", min_width=60)
                button.click(partial(str, file), None, audio, **QUICK)
