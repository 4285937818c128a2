"""Upright and wide results: the head whole, the photo unstretched, no bars."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.crop import Crop, crop_image
from real3d.portrait.framing import PhotoFraming
from real3d.portrait.shapes import View, extended, head_view, shaped_size

SIZES = (512, 768, 1024)
SHAPES = {"9:16": 9 / 16, "16:9": 16 / 9}


def gradient(width: int, height: int) -> np.ndarray:
    """[H, W, 3] of which each colour says where it is."""
    row, column = np.mgrid[:height, :width]
    return np.dstack([row * 250 / height, column * 250 / width, 90 + 0 * row]).astype(np.uint8)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", SIZES)
def test_a_result_has_the_shape_and_even_sides(shape, size):
    width, height = shaped_size(size, shape)
    assert width / height == pytest.approx(SHAPES[shape], abs=0.002)
    assert width % 2 == height % 2 == 0
    assert min(width, height) >= 480
    assert max(width, height) <= 1920
    assert shaped_size(size, "square") == (size, size)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("photo", "crop"),
    [
        ((512, 512), Crop(0, 0, 512)),
        ((4000, 3000), Crop(2600, 400, 900)),
        ((3000, 4000), Crop(100, 300, 1200)),
        ((640, 1024), Crop(80, 20, 420)),
        ((1920, 1080), Crop(0, 0, 700)),
        ((300, 300), Crop(-30, -20, 360)),
    ],
)
@pytest.mark.parametrize("chin", [0.6, 0.85])
def test_the_head_is_whole_and_nothing_is_stretched(shape, photo, crop, chin):
    size = shaped_size(512, shape)
    face = crop.left + crop.side / 2
    view = head_view(photo, crop, (face, crop.top + chin * crop.side), size)
    assert view.width / view.height == pytest.approx(size[0] / size[1], rel=0.01)
    # Ear to ear, hair to chin.
    assert view.left <= face - 0.25 * crop.side
    assert view.left + view.width >= face + 0.25 * crop.side
    assert view.top <= crop.top + 1
    assert view.top + view.height >= crop.top + (chin + 0.09) * crop.side


@pytest.mark.parametrize(
    ("shape", "photo", "crop"),
    [("9:16", (1500, 3000), Crop(400, 700, 700)), ("16:9", (3000, 1500), Crop(2100, 300, 700))],
)
def test_a_photo_with_more_picture_is_shown_as_it_is(shape, photo, crop):
    """All of the square, more of the photo, and nothing that is invented."""
    view = head_view(photo, crop, (crop.left + 350, crop.top + 420), shaped_size(512, shape))
    assert min(view.width, view.height) == 700
    assert view.left >= 0
    assert view.top >= 0
    assert view.left + view.width <= photo[0]
    assert view.top + view.height <= photo[1]


def test_what_the_photo_has_is_sharp_to_its_edge_but_for_the_passage():
    photo = np.random.default_rng(0).integers(0, 255, (480, 480, 3), np.uint8)
    whole = extended(photo, View(-187, 0, 854, 480), (854, 480))
    assert (whole[:, 187 + 30 : 667 - 30] == photo[:, 30:-30]).all()


@pytest.mark.parametrize("view", [View(-187, 0, 854, 480), View(0, -120, 480, 853)])
def test_nothing_black_and_no_edge_where_the_photo_ends(view):
    photo = gradient(480, 480)
    size = (854, 480) if view.width > 480 else (480, 854)
    whole = extended(photo, view, size).astype(int)
    assert whole[..., 2].min() >= 88
    steps = np.abs(np.diff(whole, axis=1 if view.width > 480 else 0))
    assert steps.max() <= 3


def test_the_continuation_is_out_of_focus():
    photo = np.random.default_rng(0).integers(0, 255, (480, 480, 3), np.uint8)
    whole = extended(photo, View(-187, 0, 854, 480), (854, 480))
    assert whole[:, :150].std(axis=(0, 1)).max() < 12
    assert whole[:, 300:500].std(axis=(0, 1)).min() > 60


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("width", "height"), [(512, 512), (2000, 1500)])
def test_an_unmoved_square_lies_where_it_was_cut_from(shape, width, height):
    photo, crop, size = gradient(width, height), Crop(0, 0, 500), shaped_size(512, shape)
    view = head_view((width, height), crop, (250, 300), size)
    still = extended(photo, view, size)
    scale = size[0] / view.width
    square = Crop(
        round((crop.left - view.left) * scale),
        round((crop.top - view.top) * scale),
        round(crop.side * scale),
    )
    pasted = PhotoFraming(still, square).paste(crop_image(photo, crop, 512))
    inside = np.zeros(still.shape[:2], bool)
    fade = round(0.1 * square.side)
    inside[
        max(square.top, 0) + fade : square.top + square.side - fade,
        max(square.left, 0) + fade : square.left + square.side - fade,
    ] = True
    assert np.abs(pasted.astype(int) - still)[inside].max() <= 3
