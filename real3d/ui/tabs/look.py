"""The tab that sets the face of a photo by hand, and films it from all sides."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.motion.face_pose import FacePose
from real3d.runtime.settings import setting_specs
from real3d.ui.components.controls import draw_setting
from real3d.ui.components.events import QUICK
from real3d.ui.components.face_sliders import draw_face_sliders
from real3d.ui.components.gallery import ExampleRow, photo_samples
from real3d.ui.components.picture import Picture
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED

_LIKE_HEIGHT = 160
"""Pixels."""
_OPEN_VOICE_TAB = "() => document.querySelector('.modes [role=tab]').click()"


def draw_look_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    with space.only(space.beside, "look"):
        view = gr.Image(
            label=MARKED.view,
            interactive=False,
            format="jpeg",
            buttons=["download"],
            elem_classes="view",
        )
    with space.only(space.options, "look"), gr.Column(visible=False) as setting:
        pose = draw_face_sliders()
        with gr.Row(elem_classes="face-buttons"):
            reset = gr.Button(MARKED.reset_face, size="sm")
            speak = gr.Button(MARKED.speak_like_this, size="sm")
    with space.only(space.more, "look"), gr.Accordion(MARKED.more_of_face, open=False):
        like = Picture(
            label=MARKED.face_like,
            type="filepath",
            image_mode=None,
            sources=["upload", "webcam", "clipboard"],
            height=_LIKE_HEIGHT,
            placeholder=MARKED.face_like_hint,
            buttons=[],
            elem_classes="like",
        )
        pose |= {name: draw_setting(name) for name in ("mood", "shapes")}
    _show_face(space, pose, view, setting, reset, like)
    _connect_speaking(space, pose, speak)
    space.inputs.extend(pose.values())
    return space.connect(
        "look",
        MARKED.orbit,
        "orbit",
        space.handlers.looks.orbit,
        {"photo": space.source.photo, "face": space.source.face},
        ExampleRow(photo_samples(space.examples), [space.source.photo]),
    )


def _show_face(
    space: Workspace,
    pose: dict[str, Component],
    view: gr.Image,
    setting: gr.Column,
    reset: gr.Button,
    like: gr.Image,
) -> None:
    """The view follows the photo and the sliders, these another picture."""
    looks = space.handlers.looks
    asked: dict[str, Component] = {"photo": space.source.photo, "face": space.source.face}

    def first(mode: str, **given: Any) -> tuple[Any, ...]:
        return looks.first(**given) if mode == "look" else (gr.skip(),) * 4

    gr.on(
        [space.mode.change, space.source.photo.change, space.source.face.change],
        first,
        outputs=[pose["pitch"], pose["yaw"], view, setting],
        inputs_kwargs={"mode": space.mode} | asked | pose,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )
    shown: dict[str, Any] = {
        "fn": looks.look,
        "outputs": view,
        "inputs_kwargs": asked | pose,
        "show_progress": "hidden",
    }
    gr.on(_moved(pose), **shown, trigger_mode="always_last", api_name="look")
    _reset(pose, reset).then(**shown, api_visibility="private")
    like.upload(
        looks.like,
        outputs=list(pose.values()),
        inputs_kwargs={**asked, "like": like, **pose},
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    ).success(**shown, api_visibility="private")


def _moved(pose: dict[str, Component]) -> list[Any]:
    """What happens when a visitor has changed something; of a text, when it is whole."""
    text = pose["shapes"]
    return [
        *(each.input for each in pose.values() if each is not text),  # type: ignore[attr-defined]
        text.submit,  # type: ignore[attr-defined]
        text.blur,  # type: ignore[attr-defined]
    ]


def _reset(pose: dict[str, Component], button: gr.Button) -> Dependency:
    defaults = {spec.name: spec.default for spec in setting_specs(FacePose)} | {"shapes": ""}
    values = json.dumps([defaults[name] for name in pose])
    return button.click(None, outputs=list(pose.values()), js=f"() => {values}", **QUICK)


def _connect_speaking(space: Workspace, pose: dict[str, Component], button: gr.Button) -> None:
    """The face is held under what the photo says in the voice tab."""
    taken = button.click(
        space.handlers.looks.spoken,
        outputs=[space.main["mood"], space.advanced["shapes"]],
        inputs_kwargs=dict(pose),
        **QUICK,
    )
    taken.success(None, js=_OPEN_VOICE_TAB, **QUICK)
