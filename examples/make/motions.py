"""Writes the motions that come with the program: drawn by hand, as an animator's key poses.

    python -m examples.make.motions

Every key is (second, value); between keys a value moves as limbs do (minimum jerk). A head that is
held by nobody never rests quite: a little sway is added, from a seed.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from real3d.motion import Motion
from real3d.motion.motion_file import save_motion
from real3d.numerics.smoothing import minimum_jerk, smooth
from real3d.numerics.types import FloatArray

SHIPPED = Path(__file__).parents[2] / "real3d" / "motion" / "shipped"
FPS = 25.0

Keys = tuple[tuple[float, float], ...]

_SWAY = np.radians([0.7, 0.9, 0.5])
_SWAY_S = 0.45
_BLINK = ((0.0, 0.0), (0.08, 1.0), (0.14, 1.0), (0.32, 0.0))


@dataclass(frozen=True)
class Score:
    """Who does what when."""

    seconds: float
    shapes: Mapping[str, Keys] = field(default_factory=dict)
    """By ARKit names; a name without its side moves both."""
    pitch: Keys = ()
    """Degrees, as the other two."""
    yaw: Keys = ()
    roll: Keys = ()
    lean: Keys = ()
    """Of the head to the image's right, in outer-eye-corner distances."""
    gaze_x: Keys = ()
    gaze_y: Keys = ()
    blinks: tuple[float, ...] = ()
    lids: tuple[Keys, Keys] = ((), ())
    """(left, right), what the lids do beside blinking."""


def pulses(start: float, rate: float, heights: tuple[float, ...], rest: float = 0.0) -> Keys:
    """Peaks of these heights, `rate` of them a second."""
    keys = [(start, rest)]
    for number, height in enumerate(heights):
        keys += [(start + (number + 0.5) / rate, height), (start + (number + 1) / rate, rest)]
    return tuple(keys)


def held(start: float, rise: float, until: float, fall: float, value: float) -> Keys:
    """A pose that is taken, held and left."""
    return ((start, 0.0), (start + rise, value), (until, value), (until + fall, 0.0))


def words(*mouths: tuple[float, Mapping[str, float]]) -> dict[str, Keys]:
    """The keys of shapes that make each mouth (second, shapes) in turn."""
    names = sorted({name for _, mouth in mouths for name in mouth})
    return {name: tuple((at, mouth.get(name, 0.0)) for at, mouth in mouths) for name in names}


_SHUT: Mapping[str, float] = {}
_OO = {"jawOpen": 0.14, "mouthPucker": 0.75, "mouthFunnel": 0.3}
_AH = {"jawOpen": 0.42, "mouthLowerDown": 0.3, "mouthUpperUp": 0.15}
_EE = {"jawOpen": 0.16, "mouthStretch": 0.5, "mouthLowerDown": 0.35, "mouthUpperUp": 0.2}
_EH = {"jawOpen": 0.28, "mouthStretch": 0.3, "mouthLowerDown": 0.35}
_FF = {"jawOpen": 0.1, "mouthRollLower": 0.55, "mouthUpperUp": 0.2}
_OH = {"jawOpen": 0.32, "mouthFunnel": 0.6, "mouthPucker": 0.3}
_NN = {"jawOpen": 0.1, "mouthLowerDown": 0.2}
_TH = {"jawOpen": 0.14, "mouthLowerDown": 0.2, "tongueOut": 0.25}

