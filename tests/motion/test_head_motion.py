"""A head movement goes from one track to another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.motion import Motion
from real3d.motion.head_motion import with_head_motion
from tests.support.tracks import TRACKS, lively_motion

BORROWED = ("rotation", "translation")


def _nodding(frames: int) -> Motion:
    rotation = np.zeros((frames, 3))
    rotation[:, 0] = np.arange(frames)
    return replace(Motion.still(frames), rotation=rotation)


def test_the_head_is_borrowed_and_the_mouth_stays():
    speaking = Motion.still(4).with_channels(jawOpen=np.array([0.1, 0.2, 0.3, 0.4]))
    mixed = with_head_motion(speaking, _nodding(4))
    assert np.array_equal(mixed.channel("jawOpen"), speaking.channel("jawOpen"))
    assert mixed.rotation[:, 0].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("name", TRACKS)
def test_the_head_is_borrowed_whole_and_nothing_else(name):
    speaking, other = lively_motion(30, seed=1), lively_motion(40, seed=2)
    mixed = with_head_motion(speaking, other)
    source = other[:30] if name in BORROWED else speaking
    assert np.array_equal(getattr(mixed, name), getattr(source, name))
    assert (mixed.fps, mixed.basis) == (speaking.fps, speaking.basis)


def test_a_short_movement_goes_forth_and_back_without_a_jump():
    mixed = with_head_motion(Motion.still(9), _nodding(4))
    assert mixed.rotation[:, 0].tolist() == [0, 1, 2, 3, 2, 1, 0, 1, 2]


def test_one_frame_is_a_head_that_holds_still():
    assert not with_head_motion(Motion.still(5), _nodding(1)).rotation.any()
