"""A photo whose face is set by hand: single pictures, a video that looks around, a 3D model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from real3d.errors import Real3DError
from real3d.motion.held_face import shown_by
from real3d.pipeline.orbit import orbit_video
from real3d.pipeline.portable_avatar import write_avatar
from real3d.pipeline.request import JobRequest
from real3d.pipeline.still import pose_like, pose_range, still
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.runtime.work_folder import JOB, work_folder
from real3d.ui.handlers.jobs import PageJob, Update, result_name, stream_job
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import parse_point, parse_pose, require, visible_error
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import request_language

_MOST_ROLL = 20.0
"""Degrees that a head is tilted as another one is."""


class LookHandlers:
    """Sets the faces of photos; always with the mesh engine, which answers at once."""

    def __init__(
        self, pipelines: Mapping[str, TalkingPortrait], kept: KeptResults, running: RunningJobs
    ) -> None:
        self._pipelines = pipelines
        self._kept = kept
        self._running = running

    def first(self, photo: str | None, face: str = "", **pose: Any) -> tuple[Any, Any, Any, Any]:
        """(pitch slider, yaw slider, picture, whether there is anything to set) of a photo.

        A photo that cannot be used gets no picture; what is wrong with it is said beside it.

        Args:
            photo: of whom.
            face: `x,y` in pixels of the photo, where the face is that is meant.
            pose: what the sliders say, by the names of `FacePose`.
        """
        nothing = (gr.skip(), gr.skip(), None, gr.update(visible=False))
        if photo is None:
            return nothing
        pipeline, point = self._pipelines["mesh"], parse_point(face)
        try:
            pitch, yaw = pose_range(pipeline, photo, point)
            turned = {
                "pitch": _within(pitch, pose, "pitch"),
                "yaw": _within(yaw, pose, "yaw"),
            }
            picture = still(pipeline, photo, parse_pose(pose | turned), point)
        except Real3DError:
            return nothing
        sliders = _slider(pitch, turned["pitch"]), _slider(yaw, turned["yaw"])
        return *sliders, picture, gr.update(visible=True)

    def look(
        self,
        photo: str | None,
        face: str = "",
        request: gr.Request | None = None,
        **pose: Any,
    ) -> NDArray[np.uint8] | None:
        """The person in a photo with another face.

        Args:
            photo: of whom.
            face: `x,y` in pixels of the photo, where the face is that is meant.
            request: of the visitor.
            pose: by the names of `FacePose`.
        """
        if photo is None:
            return None
        try:
            return still(self._pipelines["mesh"], photo, parse_pose(pose), parse_point(face))
        except Real3DError as error:
            raise visible_error(request_language(request).translate(error.message)) from error

    def like(
        self,
        photo: str | None,
        face: str = "",
        like: str | None = None,
        request: gr.Request | None = None,
        **pose: Any,
    ) -> list[Any]:
        """What the sliders have to say for a photo to look as another picture does.

        Args:
            photo: of whom.
            face: `x,y` in pixels of the photo, where the face is that is meant.
            like: the other picture; None changes nothing.
            request: of the visitor.
            pose: what the sliders say now, by the names of `FacePose`.

        Returns:
            The values of `pose`, in its order.
        """
        if photo is None or like is None:
            return [gr.skip()] * len(pose)
        pipeline, point = self._pipelines["mesh"], parse_point(face)
        try:
            seen = pose_like(pipeline, photo, like, point)
            pitch, yaw = pose_range(pipeline, photo, point)
        except Real3DError as error:
            raise visible_error(request_language(request).translate(error.message)) from error
        turned = {"pitch": seen.pitch, "yaw": seen.yaw, "roll": seen.roll}
        values: dict[str, Any] = {name: getattr(seen, name) for name in pose} | {
            "pitch": _within(pitch, turned, "pitch"),
            "yaw": _within(yaw, turned, "yaw"),
            "roll": _within((-_MOST_ROLL, _MOST_ROLL), turned, "roll"),
            "shapes": _as_typed(seen.shapes),
        }
        return [values[name] for name in pose]

    def spoken(self, request: gr.Request | None = None, **pose: Any) -> tuple[str, str]:
        """(mood, single shapes as their field takes them) with which a photo speaks that holds this
        face."""
        try:
            chosen = parse_pose(pose)
        except Real3DError as error:
            raise visible_error(request_language(request).translate(error.message)) from error
        shapes = shown_by(replace(chosen, mood="calm"))
        return chosen.mood, _as_typed(shapes)

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


def _as_typed(shapes: Mapping[str, float]) -> str:
    """Amounts of single shapes, as their field takes them."""
    return ", ".join(f"{name}={min(amount, 1):.2f}" for name, amount in shapes.items())


def _within(limits: tuple[float, float], pose: Mapping[str, Any], name: str) -> float:
    """An angle of the sliders, in whole degrees within what a photo can show."""
    low, high = limits
    return float(np.clip(pose.get(name) or 0, np.ceil(low), np.floor(high)))


def _slider(limits: tuple[float, float], value: float) -> Any:
    return gr.update(minimum=round(limits[0]), maximum=round(limits[1]), value=value)
