"""The stage: the one place where results are seen, with what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from gradio.components import Component

from real3d.ui.components.events import QUICK
from real3d.ui.i18n.language import MARKED, paragraph

_PLAYER = Path(__file__).parents[1].joinpath("player", "player.js").read_text(encoding="utf-8")
_STRIP = Path(__file__).with_name("strip.js").read_text(encoding="utf-8")
_SCREEN = """<div class="empty">${value}</div>
<img alt=""><video playsinline controls preload="auto" tabindex="-1"></video>
<p class="announced" role="status"></p>"""
_BESIDE = """<div class="beside" hidden>
<figure><video playsinline controls loop></video><figcaption></figcaption></figure>
<figure><video playsinline loop muted></video><figcaption></figcaption></figure>
<button type="button" aria-label="${value}">×</button></div>"""

_STRIP_WORDS = {"show": MARKED.show_again, "compare": MARKED.compare_with}
"""Of the strip's buttons. Gradio translates one text of each component, the first."""


@dataclass(frozen=True)
class Stage:
    """Where jobs report."""

    video: gr.Video
    status: gr.HTML
    recipe: gr.JSON
    link: gr.Textbox
    """That opens the page with the same settings."""
    preview: gr.Button
    """Asks for the film as a small moving picture."""
    pictures: gr.DownloadButton
    """The frames one by one, where they were asked for."""
    strip: gr.HTML
    """The last results of this visit, newest first."""
    waiting: gr.Timer
    """Ticks while a job waits for its turn."""

    @property
    def outputs(self) -> list[Component]:
        """In the order of `real3d.ui.handlers.jobs.Update`."""
        return [self.video, self.status, self.recipe]


def draw_stage() -> Stage:
    """Draws it here."""
    with gr.Column(elem_classes="stage"):
        gr.HTML(
            paragraph(MARKED.waiting),
            html_template=_SCREEN,
            elem_classes="screen",
            padding=False,
            js_on_load=None,
        )
        video = gr.Video(
            label=MARKED.result,
            show_label=False,
            interactive=False,
            elem_classes="film",
            buttons=[],  # they would hide the badge
        )
        gr.HTML(MARKED.close, html_template=_BESIDE, elem_classes="pair", js_on_load=None)
    status = gr.HTML(elem_classes="status", js_on_load=_PLAYER)
    with gr.Row(elem_classes="downloads"):
        download = gr.DownloadButton(
            MARKED.download, interactive=False, elem_classes="download", variant="primary"
        )
        preview = gr.Button(MARKED.preview, visible=False, min_width=0, elem_classes="preview")
        pictures = gr.DownloadButton(
            MARKED.pictures_download, visible=False, elem_classes="pictures"
        )
    gr.HTML(paragraph(MARKED.last_results), elem_classes="strip-title", js_on_load=None)
    for name, word in _STRIP_WORDS.items():
        gr.HTML(str(word), elem_classes=["strip-word", name], js_on_load=None)
    strip = gr.HTML(
        {"results": [], "chosen": 0},
        html_template="<ul></ul>",
        elem_classes="strip",
        js_on_load=_STRIP,
    )
    with gr.Accordion(MARKED.recipe, open=False, visible=False) as made:
        link = gr.Textbox(
            label=MARKED.settings_link,
            info=MARKED.settings_link_hint,
            interactive=False,
            visible=False,
            buttons=["copy"],
            elem_classes="settings-link",
        )
        recipe = gr.JSON(show_label=False)
    strip.click(
        None,
        strip,
        [video, status, recipe],
        js="({results, chosen}) => ['video', 'status', 'recipe'].map((of) => results[chosen][of])",
        **QUICK,
    )
    video.change(
        lambda path: [
            gr.update(value=path, interactive=path is not None),
            gr.update(visible=path is not None),
            gr.update(visible=path is not None),
        ],
        video,
        [download, preview, made],
        **QUICK,
    )
    pictures.change(lambda path: gr.update(visible=path is not None), pictures, pictures, **QUICK)
    waiting = gr.Timer(2.0, active=False)
    return Stage(video, status, recipe, link, preview, pictures, strip, waiting)
