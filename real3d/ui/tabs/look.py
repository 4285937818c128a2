"""The tab that turns the head of a photo, films it, and hands it over as a 3D model."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.events import QUICK
from real3d.ui.components.gallery import ExampleRow, photo_samples
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED, paragraph


def draw_look_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    looks = space.handlers.looks
    asked: list[Component] = [space.source.photo, space.source.face]
    with space.only(space.beside, "look"):
        view = gr.Image(
            label=MARKED.view,
            interactive=False,
            format="jpeg",
            buttons=["download"],
            height=224,
            elem_classes="view",
        )
    with (
        space.only(space.options, "look"),
        gr.Group(visible=False) as turning,
        gr.Row(),
    ):
        yaw = gr.Slider(-14, 14, 0, step=0.5, label=MARKED.yaw, buttons=[])
        pitch = gr.Slider(-11, 11, 0, step=0.5, label=MARKED.pitch, buttons=[])
    gr.on(
        [space.mode.change, space.source.photo.change, space.source.face.change],
        lambda mode, *asked: looks.first(*asked) if mode == "look" else (gr.skip(),) * 4,
        [space.mode, *asked],
        [pitch, yaw, view, turning],
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )
    for slider in (pitch, yaw):
        slider.input(
            looks.look,
            [space.source.photo, pitch, yaw, space.source.face],
            view,
            show_progress="hidden",
            trigger_mode="always_last",
            api_name="look",
            api_visibility="public" if slider is pitch else "private",
        )
    _draw_model(space, asked)
    return space.connect(
        "look",
        MARKED.orbit,
        "orbit",
        looks.orbit,
        {"photo": space.source.photo, "face": space.source.face},
        ExampleRow(photo_samples(space.examples), [space.source.photo]),
    )


def _draw_model(space: Workspace, asked: list[Component]) -> None:
    with space.only(space.more, "look"), gr.Accordion(MARKED.model, open=False):
        gr.HTML(paragraph(MARKED.model_hint), elem_classes="remark")
        make = gr.Button(MARKED.make_model)
        model = gr.Model3D(
            label=MARKED.model, interactive=False, height=360, camera_position=(90, 90, None)
        )
        download = gr.DownloadButton(
            MARKED.model_download, visible=False, elem_classes="model-download"
        )
    # The viewer takes the finished file: told twice by one event, it would show nothing.
    made = make.click(
        space.handlers.looks.model, asked, download, api_name="model", show_progress_on=model
    )
    made.success(lambda path: (path, gr.update(visible=True)), download, [model, download], **QUICK)
