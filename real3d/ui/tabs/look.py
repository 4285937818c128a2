"""The tab that turns the head of a photo, films it, and hands it over as a 3D model."""

from __future__ import annotations

import gradio as gr

from real3d.ui.components.events import QUICK
from real3d.ui.components.inputs import draw_photo
from real3d.ui.components.job import (
    columns,
    connect_job,
    draw_buttons,
    draw_report,
    inputs_column,
    result_column,
)
from real3d.ui.handlers.examples import Examples
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.i18n.language import MARKED, paragraph


def draw_look_tab(handlers: PageHandlers, examples: Examples) -> None:
    """Draws the tab here."""
    gr.HTML(paragraph(MARKED.look_hint), elem_classes="remark")
    with columns():
        with inputs_column():
            source = draw_photo(handlers.photos, examples)
            with gr.Group(visible=False) as turning, gr.Row():
                yaw = gr.Slider(-14, 14, 0, step=0.5, label=MARKED.yaw, buttons=[])
                pitch = gr.Slider(-11, 11, 0, step=0.5, label=MARKED.pitch, buttons=[])
            buttons = draw_buttons(MARKED.orbit)
        with result_column():
            view = gr.Image(
                label=MARKED.view,
                interactive=False,
                format="jpeg",
                buttons=["download"],
                visible=False,
                elem_classes="view",
            )
            report = draw_report()
            with gr.Accordion(MARKED.model, open=False):
                gr.HTML(paragraph(MARKED.model_hint), elem_classes="remark")
                make = gr.Button(MARKED.make_model)
                model = gr.Model3D(
                    label=MARKED.model,
                    interactive=False,
                    height=360,
                    camera_position=(90, 90, None),
                )
                download = gr.DownloadButton(
                    MARKED.model_download, visible=False, elem_classes="model-download"
                )
    asked = [source.photo, source.face]
    gr.on(
        [source.photo.change, source.face.change],
        handlers.looks.first,
        asked,
        [pitch, yaw, view, turning],
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    ).then(
        lambda picture: gr.update(visible=picture is not None),
        view,
        view,
        **QUICK,
    )
    for slider in (pitch, yaw):
        slider.input(
            handlers.looks.look,
            [source.photo, pitch, yaw, source.face],
            view,
            show_progress="hidden",
            trigger_mode="always_last",
            api_name="look",
            api_visibility="public" if slider is pitch else "private",
        )
    # The viewer takes the finished file: told twice by one event, it would show nothing.
    made = make.click(
        handlers.looks.model, asked, download, api_name="model", show_progress_on=model
    )
    made.success(lambda path: (path, gr.update(visible=True)), download, [model, download], **QUICK)
    source.photo.change(
        handlers.estimates.look_around,
        source.photo,
        buttons.estimate,
        show_progress="hidden",
        api_visibility="private",
    )
    inputs = {"photo": source.photo, "face": source.face}
    connect_job(buttons, report, handlers.looks.orbit, "orbit", inputs, handlers.running)
