"""The tab that renders the same material with two settings, side by side."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.controls import draw_amounts, draw_engine, draw_setting, follow_engines
from real3d.ui.components.gallery import ExampleRow, voice_samples
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED

_LIVELY = 1.7
"""What the right side begins with, so that there is a difference to see."""


def draw_compare_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    with space.only(space.more, "compare"):
        sides = _side(space, "left", MARKED.first_settings, 1.0)
        sides |= _side(space, "right", MARKED.second_settings, _LIVELY)
        sources = gr.Checkbox(True, label=MARKED.with_sources, info=MARKED.with_sources_hint)
    space.costly.update({name: each for name, each in sides.items() if name.endswith("_engine")})
    both = space.advanced_for("voice", "video", left_out=("debug", "with_driver"))
    follow_engines(
        space.handlers.supported_settings,
        space.mode,
        [space.engine, sides["left_engine"], sides["right_engine"]],
        space.advanced,
    )
    return space.connect(
        "compare",
        MARKED.make_comparison,
        "compare",
        space.handlers.comparisons.compare,
        {"photo": space.source.photo}
        | space.driving
        | {"sources": sources, "face": space.source.face}
        | sides
        | both,
        ExampleRow(
            voice_samples(space.examples),
            [space.source.photo, space.audio, space.drivers["compare"]],
        ),
    )


def _side(space: Workspace, name: str, label: Any, amount: float) -> dict[str, Component]:
    """The controls of one side, by the names of the fields of `Choices` after the side's own."""
    with gr.Accordion(label, open=False):
        own = draw_amounts(amount) | {
            "mood": draw_setting("mood"),
            "engine": draw_engine(space.handlers.engines),
        }
    return {f"{name}_{field}": component for field, component in own.items()}
