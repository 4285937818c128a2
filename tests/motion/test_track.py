"""The track itself: what it refuses, and what its parts are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.motion import ARKIT_EXPRESSIONS, Motion
from tests.support.tracks import TRACKS, lively_motion


def test_a_still_track_moves_nothing():
    still = Motion.still(7, fps=30)
    assert len(still) == 7
    assert still.duration == pytest.approx(7 / 30)
    assert not any(getattr(still, name).any() for name in TRACKS)


@pytest.mark.parametrize("name", TRACKS)
def test_a_range_of_frames_is_that_range_of_every_track(name):
    motion = lively_motion(20)
    assert np.array_equal(getattr(motion[5:9], name), getattr(motion, name)[5:9])
    assert motion[5:9].fps == motion.fps


@pytest.mark.parametrize("name", TRACKS)
def test_a_track_of_another_length_or_without_a_number_is_refused(name):
    motion = lively_motion(20)
    with pytest.raises(AssertionError, match="Motion"):
        replace(motion, **{name: getattr(motion, name)[:-1]})
    broken = getattr(motion, name).copy()
    broken[3] = np.nan
    with pytest.raises(AssertionError, match=f"Motion.{name} holds"):
        replace(motion, **{name: broken})


def test_channels_are_set_by_name_in_a_copy():
    motion = lively_motion(4)
    changed = motion.with_channels(jawOpen=0.75, mouthPucker=np.arange(4) / 4)
    assert (changed.channel("jawOpen") == 0.75).all()
    assert changed.channel("mouthPucker").tolist() == [0, 0.25, 0.5, 0.75]
    assert not (motion.channel("jawOpen") == 0.75).any()
    others = [name for name in ARKIT_EXPRESSIONS if name not in ("jawOpen", "mouthPucker")]
    assert all(np.array_equal(changed.channel(name), motion.channel(name)) for name in others)
