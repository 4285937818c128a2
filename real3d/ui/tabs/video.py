"""The tab in which a photo follows the face of a video."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.gallery import video_samples
from real3d.ui.components.inputs import draw_voice
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED, paragraph


def draw_video_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    with space.only(space.more, "video"), gr.Accordion(MARKED.other_sound, open=False):
        gr.HTML(paragraph(MARKED.other_sound_hint), elem_classes="remark")
        sound = draw_voice(MARKED.sound)
    files: dict[str, Component] = {"photo": space.source.photo, "video": space.video}
    return space.connect(
        "video",
        MARKED.make_it_move,
        "drive",
        space.handlers.videos.drive,
        files
        | {"audio": sound, "face": space.source.face}
        | space.main
        | {"engine": space.engine}
        | space.advanced_for("video"),
        video_samples(space.examples),
        [space.source.photo, space.video, space.drivers["video"]],
    )
