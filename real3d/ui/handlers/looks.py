"""Looking around a photo: single views, a short video, a 3D model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from real3d.errors import Real3DError
from real3d.pipeline.orbit import orbit_video, view, view_range
from real3d.pipeline.portable_avatar import write_avatar
from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.runtime.work_folder import JOB, work_folder
from real3d.ui.handlers.jobs import PageJob, Update, result_name, stream_job
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import parse_angle, parse_point, require, visible_error
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import request_language


class LookHandlers:
    """Turns the heads of photos; always with the mesh engine, which answers at once."""

    def __init__(
        self, pipelines: Mapping[str, TalkingPortrait], kept: KeptResults, running: RunningJobs
    ) -> None:
        self._pipelines = pipelines
        self._kept = kept
        self._running = running

    def first(self, photo: str | None, face: str = "") -> tuple[Any, Any, Any, Any]:
        """(pitch slider, yaw slider, view, whether there is anything to look at) of a photo.

        A photo that cannot be used gets no view; what is wrong with it is said beside it.
        """
        nothing = (gr.skip(), gr.skip(), None, gr.update(visible=False))
        if photo is None:
            return nothing
        pipeline = self._pipelines["mesh"]
        try:
            pitch, yaw = view_range(pipeline, photo, parse_point(face))
            picture = view(pipeline, photo, 0, 0, parse_point(face))
        except Real3DError:
            return nothing
        return _slider(*pitch), _slider(*yaw), picture, gr.update(visible=True)

    def look(
        self,
        photo: str | None,
        pitch: float,
        yaw: float,
        face: str = "",
        request: gr.Request | None = None,
    ) -> NDArray[np.uint8] | None:
        """The head of a photo turned by so many degrees, up and to the image's right.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        if photo is None:
            return None
        try:
            turned = parse_angle(pitch, "pitch"), parse_angle(yaw, "yaw")
            return view(self._pipelines["mesh"], photo, *turned, parse_point(face))
        except Real3DError as error:
            raise visible_error(request_language(request).translate(error.message)) from error

    def orbit(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> Iterator[Update]:
        """A short video of the head turning around.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = request_language(request)

        def parse() -> PageJob:
            asked = JobRequest(require(photo, language.words.no_photo), face=parse_point(face))
            return PageJob(
                start=lambda out, live: orbit_video(
                    self._pipelines["mesh"], replace(asked, out=out), live=live
                ),
                key=self._kept.key(asked, "orbit"),
                name=result_name("-around.mp4", photo),
            )

        yield from stream_job(parse, request, self._kept, self._running)

    def model(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> Iterator[str]:
        """The person as a 3D model that moves (a GLB file), front side only.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = request_language(request)
        photo = require(photo, language.words.no_photo)
        with work_folder(JOB) as folder:
            path = folder / result_name(".glb", photo)
            try:
                write_avatar(self._pipelines["mesh"], photo, path, parse_point(face))
            except Real3DError as error:
                raise visible_error(language.translate(error.message)) from error
            yield str(path)  # copied before the folder goes, as in a job


def _slider(low: float, high: float) -> Any:
    return gr.update(minimum=round(low), maximum=round(high), value=0)
