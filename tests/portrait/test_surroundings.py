from __future__ import annotations

import numpy as np

from real3d.portrait.surroundings import share_alike

SIZE = 128


def test_a_colour_is_as_common_as_its_share_of_what_counts_around_it():
    picture = np.zeros((SIZE, SIZE, 3), np.uint8)
    picture[:, ::2] = 200
    where = np.ones((SIZE, SIZE), np.uint8)
    wanted = np.zeros((SIZE, SIZE), bool)
    wanted[64, 64] = True
    picture[64, 65] = 100
    wanted[64, 65] = True
    share = share_alike(picture, where, wanted, alike=12.0)
    assert share[64, 64] > 0.4
    assert share[64, 65] < 0.01


def test_where_nothing_counts_nothing_is_foreign():
    picture = np.zeros((SIZE, SIZE, 3), np.uint8)
    nowhere, wanted = np.zeros((SIZE, SIZE), np.uint8), np.ones((SIZE, SIZE), bool)
    assert (share_alike(picture, nowhere, wanted, alike=12.0) == 1).all()
