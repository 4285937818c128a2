"""Where a speaking photo's head movement comes from: the voice, nothing, or another video."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from real3d.ui.components.controls import draw_setting
from real3d.ui.components.events import QUICK
from real3d.ui.components.inputs import draw_clip
from real3d.ui.handlers.examples import Examples
from real3d.ui.i18n.language import MARKED


@dataclass(frozen=True)
class HeadMovement:
    """The choice, and what belongs to it."""

    fields: dict[str, Component]
    """By the names of parameters."""
    whole: gr.Column
    """All of it, to be hidden where no voice is used."""


def draw_head_movement(examples: Examples, smoothing: Component | None = None) -> HeadMovement:
    """Draws the choice; the video, and how it is calmed, are only seen when they are used.

    Args:
        examples: offers driving videos.
        smoothing: the tab's own, if it has one.
    """
    with gr.Column() as whole:
        pose = gr.Radio(
            [
                (MARKED.natural_pose, "natural"),
                (MARKED.still_pose, "still"),
                (MARKED.video_pose, "video"),
            ],
            value="natural",
            label=MARKED.pose,
        )
        with gr.Column(visible=False) as for_video:
            clip = draw_clip(examples, MARKED.head_from)
            own = draw_setting("smoothing") if smoothing is None else None
    shown = [for_video] if smoothing is None else [for_video, smoothing]
    pose.input(lambda pose: [gr.update(visible=pose == "video")] * len(shown), pose, shown, **QUICK)
    fields: dict[str, Component] = {"pose": pose, "head_from": clip}
    return HeadMovement(fields | ({} if own is None else {"smoothing": own}), whole)
