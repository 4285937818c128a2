"""The tab in which a photo comes alive in the browser, and is taken home as a file."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import Dependency

from real3d.ui.components.gallery import ExampleRow, photo_samples
from real3d.ui.components.live import draw_live_avatar
from real3d.ui.components.visibility import seen_in
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED


def draw_live_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; it has no jobs, for what it makes is there in a moment."""
    with space.buttons.starts:
        make = gr.Button(
            MARKED.make_model,
            variant="primary",
            size="lg",
            elem_classes=["start", *seen_in("live")],
        )
    with space.living:
        avatar = draw_live_avatar()
    row = ExampleRow(photo_samples(space.examples), [space.source.photo])
    work: dict[str, Any] = {
        "fn": space.handlers.looks.model,
        "inputs": [space.source.photo, space.source.face],
        "outputs": avatar,
    }
    make.click(**work, api_name="model")
    for fill in space.draw_examples("live", row):
        fill.success(**work, api_visibility="private")
    return []
