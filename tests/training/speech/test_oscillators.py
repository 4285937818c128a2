import random
from itertools import islice

import numpy as np

from training.speech import oscillators


def some_pieces(seed, count=4):
    return list(islice(oscillators.pieces(random.Random(seed)), count))


def test_pieces_are_loud_enough_and_never_clip():
    for piece in some_pieces(1):
        assert piece.dtype == np.float32
        assert 0.45 < np.abs(piece).max() <= 0.5
        assert len(piece) > 3 * 16_000


def test_the_same_seed_plays_the_same_and_another_one_something_else():
    (first,), (again,), (other,) = some_pieces(2, 1), some_pieces(2, 1), some_pieces(3, 1)
    assert np.array_equal(first, again)
    assert len(first) != len(other) or not np.array_equal(first, other)
