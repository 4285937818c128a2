"""What a visitor chose, as the pipeline takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import gradio as gr

from real3d.errors import SettingsError
from real3d.motion.face_pose import FacePose
from real3d.motion.settings import MotionSettings
from real3d.pipeline.settings import ENGINE_NAMES, Settings
from real3d.runtime.settings import parse_amounts, setting_specs

MODES = ("voice", "video", "background", "duet", "look", "live", "compare")
"""What the page can be used for, one tab each."""

BACKGROUNDS = ("picture", "colour", "blur", "transparent", "original")

POSES = ("natural", "still", "video")
"""Where a speaking photo's head movement comes from."""


@dataclass(frozen=True)
class Choices:
    """What the controls of one tab are set to."""

    engine: str
    settings: Settings
    pose: str
    """One of `POSES`."""


def parse_choices(given: Mapping[str, Any]) -> Choices:
    """The choices behind the values of controls, by the names of settings, `engine` and `pose`.

    Raises:
        SettingsError: one of them is empty or outside its range.
    """
    engine = given.get("engine", ENGINE_NAMES[0])
    if engine not in ENGINE_NAMES:
        raise SettingsError("engine-unknown", name=str(engine), choices=ENGINE_NAMES)
    pose = given.get("pose", POSES[0])
    if pose not in POSES:
        raise SettingsError("setting-unknown-word", name="pose", value=pose, choices=POSES)
    motion = _chosen(MotionSettings, given) | ({"head": 0.0} if pose == "still" else {})
    settings = Settings(motion=MotionSettings(**motion), **_chosen(Settings, given))
    return Choices(engine, settings, pose)


def side_choices(given: Mapping[str, Any], side: str) -> Mapping[str, Any]:
    """The controls of one side of a comparison: its own, which begin with its name, and those of
    both."""
    prefixes = ("left_", "right_")
    own = {
        name.removeprefix(f"{side}_"): value
        for name, value in given.items()
        if name.startswith(f"{side}_")
    }
    both = {name: value for name, value in given.items() if not name.startswith(prefixes)}
    return both | own


def visible_error(sentence: str) -> gr.Error:
    """An error of which the visitor sees the sentence and nothing else."""
    return gr.Error(sentence, print_exception=False)


def require(value: str | None, sentence: str) -> str:
    """The value, or its sentence for the visitor if there is none."""
    if value is None:
        raise visible_error(sentence)
    return value


def parse_point(face: str) -> tuple[float, float] | None:
    """`x,y` in pixels of the photo; None for an empty text.

    Raises:
        SettingsError: it is neither.
    """
    if not face:
        return None
    try:
        x, y = map(float, str(face).split(","))
    except ValueError as error:
        raise SettingsError("point-unreadable", value=str(face)) from error
    if not (isfinite(x) and isfinite(y)):
        raise SettingsError("point-unreadable", value=face)
    return x, y


def parse_background(kind: str, picture: str | None, colour: str) -> str | Path:
    """The choice of a background.

    Raises:
        SettingsError: it is none of `BACKGROUNDS`.
    """
    if kind not in BACKGROUNDS:
        raise SettingsError(
            "setting-unknown-word", name="kind", value=str(kind), choices=BACKGROUNDS
        )
    if kind == "picture" and picture is not None:
        return Path(picture)
    return _hexadecimal(str(colour)) if kind == "colour" else kind


def parse_pose(given: Mapping[str, Any]) -> FacePose:
    """The face behind the values of controls, by the names of its parts.

    Raises:
        SettingsError: one of them is empty or outside its range.
    """
    return FacePose(**_chosen(FacePose, given))


def _chosen(settings: type, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values of the settings of one class; a whole number comes from a page as 7.0."""
    chosen = {}
    for spec in setting_specs(settings):
        if spec.name not in given:
            continue
        value = given[spec.name]
        if value is None:
            raise SettingsError("setting-empty", name=spec.name.capitalize())
        if spec.keys and isinstance(value, str):
            value = parse_amounts(value, spec.name)
        is_whole = isinstance(spec.default, int) and isinstance(value, float)
        chosen[spec.name] = int(value) if is_whole and isfinite(value) else value
    return chosen


def _hexadecimal(colour: str) -> str:
    """`#rrggbb` of what a colour picker gives, which may be `rgba(32.4, 160, 96, 1)`."""
    channels = re.match(r"rgba?\(([\d.]+), *([\d.]+), *([\d.]+)", colour)
    if channels is None:
        return colour
    return "#{:02x}{:02x}{:02x}".format(*(round(float(value)) for value in channels.groups()))
