"""The tab that renders the same material with two settings, side by side."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.components import Component

from real3d.ui.components.controls import (
    draw_advanced,
    draw_amounts,
    draw_engine,
    draw_setting,
    follow_engines,
)
from real3d.ui.components.inputs import draw_driver, draw_photo
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

_LIVELY = 1.7
"""What the right side begins with, so that there is a difference to see."""


def draw_compare_tab(handlers: PageHandlers, examples: Examples) -> None:
    """Draws the tab here."""
    gr.HTML(paragraph(MARKED.compare_hint), elem_classes="remark")
    with columns():
        with inputs_column():
            source = draw_photo(handlers.photos, examples)
            driver = draw_driver(examples)
            sides = _side("left", MARKED.first_settings, 1.0)
            sides |= _side("right", MARKED.second_settings, _LIVELY)
            sources = gr.Checkbox(True, label=MARKED.with_sources, info=MARKED.with_sources_hint)
            with gr.Accordion(MARKED.advanced, open=False):
                both = draw_advanced(voice=True, video=True, left_out=["debug"])
            driver.show(both.for_voice, both.for_video)
            buttons = draw_buttons(MARKED.make_comparison)
        with result_column():
            report = draw_report(wide=True)
    files = {"photo": source.photo} | driver.files
    inputs = files | {"sources": sources, "face": source.face} | sides | both.fields
    _follow_engines(handlers, sides, both.fields)
    show_estimate(handlers.estimates.comparison, buttons, files, sides | both.fields)
    connect_job(buttons, report, handlers.comparisons.compare, "compare", inputs, handlers.running)


def _follow_engines(
    handlers: PageHandlers, sides: dict[str, Component], both: dict[str, Component]
) -> None:
    engines = [sides["left_engine"], sides["right_engine"]]
    for side, engine in zip(("left", "right"), engines, strict=True):
        own = {
            name.removeprefix(f"{side}_"): component
            for name, component in sides.items()
            if name.startswith(f"{side}_")
        }
        follow_engines(handlers.supported_settings, [engine], own)
    follow_engines(handlers.supported_settings, engines, both)


def _side(name: str, label: Any, amount: float) -> dict[str, Component]:
    """The controls of one side, by the names of the fields of `Choices` after the side's own."""
    with gr.Accordion(label, open=True):
        own = draw_amounts(amount) | {"mood": draw_setting("mood"), "engine": draw_engine()}
    return {f"{name}_{field}": component for field, component in own.items()}
