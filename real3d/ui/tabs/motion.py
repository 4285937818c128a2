"""The tab in which a photo plays a motion: one that comes with the program, or a visitor's own."""

from __future__ import annotations

import gradio as gr
from gradio.events import Dependency

from real3d.motion.shipped import shipped_motions
from real3d.ui.components.events import QUICK
from real3d.ui.components.gallery import motion_samples
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED, example_title, paragraph


def draw_motion_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    names = [*shipped_motions()]
    with space.only(space.beside, "motion"):
        motion = gr.Radio(
            [(example_title(name.replace("-", "_")), name) for name in names],
            value="nod",
            label=MARKED.motion,
            elem_classes="motions",
        )
    with space.only(space.more, "motion"), gr.Accordion(MARKED.own_motion, open=False):
        gr.HTML(paragraph(MARKED.own_motion_hint), elem_classes="remark")
        own = gr.File(label=MARKED.own_motion, file_types=[".json"], height=90)
    _draw_keeping(space)
    return space.connect(
        "motion",
        MARKED.make_it_move,
        "move",
        space.handlers.videos.move,
        {
            "photo": space.source.photo,
            "motion": motion,
            "own": own,
            "face": space.source.face,
            **space.main,
            "engine": space.engine,
            **space.advanced_for("video", left_out=("smoothing", "debug")),
        },
        motion_samples(space.examples),
        [space.source.photo, motion],
        at_once=motion,
    )


def _draw_keeping(space: Workspace) -> None:
    """Beside the driving video: its movement as a file."""
    with space.only(space.more, "video"), gr.Accordion(MARKED.keep_motion, open=False):
        gr.HTML(paragraph(MARKED.keep_motion_hint), elem_classes="remark")
        keep = gr.Button(MARKED.keep_motion)
        kept = gr.DownloadButton(MARKED.motion_download, visible=False)
    made = keep.click(space.handlers.videos.keep_motion, space.video, kept, api_name="keep_motion")
    made.success(lambda: gr.update(visible=True), None, kept, **QUICK)
