"""Lids that come down take the lashes and the liner of the open eye along."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.lid_skin import LidSkin
from real3d.mesh.lids import draw_lid, lid_margins
from real3d.mesh.strokes import Window

SKIN, LINER, BAND = (180, 140, 120), (20, 20, 200), 6
X = np.linspace(20, 100, 17)
LOWER = np.column_stack([X, 60 + 0 * X])
UPPER = np.column_stack([X, 60 - 34 * np.sqrt(np.maximum(1 - ((X - 60) / 40) ** 2, 0))])
WINDOW = Window(0, 0, 120, 90)
MIDDLE = 60


def drawn(closure):
    """A frame with a blue band of liner above the rim of an open eye, whose lid has come down."""
    rim = np.interp(np.arange(120), X, UPPER[:, 1], left=-99, right=-99)
    above = rim - np.arange(90)[:, None]
    liner = (above > 0) & (above <= BAND)
    frame = np.full((90, 120, 3), SKIN, np.uint8)
    frame[liner] = LINER
    skin = np.dstack([np.full((90, 120, 3), SKIN), liner]).astype(np.float32)
    lid = LidSkin(skin, None, np.array([60, 30, 20], np.float32), 0.043, 0.01)
    draw_lid(
        frame, lid, skin, None, np.zeros((90, 120), np.float32), (UPPER, LOWER), closure, WINDOW
    )
    return frame.astype(int)


def liner_rows(frame):
    column = frame[:, MIDDLE]
    return np.flatnonzero(column[:, 2] > column[:, 0] + 60)


@pytest.mark.parametrize("closure", [0.15, 0.3, 0.38])
def test_liner_goes_down_with_the_lid(closure):
    rows = liner_rows(drawn(closure))
    margin = lid_margins(UPPER, LOWER, closure)[0][8, 1]
    assert len(rows) >= 2
    assert margin - BAND - 1 <= rows.min() <= rows.max() <= margin + 1


def test_the_skin_that_it_leaves_is_bare():
    old = slice(int(UPPER[8, 1]) - BAND + 1, int(UPPER[8, 1]) - 1)
    np.testing.assert_allclose(drawn(0.3)[old, MIDDLE], np.tile(SKIN, (BAND - 2, 1)), atol=6)


@pytest.mark.parametrize("closure", [0.8, 1.0])
def test_on_a_shut_lid_it_has_turned(closure):
    assert len(liner_rows(drawn(closure))) == 0


def test_an_eye_that_is_seen_from_the_side_breaks_nothing():
    upper = np.column_stack([np.full(17, 60.0), np.linspace(40, 60, 17)])
    frame = np.full((90, 120, 3), SKIN, np.uint8)
    skin = np.dstack([np.full((90, 120, 3), SKIN), np.ones((90, 120))]).astype(np.float32)
    lid = LidSkin(skin, None, np.array([60, 30, 20], np.float32), 0.043, 0.01)
    rims = (np.full((17, 2), 60.0), upper)
    draw_lid(frame, lid, skin, None, np.zeros((90, 120), np.float32), rims, 0.3, WINDOW)
    assert frame.shape == (90, 120, 3)
