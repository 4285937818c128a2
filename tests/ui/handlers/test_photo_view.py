"""What a visitor sees of the photo before any job."""

from __future__ import annotations

import numpy as np

from real3d.portrait import analyse_portrait
from real3d.ui.handlers.photo_view import draw_used_area


def test_the_square_is_bright_the_rest_dim_and_the_face_framed(astronaut, astronaut_portrait):
    view = draw_used_area(astronaut, astronaut_portrait)
    crop, box = astronaut_portrait.crop, astronaut_portrait.faces[0]
    assert view.shape == astronaut.shape
    below = view[crop.top + crop.side + 20 :].mean() / astronaut[crop.top + crop.side + 20 :].mean()
    assert 0.35 < below < 0.45
    middle = (slice(crop.top + 10, crop.top + 40), slice(crop.left + 10, crop.left + 40))
    assert np.array_equal(view[middle], astronaut[middle])
    assert view[round(box.top), round(box.left + box.width / 2)].min() > 250


def test_a_huge_photo_is_shown_small_and_other_faces_are_framed_too(astronaut):
    two = np.kron(np.hstack([astronaut, astronaut]), np.ones((2, 2, 1), np.uint8))
    portrait = analyse_portrait(two, 256)
    view = draw_used_area(two, portrait)
    assert view.shape == (320, 640, 3)
    other = portrait.faces[1]
    scale = 640 / two.shape[1]
    column = view[:, round((other.left + other.width / 2) * scale)]
    assert column[round(other.top * scale) - 2 : round(other.top * scale) + 3].max() > 220
