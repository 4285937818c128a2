"""Where a place between the lips is."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.mouth_opening import SAMPLES, MouthOpening

NO_HAIR = np.zeros(SAMPLES)


def rims(roll: float = 0.0):
    """An upper rim 6 px above the line of the corners and a lower one 14 below, 60 px wide."""
    x = np.linspace(-30, 30, 41)
    arch = 1 - (x / 30) ** 2
    turn = np.array([[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]])
    return tuple(
        np.column_stack([x, height * arch]) @ turn.T + (100, 80) for height in (-6.0, 14.0)
    )


def place(opening: MouthOpening, x: float, y: float):
    """Where a pixel is: entry, height, and the heights of the lips there."""
    entry, height = opening.frame @ (x, y, 1.0)
    upper, lower = (np.interp(entry, np.arange(SAMPLES), opening.rims[:, k]) for k in range(2))
    return entry, height, upper, lower


@pytest.mark.parametrize("roll", [0.0, 0.5, -0.9])
def test_the_middle_is_as_far_from_the_lips_in_any_roll(roll):
    opening = MouthOpening.between(*rims(roll), NO_HAIR)
    entry, height, upper, lower = place(opening, 100, 80)
    assert entry == pytest.approx((SAMPLES - 1) / 2, abs=1e-3)
    assert height == pytest.approx(0, abs=1e-3)
    assert upper == pytest.approx(-6, abs=0.1)
    assert lower == pytest.approx(14, abs=0.2)


def test_corners_lie_at_the_ends_of_the_tables():
    opening = MouthOpening.between(*rims(), NO_HAIR)
    assert place(opening, 70, 80)[0] == pytest.approx(0, abs=1e-3)
    assert place(opening, 130, 80)[0] == pytest.approx(SAMPLES - 1, abs=1e-3)
    np.testing.assert_allclose(opening.rims[[0, -1], :2], 0, atol=1e-3)


def test_slopes_are_known():
    """A lip is nearer, square to its rim, where it is steep."""
    opening = MouthOpening.between(*rims(), NO_HAIR)
    steep, level = opening.rims[10, 3], opening.rims[SAMPLES // 2, 3]
    assert level == pytest.approx(1, abs=1e-3)
    assert steep == pytest.approx(1 / np.hypot(1, 14 * 2 / 30 * (1 - 20 / (SAMPLES - 1))), abs=0.05)


def test_hair_hangs_over_the_upper_lip_and_never_below_the_lower_one():
    usual = MouthOpening.between(*rims(), NO_HAIR)
    hairy = MouthOpening.between(*rims(), np.full(SAMPLES, 3.0))
    middle = SAMPLES // 2
    assert hairy.rims[middle, 0] == pytest.approx(usual.rims[middle, 0] + 3, abs=1e-3)
    assert (hairy.rims[:, 0] <= usual.rims[:, 1] + 1e-4).all()


def test_a_mouth_without_width_is_no_error():
    point = np.full((5, 2), 40.0)
    assert np.isfinite(MouthOpening.between(point, point, NO_HAIR).rims).all()
