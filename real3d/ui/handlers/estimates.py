"""How long a job will take, said before it is started."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from real3d.errors import Real3DError
from real3d.pipeline.comparison import Side, estimate_comparison
from real3d.pipeline.duet import estimate_duet
from real3d.pipeline.orbit import estimate_orbit
from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.time_estimator import Estimate
from real3d.runtime.zero_gpu import is_zero_gpu
from real3d.ui.handlers import status_html
from real3d.ui.handlers.driving import parse_driving, parse_head_clip
from real3d.ui.handlers.duets import parse_duet
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import Choices, parse_choices, side_choices
from real3d.ui.i18n.language import Language, request_language

_NEEDS_GPU = "triplane"


class EstimateHandlers:
    """Every method answers with a sentence, or with nothing as long as something is missing."""

    def __init__(self, pipelines: Mapping[str, TalkingPortrait], kept: KeptResults) -> None:
        self._pipelines = pipelines
        self._kept = kept

    def of_mode(
        self,
        mode: str,
        photo: str | None,
        voice_driver: str,
        video_driver: str,
        driver: str,
        kind: str | None = None,
        pictures: bool = False,
        request: gr.Request | None = None,
        **given: Any,
    ) -> str:
        """Of what the button of a tab would make.

        Args:
            mode: the tab, one of `MODES`.
            photo: whose face moves.
            voice_driver, video_driver, driver: what moves it, of `DRIVERS`: in the tab of that
                name, and in the others.
            kind: of the background that the background tab puts behind the person.
            pictures: whether every frame of a transparent result is wanted as a picture too.
            request: of the visitor.
            given: what there is to move the face, and the settings, of all tabs.
        """
        if mode == "look":
            return self.look_around(photo, request)
        if mode == "duet":
            return self.duet(photo, request=request, **given)
        if mode == "live":
            return ""  # a moment, on any machine
        driver = {"voice": voice_driver, "video": video_driver}.get(mode, driver)
        if mode in ("background", "compare"):
            given = {**given, "framing": "square", "debug": False}
        if mode == "compare":
            given = {**given, "with_driver": False}
            given.pop("head_from", None)
            return self.comparison(photo, driver=driver, request=request, **given)
        if (mode, kind) == ("background", "transparent"):
            given |= {"background": kind, "pictures": pictures}
        return self.video(photo, driver=driver, request=request, **given)

    def video(
        self,
        photo: str | None,
        *,
        driver: str | None = None,
        head_from: str | None = None,
        background: str | None = None,
        pictures: bool = False,
        request: gr.Request | None = None,
        **given: Any,
    ) -> str:
        """Of one video.

        Args:
            photo: whose face moves.
            driver: what moves it if several things are given, one of `DRIVERS`.
            head_from: the video that the head's movement may come from.
            background: as in `JobRequest`.
            pictures: whether every frame is wanted as a picture too.
            request: of the visitor.
            given: what there is to move it, and settings, by the names of parameters.
        """
        written = {"background": background, "pictures": "pictures.zip" if pictures else None}
        return self._of_sides(photo, driver, given, [given], request, head_from, **written)

    def comparison(
        self,
        photo: str | None,
        *,
        driver: str | None = None,
        request: gr.Request | None = None,
        **given: Any,
    ) -> str:
        """Of both sides together; arguments as for `video`."""
        sides = [side_choices(given, side) for side in ("left", "right")]
        return self._of_sides(photo, driver, given, sides, request)

    def duet(
        self,
        photo: str | None,
        first: str | None = None,
        second: str | None = None,
        together: bool = False,
        request: gr.Request | None = None,
        **given: Any,
    ) -> str:
        """Of two people who speak; which faces they have makes no difference.

        Args:
            photo: of both.
            first, second: their voices.
            together: whether both begin at once.
            request: of the visitor.
            given: settings, by the names of parameters.
        """
        language = request_language(request)
        if photo is None or first is None or second is None:
            return ""
        given = {**given, "framing": "photo", "debug": False, "captions": "none"}
        try:
            chosen, asked = parse_duet(photo, first, second, "", "", together, given)
            estimate = estimate_duet(self._pipelines[chosen.engine], asked)
            return self._sentence(estimate, [chosen.engine], language)
        except Real3DError as error:
            return status_html.error_html(error.message, language)

    def look_around(self, photo: str | None, request: gr.Request | None = None) -> str:
        """Of the short video that looks around."""
        language = request_language(request)
        if photo is None:
            return ""
        try:
            estimate = estimate_orbit(self._pipelines["mesh"], JobRequest(photo))
            return self._sentence(estimate, ["mesh"], language)
        except Real3DError as error:
            return status_html.error_html(error.message, language)

    def _of_sides(
        self,
        photo: str | None,
        driver: str | None,
        given: Mapping[str, Any],
        sides: list[Mapping[str, Any]],
        request: gr.Request | None,
        head_from: str | None = None,
        **written: Any,
    ) -> str:
        language = request_language(request)
        try:
            driving = parse_driving(driver, given)
            if photo is None or not driving:
                return ""
            chosen = [parse_choices(side) for side in sides]
            head = None
            if driving.keys().isdisjoint(("video", "motion")):
                head = parse_head_clip(chosen[0].pose, head_from, driver)
            asked = JobRequest(photo, head_from=head, **driving, **written)
            if len(chosen) == 1 and self._is_kept(asked, chosen[0]):
                return status_html.kept_html(language)
            together = self._together(asked, chosen)
            return self._sentence(together, [side.engine for side in chosen], language)
        except Real3DError as error:
            return status_html.error_html(error.message, language)

    def _is_kept(self, asked: JobRequest, chosen: Choices) -> bool:
        """Whether an earlier visitor has asked for the same, of the bundled files."""
        if asked.pictures is not None:
            return False
        key = self._kept.key(replace(asked, settings=chosen.settings), chosen.engine)
        return self._kept.find(key) is not None

    def _together(self, asked: JobRequest, chosen: Sequence[Choices]) -> Estimate:
        """Of one video with one or two sides."""
        sides = [Side(self._pipelines[each.engine], each.settings) for each in chosen]
        if len(sides) == 2:
            return estimate_comparison(sides[0], sides[1], asked)
        return sides[0].pipeline.estimate(replace(asked, settings=sides[0].settings))

    def _sentence(self, estimate: Estimate, engines: list[str], language: Language) -> str:
        if not is_zero_gpu():
            return status_html.estimate_html(estimate, None, language)
        on_gpu = [
            name for name in engines if self._pipelines[name].engine.engine.name == _NEEDS_GPU
        ]
        quota = estimate.seconds * len(on_gpu) / len(engines)
        return status_html.estimate_html(estimate, quota, language)
