"""How long a job will take, said before it is started."""

from __future__ import annotations

from dataclasses import dataclass, replace

import gradio as gr

from real3d.errors import Real3DError
from real3d.motion import MotionSettings
from real3d.motion.orbit import ORBIT_SECONDS
from real3d.pipeline.result import Framing, Settings
from real3d.pipeline.talking_portrait import Estimate, TalkingPortrait
from real3d.runtime.zero_gpu import lends_gpu
from real3d.ui.handlers import wording
from real3d.ui.i18n.language import Language, spoken_by

_NEEDS_GPU = "triplane"


@dataclass(frozen=True)
class _Frames:
    """What is chosen of the settings that a job's time depends on."""

    fps: float
    size: int
    framing: Framing = "square"
    debug: bool = False

    def settings(self) -> Settings:
        """
        Raises:
            SettingsError: one of them is outside its range.
        """
        motion = MotionSettings(fps=self.fps)
        return Settings(motion, size=self.size, framing=self.framing, debug=self.debug)


class Estimates:
    """Every method answers with a sentence, or with nothing as long as something is missing."""

    def __init__(self, talkers: dict[str, TalkingPortrait]) -> None:
        self._talkers = talkers

    def film(
        self,
        photo: str | None,
        fps: float,
        size: int,
        audio: str | None = None,
        video: str | None = None,
        framing: Framing = "square",
        debug: bool = False,
        engine: str = "auto",
        request: gr.Request | None = None,
    ) -> str:
        """Of one video."""
        frames = _Frames(fps, size, framing, debug)
        return self._of_sides(photo, audio, video, frames, [engine], request)

    def comparison(
        self,
        photo: str | None,
        fps: float,
        size: int,
        audio: str | None = None,
        video: str | None = None,
        left_engine: str = "auto",
        right_engine: str = "auto",
        request: gr.Request | None = None,
    ) -> str:
        """Of both sides together."""
        engines = [left_engine, right_engine]
        return self._of_sides(photo, audio, video, _Frames(fps, size), engines, request)

    def look_around(self, photo: str | None, request: gr.Request | None = None) -> str:
        """Of the short video that looks around."""
        if photo is None:
            return ""
        estimate = self._talkers["mesh"].estimate_length(ORBIT_SECONDS)
        return self._said(estimate, ["mesh"], spoken_by(request))

    def _of_sides(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        frames: _Frames,
        engines: list[str],
        request: gr.Request | None,
    ) -> str:
        language = spoken_by(request)
        if photo is None or (audio is None and video is None):
            return ""
        try:
            settings = frames.settings()
            sides = [
                self._talkers[engine].estimate(photo, audio, video, settings) for engine in engines
            ]
            together = replace(sides[0], seconds=sum(side.seconds for side in sides))
            return self._said(together, engines, language)
        except Real3DError as error:
            return wording.about_error(str(error), language)

    def _said(self, estimate: Estimate, engines: list[str], language: Language) -> str:
        if not lends_gpu():
            return wording.about_estimate(estimate, None, language)
        on_gpu = [name for name in engines if self._talkers[name].engine.engine.name == _NEEDS_GPU]
        quota = estimate.seconds * len(on_gpu) / len(engines)
        return wording.about_estimate(estimate, quota, language)
