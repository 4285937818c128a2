"""A tongue that lies in the mouth and comes out of it."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.teeth import MILLIMETRE
from real3d.mesh.tongue import build_tongue
from tests.mesh.test_teeth import CENTRE, COLOURS

TONGUE = build_tongue(CENTRE, 1.0, COLOURS)


def tip(jaw: float, out: float):
    """[3] millimetres from the middle of the closed lips: right, down, back."""
    vertices, _ = TONGUE.blade_at(jaw, out)
    middle = len(vertices[:9]) // 2
    return (vertices[middle] - CENTRE) / MILLIMETRE


def test_its_tip_comes_forward_over_the_lip_and_then_down():
    back, down = zip(
        *((tip(0.4, out)[2], tip(0.4, out)[1]) for out in (0.2, 0.5, 1.0)), strict=True
    )
    assert back[0] > back[1] > back[2]
    assert back[0] > 2, "behind the lips"
    assert back[2] < -4, "in front of them"
    assert down[2] > down[1] + 5


def test_it_rides_on_the_jaw():
    assert tip(0.8, 1.0)[1] > tip(0.2, 1.0)[1] + 5
    low, high = (TONGUE.body_at(jaw, 0.0)[0, 1] for jaw in (0.8, 0.2))
    assert low > high


def test_only_what_has_left_the_mouth_is_painted():
    """The blade has no hard edge where it leaves the body."""
    areas = []
    for out in (0.1, 0.4, 1.0):
        _, texture = TONGUE.blade_at(0.4, out)
        areas.append((texture[..., 3] > 128).mean())
        rows = texture[8:, texture.shape[1] // 2, 3].astype(int)
        assert np.abs(np.diff(rows)).max() < 40
    assert areas[0] < areas[1] < areas[2]


def test_its_tip_is_round_and_its_middle_has_a_groove():
    _, texture = TONGUE.blade_at(0.4, 1.0)
    widths = (texture[..., 3] > 128).sum(axis=1)
    assert widths[0] < widths[5] < widths[20]
    row = texture[45, :, 0].astype(float)
    middle = len(row) // 2
    assert row[middle - 2 : middle + 3].mean() < row[middle - 16 : middle - 10].mean() - 4


@pytest.mark.parametrize("scale", [0.85, 1.15])
def test_it_is_as_wide_as_the_mouth_lets_it_be(scale):
    vertices, _ = build_tongue(CENTRE, scale, COLOURS).blade_at(0.4, 1.0)
    usual, _ = TONGUE.blade_at(0.4, 1.0)
    assert np.ptp(vertices[:, 0]) == pytest.approx(scale * np.ptp(usual[:, 0]))
