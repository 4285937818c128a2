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
from real3d.ui.handlers.jobs import PageJob, Update, result_name, stream_job
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import (
    BACKGROUNDS,
    Choices,
    chosen_driver,
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
        audio: str | None,
        head_from: str | None = None,
        face: str = "",
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """Make a photo speak with a voice.

        `head_from` is a video whose head movement is taken, `face` is `x,y` in pixels of the photo.
        """
        language = request_language(request)

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            voice = require(audio, language.words.no_voice)
            chosen = parse_choices(choices)
            head = _head_clip(chosen, head_from, language)
            return self._job(JobRequest(shown, voice, head_from=head), chosen, face)

        yield from stream_job(parse, request, self._kept, self._running)

    def drive(
        self,
        photo: str | None,
        video: str | None,
        audio: str | None = None,
        face: str = "",
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """Make a photo follow the face of a video; `audio` replaces the video's own sound.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = request_language(request)

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            driver = require(video, language.words.no_clip)
            return self._job(JobRequest(shown, audio, driver), parse_choices(choices), face)

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
        face: str = "",
        driver: str | None = None,
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[tuple[Any, Any, Any, Any]]:
        """Make a photo speak, or follow a video, in front of another background.

        `pictures` asks for the frames as PNG too; they are the last thing returned. `head_from` is
        a video whose head movement goes with the voice, `face` is `x,y` in pixels of the photo,
        `driver` says which of the two is meant if the page has both.
        """
        language = request_language(request)
        audio, video = chosen_driver(driver, audio, video)

        def parse() -> PageJob:
            shown = require(photo, language.words.no_photo)
            require(audio or video, language.words.no_driver)
            if kind == "picture":
                require(picture, language.words.no_picture)
            chosen = parse_choices(choices)
            asked = JobRequest(
                photo=shown,
                audio=audio,
                video=video,
                background=parse_background(kind, picture, colour),
                head_from=None if video else _head_clip(chosen, head_from, language),
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
            name=result_name(suffix, request.photo, request.video or request.audio),
        )


def _pictures_beside(video: Any) -> Any:
    """The archive of pictures beside a finished video, if there is one."""
    if not isinstance(video, str):
        return video
    archive = Path(video).with_name(_PICTURES)
    return str(archive) if archive.exists() else None


def _head_clip(chosen: Choices, head_from: str | None, language: Language) -> str | None:
    """The video that the head's movement comes from, if it is to come from one."""
    if chosen.pose == "video":
        return require(head_from, language.words.no_head_clip)
    return None if chosen.pose == "still" else head_from
