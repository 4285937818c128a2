"""What of the open eye a closing lid covers: its lashes and its liner, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar
from tests.support.shut_lid import OpenEye

LEFT, RIGHT = SIDES = (0, 1)


@pytest.fixture(params=SIDES)
def eye(request: pytest.FixtureRequest, avatar_of: Callable[[str], MeshAvatar]) -> OpenEye:
    """Each eye of a man without make-up."""
    return OpenEye(avatar_of("daniel").portrait, request.param)


def test_lashes_are_covered_to_their_tips(eye):
    lashes = [((u, 0.0), (1.15 * u, 0.2)) for u in np.linspace(-0.8, 0.5, 8)]
    painted, marked = eye.with_strokes(lashes, 0.02)
    cover = painted.lid().skin[..., 3]
    assert cover[marked & (eye.coordinates.above > 0)].mean() > 0.7


def test_a_wing_of_liner_does_not_stay_beside_the_shut_eye(eye):
    painted, marked = eye.with_strokes([((-0.9, 0.03), (-1.6, 0.12))], 0.09)
    cover = painted.lid().skin[..., 3]
    assert cover[marked & (eye.coordinates.u < -1)].mean() > 0.8


def test_hair_beside_the_eye_stays(eye):
    place = eye.coordinates
    rows = np.arange(place.u.shape[0])[:, None, None] % 4 < 2
    hair = np.where(rows, (80, 45, 28), (40, 22, 14))
    painted = eye.changed(lambda photo: np.where((place.u < -0.95)[..., None], hair, photo))
    assert painted.lid().skin[..., 3][place.u < -1.4].max() < 0.15


def test_the_hairs_of_a_low_brow_stay(eye):
    low = eye.with_brow_lower(0.18)
    drawn = low.coordinates.brow_outline(low.brow) > 0
    near = low.coordinates.away < 0.3
    assert (drawn & near).sum() > 20
    striped = drawn & (np.arange(drawn.shape[1]) % 4 < 2)
    painted = low.changed(lambda photo: np.where(striped[..., None], 20, photo))
    assert painted.lid().skin[..., 3][drawn & near].mean() < 0.15
