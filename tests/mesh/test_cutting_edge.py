"""Where the upper teeth of a photo end, on drawn mouths whose edge is known."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from real3d.mesh.cutting_edge import find_cutting_edge

TOOTH, LIP, DARK = (232, 224, 212), (190, 105, 100), (40, 22, 20)
COLOURS = SimpleNamespace(tooth=np.array(TOOTH, float), lip=np.array(LIP, float))
HEIGHT, WIDTH, TOOTH_WIDTH, MILLIMETRE = 60, 120, 14, 1.8
TOP, EDGE = 15, 34


def mouth(bottom, seams=True):
    """A photo [h, w, 3] and its opening: teeth from TOP to EDGE, dark to `bottom`, then lip."""
    photo = np.empty((HEIGHT, WIDTH, 3), np.float32)
    photo[:] = LIP
    opening = np.zeros((HEIGHT, WIDTH), np.uint8)
    opening[TOP:bottom, 8:-8] = 1
    photo[opening > 0] = DARK
    photo[TOP : min(EDGE, bottom), 20:-20] = TOOTH
    if seams:
        photo[TOP : min(EDGE, bottom), 20 + TOOTH_WIDTH : -20 : TOOTH_WIDTH] *= 0.7
    return photo, opening


def edge_of(bottom, seams=True):
    photo, opening = mouth(bottom, seams)
    return find_cutting_edge(photo, opening, COLOURS, 1.0, MILLIMETRE)


def test_it_is_where_the_teeth_end():
    edge = edge_of(bottom=45, seams=False)
    assert abs(edge.first - 20) <= 1
    assert abs(edge.last - (WIDTH - 21)) <= 1
    np.testing.assert_allclose(edge.rows[24:-24], EDGE, atol=1)


def test_it_recedes_between_two_teeth():
    edge = edge_of(bottom=45)
    seams = np.arange(20 + TOOTH_WIDTH, WIDTH - 22, TOOTH_WIDTH)
    middles = seams[:-1] + TOOTH_WIDTH // 2
    receded = edge.rows[middles].mean() - edge.rows[seams].mean()
    assert 0.4 * MILLIMETRE < receded < 1.2 * MILLIMETRE


def test_a_lip_as_bright_as_the_teeth_is_none():
    """Where the outline of the lips is drawn over the lower one, as in a small photo."""
    photo, opening = mouth(bottom=45, seams=False)
    photo[EDGE:45, 8:-8] = (250, 170, 165)
    edge = find_cutting_edge(photo, opening, COLOURS, 1.0, MILLIMETRE)
    np.testing.assert_allclose(edge.rows[24:-24], EDGE, atol=1)


@pytest.mark.parametrize(("bottom", "hidden"), [(45, 0), (EDGE - 2, 1)])
def test_it_says_whether_the_lower_lip_covers_the_tips(bottom, hidden):
    assert edge_of(bottom).hidden[30:-30] == pytest.approx(hidden, abs=0.05)


def test_a_mouth_without_teeth_has_none():
    photo, opening = mouth(bottom=45)
    photo[opening > 0] = DARK
    assert find_cutting_edge(photo, opening, COLOURS, 1.0, MILLIMETRE) is None
