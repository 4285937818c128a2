"""The square goes back to where it came from."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait import Crop
from real3d.portrait.crop import crop_image
from real3d.portrait.detection import FaceBox
from real3d.portrait.framing import MAX_SIDE, OpenEdges, PhotoFraming, framed_size


@pytest.fixture
def photo() -> np.ndarray:
    """[301, 401, 3] a gradient, of odd sides."""
    row, column = np.mgrid[:301, :401]
    return np.dstack([row * 0.8, column * 0.6, np.full(row.shape, 90)]).astype(np.uint8)


def test_a_photo_keeps_its_size_but_for_an_odd_row_and_column():
    assert framed_size(401, 301) == (400, 300)


def test_a_huge_photo_is_made_smaller_in_its_own_shape():
    assert framed_size(6000, 4000) == (MAX_SIDE, 1280)
    assert framed_size(3000, 9000) == (640, MAX_SIDE)


def test_an_unmoved_square_leaves_the_photo_as_it_was(photo):
    crop = Crop(left=120, top=60, side=200)
    pasted = PhotoFraming(photo, crop).paste(crop_image(photo, crop, 200))
    assert np.abs(pasted.astype(int) - photo[:300, :400]).max() <= 1


def test_the_square_is_seen_inside_and_the_photo_outside_with_no_edge_between(photo):
    crop = Crop(left=120, top=60, side=200)
    pasted = PhotoFraming(photo, crop).paste(np.full((512, 512, 3), 255, np.uint8))
    assert (pasted[160, 220] == 255).all()
    assert (pasted[:, :120] == photo[:300, :120]).all()
    middle = pasted[160].astype(int)
    assert np.abs(np.diff(middle, axis=0)).max() < 40


def test_at_the_edge_of_the_photo_nothing_fades(photo):
    pasted = PhotoFraming(photo, Crop(left=0, top=0, side=200)).paste(
        np.full((64, 64, 3), 255, np.uint8)
    )
    assert (pasted[:100, 0] == 255).all()


@pytest.mark.parametrize(
    ("crop", "open_edges"),
    [
        (Crop(left=120, top=60, side=200), OpenEdges(left=True, right=True, bottom=True)),
        (Crop(left=0, top=0, side=200), OpenEdges(left=False, right=True, bottom=True)),
        (Crop(left=201, top=101, side=200), OpenEdges(left=True, right=False, bottom=False)),
        (Crop(left=-20, top=-30, side=440), OpenEdges(left=False, right=False, bottom=False)),
    ],
)
def test_the_photo_goes_on_where_the_square_does_not_end_with_it(photo, crop, open_edges):
    assert PhotoFraming(photo, crop).open_edges == open_edges


def test_a_square_that_reaches_beyond_the_photo_is_cut_off(photo):
    crop = Crop(left=-20, top=-30, side=440)
    framing = PhotoFraming(photo, crop)
    pasted = framing.paste(crop_image(photo, crop, 440))
    assert pasted.shape == (300, 400, 3)
    assert np.abs(pasted.astype(int) - photo[:300, :400]).max() <= 1


def test_the_square_of_a_huge_photo_shrinks_with_it():
    photo = np.full((2880, 3840, 3), 60, np.uint8)
    framing = PhotoFraming(photo, Crop(left=1000, top=1000, side=800))
    pasted = framing.paste(np.full((512, 512, 3), 200, np.uint8))
    assert framing.size == (1920, 1440)
    assert (pasted[700, 700] == 200).all()
    assert (pasted[950, 700] == 60).all()


def test_two_people_share_a_photo_and_nobody_covers_the_other(photo):
    left, right = FaceBox(80, 100, 80, 80, 1.0), FaceBox(240, 100, 80, 80, 1.0)
    one = PhotoFraming(photo, Crop(left=20, top=40, side=240)).beside(left, (right,))
    other = PhotoFraming(photo, Crop(left=90, top=40, side=240)).beside(right, (left,))
    white, black = (np.full((64, 64, 3), value, np.uint8) for value in (255, 0))
    whole = other.paste(black, onto=one.paste(white))
    assert (whole[140, 120] == 255).all()
    assert (whole[140, 280] == 0).all()
    assert (whole[:, 390:] == photo[:300, 390:400]).all()
    assert np.abs(np.diff(whole[140, 120:280].astype(int), axis=0)).max() < 60, "a soft border"


def test_between_two_people_nobody_moves(photo):
    left, right = FaceBox(80, 100, 80, 80, 1.0), FaceBox(240, 100, 80, 80, 1.0)
    framing = PhotoFraming(photo, Crop(left=20, top=40, side=240))
    own = framing.beside(left, (right,)).open_edges.own
    assert framing.open_edges.own is None
    row = own[len(own) // 2]
    assert row[round(100 / 240 * len(row))] == 1.0, "their own face"
    assert row[round(180 / 240 * len(row))] == 0.0, "the border"
    assert row[-1] == 0.0
