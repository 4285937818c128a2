"""The tab in which a photo follows the face of a video, or plays a motion."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.events import QUICK
from real3d.ui.components.gallery import ExampleRow, motion_samples, video_samples
from real3d.ui.components.inputs import draw_voice
from real3d.ui.components.job import connect_endpoint, connect_work
from real3d.ui.components.visibility import seen_in
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED, paragraph


def draw_video_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    keeping = _draw_keeping(space)
    with space.only(space.more, "video"), gr.Accordion(MARKED.other_sound, open=False):
        gr.HTML(paragraph(MARKED.other_sound_hint), elem_classes="remark")
        sound = draw_voice(MARKED.sound)
    given: dict[str, Component] = {"photo": space.source.photo, "video": space.video}
    jobs = space.connect(
        "video",
        MARKED.make_it_move,
        "drive",
        space.handlers.videos.drive,
        given
        | {"audio": sound}
        | space.motion.fields
        | {"face": space.source.face}
        | space.main
        | {"engine": space.engine}
        | space.advanced_for("video"),
        ExampleRow(
            video_samples(space.examples),
            [space.source.photo, space.video, space.drivers["video"]],
            drivers=("video",),
        ),
        ExampleRow(
            motion_samples(space.examples),
            [space.source.photo, *space.motion.fields.values(), space.drivers["video"]],
            drivers=("motion",),
        ),
    )
    return [keeping, *jobs]


def _draw_keeping(space: Workspace) -> Dependency:
    """The motion of the driving video as a file; returns its job."""
    with (
        space.only(space.more, "video"),
        gr.Column(elem_classes=seen_in(drivers=["video"])),
        gr.Accordion(MARKED.keep_motion, open=False),
    ):
        gr.HTML(paragraph(MARKED.keep_motion_hint), elem_classes="remark")
        keep = gr.Button(MARKED.keep_motion, elem_classes="keep-motion")
        kept = gr.DownloadButton(
            MARKED.motion_download, visible=False, elem_classes="motion-download"
        )
    work, inputs = space.handlers.motions.keep_motion, {"video": space.video}
    outputs: list[Component] = [kept, space.stage.status]
    connect_endpoint(work, "keep_motion", inputs, outputs)
    job = connect_work(keep.click, space.buttons, space.stage, work, inputs, outputs)
    job.success(lambda path: gr.update(visible=path is not None), kept, kept, **QUICK)
    return job
