"""The page: its tabs, each with its inputs on the left and the result on the right."""

from __future__ import annotations

import gradio as gr

from real3d.ui.compare_tab import draw_compare_tab
from real3d.ui.controls import draw_controls
from real3d.ui.endpoints import describe_endpoints
from real3d.ui.examples import Examples, find_examples
from real3d.ui.gallery import background_samples, draw_gallery, video_samples, voice_samples
from real3d.ui.inputs import draw_background, draw_clip, draw_driver, draw_photo, draw_voice
from real3d.ui.job import (
    columns,
    draw_buttons,
    draw_report,
    inputs_column,
    result_column,
    tell_estimate,
    wire,
)
from real3d.ui.language import MARKED, paragraph
from real3d.ui.look_tab import draw_look_tab
from real3d.ui.studio import Studio

TITLE = "Real3D-Portrait"

_SECONDS_KEPT = 3600
"""How often the files of past requests are looked at, and how old they may become."""
_IN_ROW = 40
"""Visitors waiting: a school class at once. The next one is told to come back instead of waiting
for many minutes."""


def build_page(studio: Studio | None = None, examples: Examples | None = None) -> gr.Blocks:
    """The whole page, ready for `.launch(theme=build_theme(), css=CSS, i18n=I18N)`.

    Args:
        studio: does the work; None for a new one.
        examples: files to offer; None for the bundled ones.
    """
    examples = examples or find_examples()
    studio = studio or Studio(examples=examples)
    with gr.Blocks(
        title=TITLE,
        analytics_enabled=False,
        delete_cache=(_SECONDS_KEPT, _SECONDS_KEPT),
    ) as page:
        gr.HTML(f"<h1>{TITLE}</h1>{paragraph(MARKED.sentence)}", elem_id="heading")
        with gr.Tab(MARKED.voice_tab):
            _voice_tab(studio, examples)
        with gr.Tab(MARKED.video_tab):
            _video_tab(studio, examples)
        with gr.Tab(MARKED.background_tab):
            _background_tab(studio, examples)
        with gr.Tab(MARKED.look_tab):
            draw_look_tab(studio, examples)
        with gr.Tab(MARKED.compare_tab):
            draw_compare_tab(studio, examples)
        for word in (MARKED.synthetic, MARKED.files):
            gr.HTML(paragraph(word), elem_classes="footnote")
    describe_endpoints(page)
    page.queue(max_size=_IN_ROW)
    return page


def _voice_tab(studio: Studio, examples: Examples) -> None:
    with columns():
        with inputs_column():
            source = draw_photo(studio, examples, api_visibility="public")
            audio = draw_voice(MARKED.voice, examples)
            with gr.Accordion(MARKED.head_from, open=False):
                gr.HTML(paragraph(MARKED.head_from_hint), elem_classes="remark")
                head_from = draw_clip(examples, MARKED.head_from)
            controls = draw_controls()
            buttons = draw_buttons(MARKED.make_it_talk)
        with result_column():
            report = draw_report()
            gallery = draw_gallery([source.photo, audio], voice_samples(examples))
    files = {"photo": source.photo, "audio": audio}
    inputs = files | {"head_from": head_from, "face": source.face} | controls
    tell_estimate(studio.estimate, buttons, files, controls)
    wire(buttons, report, studio.talk, "talk", inputs, gallery)


def _video_tab(studio: Studio, examples: Examples) -> None:
    with columns():
        with inputs_column():
            source = draw_photo(studio, examples)
            video = draw_clip(examples)
            with gr.Accordion(MARKED.other_sound, open=False):
                gr.HTML(paragraph(MARKED.other_sound_hint), elem_classes="remark")
                audio = draw_voice(MARKED.sound, examples)
            controls = draw_controls(seed=False)
            buttons = draw_buttons(MARKED.make_it_move)
        with result_column():
            report = draw_report()
            gallery = draw_gallery([source.photo, video], video_samples(examples))
    files = {"photo": source.photo, "video": video}
    inputs = files | {"audio": audio, "face": source.face} | controls
    tell_estimate(studio.estimate, buttons, files, controls)
    wire(buttons, report, studio.drive, "drive", inputs, gallery)


def _background_tab(studio: Studio, examples: Examples) -> None:
    with columns():
        with inputs_column():
            source = draw_photo(studio, examples)
            kind, picture, colour = draw_background(examples)
            audio, video = draw_driver(examples)
            controls = draw_controls(framing=False)
            buttons = draw_buttons(MARKED.make_video)
        with result_column():
            report = draw_report()
            fields = [source.photo, audio, kind, picture]
            gallery = draw_gallery(fields, background_samples(examples))
    files = {"photo": source.photo, "audio": audio, "video": video}
    behind = {"kind": kind, "picture": picture, "colour": colour}
    inputs = files | behind | {"face": source.face} | controls
    tell_estimate(studio.estimate, buttons, files, controls)
    wire(buttons, report, studio.background, "background", inputs, gallery)
