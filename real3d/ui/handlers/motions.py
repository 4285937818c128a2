"""The motion of the face in a visitor's video, as a file to take home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import gradio as gr

from real3d.motion.motion_file import load_motion
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.runtime.child_process import Cancellation
from real3d.runtime.work_folder import JOB, work_folder
from real3d.ui.handlers import status_html
from real3d.ui.handlers.jobs import result_name, stream_work, throttle
from real3d.ui.handlers.parsing import require
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import request_language

Update = tuple[Any, Any]
"""(file, status) as the components take them."""


class MotionHandlers:
    """Keeps motions."""

    def __init__(self, pipelines: Mapping[str, TalkingPortrait], running: RunningJobs) -> None:
        self._pipelines = pipelines
        self._running = running

    def keep_motion(self, video: str | None, request: gr.Request | None = None) -> Iterator[Update]:
        """The movement of the face in a video as a small JSON file, for `motion_file` of others."""
        language = request_language(request)

        def work(cancellation: Cancellation) -> Iterator[Update]:
            clip = require(video, language.words.no_clip)
            with work_folder(JOB) as folder:
                path = folder / result_name(".json", clip)
                with closing(self._pipelines["mesh"].stream_motion(clip, path)) as steps:
                    for step in throttle(cancellation.watch(steps)):
                        yield gr.skip(), status_html.progress_html(step, language, None)
                said = status_html.motion_html(load_motion(path), language)
                yield str(path), said  # copied before the folder goes, as in a job

        yield from stream_work(work, lambda said: (gr.skip(), said), request, self._running)
