"""A ponytail behind the neck is the person's, a wall of which the networks are unsure is not."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.landmarks import LEFT_EAR, RIGHT_EAR
from real3d.portrait.undecided import undecided_patches

SIZE = 512
WALL, PONYTAIL = (60, 65, 80), (110, 80, 60)
TAIL = (slice(330, 400), slice(330, 362))
"""Beside the neck."""


@pytest.fixture
def person() -> np.ndarray:
    """[512, 512] a head, a neck and shoulders."""
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    head, neck = np.hypot(x - 256, y - 220) < 120, (np.abs(x - 256) < 70) & (y > 300)
    return head | neck | (y > 420)


@pytest.fixture
def landmarks() -> np.ndarray:
    points = np.zeros((478, 3))
    points[[LEFT_EAR, RIGHT_EAR], 1] = 240
    return points


def unsure(person: np.ndarray) -> np.ndarray:
    soft = person.astype(np.float32)
    soft[TAIL][~person[TAIL]] = 0.45
    return soft


def photo(person: np.ndarray, tail: tuple[int, ...]) -> np.ndarray:
    picture = np.full((SIZE, SIZE, 3), WALL, np.uint8)
    picture[TAIL] = tail
    picture[person] = (190, 150, 130)
    return picture


def test_a_ponytail_of_a_colour_of_its_own_is_the_persons(person, landmarks):
    found = undecided_patches(photo(person, PONYTAIL), unsure(person), person, landmarks)
    assert found[TAIL][~person[TAIL]].mean() > 0.9


def test_the_wall_is_not(person, landmarks):
    found = undecided_patches(photo(person, WALL), unsure(person), person, landmarks)
    assert not found.any()


def test_nothing_is_taken_of_what_the_networks_are_sure(person, landmarks):
    sure = person.astype(np.float32)
    assert not undecided_patches(photo(person, PONYTAIL), sure, person, landmarks).any()


def test_letters_above_the_ears_are_no_hair(person, landmarks):
    landmarks[[LEFT_EAR, RIGHT_EAR], 1] = 450
    found = undecided_patches(photo(person, PONYTAIL), unsure(person), person, landmarks)
    assert not found.any()
