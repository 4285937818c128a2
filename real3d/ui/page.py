"""The page: its tabs, each with its inputs on the left and the result on the right."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component

from real3d.ui.components.controls import draw_advanced, draw_debug, draw_main, follow_engines
from real3d.ui.components.events import QUICK
from real3d.ui.components.gallery import (
    background_samples,
    draw_gallery,
    video_samples,
    voice_samples,
)
from real3d.ui.components.head_movement import draw_head_movement
from real3d.ui.components.inputs import (
    BY_VOICE,
    draw_background,
    draw_clip,
    draw_driver,
    draw_photo,
    draw_voice,
)
from real3d.ui.components.job import (
    columns,
    draw_buttons,
    draw_report,
    inputs_column,
    result_column,
    tell_estimate,
    wire,
)
from real3d.ui.endpoints import describe_endpoints
from real3d.ui.examples import Examples, find_examples
from real3d.ui.handlers import Studio
from real3d.ui.i18n.language import MARKED, paragraph
from real3d.ui.tabs.compare import draw_compare_tab
from real3d.ui.tabs.look import draw_look_tab

TITLE = "Real3D-Portrait"

# Gradio draws examples without a text for those who cannot see them; their files say who they are.
_NAME_EXAMPLES = """() => {
  const name = () => document.querySelectorAll('.gallery-item img[alt=""]').forEach((image) => {
    image.alt = image.src.split("/").pop().split(".")[0].replaceAll("_", " ");
  });
  new MutationObserver(name).observe(document.body, {childList: true, subtree: true});
  name();
}"""

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
        gr.HTML(paragraph(MARKED.files), elem_classes="footnote")
        page.load(None, js=_NAME_EXAMPLES, **QUICK)
    describe_endpoints(page)
    page.queue(max_size=_IN_ROW)
    return page


def _voice_tab(studio: Studio, examples: Examples) -> None:
    gallery = draw_gallery(voice_samples(examples))
    with columns():
        with inputs_column():
            source = draw_photo(studio, examples, api_visibility="public")
            audio = draw_voice(MARKED.voice, examples)
            controls = draw_main()
            with gr.Accordion(MARKED.advanced, open=False):
                movement = draw_head_movement(examples)
                advanced = draw_advanced(voice=True, video=False)
                debug = draw_debug()
            buttons = draw_buttons(MARKED.make_it_talk)
        with result_column():
            report = draw_report()
    files: dict[str, Component] = {"photo": source.photo, "audio": audio}
    controls |= movement.fields | advanced.fields | debug
    follow_engines(studio.heeded, [controls["engine"]], controls)
    tell_estimate(studio.estimates.film, buttons, files, controls)
    wire(
        buttons,
        report,
        studio.films.talk,
        "talk",
        files | {"face": source.face} | controls,
        None if gallery is None else gallery.fill([source.photo, audio]),
    )


def _video_tab(studio: Studio, examples: Examples) -> None:
    gallery = draw_gallery(video_samples(examples))
    with columns():
        with inputs_column():
            source = draw_photo(studio, examples)
            video = draw_clip(examples)
            with gr.Accordion(MARKED.other_sound, open=False):
                gr.HTML(paragraph(MARKED.other_sound_hint), elem_classes="remark")
                audio = draw_voice(MARKED.sound, examples)
            controls = draw_main()
            with gr.Accordion(MARKED.advanced, open=False):
                advanced = draw_advanced(voice=False, video=True)
                debug = draw_debug()
            buttons = draw_buttons(MARKED.make_it_move)
        with result_column():
            report = draw_report()
    files: dict[str, Component] = {"photo": source.photo, "video": video}
    controls |= advanced.fields | debug
    follow_engines(studio.heeded, [controls["engine"]], controls)
    tell_estimate(studio.estimates.film, buttons, files, controls)
    wire(
        buttons,
        report,
        studio.films.drive,
        "drive",
        files | {"audio": audio, "face": source.face} | controls,
        None if gallery is None else gallery.fill([source.photo, video]),
    )


def _background_tab(studio: Studio, examples: Examples) -> None:
    gallery = draw_gallery(background_samples(examples))
    with columns():
        with inputs_column():
            source = draw_photo(studio, examples)
            behind = draw_background(examples)
            driver = draw_driver(examples)
            controls = draw_main(framing=False)
            with gr.Accordion(MARKED.advanced, open=False):
                advanced = draw_advanced(voice=True, video=True)
                movement = draw_head_movement(examples, advanced.fields["smoothing"])
            driver.show([*advanced.for_voice, movement.whole], advanced.for_video)
            buttons = draw_buttons(MARKED.make_video)
        with result_column():
            report = draw_report(pictures=True)
    files = {"photo": source.photo} | driver.files
    controls |= movement.fields | advanced.fields
    follow_engines(studio.heeded, [controls["engine"]], controls)
    tell_estimate(studio.estimates.film, buttons, files, controls)
    example = None
    if gallery is not None:
        example = gallery.fill(
            [source.photo, driver.audio, driver.video, behind["kind"], behind["picture"]]
        )
        example.then(lambda: gr.update(selected=BY_VOICE), None, driver.tabs, **QUICK)
    wire(
        buttons,
        report,
        studio.films.background,
        "background",
        files | behind | {"face": source.face} | controls,
        example,
    )
