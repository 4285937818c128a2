"""A motion in the place of a driving video: one that comes with the program, or a kept one."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from real3d.ui.components.events import QUICK
from real3d.ui.i18n.language import MARKED, marked_motions

_NOTHING = "() => null"


@dataclass(frozen=True)
class MotionInput:
    """Which motion; at most one of the two is chosen."""

    name: gr.Radio
    file: gr.File

    @property
    def fields(self) -> dict[str, Component]:
        """By the names of parameters."""
        return {"motion": self.name, "motion_file": self.file}


def draw_motions() -> MotionInput:
    """Draws both here; a choice of one takes that of the other back."""
    with gr.Column(elem_classes="motions"):
        name = gr.Radio(
            marked_motions(),
            value=None,
            label=MARKED.motion,
            show_label=False,
            container=False,
            elem_classes="shipped",
        )
        file = gr.File(
            label=MARKED.motion_file,
            file_types=[".json"],
            type="filepath",
            height=_FILE_HEIGHT,
            elem_classes="own-motion",
        )
    name.input(None, None, file, js=_NOTHING, **QUICK)
    file.upload(None, None, name, js=_NOTHING, **QUICK)
    return MotionInput(name, file)


_FILE_HEIGHT = 32
"""Pixels: a line that says what goes there."""