SCORES: Mapping[str, Score] = {
    "nod": Score(
        2.4,
        shapes={
            "mouthSmile": held(0.3, 0.5, 1.6, 0.6, 0.35),
            "browInnerUp": pulses(0.2, 1, (0.3,)),
        },
        pitch=((0.1, 0), (0.4, 3), (0.75, -9), (1.1, 2), (1.4, -6), (1.8, 1), (2.2, 0)),
        blinks=(0.6, 1.7),
    ),
    "shake": Score(
        2.6,
        shapes={
            "browDown": held(0.2, 0.4, 1.7, 0.6, 0.4),
            "mouthPress": held(0.2, 0.4, 1.7, 0.5, 0.5),
        },
        yaw=((0.1, 0), (0.45, 9), (0.85, -10), (1.25, 9), (1.65, -7), (2.0, 3), (2.4, 0)),
        pitch=held(0.2, 0.5, 1.8, 0.5, -2.5),
        blinks=(0.4, 1.6),
    ),
    "laugh": Score(
        3.4,
        shapes={
            "mouthSmile": held(0.1, 0.45, 2.4, 0.8, 1.15),
            "cheekSquint": held(0.2, 0.45, 2.3, 0.8, 0.9),
            "eyeSquint": held(0.2, 0.45, 2.2, 0.8, 0.7),
            "mouthUpperUp": held(0.3, 0.4, 2.1, 0.7, 0.55),
            "browOuterUp": held(0.2, 0.5, 2.0, 0.8, 0.25),
            "jawOpen": (
                *((0.2, 0.0), (0.5, 0.58), (0.62, 0.34), (0.74, 0.58), (0.86, 0.32), (0.98, 0.52)),
                *((1.1, 0.28), (1.23, 0.44), (1.36, 0.18), (1.5, 0.3), (1.64, 0.15), (1.8, 0.22)),
                *((2.0, 0.1), (2.6, 0.0)),
            ),
        },
        pitch=(
            *((0.1, 0), (0.6, 7), (0.75, 5.6), (0.9, 7), (1.05, 5.4), (1.2, 6), (1.35, 4.6)),
            *((1.6, 3), (2.2, -2), (2.9, 0)),
        ),
        roll=((0.2, 0), (0.9, 4), (2.0, 3), (2.9, 0)),
        lids=(held(0.3, 0.4, 1.6, 0.6, 0.4), held(0.3, 0.4, 1.6, 0.6, 0.4)),
        blinks=(2.3,),
    ),
    "surprise": Score(
        2.8,
        shapes={
            "browInnerUp": held(0.25, 0.2, 1.4, 0.6, 1.0),
            "browOuterUp": held(0.25, 0.2, 1.4, 0.6, 1.0),
            "eyeWide": held(0.25, 0.18, 1.3, 0.5, 0.9),
            "jawOpen": held(0.28, 0.25, 1.2, 0.5, 0.45),
            "mouthFunnel": held(0.28, 0.25, 1.2, 0.5, 0.3),
            "mouthSmile": held(1.5, 0.5, 2.1, 0.5, 0.55),
        },
        pitch=((0.2, 0), (0.5, 4.5), (1.4, 4), (2.0, -1), (2.6, 0)),
        blinks=(0.12, 1.6),
    ),
    "wink": Score(
        2.0,
        shapes={
            "mouthSmileLeft": held(0.3, 0.35, 1.2, 0.5, 0.9),
            "mouthSmileRight": held(0.35, 0.35, 1.2, 0.5, 0.45),
            "cheekSquintLeft": held(0.4, 0.2, 0.9, 0.4, 0.8),
            "browDownLeft": held(0.4, 0.2, 0.85, 0.3, 0.3),
            "browOuterUpRight": held(0.35, 0.25, 1.1, 0.4, 0.4),
        },
        roll=held(0.25, 0.4, 1.1, 0.6, 6),
        yaw=held(0.25, 0.4, 1.1, 0.6, -4),
        lids=(((0.45, 0), (0.58, 1), (0.85, 1), (1.05, 0)), ()),
    ),
    "look-around": Score(
        4.6,
        shapes={
            "browInnerUp": held(2.7, 0.4, 3.4, 0.5, 0.4),
            "browOuterUp": held(2.7, 0.4, 3.4, 0.5, 0.3),
        },
        gaze_x=(
            (0.2, 0),
            (0.32, -0.7),
            (1.2, -0.45),
            (1.32, 0.7),
            (2.5, 0.4),
            (2.65, 0.1),
            (3.7, 0),
        ),
        gaze_y=((2.5, 0), (2.65, -0.6), (3.5, -0.5), (3.65, 0)),
        yaw=((0.3, 0), (0.9, -11), (1.3, -10), (2.0, 11), (2.6, 9), (3.3, 2), (4.2, 0)),
        pitch=((2.5, 0), (3.1, 6), (3.5, 5.5), (4.2, 0)),
        blinks=(0.22, 1.24, 2.5, 3.62),
    ),
    "listen": Score(
        5.0,
        shapes={
            "mouthSmile": ((0.2, 0), (1.0, 0.3), (2.2, 0.15), (3.4, 0.45), (4.6, 0)),
            "browInnerUp": ((0.8, 0), (1.2, 0.45), (2.0, 0.1), (3.0, 0.35), (4.0, 0)),
        },
        pitch=((0.8, 0), (1.1, -4), (1.5, 1), (2.6, 0), (2.9, -5), (3.2, 0), (3.5, -3), (3.9, 0)),
        roll=((0.2, 0), (1.2, 4.5), (2.4, 3.5), (3.2, -2), (4.6, 0)),
        blinks=(0.7, 2.2, 4.0),
    ),
    "think": Score(
        4.0,
        shapes={
            "browDownLeft": held(0.4, 0.5, 2.6, 0.5, 0.5),
            "browOuterUpRight": held(0.4, 0.5, 2.6, 0.5, 0.5),
            "mouthPucker": held(0.6, 0.5, 2.4, 0.4, 0.45),
            "mouthLeft": held(0.6, 0.5, 2.4, 0.4, 0.35),
            "eyeSquint": held(0.5, 0.4, 2.5, 0.5, 0.35),
            "mouthSmile": held(2.8, 0.4, 3.3, 0.5, 0.4),
        },
        gaze_x=((0.4, 0), (0.52, 0.55), (1.6, 0.45), (1.7, 0.2), (2.7, 0.25), (2.85, 0)),
        gaze_y=((0.4, 0), (0.52, -0.6), (2.7, -0.5), (2.85, 0)),
        pitch=held(0.4, 0.7, 2.5, 0.6, 4),
        roll=held(0.4, 0.7, 2.5, 0.7, -5),
        yaw=held(0.4, 0.7, 2.5, 0.7, 6),
        blinks=(0.42, 1.62, 2.76),
    ),
    "sing": Score(
        6.0,
        shapes={
            **words(
                *((0.3, _SHUT), (0.6, _AH), (1.5, _AH), (1.7, _OO), (2.5, _OO), (2.8, _EE)),
                *((3.4, _EE), (3.65, _OH), (4.9, _OH), (5.15, _NN), (5.5, _SHUT)),
            ),
            "browInnerUp": ((0.3, 0), (1.0, 0.7), (2.2, 0.3), (3.0, 0.8), (4.6, 0.9), (5.6, 0)),
            "cheekSquint": ((0.6, 0), (1.2, 0.3), (4.4, 0.4), (5.5, 0)),
        },
        pitch=((0.3, 0), (1.1, 5), (2.1, 0), (3.2, 6), (4.5, 7), (5.6, 0)),
        roll=((0.3, 0), (1.2, 4), (2.3, -4), (3.4, 4), (4.6, -2), (5.7, 0)),
        yaw=((0.3, 0), (1.2, 4), (2.3, -4), (3.4, 5), (4.6, -2), (5.7, 0)),
        lean=((0.3, 0), (1.2, 0.06), (2.3, -0.06), (3.4, 0.06), (5.6, 0)),
        lids=(held(3.3, 0.4, 4.6, 0.4, 0.75), held(3.3, 0.4, 4.6, 0.4, 0.75)),
        blinks=(1.8,),
    ),
    "count-to-five": Score(
        5.2,
        shapes={
            **words(
                *((0.25, _SHUT), (0.37, _OO), (0.5, _AH), (0.66, _NN), (0.85, _SHUT)),
                *((1.2, _NN), (1.32, _OO), (1.58, _OO), (1.8, _SHUT)),
                *((2.1, _TH), (2.22, _OO), (2.38, _EE), (2.6, _EE), (2.8, _SHUT)),
                *((3.05, _FF), (3.2, _OH), (3.45, _OH), (3.7, _SHUT)),
                *((3.95, _FF), (4.12, _AH), (4.28, _EH), (4.42, _FF), (4.65, _SHUT)),
            ),
            "browInnerUp": (*pulses(0.2, 1.1, (0.35, 0.2, 0.4, 0.2)), (4.1, 0.6), (4.8, 0)),
            "mouthSmile": ((4.0, 0), (4.6, 0.5), (5.0, 0)),
        },
        pitch=pulses(0.25, 1.08, (-3.5, -3, -4, -3, -5)),
        roll=((0.2, 0), (1.4, 2.5), (2.4, -2), (3.4, 2), (4.8, 0)),
        blinks=(0.9, 2.9, 4.7),
    ),
    "kiss": Score(
        2.4,
        shapes={
            "mouthPucker": ((0.3, 0), (0.7, 0.95), (1.0, 1.0), (1.15, 0.3), (1.5, 0)),
            "mouthFunnel": held(0.4, 0.3, 0.95, 0.2, 0.2),
            "jawOpen": pulses(1.0, 3.5, (0.12,)),
            "mouthSmile": held(1.2, 0.4, 1.8, 0.5, 0.7),
            "cheekSquint": held(1.2, 0.4, 1.8, 0.5, 0.4),
            "browInnerUp": held(0.3, 0.4, 1.0, 0.5, 0.3),
        },
        lids=(held(0.5, 0.2, 0.95, 0.25, 1.0), held(0.5, 0.2, 0.95, 0.25, 1.0)),
        roll=held(0.3, 0.5, 1.2, 0.6, -4),
        pitch=((0.3, 0), (0.8, 3), (1.4, -1), (2.2, 0)),
    ),
    "sigh": Score(
        3.4,
        shapes={
            "browInnerUp": held(0.4, 0.6, 2.3, 0.7, 0.8),
            "mouthFrown": held(1.0, 0.5, 2.4, 0.6, 0.55),
            "mouthPress": held(1.4, 0.3, 2.2, 0.5, 0.4),
            "cheekPuff": ((0.7, 0), (1.0, 0.35), (1.4, 0)),
            "jawOpen": pulses(0.95, 2, (0.14,)),
        },
        pitch=((0.2, 0), (0.7, 3), (1.7, -7), (2.4, -6), (3.2, 0)),
        roll=held(0.6, 0.7, 2.2, 0.8, 3),
        gaze_y=((1.0, 0), (1.15, 0.45), (2.4, 0.4), (2.55, 0)),
        blinks=(0.95, 2.45),
    ),
}


