"""A photo's row of teeth, completed by drawn ones."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.completed_teeth import with_drawn_teeth
from real3d.mesh.cutting_edge import CuttingEdge

HEIGHT, WIDTH = 50, 120
FIRST, LAST, TOP, EDGE = 40, 79, 12, 30
OWN, DRAWN = 200.0, 230


def completed(hidden=0.0, drawn_edge=EDGE, own=OWN):
    """Picture and matte of a photo's row in the middle of a mouth that is 100 pixels wide."""
    picture = np.full((HEIGHT, WIDTH, 3), 30, np.float32)
    picture[TOP:EDGE, FIRST : LAST + 1] = own
    alpha = np.zeros((HEIGHT, WIDTH), np.float32)
    alpha[TOP:EDGE, FIRST : LAST + 1] = 1
    opening = np.zeros((HEIGHT, WIDTH), np.uint8)
    opening[TOP : EDGE + 8, 10:-10] = 1
    drawn = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    drawn[4:drawn_edge, 5:-5] = (DRAWN, DRAWN, DRAWN, 255)
    edge = CuttingEdge(np.full(WIDTH, float(EDGE)), FIRST, LAST, np.full(WIDTH, hidden))
    return with_drawn_teeth(picture, alpha, edge, drawn, opening, 1.0)


def test_the_photos_own_teeth_stay():
    picture, alpha = completed()
    assert (alpha[TOP:EDGE, FIRST + 4 : LAST - 3] == 1).all()
    np.testing.assert_allclose(picture[TOP:EDGE, FIRST + 4 : LAST - 3], OWN)


@pytest.mark.parametrize("own", [OWN, 110.0])
def test_beside_them_teeth_as_light_go_on_and_darken_towards_the_corners(own):
    picture, alpha = completed(own=own)
    assert (alpha[TOP + 2 : EDGE - 2, 15:-15] > 0.98).all()
    light = picture[20, :, 0]
    assert light[FIRST - 4] == pytest.approx(own, rel=0.1)
    assert light[LAST + 4] == pytest.approx(own, rel=0.1)
    assert light[14] < 0.5 * own
    assert (np.diff(light[12 : FIRST - 4]) >= 0).all()


@pytest.mark.parametrize("drawn_edge", [EDGE - 4, EDGE, EDGE + 5])
def test_drawn_teeth_are_as_long_as_the_photos(drawn_edge):
    _, alpha = completed(drawn_edge=drawn_edge)
    ends = np.where(alpha > 0.5, np.arange(HEIGHT)[:, None], 0).max(axis=0)[15:-15]
    assert np.abs(ends - (EDGE - 1)).max() <= 1


def test_below_an_edge_that_is_seen_nothing_is_drawn():
    _, alpha = completed(hidden=0.0, drawn_edge=EDGE + 5)
    assert alpha[EDGE + 1 :, FIRST + 4 : LAST - 3].max() < 0.02


def test_behind_a_lip_that_covers_them_teeth_go_on_to_their_tips():
    _, alpha = completed(hidden=1.0, drawn_edge=EDGE + 5)
    assert (alpha[EDGE : EDGE + 5, FIRST + 4 : LAST - 3] > 0.98).all()
