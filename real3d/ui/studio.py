"""What happens when a button is pressed: one method per endpoint.

The methods take what the components hold and call the pipeline; they know no layout.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from real3d.comparison import Side, compare
from real3d.engines import ENGINE_NAMES
from real3d.errors import Real3DError, SettingsError
from real3d.inputs import read_picture
from real3d.lent_gpu import lends_gpu
from real3d.looking import film_round, view, view_range
from real3d.motion import MotionSettings
from real3d.pipeline import Progress, Settings, TalkingPortrait
from real3d.result import Framing, Result
from real3d.ui import wording
from real3d.ui.controls import Choices
from real3d.ui.examples import NO_EXAMPLES, Examples
from real3d.ui.kept_results import KeptResults
from real3d.ui.language import Language, spoken_by
from real3d.ui.photo_view import what_is_used

_SECONDS_BETWEEN_UPDATES = 0.2

Update = tuple[Any, Any, Any]
"""(video, status, recipe) as the components take them."""
About = tuple[str, NDArray[np.uint8] | None]
"""(remark, what is used of the photo)."""


class Studio:
    """The work behind the page, shared by all visitors; it keeps nothing about any of them."""

    def __init__(
        self,
        talkers: dict[str, TalkingPortrait] | None = None,
        examples: Examples = NO_EXAMPLES,
    ) -> None:
        """
        Args:
            talkers: by the name of their engine; None for one of every engine.
            examples: the bundled files; what is made of them alone is made once.
        """
        self._talkers = talkers or {name: TalkingPortrait(name) for name in ENGINE_NAMES}
        self._examples = examples
        self._kept = KeptResults(examples)

    def place_networks(self) -> None:
        """Load the best engine now: a card that is lent has to find its networks placed, by the
        thread that opens the page."""
        try:
            engine = self._talkers["auto"].engine
        except Real3DError as error:
            logging.getLogger(__name__).error("The tri-plane engine cannot run: %s", error)
        else:
            logging.getLogger(__name__).info("Engine: %s", engine.engine.name)

    def warm_up(self) -> None:
        """Load and compile everything with the first examples, so that no visitor waits for it."""
        examples = self._examples
        if not examples.portraits or not examples.voices:
            return
        try:
            # A card that is lent is lent to visitors.
            talker = self._talkers["mesh" if lends_gpu() else "auto"]
            with closing(talker.stream(examples.portraits[0], audio=examples.voices[0])) as steps:
                next(step for step in steps if step.frame is not None)
        except Real3DError as error:
            # The first visitor gets the same sentence on the page; the owner reads it here.
            logging.getLogger(__name__).error("The page cannot work yet: %s", error)

    def portrait(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> About:
        """Look at a photo: whether it can be used, how it could be better, what of it is used.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = spoken_by(request)
        if photo is None:
            return "", None
        try:
            image = read_picture(photo)
            portrait = self._talkers["auto"].portrait(image, face=_point(face))
        except Real3DError as error:
            return wording.about_error(str(error), language), None
        remarks = tuple(advice.text for advice in portrait.advice)
        if face:
            remarks = (language.words.chosen_face, *remarks)
        return wording.about_photo(remarks, language), what_is_used(image, portrait)

    def choose_face(
        self,
        photo: str | None,
        used: NDArray[np.uint8] | None,
        chosen: gr.SelectData,
        request: gr.Request | None = None,
    ) -> tuple[Any, Any, Any]:
        """(remark, what is used, face) after a click on the picture of what is used."""
        if photo is None or used is None:
            return gr.skip(), gr.skip(), gr.skip()
        scale = read_picture(photo).shape[1] / used.shape[1]
        face = ",".join(str(round(value * scale)) for value in chosen.index)
        remark, view = self.portrait(photo, face, request)
        if view is None:  # a click beside all faces changes nothing but the remark
            return remark, gr.skip(), gr.skip()
        return remark, view, face

    def estimate(
        self,
        photo: str | None,
        fps: float,
        size: int,
        audio: str | None = None,
        video: str | None = None,
        framing: Framing = "square",
        request: gr.Request | None = None,
    ) -> str:
        """How long a job would take; nothing as long as something is missing."""
        return self._estimate(photo, audio, video, fps, size, framing, 1, spoken_by(request))

    def estimate_comparison(
        self,
        photo: str | None,
        fps: float,
        size: int,
        audio: str | None = None,
        video: str | None = None,
        request: gr.Request | None = None,
    ) -> str:
        """As `estimate`, for both sides of a comparison."""
        return self._estimate(photo, audio, video, fps, size, "square", 2, spoken_by(request))

    def _estimate(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        fps: float,
        size: int,
        framing: Framing,
        sides: int,
        language: Language,
    ) -> str:
        if photo is None or (audio is None and video is None):
            return ""
        try:
            settings = Settings(MotionSettings(fps=fps), size=size, framing=framing)
            one = self._talkers["auto"].estimate(photo, audio, video, settings)
        except Real3DError as error:
            return wording.about_error(str(error), language)
        both = replace(one, seconds=sides * one.seconds)
        return wording.about_estimate(both, lends_gpu(), language)

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
        photo = _needed(photo, language.words.no_photo)
        audio = _needed(audio, language.words.no_voice)
        chosen = Choices(**choices)
        yield from self._job(
            lambda out: self._talkers[chosen.engine].stream(
                photo,
                audio=audio,
                settings=chosen.settings(),
                out=out,
                face=_point(face),
                head_from=head_from,
            ),
            language,
            key=self._kept.key((photo, audio, head_from), (face, chosen)),
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
        photo = _needed(photo, language.words.no_photo)
        video = _needed(video, language.words.no_clip)
        chosen = Choices(**choices)
        yield from self._job(
            lambda out: self._talkers[chosen.engine].stream(
                photo,
                audio=audio,
                video=video,
                settings=chosen.settings(),
                out=out,
                face=_point(face),
            ),
            language,
            key=self._kept.key((photo, audio, video), (face, chosen)),
        )

    def background(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        kind: str,
        picture: str | None,
        colour: str,
        face: str = "",
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """Make a photo speak, or follow a video, in front of another background.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = spoken_by(request)
        photo = _needed(photo, language.words.no_photo)
        _needed(audio or video, language.words.no_driver)
        if kind == "picture":
            picture = _needed(picture, language.words.no_picture)
        chosen = Choices(**choices)
        yield from self._job(
            lambda out: self._talkers[chosen.engine].stream(
                photo,
                audio=audio,
                video=video,
                background=_background(kind, picture, colour),
                settings=chosen.settings(),
                out=out,
                face=_point(face),
            ),
            language,
            key=self._kept.key(
                (photo, audio, video, picture if kind == "picture" else None),
                (face, chosen, kind, colour if kind == "colour" else None),
            ),
            suffix=".webm" if kind == "transparent" else ".mp4",
        )

    def look(
        self,
        photo: str | None,
        pitch: float,
        yaw: float,
        face: str = "",
        request: gr.Request | None = None,
    ) -> NDArray[np.uint8] | None:
        """The head of a photo turned by so many degrees, up and to the image's right.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        if photo is None:
            return None
        language = spoken_by(request)
        try:
            return view(self._talkers["mesh"], photo, pitch, yaw, _point(face))
        except Real3DError as error:
            raise _error(language.said(str(error))) from error

    def first_look(self, photo: str | None, face: str = "") -> tuple[Any, Any, Any, Any]:
        """(pitch slider, yaw slider, view, whether there is anything to look at) of a photo.

        A photo that cannot be used gets no view; what is wrong with it is said beside it.
        """
        nothing = (gr.skip(), gr.skip(), None, gr.update(visible=False))
        if photo is None:
            return nothing
        talker = self._talkers["mesh"]
        try:
            pitch, yaw = view_range(talker, photo, _point(face))
            picture = view(talker, photo, 0, 0, _point(face))
        except Real3DError:
            return nothing
        return _slider(*pitch), _slider(*yaw), picture, gr.update(visible=True)

    def orbit(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> Iterator[Update]:
        """A short video of the head turning around.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = spoken_by(request)
        photo = _needed(photo, language.words.no_photo)
        yield from self._job(
            lambda out: film_round(self._talkers["mesh"], photo, out, _point(face)),
            language,
            key=self._kept.key((photo,), ("orbit", face)),
        )

    def model(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> Iterator[str]:
        """The person as a 3D model (a GLB file), front side only.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        from real3d.mesh.avatar import MeshAvatar
        from real3d.mesh.gltf import write_glb

        language = spoken_by(request)
        photo = _needed(photo, language.words.no_photo)
        talker = self._talkers["mesh"]
        try:
            avatar = talker.avatar(talker.portrait(photo, face=_point(face)))
        except Real3DError as error:
            raise _error(language.said(str(error))) from error
        assert isinstance(avatar, MeshAvatar), "the mesh engine makes no others"
        with TemporaryDirectory(prefix="real3d-") as folder:
            path = Path(folder) / "portrait.glb"
            write_glb(avatar, path)
            yield str(path)  # copied before the folder goes, as in a job

    def compare(
        self,
        photo: str | None,
        audio: str | None,
        video: str | None,
        sources: bool,
        face: str = "",
        request: gr.Request | None = None,
        **choices: Any,
    ) -> Iterator[Update]:
        """The same photo and voice or video with two settings, side by side in one video.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = spoken_by(request)
        photo = _needed(photo, language.words.no_photo)
        _needed(audio or video, language.words.no_driver)
        left, right = (_side(choices, name) for name in ("left", "right"))
        yield from self._job(
            lambda out: compare(
                Side(self._talkers[left.engine], left.settings()),
                Side(self._talkers[right.engine], right.settings()),
                photo,
                audio,
                video,
                out=out,
                face=_point(face),
                sources=sources,
            ),
            language,
            key=self._kept.key((photo, audio, video), (face, left, right, sources)),
        )

    def _job(
        self,
        start: Callable[[Path], Generator[Progress, None, None]],
        language: Language,
        key: str | None,
        suffix: str = ".mp4",
    ) -> Iterator[Update]:
        """One job. It stops, and leaves nothing, when the visitor stops it or goes away.

        Gradio copies the finished file into its own cache before it asks for the next update, so
        the folder can go at the end.
        """
        if (kept := self._kept.find(key)) is not None:
            yield _finished(kept, language)
            return
        with TemporaryDirectory(prefix="real3d-") as folder:
            try:
                with closing(start(Path(folder) / f"talking-portrait{suffix}")) as steps:
                    for step in _seldom(steps):
                        if step.result is None:
                            yield gr.skip(), wording.about_step(step, language), gr.skip()
                        else:
                            self._kept.keep(key, step.result)
                            yield _finished(step.result, language)
            except Real3DError as error:
                yield None, wording.about_error(str(error), language), None
                raise _error(language.said(str(error))) from error


def _slider(low: float, high: float) -> Any:
    return gr.update(minimum=round(low), maximum=round(high), value=0)


def _needed(thing: str | None, sentence: str) -> str:
    """The thing, which has to be there, or its sentence is said."""
    if thing is None:
        raise _error(sentence)
    return thing


def _seldom(steps: Iterator[Progress]) -> Iterator[Progress]:
    """Every new stage, the result, and in between a few frames a second."""
    stage, shown = None, 0.0
    for step in steps:
        due = monotonic() - shown > _SECONDS_BETWEEN_UPDATES
        if step.result is not None or step.stage is not stage or due:
            stage, shown = step.stage, monotonic()
            yield step


def _finished(result: Result, language: Language) -> Update:
    recipe = json.loads(result.recipe.to_json())
    if result.right is not None:
        recipe = {"left": recipe, "right": json.loads(result.right.to_json())}
    return str(result.path), wording.about_result(result, language), recipe


def _side(choices: dict[str, Any], name: str) -> Choices:
    """The choices of one side: its own, which begin with its name, and those of both."""
    own = {
        key.removeprefix(f"{name}_"): value
        for key, value in choices.items()
        if key.startswith(f"{name}_")
    }
    both = {key: value for key, value in choices.items() if not key.startswith(("left_", "right_"))}
    return Choices(**own, **both)


def _point(face: str) -> tuple[float, float] | None:
    """
    Raises:
        SettingsError: it is neither empty nor a point.
    """
    if not face:
        return None
    try:
        x, y = map(float, face.split(","))
    except ValueError as error:
        raise SettingsError(
            f"“face” is “{face}”; give x,y in pixels of the photo, or nothing."
        ) from error
    return x, y


def _background(kind: str, picture: str | None, colour: str) -> str | Path:
    """The choice as the pipeline takes it."""
    if kind == "picture" and picture is not None:
        return Path(picture)
    return _hexadecimal(colour) if kind == "colour" else kind


def _hexadecimal(colour: str) -> str:
    """`#rrggbb` of what a colour picker gives, which may be `rgba(32.4, 160, 96, 1)`."""
    channels = re.match(r"rgba?\(([\d.]+), *([\d.]+), *([\d.]+)", colour)
    if channels is None:
        return colour
    return "#{:02x}{:02x}{:02x}".format(*(round(float(value)) for value in channels.groups()))


def _error(sentence: str) -> gr.Error:
    return gr.Error(sentence, print_exception=False)
