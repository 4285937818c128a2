"""Two engines or two settings side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from real3d.pipeline.comparison import Side, compare
from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.text_to_speech.voices import DEFAULT_VOICE
from real3d.ui.handlers.driving import require_driving
from real3d.ui.handlers.jobs import PageJob, Update, driver_name, result_name, stream_job
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import parse_choices, parse_point, require, side_choices
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import request_language


class ComparisonHandlers:
    """Makes videos of two halves."""

    def __init__(
        self, pipelines: Mapping[str, TalkingPortrait], kept: KeptResults, running: RunningJobs
    ) -> None:
        self._pipelines = pipelines
        self._kept = kept
        self._running = running

    def compare(
        self,
        photo: str | None,
        audio: str | None = None,
        video: str | None = None,
        sources: bool = True,
        text: str | None = None,
        voice: str = DEFAULT_VOICE,
        speed: float = 1.0,
        motion: str | None = None,
        motion_file: str | None = None,
        face: str = "",
        driver: str | None = None,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """The same photo, moved by the same, with two settings, side by side in one video.

        `face` is `x,y` in pixels of the photo, where the face is that is meant; `driver` says what
        is meant of all that moves the face on the page. The rest is as in `talk` and `drive`.
        """
        language = request_language(request)
        given = {
            **{"audio": audio, "text": text, "voice": voice, "speed": speed},
            **{"video": video, "motion": motion, "motion_file": motion_file},
        }

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            driving = require_driving(driver, given, language, language.words.no_driver)
            left, right = (parse_choices(side_choices(choices, side)) for side in ("left", "right"))
            asked = JobRequest(shown, face=parse_point(face), **driving)
            first, second = (
                Side(self._pipelines[each.engine], each.settings) for each in (left, right)
            )
            return PageJob(
                start=lambda out, live: compare(
                    first, second, replace(asked, out=out), sources=sources, live=live
                ),
                key=self._kept.key(asked, left, right, sources),
                name=result_name("-compared.mp4", photo, driver_name(asked)),
            )

        yield from stream_job(parse, request, self._kept, self._running)
