"""Videos of a photo that speaks or follows another video, in front of its own or another
background."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.components.controls import Choices
from real3d.ui.handlers import parsing as given
from real3d.ui.handlers.jobs import Update, updates
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.parsing import needed, point
from real3d.ui.i18n.language import Language, spoken_by

_PICTURES = "frames.zip"


class Films:
    """Makes the videos of the first three tabs."""

    def __init__(self, talkers: dict[str, TalkingPortrait], kept: KeptResults) -> None:
        self._talkers = talkers
        self._kept = kept

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
        language = spoken_by(request)
        photo = needed(photo, language.words.no_photo)
        audio = needed(audio, language.words.no_voice)
        chosen = Choices(**choices)
        head_from = _head_clip(chosen, head_from, language)
        yield from updates(
            lambda out: self._talkers[chosen.engine].stream(
                photo,
                audio=audio,
                settings=chosen.settings(),
                out=out,
                face=point(face),
                head_from=head_from,
                live=True,
            ),
            language,
            self._kept,
            self._kept.key((photo, audio, head_from), (face, chosen)),
        )

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
        language = spoken_by(request)
        photo = needed(photo, language.words.no_photo)
        video = needed(video, language.words.no_clip)
        chosen = Choices(**choices)
        yield from updates(
            lambda out: self._talkers[chosen.engine].stream(
                photo,
                audio=audio,
                video=video,
                settings=chosen.settings(),
                out=out,
                face=point(face),
                live=True,
            ),
            language,
            self._kept,
            self._kept.key((photo, audio, video), (face, chosen)),
        )

    def background(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        kind: str,
        picture: str | None,
        colour: str,
        pictures: bool = False,
        head_from: str | None = None,
        face: str = "",
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[tuple[Any, Any, Any, Any]]:
        """Make a photo speak, or follow a video, in front of another background.

        `pictures` asks for the frames as PNG too; they are the last thing returned. `head_from` is
        a video whose head movement goes with the voice, `face` is `x,y` in pixels of the photo.
        """
        language = spoken_by(request)
        photo = needed(photo, language.words.no_photo)
        needed(audio or video, language.words.no_driver)
        if kind == "picture":
            picture = needed(picture, language.words.no_picture)
        chosen = Choices(**choices)
        head_from = None if video else _head_clip(chosen, head_from, language)
        key = self._kept.key(
            (photo, audio, video, head_from, picture if kind == "picture" else None),
            (face, chosen, kind, colour if kind == "colour" else None),
        )
        for film, status, recipe in updates(
            lambda out: self._talkers[chosen.engine].stream(
                photo,
                audio=audio,
                video=video,
                background=given.background(kind, picture, colour),
                settings=chosen.settings(),
                out=out,
                face=point(face),
                head_from=head_from,
                pictures=out.with_name(_PICTURES) if pictures else None,
                live=True,
            ),
            language,
            self._kept,
            None if pictures else key,
            suffix=".webm" if kind == "transparent" else ".mp4",
        ):
            yield film, status, recipe, _beside(film)


def _beside(film: Any) -> Any:
    """The archive of pictures beside a finished film, if there is one."""
    if not isinstance(film, str):
        return film
    archive = Path(film).with_name(_PICTURES)
    return str(archive) if archive.exists() else None


def _head_clip(chosen: Choices, head_from: str | None, language: Language) -> str | None:
    """The video that the head's movement comes from, if it is to come from one."""
    if chosen.pose == "video":
        return needed(head_from, language.words.no_head_clip)
    return None if chosen.pose == "still" else head_from
