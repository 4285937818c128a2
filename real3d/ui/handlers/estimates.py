"""How long a job will take, said before it is started."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from real3d.errors import Real3DError
from real3d.motion.orbit import ORBIT_SECONDS
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.time_estimator import Estimate
from real3d.pipeline.workload import check_work
from real3d.runtime.zero_gpu import is_zero_gpu
from real3d.ui.handlers import status_html
from real3d.ui.handlers.parsing import DRIVERS, chosen_driver, parse_choices, side_choices
from real3d.ui.i18n.language import Language, request_language

_NEEDS_GPU = "triplane"


class EstimateHandlers:
    """Every method answers with a sentence, or with nothing as long as something is missing."""

    def __init__(self, pipelines: Mapping[str, TalkingPortrait]) -> None:
        self._pipelines = pipelines

    def of_mode(
        self,
        mode: str,
        driver: str,
        photo: str | None,
        audio: str | None = None,
        video: str | None = None,
        kind: str | None = None,
        pictures: bool = False,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> str:
        """Of what the button of a tab would make.

        Args:
            mode: the tab, one of `MODES`.
            driver: what moves the face where that is a choice, one of `DRIVERS`.
            photo, audio, video: what there is, chosen for this tab or for another one.
            kind: of the background that the background tab puts behind the person.
            pictures: whether every frame of a transparent result is wanted as a picture too.
            request: of the visitor.
            choices: the settings of all tabs.
        """
        if mode == "look":
            return self.look_around(photo, request)
        audio, video = chosen_driver(mode if mode in DRIVERS else driver, audio, video)
        if mode in ("background", "compare"):
            choices = {**choices, "framing": "square", "debug": False}
        if mode == "compare":
            return self.comparison(photo, audio, video, request, **choices)
        if (mode, kind) != ("background", "transparent"):
            return self.video(photo, audio, video, request=request, **choices)
        return self.video(photo, audio, video, kind, pictures, request, **choices)

    def video(
        self,
        photo: str | None,
        audio: str | None = None,
        video: str | None = None,
        background: str | None = None,
        pictures: bool = False,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> str:
        """Of one video."""
        written = {"background": background, "pictures": "pictures.zip" if pictures else None}
        return self._of_sides(photo, audio, video, [choices], request, **written)

    def comparison(
        self,
        photo: str | None,
        audio: str | None = None,
        video: str | None = None,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> str:
        """Of both sides together."""
        sides = [side_choices(choices, side) for side in ("left", "right")]
        return self._of_sides(photo, audio, video, sides, request)

    def look_around(self, photo: str | None, request: gr.Request | None = None) -> str:
        """Of the short video that looks around."""
        if photo is None:
            return ""
        estimate = self._pipelines["mesh"].estimate_length(ORBIT_SECONDS)
        return self._sentence(estimate, ["mesh"], request_language(request))

    def _of_sides(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        sides: list[Mapping[str, Any]],
        request: gr.Request | None,
        **written: str | None,
    ) -> str:
        language = request_language(request)
        if photo is None or (audio is None and video is None):
            return ""
        try:
            chosen = [parse_choices(side) for side in sides]
            estimates = [
                self._pipelines[side.engine].estimate(
                    photo, audio, video, settings=side.settings, **written
                )
                for side in chosen
            ]
            together = Estimate(
                seconds=sum(each.seconds for each in estimates),
                duration=estimates[0].duration,
                gigapixels=sum(each.gigapixels for each in estimates),
            )
            check_work(together.gigapixels)
            return self._sentence(together, [side.engine for side in chosen], language)
        except Real3DError as error:
            return status_html.error_html(error.message, language)

    def _sentence(self, estimate: Estimate, engines: list[str], language: Language) -> str:
        if not is_zero_gpu():
            return status_html.estimate_html(estimate, None, language)
        on_gpu = [
            name for name in engines if self._pipelines[name].engine.engine.name == _NEEDS_GPU
        ]
        quota = estimate.seconds * len(on_gpu) / len(engines)
        return status_html.estimate_html(estimate, quota, language)
