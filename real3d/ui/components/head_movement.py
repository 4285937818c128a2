"""Where a speaking photo's head movement comes from: the voice, nothing, or another video."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from real3d.ui.components.inputs import draw_clip
from real3d.ui.components.visibility import SEEN_WITH_HEAD_VIDEO, SPEAKING, seen_in
from real3d.ui.i18n.language import MARKED


@dataclass(frozen=True)
class HeadMovement:
    """The choice, and the video that it may come from."""

    pose: gr.Radio
    head_from: gr.Video

    @property
    def fields(self) -> dict[str, Component]:
        """By the names of parameters."""
        return {"pose": self.pose, "head_from": self.head_from}


def draw_head_movement() -> HeadMovement:
    """Draws the choice, which only a voice leaves open; the video is only seen when it is used."""
    with gr.Column(elem_classes=seen_in("voice", "background", drivers=SPEAKING)):
        pose = gr.Radio(
            [
                (MARKED.natural_pose, "natural"),
                (MARKED.still_pose, "still"),
                (MARKED.video_pose, "video"),
            ],
            value="natural",
            label=MARKED.pose,
        )
        with gr.Column(elem_classes=SEEN_WITH_HEAD_VIDEO):
            head_from = draw_clip(MARKED.head_from)
    return HeadMovement(pose, head_from)
