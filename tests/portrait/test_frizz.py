"""Nothing of a head stays behind on a calm background when it moves."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.clean_background import background_without_person
from real3d.portrait.frizz import claim_frizz

SIZE = 256
WALL, HAIR = 60, 30
EVERYWHERE = np.ones((SIZE, SIZE), bool)
Y, X = np.mgrid[0:SIZE, 0:SIZE]
FROM_HEAD = np.hypot(X - 128, Y - 128) - 60


@pytest.fixture
def alpha() -> np.ndarray:
    """[256, 256] a round head."""
    return np.clip(0.5 - FROM_HEAD, 0, 1).astype(np.float32)


def photo(alpha: np.ndarray, noise: float) -> np.ndarray:
    """[256, 256, 3] dark curls before a wall, with fair frizz around them."""
    generator = np.random.default_rng(3)
    grey = WALL + alpha * (HAIR - WALL) + noise * generator.standard_normal((SIZE, SIZE))
    frizz = (FROM_HEAD > 0) & (FROM_HEAD < 5) & (generator.random((SIZE, SIZE)) < 0.3)
    grey[frizz] += 35
    return np.repeat(np.clip(grey, 0, 255)[..., None], 3, axis=2).astype(np.uint8)


def ghost(image: np.ndarray, alpha: np.ndarray) -> float:
    """How much the brightest of the background around the head differs from the wall."""
    behind = background_without_person(image, alpha).astype(float)
    return float(np.percentile(np.abs(behind[np.abs(FROM_HEAD) < 6] - WALL), 99))


def test_frizz_goes_with_the_head(alpha):
    image = photo(alpha, noise=0.5)
    claimed = claim_frizz(image, alpha, EVERYWHERE)
    assert ghost(image, alpha) > 25
    assert ghost(image, claimed) < 10
    assert claimed[FROM_HEAD > 10].max() == 0


def test_an_uneven_background_is_left_to_the_matte(alpha):
    image = photo(alpha, noise=8)
    assert np.array_equal(claim_frizz(image, alpha, EVERYWHERE), alpha)


def test_a_shadow_on_the_wall_stays(alpha):
    image = np.full((SIZE, SIZE, 3), 200.0)
    image -= 30 * np.clip(1 - FROM_HEAD / 30, 0, 1)[..., None]
    claimed = claim_frizz(image.astype(np.uint8), alpha, EVERYWHERE)
    assert np.abs(claimed - alpha).max() < 0.02


def test_nothing_is_claimed_where_no_head_is(alpha):
    image = photo(alpha, noise=0.5)
    assert np.array_equal(claim_frizz(image, alpha, ~EVERYWHERE), alpha)
