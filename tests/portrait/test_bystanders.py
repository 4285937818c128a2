"""Somebody behind the person is background, the person's own hair and shoulders are not."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.bystanders import person_of_two
from real3d.portrait.landmarks import CHIN, FOREHEAD

SIZE = 512
WALL, HAIR, OTHER_HAIR, SKIN = (120, 130, 150), (50, 40, 35), (150, 120, 90), (200, 150, 130)
BESIDE = (slice(200, 400), slice(390, SIZE))
"""A patch as large as a head, beside that of the person."""


@pytest.fixture
def landmarks() -> np.ndarray:
    points = np.zeros((478, 3))
    points[FOREHEAD] = 256, 160, 0
    points[CHIN] = 256, 360, 0
    return points


@pytest.fixture
def seen() -> np.ndarray:
    """[512, 512] a round head that both networks see."""
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    return (np.hypot(x - 256, y - 240) < 130).astype(np.float32)


def picture(seen: np.ndarray, patch: tuple[slice, slice], colour: tuple[int, ...]) -> np.ndarray:
    photo = np.where(seen[..., None] > 0, np.array(SKIN), np.array(WALL)).astype(np.uint8)
    photo[:160][seen[:160] > 0] = HAIR
    photo[patch] = colour
    return photo


def with_patch(seen: np.ndarray, patch: tuple[slice, slice]) -> np.ndarray:
    both = seen.copy()
    both[patch] = 1
    return both


def test_a_head_that_only_one_network_sees_is_somebody_else(seen, landmarks):
    photo = picture(seen, BESIDE, OTHER_HAIR)
    soft = person_of_two(with_patch(seen, BESIDE), seen, photo, landmarks)
    assert soft[BESIDE][10:-10, 10:-10].max() < 0.05
    assert soft[240, 256] == 1


def test_a_patch_with_the_colours_of_the_hair_is_hair(seen, landmarks):
    photo = picture(seen, BESIDE, HAIR)
    soft = person_of_two(with_patch(seen, BESIDE), seen, photo, landmarks)
    assert soft[BESIDE][10:-10, 10:-10].min() > 0.45


def test_an_earring_and_a_shoulder_stay_with_the_person(seen, landmarks):
    earring, shoulder = (slice(300, 330), slice(390, 404)), (slice(420, SIZE), slice(300, SIZE))
    for patch in (earring, shoulder):
        photo = picture(seen, patch, OTHER_HAIR)
        soft = person_of_two(with_patch(seen, patch), seen, photo, landmarks)
        assert soft[patch].min() > 0.45


def test_where_both_agree_nothing_changes(seen, landmarks):
    photo = picture(seen, BESIDE, WALL)
    assert np.array_equal(person_of_two(seen, seen, photo, landmarks), seen)