def main() -> None:
    """Writes all of them."""
    for name, score in SCORES.items():
        save_motion(performed(name, score), SHIPPED / f"{name}.json")


def performed(name: str, score: Score) -> Motion:
    """The motion of a score; the name is the seed of its sway."""
    frames = round(score.seconds * FPS)
    time = np.arange(frames) / FPS
    shapes: dict[str, FloatArray] = {}
    known = Motion.still(1).basis
    for shape, keys in score.shapes.items():
        sides = [shape] if shape in known else [f"{shape}Left", f"{shape}Right"]
        shapes |= dict.fromkeys(sides, _track(keys, time))
    angles = [_track(keys, time) for keys in (score.pitch, score.yaw, score.roll)]
    lids = np.stack([_track(keys, time) for keys in score.lids], axis=1)
    for start in score.blinks:
        blink = _track(tuple((start + at, value) for at, value in _BLINK), time)
        lids = np.maximum(lids, blink[:, None])
    lean = _track(score.lean, time)
    return replace(
        Motion.still(frames, FPS).with_channels(**shapes),
        rotation=np.radians(np.stack(angles, axis=1)) + _sway(name, time),
        translation=np.stack([lean, np.zeros(frames), np.zeros(frames)], axis=1),
        blink=np.clip(lids, 0, 1),
        gaze=np.stack([_track(score.gaze_x, time), _track(score.gaze_y, time)], axis=1),
    )


def _track(keys: Keys, time: FloatArray) -> FloatArray:
    """[T] through the keys, level at each; the first and the last one hold beyond."""
    track = np.zeros(len(time))
    if not keys:
        return track
    track[time < keys[0][0]] = keys[0][1]
    track[time >= keys[-1][0]] = keys[-1][1]
    for (start, before), (end, after) in pairwise(keys):
        within = (time >= start) & (time < end)
        share = minimum_jerk((time[within] - start) / (end - start))
        track[within] = before + (after - before) * share
    return track


def _sway(name: str, time: FloatArray) -> FloatArray:
    """[T, 3] radians, 0 at both ends."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    noise = smooth(rng.standard_normal((len(time), 3)), _SWAY_S * FPS)
    envelope = np.sin(np.pi * np.linspace(0, 1, len(time))) ** 0.5
    return noise / noise.std(axis=0) * _SWAY * envelope[:, None]


if __name__ == "__main__":
    main()
