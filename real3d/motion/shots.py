"""Where a driving clip cuts to another shot, and where the head rests in each.

Within a shot the camera stays, so a head's place and size mean something; across a cut they do not.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy.spatial.transform import Rotation

from real3d.numerics.types import FloatArray

_CUT_STEP, _CUT_SIZE, _CUT_TURN = 0.35, 1.15, np.radians(20.0)
"""From one frame to the next: a jump in outer-eye-corner distances, a change of size and a turn,
each of which alone is a cut."""
_CUT_OVER_REST = 3.0
"""A cut is so many times the movement around it: a quick head moves quickly for some frames."""
_AROUND = 2
"""Frames before and after that count as around."""

_ROUNDS = 20
_TURN_SOFTNESS, _STEP_SOFTNESS = 0.05, 0.2
"""Distances from the rest below which all frames count alike; radians, and as above. Much less
would let a clip's rest jump between two places where the head often is, as soon as it is cut."""


def find_shots(place: FloatArray, size: FloatArray, rotation: FloatArray) -> tuple[slice, ...]:
    """The frames between cuts.

    Args:
        place: [T, 2] of the face in the picture, pixels.
        size: [T] outer-eye-corner distance of a face seen from the front, pixels.
        rotation: [T, 3, 3] of the head.
    """
    if len(size) < 2:
        return (slice(0, len(size)),)
    step = np.linalg.norm(np.diff(place, axis=0), axis=1) / np.minimum(size[1:], size[:-1])
    growth = np.abs(np.diff(np.log(size)))
    jump = step / _CUT_STEP + growth / np.log(_CUT_SIZE) + _turns(rotation) / _CUT_TURN
    padded = np.pad(jump, _AROUND)
    shifts = [shift for shift in range(2 * _AROUND + 1) if shift != _AROUND]
    around = np.max([padded[shift : shift + len(jump)] for shift in shifts], axis=0)
    cuts = np.flatnonzero((jump > 1) & (jump > _CUT_OVER_REST * around)) + 1
    ends = [0, *cuts.tolist(), len(size)]
    return tuple(slice(start, end) for start, end in pairwise(ends))


def resting_rotation(rotation: FloatArray) -> FloatArray:
    """[3, 3] of a head at rest, of its rotations [T, 3, 3].

    A softened geometric median (Weiszfeld's algorithm): no single frame decides.
    """
    turns = Rotation.from_matrix(rotation)
    middle = turns.mean()
    for _ in range(_ROUNDS):
        away = (turns * middle.inv()).magnitude()
        middle = turns.mean(1 / (away + _TURN_SOFTNESS))
    return middle.as_matrix()


def resting_place(place: FloatArray) -> FloatArray:
    """[2] of a head at rest, of its places [T, 2] in outer-eye-corner distances: the same."""
    centre = place.mean(axis=0)
    for _ in range(_ROUNDS):
        distance = np.linalg.norm(place - centre, axis=1)
        centre = np.average(place, axis=0, weights=1 / (distance + _STEP_SOFTNESS))
    return centre


def turns_from(rotation: FloatArray, rest: FloatArray) -> FloatArray:
    """[T] radians by which rotations [T, 3, 3] differ from one [3, 3]."""
    return (Rotation.from_matrix(rotation) * Rotation.from_matrix(rest).inv()).magnitude()


def _turns(rotation: FloatArray) -> FloatArray:
    """[T - 1] radians from each frame to the next."""
    turns = Rotation.from_matrix(rotation)
    return (turns[1:] * turns[:-1].inv()).magnitude()
