from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from real3d.numerics.types import Picture
from real3d.portrait import Portrait, analyse_portrait
from real3d.portrait.visibility import eye_visibility, mouth_visibility
from tests.support.faces import with_chequered_mask, with_fur, with_microphone

PORTRAITS = sorted((Path(__file__).parents[2] / "examples" / "portraits").iterdir())


@pytest.fixture(scope="module", params=PORTRAITS, ids=lambda path: path.stem)
def portrait(request: pytest.FixtureRequest) -> Portrait:
    return analyse_portrait(np.array(Image.open(request.param).convert("RGB")))


def grey(photo: Picture) -> Picture:
    return np.repeat(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)


@pytest.mark.parametrize("print_of", [lambda photo: photo, grey], ids=["colour", "grey"])
def test_mouth_and_eyes_of_people_are_seen(portrait, print_of):
    photo = print_of(portrait.image)
    assert mouth_visibility(photo, portrait.landmarks) > 0.7
    assert eye_visibility(photo, portrait.landmarks) > 0.6


@pytest.mark.parametrize("cover", [with_chequered_mask, with_microphone])
def test_a_covered_mouth_is_not_seen_but_the_eyes_are(portrait, cover):
    photo = cover(portrait.image, portrait.landmarks)
    assert mouth_visibility(photo, portrait.landmarks) < 0.5
    assert eye_visibility(photo, portrait.landmarks) > 0.4


def test_a_beast_has_neither_mouth_nor_eyes(astronaut_portrait):
    beast = with_fur(astronaut_portrait.image, astronaut_portrait.landmarks)
    assert mouth_visibility(beast, astronaut_portrait.landmarks) < 0.5
    assert eye_visibility(beast, astronaut_portrait.landmarks) < 0.2


def test_it_does_not_depend_on_the_size_of_the_portrait(astronaut_portrait):
    photo, landmarks = astronaut_portrait.image, astronaut_portrait.landmarks
    doubled = cv2.resize(photo, (1024, 1024), interpolation=cv2.INTER_CUBIC)
    assert mouth_visibility(doubled, 2 * landmarks) == pytest.approx(
        mouth_visibility(photo, landmarks), abs=0.1
    )
