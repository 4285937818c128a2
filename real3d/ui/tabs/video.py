"""The tab in which a photo follows the face of a video."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component

from real3d.ui.components.controls import draw_advanced, draw_main, follow_engines
from real3d.ui.components.gallery import draw_gallery, video_samples
from real3d.ui.components.inputs import draw_clip, draw_photo, draw_voice
from real3d.ui.components.job import (
    columns,
    connect_job,
    draw_buttons,
    draw_report,
    inputs_column,
    result_column,
    show_estimate,
)
from real3d.ui.handlers.examples import Examples
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.i18n.language import MARKED, paragraph


def draw_video_tab(handlers: PageHandlers, examples: Examples) -> None:
    """Draws the tab here."""
    gallery = draw_gallery(video_samples(examples))
    with columns():
        with inputs_column():
            source = draw_photo(handlers.photos, examples)
            video = draw_clip(examples)
            with gr.Accordion(MARKED.other_sound, open=False):
                gr.HTML(paragraph(MARKED.other_sound_hint), elem_classes="remark")
                audio = draw_voice(MARKED.sound, examples)
            controls = draw_main()
            with gr.Accordion(MARKED.advanced, open=False):
                advanced = draw_advanced(voice=False, video=True)
            buttons = draw_buttons(MARKED.make_it_move)
        with result_column():
            report = draw_report()
    files: dict[str, Component] = {"photo": source.photo, "video": video}
    controls |= advanced.fields
    follow_engines(handlers.supported_settings, [controls["engine"]], controls)
    show_estimate(handlers.estimates.video, buttons, files, controls)
    connect_job(
        buttons,
        report,
        handlers.videos.drive,
        "drive",
        files | {"audio": audio, "face": source.face} | controls,
        handlers.running,
        None if gallery is None else gallery.fill([source.photo, video]),
    )
