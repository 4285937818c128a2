from __future__ import annotations

import numpy as np
import pytest

from benchmarks.published.portrait_parts import published_background, published_torso
from tests.support.goldens import matting_goldens, unpacked


@pytest.mark.parametrize("case", ["plain", "longhair"])
def test_the_torso_is_continued_as_published(case: str) -> None:
    goldens = matting_goldens()
    torso = published_torso(goldens[f"{case}_image"], goldens[f"{case}_labels"])
    assert np.array_equal(torso.image, goldens[f"{case}_torso"])
    assert np.array_equal(torso.mask, unpacked(goldens[f"{case}_torso_mask"]))


@pytest.mark.parametrize("case", ["plain", "longhair"])
def test_the_background_is_filled_as_published(case: str) -> None:
    goldens = matting_goldens()
    image, labels = goldens[f"{case}_image"], goldens[f"{case}_labels"]
    differs = (
        published_background(image[None], labels[None]) != goldens[f"{case}_background"]
    ).any(2)
    assert not (differs & ~unpacked(goldens[f"{case}_background_tie"])).any()


def test_a_picture_without_certain_background_has_none() -> None:
    labels = np.ones((1, 32, 32), np.uint8)
    labels[:, :4] = 0
    assert published_background(np.zeros((1, 32, 32, 3), np.uint8), labels) is None


def test_a_head_at_the_upper_border_paints_nothing_at_the_lower_one() -> None:
    labels = np.full((64, 64), 4, np.uint8)
    labels[:2], labels[2:10] = 3, 2
    torso = published_torso(np.full((64, 64, 3), 200, np.uint8), labels)
    assert (torso.image[40:] == 200).all()
