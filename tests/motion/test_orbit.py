"""Turning a photo without speech."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.motion.orbit import orbit
from real3d.motion.pose_limits import ABSOLUTE_YAW_LIMIT, PITCH_LIMIT, YAW_LIMIT, PoseLimits


def test_a_three_quarter_photo_hardly_turns_back_and_not_beyond_its_side():
    yaw = np.radians(25)
    back, further = PoseLimits.of_photo((0.0, yaw, 0.0)).yaw
    assert abs(back) < 0.3 * YAW_LIMIT
    assert yaw + further == pytest.approx(ABSOLUTE_YAW_LIMIT)
    mirrored = PoseLimits.of_photo((0.0, -yaw, 0.0)).yaw
    assert mirrored == (-further, -back)


def test_the_round_starts_and_ends_at_rest_sees_both_sides_and_never_jerks():
    wide = PoseLimits(pitch=(-PITCH_LIMIT, PITCH_LIMIT), yaw=(-np.radians(25), np.radians(25)))
    rotation = orbit(wide).rotation
    assert np.abs(rotation[[0, -1]]).max() < np.radians(1.5)
    assert rotation[:, 1].max() > np.radians(13)
    assert rotation[:, 1].min() < -np.radians(13)
    assert np.abs(np.diff(rotation, axis=0)).max() < np.radians(2.0)
