"""Two people of one photo who both speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from real3d.errors import Real3DError
from real3d.pipeline.duet import DuetRequest, Speaker, duet
from real3d.pipeline.inputs import read_picture
from real3d.pipeline.result import VoiceOrder
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers.jobs import PageJob, Update, result_name, stream_job
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import Choices, parse_choices, parse_point, require
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import request_language


class DuetHandlers:
    """Makes videos in which two people speak."""

    def __init__(
        self, pipelines: Mapping[str, TalkingPortrait], kept: KeptResults, running: RunningJobs
    ) -> None:
        self._pipelines = pipelines
        self._kept = kept
        self._running = running

    def duet(
        self,
        photo: str | None,
        first: str | None = None,
        second: str | None = None,
        face: str = "",
        second_face: str = "",
        together: bool = False,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """Two people of a photo speak, each with a recording of their own.

        `face` and `second_face` are `x,y` in pixels of the photo, on the faces that are meant.
        """
        language = request_language(request)

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            one, other = (require(voice, language.words.no_two_voices) for voice in (first, second))
            chosen, asked = parse_duet(shown, one, other, face, second_face, together, choices)
            return PageJob(
                start=lambda out, live: duet(
                    self._pipelines[chosen.engine], replace(asked, out=out), live
                ),
                key=None,  # no bundled photo shows two people
                name=result_name(".mp4", photo, first, second),
            )

        yield from stream_job(parse, request, self._kept, self._running)

    def answerers(
        self, mode: str, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> tuple[Any, Any]:
        """(the choice of who answers, its value) for the face that begins, where there is a choice;
        of two people, nothing is chosen yet: the left one begins."""
        if mode != "duet":
            return gr.skip(), gr.skip()
        number = request_language(request).words.face_number
        others = [
            (number.format(number=place), ",".join(str(round(value)) for value in box.centre))
            for place, box in enumerate(self._faces(photo, face), start=1)
        ][1:]
        if len(others) < 2:
            return gr.update(choices=[], value=None, visible=False), ""
        largest = others[0][1]
        return gr.update(choices=others, value=largest, visible=True), largest

    def _faces(self, photo: str | None, face: str) -> tuple[Any, ...]:
        """Those of a photo that can be used, that which begins first."""
        if photo is None:
            return ()
        try:
            place = parse_point(face)
            return self._pipelines["auto"].portrait(read_picture(photo), face=place).faces
        except Real3DError:  # said under the photo
            return ()


def parse_duet(
    photo: str,
    first: str,
    second: str,
    face: str,
    second_face: str,
    together: bool,
    choices: Mapping[str, Any],
) -> tuple[Choices, DuetRequest]:
    """What a visitor chose, and the video that it asks for.

    Raises:
        SettingsError: something of it is empty or outside its range.
    """
    chosen = parse_choices(choices)
    order: VoiceOrder = "together" if together else "in turns"
    return chosen, DuetRequest(
        photo,
        Speaker(first, parse_point(face)),
        Speaker(second, parse_point(second_face)),
        order,
        settings=replace(chosen.settings, framing="photo"),
    )
