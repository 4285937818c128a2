"""Everything that the page can be asked for, with what all visitors share."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from real3d.errors import ExtraMissingError, Real3DError
from real3d.motion.settings import MOTION_SETTINGS
from real3d.pipeline.engine_choice import available_engines
from real3d.pipeline.portrait_cache import PortraitCache
from real3d.pipeline.settings import ENGINE_NAMES
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.time_estimator import TimeEstimator
from real3d.runtime.work_folder import JOB, work_folder
from real3d.runtime.zero_gpu import is_zero_gpu
from real3d.ui.handlers.comparisons import ComparisonHandlers
from real3d.ui.handlers.duets import DuetHandlers
from real3d.ui.handlers.estimates import EstimateHandlers
from real3d.ui.handlers.examples import NO_EXAMPLES, Examples
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.left_jobs import LeftJobs
from real3d.ui.handlers.looks import LookHandlers
from real3d.ui.handlers.motions import MotionHandlers
from real3d.ui.handlers.photos import PhotoHandlers
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.handlers.videos import VideoHandlers

_WARM_UP = 1.5
"""Seconds of each job."""


class PageHandlers:
    """The work behind the page, shared by all visitors; it keeps nothing about any of them."""

    def __init__(
        self,
        pipelines: Mapping[str, TalkingPortrait] | None = None,
        examples: Examples = NO_EXAMPLES,
    ) -> None:
        """
        Args:
            pipelines: by the name of their engine; None for one of every engine.
            examples: the bundled files; what is made of them alone is made once.
        """
        if pipelines is None:
            # A photo is analysed once, and an estimate learns, whichever tab and engine asks.
            shared: dict[str, Any] = {"cache": PortraitCache(), "estimator": TimeEstimator()}
            pipelines = {name: TalkingPortrait(name, **shared) for name in ENGINE_NAMES}
        kept, self.running = KeptResults(examples), RunningJobs()
        self.left = LeftJobs(self.running)
        self._pipelines = pipelines
        self._examples = examples
        self.engines = available_engines()
        """Names of the engines that can run here."""
        self.photos = PhotoHandlers(pipelines)
        self.estimates = EstimateHandlers(pipelines, kept)
        self.videos = VideoHandlers(pipelines, kept, self.running)
        self.motions = MotionHandlers(pipelines, self.running)
        self.looks = LookHandlers(pipelines, kept, self.running)
        self.duets = DuetHandlers(pipelines, kept, self.running)
        self.comparisons = ComparisonHandlers(pipelines, kept, self.running)

    def supported_settings(self, *engines: str) -> frozenset[str]:
        """Names of the settings that have an effect with one or the other of these engines."""
        return frozenset[str]().union(*map(self._supported_by, engines))

    def _supported_by(self, engine: str) -> frozenset[str]:
        try:
            return self._pipelines[engine].engine_class.supported_settings
        except ExtraMissingError:
            return MOTION_SETTINGS  # a job with it says what is missing

    def load_networks(self) -> None:
        """Load the best engine now: a card that is lent has to find its networks placed, by the
        thread that opens the page."""
        try:
            engine = self._pipelines["auto"].engine
        except Real3DError as error:
            logging.getLogger(__name__).error("The tri-plane engine cannot run: %s", error)
        else:
            logging.getLogger(__name__).info("Engine: %s", engine.engine.name)

    def warm_up(self) -> None:
        """Load and compile everything with short jobs for the first examples, so that no visitor
        waits for it and the first estimate knows this machine."""
        from real3d.media import read_audio
        from real3d.media.wav import write_wav

        examples = self._examples
        if not examples.voices:
            return
        try:
            # A card that is lent is lent to visitors.
            pipeline = self._pipelines["mesh" if is_zero_gpu() else "auto"]
            with work_folder(JOB) as folder:
                voice, short = read_audio(examples.voices[0]), folder / "voice.wav"
                write_wav(short, voice.samples[: round(_WARM_UP * voice.rate)], voice.rate)
                for number, photo in enumerate(examples.portraits[:2]):
                    pipeline.generate(photo, short, out=folder / f"{number}.mp4")
        except Real3DError as error:
            # The first visitor gets the same sentence on the page; the owner reads it here.
            logging.getLogger(__name__).error("The page cannot work yet: %s", error)
