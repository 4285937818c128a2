"""The tab in which a photo speaks in front of another background."""

from __future__ import annotations

import gradio as gr

from real3d.ui.components.controls import draw_advanced, draw_main, follow_engines
from real3d.ui.components.events import QUICK
from real3d.ui.components.gallery import background_samples, draw_gallery
from real3d.ui.components.head_movement import draw_head_movement
from real3d.ui.components.inputs import BY_VOICE, draw_background, draw_driver, draw_photo
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


def draw_background_tab(handlers: PageHandlers, examples: Examples) -> None:
    """Draws the tab here."""
    gallery = draw_gallery(background_samples(examples))
    with columns():
        with inputs_column():
            source = draw_photo(handlers.photos, examples)
            behind = draw_background(examples)
            driver = draw_driver(examples)
            controls = draw_main(framing=False)
            with gr.Accordion(MARKED.advanced, open=False):
                advanced = draw_advanced(voice=True, video=True, left_out=["debug"])
                movement = draw_head_movement(examples, advanced.fields["smoothing"])
            driver.show([*advanced.for_voice, movement.whole], advanced.for_video)
            buttons = draw_buttons(MARKED.make_video)
        with result_column():
            report = draw_report(pictures=True)
    files = {"photo": source.photo} | driver.files
    controls |= movement.fields | advanced.fields
    follow_engines(handlers.supported_settings, [controls["engine"]], controls)
    show_estimate(handlers.estimates.video, buttons, files, controls)
    example = None
    if gallery is not None:
        example = gallery.fill(
            [source.photo, driver.audio, driver.video, behind["kind"], behind["picture"]]
        )
        example.then(lambda: gr.update(selected=BY_VOICE), None, driver.tabs, **QUICK)
    connect_job(
        buttons,
        report,
        handlers.videos.background,
        "background",
        files | behind | {"face": source.face} | controls,
        handlers.running,
        example,
    )
