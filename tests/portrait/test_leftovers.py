"""What hangs on a head goes with the person, what stands behind it stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from real3d.portrait.landmarks import CHIN, FOREHEAD
from real3d.portrait.leftovers import claim_leftovers

SIZE = 512
WALL, SKIN, GOLD = (70, 80, 110), (200, 150, 130), (220, 170, 60)


@pytest.fixture
def alpha() -> np.ndarray:
    """[512, 512] a round head."""
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    return np.clip(120.5 - np.hypot(x - 256, y - 256), 0, 1).astype(np.float32)


@pytest.fixture
def landmarks() -> np.ndarray:
    points = np.zeros((478, 3))
    points[FOREHEAD] = 256, 140, 0
    points[CHIN] = 256, 376, 0
    return points


def photo(alpha: np.ndarray) -> np.ndarray:
    wall = np.full((SIZE, SIZE, 3), WALL, np.float32)
    return np.rint(wall + alpha[..., None] * (np.array(SKIN) - wall)).astype(np.uint8)


def test_a_calm_background_is_left_alone(alpha, landmarks):
    assert np.array_equal(claim_leftovers(photo(alpha), alpha, landmarks), alpha)


def test_an_earring_goes_with_the_head(alpha, landmarks):
    picture = photo(alpha)
    picture[262:300, 136:142] = GOLD  # the head ends at 136 on this height, and turns away below
    picture[262:300, 128:136] = GOLD
    claimed = claim_leftovers(picture, alpha, landmarks)
    assert claimed[266:296, 129:134].min() > 0.8
    assert claimed[266:296, 100:118].max() == 0


def test_a_loose_strand_goes_with_the_head(alpha, landmarks):
    picture = photo(alpha)
    for step in range(30):
        picture[200 - step, 149 - step : 151 - step] = (25, 20, 20)
    claimed = claim_leftovers(picture, alpha, landmarks)
    assert claimed[180, 129] > 0.5


def test_a_rail_behind_the_head_stays(alpha, landmarks):
    picture = photo(alpha)
    rail = np.zeros((SIZE, SIZE), bool)
    rail[250:258] = True
    picture[rail & (alpha == 0)] = (30, 90, 30)
    assert claim_leftovers(picture, alpha, landmarks)[rail & (alpha == 0)].max() < 0.1


def test_the_outline_of_a_letter_behind_the_head_stays(alpha, landmarks):
    picture = photo(alpha)
    letter = np.zeros((SIZE, SIZE), bool)
    letter[150:400, 100:150] = True
    outline = letter & ~cv2.erode(letter.astype(np.uint8), np.ones((5, 5))).astype(bool)
    outline[:, :140] = False
    picture[letter & (alpha == 0)] = (230, 190, 60)
    picture[outline & (alpha == 0)] = (15, 10, 20)
    claimed = claim_leftovers(picture, alpha, landmarks)
    assert claimed[outline & (alpha == 0)].mean() < 0.1


def test_a_stripe_out_of_focus_that_ends_between_jaw_and_shoulder_stays(alpha, landmarks):
    landmarks[CHIN] = 256, 400, 0
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    alpha = np.maximum(alpha, np.clip(y - 360.0, 0, 1).astype(np.float32))
    share = (1 / (1 + np.exp((150 - x) / 3.5)) * (x < 256))[..., None]
    stripe = (190, 190, 200) + share * (-30, -150, -150)
    stripe += np.random.default_rng(0).normal(0, 4, (SIZE, SIZE, 1))
    picture = stripe + alpha[..., None] * (np.array((165, 105, 75)) - stripe)
    claimed = claim_leftovers(np.clip(picture, 0, 255).astype(np.uint8), alpha, landmarks)
    assert (claimed - alpha)[300:358, :256].sum() < 20


def test_what_stands_by_the_shoulder_stays(alpha, landmarks):
    picture = photo(alpha)
    picture[370:385, 300:306] = GOLD
    assert claim_leftovers(picture, alpha, landmarks)[372:384, 300:306].max() < 0.1


def test_a_person_who_fills_the_frame_keeps_the_matte(landmarks):
    full = np.ones((128, 128), np.float32)
    picture = np.zeros((128, 128, 3), np.uint8)
    assert np.array_equal(claim_leftovers(picture, full, landmarks / 4), full)
