"""Videos of a photo that speaks or follows another video, in front of its own or another
background."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from real3d.pipeline.request import JobRequest
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.text_to_speech.voices import DEFAULT_VOICE
from real3d.ui.handlers.driving import parse_head_clip, require_driving
from real3d.ui.handlers.jobs import PageJob, Update, driver_name, result_name, stream_job
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import (
    BACKGROUNDS,
    Choices,
    parse_background,
    parse_choices,
    parse_point,
    require,
)
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.i18n.language import Language, request_language

_PICTURES = "frames.zip"


class VideoHandlers:
    """Makes the videos of the first three tabs."""

    def __init__(
        self, pipelines: Mapping[str, TalkingPortrait], kept: KeptResults, running: RunningJobs
    ) -> None:
        self._pipelines = pipelines
        self._kept = kept
        self._running = running

    def talk(
        self,
        photo: str | None,
        audio: str | None = None,
        head_from: str | None = None,
        text: str | None = None,
        voice: str = DEFAULT_VOICE,
        speed: float = 1.0,
        transcript: str = "",
        face: str = "",
        driver: str | None = None,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """Make a photo speak a recording, or a text with one of the voices.

        `head_from` is a video whose head movement is taken, `transcript` what is said, for
        captions, plain or as SRT, in the place of `text`. `face` is `x,y` in pixels of the photo,
        `driver` says which of the two is meant if the page has both.
        """
        language = request_language(request)
        given = {"audio": audio, "text": text, "voice": voice, "speed": speed}

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            driving = require_driving(driver, given, language, language.words.no_speech)
            chosen = parse_choices(choices)
            head = _head_clip(chosen, head_from, driver, language)
            said = _transcript(transcript, driver)
            asked = JobRequest(shown, head_from=head, transcript=said, **driving)
            return self._job(asked, chosen, face)

        yield from stream_job(parse, request, self._kept, self._running)

    def drive(
        self,
        photo: str | None,
        video: str | None = None,
        audio: str | None = None,
        motion: str | None = None,
        motion_file: str | None = None,
        transcript: str = "",
        face: str = "",
        driver: str | None = None,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """Make a photo follow the face of a video, or play a motion; `audio` is the sound instead
        of the video's own.

        `motion` is the name of one that comes with the program, `motion_file` a kept one.
        `transcript` is what is said, for captions, plain or as SRT. `face` is
        `x,y` in pixels of the photo, where the face is that is meant, `driver` says whether a video
        or a motion is meant if the page has both.
        """
        language = request_language(request)
        given = {"video": video, "motion": motion, "motion_file": motion_file}

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            driving = require_driving(driver, given, language, language.words.no_movement)
            said = _transcript(transcript, driver)
            asked = JobRequest(shown, audio, transcript=said, **driving)
            return self._job(asked, parse_choices(choices), face)

        yield from stream_job(parse, request, self._kept, self._running)

    def background(
        self,
        photo: str | None,
        audio: str | None = None,
        video: str | None = None,
        kind: str = BACKGROUNDS[0],
        picture: str | None = None,
        colour: str = "",
        pictures: bool = False,
        head_from: str | None = None,
        text: str | None = None,
        voice: str = DEFAULT_VOICE,
        speed: float = 1.0,
        motion: str | None = None,
        motion_file: str | None = None,
        transcript: str = "",
        face: str = "",
        driver: str | None = None,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[tuple[Any, Any, Any, Any]]:
        """Make a photo speak, follow a video or play a motion in front of another background.

        `pictures` asks for the frames as PNG too; they are the last thing returned. `head_from` is
        a video whose head movement goes with the voice, `face` is `x,y` in pixels of the photo,
        `driver` says what is meant of all that moves the face on the page. The rest is as in `talk`
        and `drive`.
        """
        language = request_language(request)
        given = {
            **{"audio": audio, "text": text, "voice": voice, "speed": speed},
            **{"video": video, "motion": motion, "motion_file": motion_file},
        }

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            driving = require_driving(driver, given, language, language.words.no_driver)
            if kind == "picture":
                require(picture, language.words.no_picture)
            chosen = parse_choices(choices)
            is_watched = not driving.keys().isdisjoint(("video", "motion"))
            asked = JobRequest(
                photo=shown,
                background=parse_background(kind, picture, colour),
                transcript=_transcript(transcript, driver),
                head_from=None if is_watched else _head_clip(chosen, head_from, driver, language),
                **driving,
            )
            suffix = ".webm" if kind == "transparent" else ".mp4"
            return self._job(asked, chosen, face, suffix, pictures)

        for video_file, status, recipe in stream_job(parse, request, self._kept, self._running):
            yield video_file, status, recipe, _pictures_beside(video_file)

    def _job(
        self,
        request: JobRequest,
        chosen: Choices,
        face: str,
        suffix: str = ".mp4",
        pictures: bool = False,
    ) -> PageJob:
        pipeline = self._pipelines[chosen.engine]
        asked = replace(request, settings=chosen.settings, face=parse_point(face))
        return PageJob(
            start=lambda out, live: pipeline.stream(
                replace(asked, out=out, pictures=out.with_name(_PICTURES) if pictures else None),
                live=live,
            ),
            key=None if pictures else self._kept.key(asked, chosen.engine),
            name=result_name(suffix, request.photo, driver_name(request)),
        )


def _pictures_beside(video: Any) -> Any:
    """The archive of pictures beside a finished video, if there is one."""
    if not isinstance(video, str):
        return video
    archive = Path(video).with_name(_PICTURES)
    return str(archive) if archive.exists() else None


def _transcript(transcript: str, driver: str | None) -> str | None:
    """What is said, for captions; the words of another way to drive the face stay on the page."""
    return None if driver == "words" or not transcript.strip() else transcript


def _head_clip(
    chosen: Choices, head_from: str | None, driver: str | None, language: Language
) -> str | None:
    """As `parse_head_clip`, where a visitor who has chosen a video has to give one."""
    if chosen.pose == "video":
        return require(head_from, language.words.no_head_clip)
    return parse_head_clip(chosen.pose, head_from, driver)
