"""The tab in which a photo speaks."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component

from real3d.ui.components.controls import draw_advanced, draw_main, follow_engines
from real3d.ui.components.gallery import draw_gallery, voice_samples
from real3d.ui.components.head_movement import draw_head_movement
from real3d.ui.components.inputs import draw_photo, draw_voice
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
from real3d.ui.i18n.language import MARKED


def draw_voice_tab(handlers: PageHandlers, examples: Examples) -> None:
    """Draws the tab here."""
    gallery = draw_gallery(voice_samples(examples))
    with columns():
        with inputs_column():
            source = draw_photo(handlers.photos, examples, api_visibility="public")
            audio = draw_voice(MARKED.voice, examples)
            controls = draw_main()
            with gr.Accordion(MARKED.advanced, open=False):
                movement = draw_head_movement(examples)
                advanced = draw_advanced(voice=True, video=False)
            buttons = draw_buttons(MARKED.make_it_talk)
        with result_column():
            report = draw_report()
    files: dict[str, Component] = {"photo": source.photo, "audio": audio}
    controls |= movement.fields | advanced.fields
    follow_engines(handlers.supported_settings, [controls["engine"]], controls)
    show_estimate(handlers.estimates.video, buttons, files, controls)
    connect_job(
        buttons,
        report,
        handlers.videos.talk,
        "talk",
        files | {"face": source.face} | controls,
        handlers.running,
        None if gallery is None else gallery.fill([source.photo, audio]),
    )
