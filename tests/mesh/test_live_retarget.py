"""A face before a camera becomes motion without hindsight."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.driver_face import driver_face
from real3d.mesh.live_retarget import LiveFrame, LiveRetargeting
from real3d.mesh.retarget import retarget
from real3d.motion import ARKIT_EXPRESSIONS, MotionSettings
from real3d.numerics.types import FloatArray
from tests.support.filmed_face import FPS, filmed

SETTINGS = MotionSettings()
CONVERGED = 2 * FPS
"""The frame after two seconds."""
TIME = np.arange(8 * FPS) / FPS
TALKING = {
    "jaw": 0.3 * np.maximum(np.sin(5 * TIME), 0),
    "smile": 0.7 * (np.abs(TIME - 5) < 0.5),
    "brow": 0.8 * (np.abs(TIME - 6.5) < 0.3),
    "shut": 1.0 * (np.abs(TIME % 2 - 1.7) < 0.1),
    "look": 0.08 * np.sin(2 * TIME),
    "angles": np.stack([0.1 * np.sin(TIME), 0.2 * np.sin(2 * TIME), 0 * TIME], axis=1),
    "noise": 0.2,
}


def live(landmarks: FloatArray, fps: float = FPS) -> list[LiveFrame]:
    face = LiveRetargeting(SETTINGS)
    return [face.push(frame, k / fps) for k, frame in enumerate(landmarks)]


def track(frames: list[LiveFrame], name: str) -> FloatArray:
    if name in ARKIT_EXPRESSIONS:
        return np.array([frame.expression[ARKIT_EXPRESSIONS.index(name)] for frame in frames])
    return np.stack([getattr(frame, name) for frame in frames])


def moved(frame: LiveFrame) -> float:
    """The largest coefficient; lips that touch are sealed, which is no movement."""
    return float(np.delete(frame.expression, ARKIT_EXPRESSIONS.index("mouthClose")).max())


def test_after_two_seconds_it_does_what_a_clip_does() -> None:
    landmarks = filmed(len(TIME), **TALKING)
    frames = live(landmarks)
    whole = retarget(driver_face(list(landmarks), "clip"), None, SETTINGS)
    late = slice(CONVERGED, None)
    for name in ("jawOpen", "mouthSmileLeft", "browOuterUpLeft"):
        mine, theirs = track(frames, name)[late], whole.channel(name)[late]
        assert np.corrcoef(mine, theirs)[0, 1] > 0.96, name
        assert np.abs(mine - theirs).mean() < 0.05, name
    for name, most in (("rotation", 0.04), ("translation", 0.05), ("blink", 0.05), ("gaze", 0.06)):
        apart = np.abs(track(frames, name) - getattr(whole, name))[late]
        assert apart.mean() < most, name


def test_another_persons_anatomy_is_no_expression_after_a_second_and_a_half() -> None:
    frames = live(filmed(CONVERGED))
    assert moved(frames[0]) > 0.15, "the mean face has another mouth"
    assert moved(frames[int(1.5 * FPS)]) < 0.03
    assert np.abs(frames[-1].blink).max() < 0.05


@pytest.mark.parametrize("fps", [12, 60])
def test_it_settles_as_fast_at_any_frame_rate(fps: int) -> None:
    frames = live(filmed(2 * fps), fps)
    assert moved(frames[int(1.5 * fps)]) < 0.03


def test_who_begins_with_an_open_mouth_has_shut_it_for_the_portrait_soon_after() -> None:
    jaw = np.where(TIME < 1.0, 0.6, 0.0)
    opened = track(live(filmed(len(TIME), jaw=jaw)), "jawOpen")
    assert opened[-1] < 0.02
    again = np.where((TIME < 1.0) | (TIME > 7.0), 0.6, 0.0)
    assert track(live(filmed(len(TIME), jaw=again)), "jawOpen")[-1] > 0.35


def test_the_head_turns_as_the_drivers_does_and_starts_where_it_is() -> None:
    turned = 0.3 * np.maximum(np.sin(np.pi * TIME), 0) ** 4
    # The camera stands aside.
    angles = np.stack([0 * turned - 0.15, turned + 0.3, 0 * turned], axis=1)
    frames = live(filmed(len(TIME), angles=angles, place=(0.4, -0.3)))
    rotation = track(frames, "rotation")
    assert np.abs(rotation[0]).max() < 1e-9
    assert np.abs(rotation[:, 1] - turned).mean() < 0.05
    assert np.abs(rotation[:, [0, 2]]).max() < 0.06
    assert np.abs(track(frames, "translation")).max() < 0.06


def test_a_head_that_leans_moves_through_the_picture() -> None:
    place = np.stack([np.where(TIME > 6, 0.3, 0.0), 0 * TIME], axis=1)
    way = track(live(filmed(len(TIME), place=place)), "translation")
    assert way[7 * FPS, 0] == pytest.approx(0.3, abs=0.05)
    assert np.abs(way[: 6 * FPS]).max() < 0.01


def test_what_was_long_ago_is_forgotten() -> None:
    # A chair that has moved is a new place to rest at.
    time = np.arange(40 * 10) / 10
    place = np.stack([np.where(time > 12, 0.5, 0.0), 0 * time], axis=1)
    way = track(live(filmed(len(time), place=place), fps=10), "translation")[:, 0]
    assert way[13 * 10] > 0.4
    assert abs(way[-1]) < 0.02
