from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from real3d.triplane.acceleration.empty_space import march_skipping_empty_space
from real3d.triplane.modeling.planes import PaddedPlanes
from real3d.triplane.modeling.volume_rendering import Sampling, march_reference
from tests.support.closeness import assert_same_rays
from tests.support.volume_stand_in import Field, ball

# What the two thresholds may leave out together: half a level of 255 in -1..1.
HALF_LEVEL = 1 / 255


@pytest.fixture
def head() -> Field:
    return ball(16)


def test_a_head_in_empty_space_looks_the_same(head):
    plain = head.seen_by(march_reference)
    assert 0.1 < (plain.opacity > 0.9).float().mean() < 0.4
    assert_same_rays(head.seen_by(march_skipping_empty_space), plain, HALF_LEVEL)


def test_a_volume_full_of_fog_looks_the_same(fog):
    assert_same_rays(fog.seen_by(march_skipping_empty_space), fog.seen_by(march_reference), 1e-4)


def test_rays_that_see_nothing_get_no_second_look(head, monkeypatch):
    looks = []
    sample = PaddedPlanes.sample

    def listen(planes, points, picture):
        looks.append(len(points))
        return sample(planes, points, picture)

    monkeypatch.setattr(PaddedPlanes, "sample", listen)
    opacity = head.seen_by(march_skipping_empty_space).opacity
    first, second = sum(looks[0::2]), sum(looks[1::2])
    assert first == opacity.numel()
    assert 0 < second < first / 2
    assert second >= (opacity > 0.01).sum()


def test_where_there_is_nothing_at_all_the_picture_is_black(head):
    head.decoder.output.bias[0] = -1000
    marched = head.seen_by(march_skipping_empty_space)
    assert (marched.opacity == 0).all()
    assert (marched.features == -1).all()


def test_random_positions_are_those_of_the_plain_form(head):
    def draw(march):
        sampling = Sampling(generator=torch.Generator().manual_seed(2))
        return replace(head, sampling=sampling).seen_by(march)

    assert_same_rays(draw(march_skipping_empty_space), draw(march_reference), HALF_LEVEL)
