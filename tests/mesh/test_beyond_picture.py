"""Nobody turns back, or ends with a straight cut, where the side of the picture cuts them off."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.beyond_picture import goes_on, shown_beyond

SIZE = 512
Y, X = np.mgrid[0:SIZE, 0:SIZE]


def lock(first: float, last: float, spread: float, right: bool) -> np.ndarray:
    """[S, S] a lock of hair that narrows to rows first..last at one side."""
    inward = SIZE - 1 - X if right else X
    return ((first - spread * inward <= Y) & (last + spread * inward >= Y)).astype(np.float32)


def seen(alpha: np.ndarray, outward: float, rows: np.ndarray, right: bool) -> np.ndarray:
    """[N] whether the person is seen so far beyond the side in these rows."""
    x = np.full(len(rows), SIZE - 1 + outward if right else -outward)
    places = shown_beyond(np.stack([x, rows, 0 * rows], axis=1), alpha)
    assert np.allclose(places[:, 0], SIZE - 1 - outward if right else outward)
    column, row = np.rint(places).astype(int).T
    return alpha[row, column] > 0.5


@pytest.mark.parametrize("right", [False, True])
def test_an_outline_that_narrows_towards_the_side_goes_on_narrowing(right):
    alpha = lock(200, 300, 2, right)
    assert seen(alpha, 1, np.array([206.0, 250, 294]), right).all()
    assert not seen(alpha, 10, np.array([190.0, 203, 297, 310]), right).any()
    assert seen(alpha, 10, np.array([250.0]), right).all()


def test_a_straight_edge_goes_on():
    alpha = lock(200, 300, 0, right=False)
    assert seen(alpha, 20, np.array([201.0, 250, 299]), right=False).all()


def test_at_a_corner_of_the_picture_the_side_decides():
    alpha = np.zeros((SIZE, SIZE), np.float32)
    alpha[400:, 100 : SIZE - 2] = 1
    outside = np.array([[SIZE + 5.0, SIZE + 5.0], [SIZE + 5.0, SIZE - 1.0], [300.0, SIZE + 5.0]])
    assert goes_on(outside, alpha).tolist() == [False, False, True]
