"""A mouth that the photo shows open: its own teeth are kept, and its lips are cleaned of them."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.mouth_colours import luminance, mouth_hole, saturation
from real3d.mesh.photo_mouth import build_photo_mouth, clean_lips
from tests.support.poses import Model, pose

from .conftest import OPEN_MOUTHED, SHOWS_NONE, SHOWS_TEETH


@pytest.fixture(scope="session", params=(OPEN_MOUTHED, SHOWS_TEETH))
def with_teeth(request, avatar_of, caught_speaking):
    """Faces whose photo shows teeth."""
    build = avatar_of if request.param == OPEN_MOUTHED else caught_speaking
    avatar = build(request.param)
    assert avatar.mouth.colours.photo_shows_teeth
    return avatar


def window_of(avatar):
    """Rows and columns of the patch in the photo."""
    places = avatar.surface.camera.project(avatar.mouth.photo.vertices)[:, :2]
    left, top = np.round(places.min(axis=0)).astype(int)
    height, width = avatar.mouth.photo.opening.shape
    return slice(top, top + height), slice(left, left + width)


def test_a_closed_mouth_has_neither_layer_nor_cleaned_lips(closed_mouthed):
    assert closed_mouthed.mouth.photo is None
    assert closed_mouthed.lips is None


def test_unmoved_the_patch_lies_on_its_own_pixels(open_mouthed):
    photo = open_mouthed.mouth.photo
    places = open_mouthed.surface.camera.project(photo.vertices)[:, :2]
    rows, columns = window_of(open_mouthed)
    np.testing.assert_allclose(places - (columns.start, rows.start), photo.uv, atol=1e-2)
    picture = open_mouthed.portrait.image[rows, columns]
    np.testing.assert_array_equal(photo.photo, picture)


def test_while_the_photos_expression_is_shown_the_whole_opening_is_the_photo(open_mouthed):
    photo = open_mouthed.mouth.photo
    rows, columns = window_of(open_mouthed)
    shown = photo.texture(1.0)
    inside = cv2.erode(mouth_hole(open_mouthed.portrait)[rows, columns], np.ones((3, 3))) > 0
    assert inside.any()
    assert (shown[inside][:, 3] > 250).all()
    difference = np.abs(shown[inside][:, :3].astype(int) - photo.photo[inside])
    assert difference.max() <= 6
    assert (shown[0, :, 3] == 0).all()
    assert (shown[-1, :, 3] == 0).all()


def test_once_the_mouth_is_driven_only_the_teeth_are_left(with_teeth):
    photo, colours = with_teeth.mouth.photo, with_teeth.mouth.colours
    driven = photo.texture(0.0)
    rows, columns = window_of(with_teeth)
    hole = mouth_hole(with_teeth.portrait)[rows, columns] > 0
    bright = luminance(photo.photo)
    teeth = hole & (bright > 0.85 * luminance(colours.tooth))
    dark = hole & (bright < 0.25 * luminance(colours.tooth))
    assert teeth.sum() > 20
    assert np.median(driven[teeth][:, 3]) > 250
    # The hidden crowns that are continued upwards may lie over what is dark above the teeth.
    below = dark & (np.cumsum(teeth, axis=0) > 0)
    assert not below.any() or driven[below][:, 3].mean() < 90


def test_a_glint_in_the_dark_is_no_tooth(caught_speaking):
    avatar = caught_speaking(SHOWS_TEETH)
    portrait, photo = avatar.portrait, avatar.mouth.photo
    rows, columns = window_of(avatar)
    hole = cv2.erode(mouth_hole(portrait)[rows, columns], np.ones((3, 3), np.uint8)) > 0
    lonely = hole & (cv2.dilate(photo.upper_alpha, np.ones((7, 7))) < 0.1)
    y, x = np.argwhere(lonely)[len(np.argwhere(lonely)) // 2]
    image = portrait.image.copy()
    place = (slice(rows.start + y - 1, rows.start + y + 1), slice(columns.start + x, None))
    image[place][:, :2] = avatar.mouth.colours.tooth
    again = build_photo_mouth(
        replace(portrait, image=image),
        avatar.surface.camera,
        photo.lower_rim,
        avatar.mouth.colours,
        avatar.lips.hole,
        avatar.mouth.upper_teeth,
    )
    assert again.upper_alpha[y - 1 : y + 1, x : x + 2].max() < 0.2


def test_every_column_of_teeth_goes_on_upwards_and_ends_in_gum(with_teeth):
    """So that a raised lip never opens a black slit."""
    photo, colours = with_teeth.mouth.photo, with_teeth.mouth.colours
    scale = with_teeth.portrait.pose.scale
    rows, columns = window_of(with_teeth)
    hole = mouth_hole(with_teeth.portrait)[rows, columns] > 0
    bright = luminance(photo.photo)
    teeth = hole & (bright > 0.85 * luminance(colours.tooth))
    gum = colours.gum / colours.gum.sum()
    hidden, whole, gummed = [], [], []
    for x in np.flatnonzero(teeth.sum(axis=0) >= 3):
        top = int(np.flatnonzero(teeth[:, x])[0])
        covered = np.flatnonzero(photo.upper_alpha[:, x] > 0.9)
        if len(covered) == 0:
            continue  # bright, and not one of the teeth
        first = int(covered[0])
        hidden.append((top - first) / scale * 90)
        whole.append((photo.upper_alpha[first:top, x] > 0.8).all())
        tints = photo.upper[[first, top], x]
        away = np.abs(tints / tints.sum(axis=1, keepdims=True) - gum).max(axis=1)
        gummed.append(away[0] < away[1])
    assert len(hidden) > 8
    assert 2.5 < np.median(hidden) < 8, "millimetres"
    assert np.mean(whole) > 0.9, "without a slit"
    assert np.mean(gummed) > 0.8


def test_a_mouth_without_teeth_leaves_nothing_of_the_photo_once_driven(caught_speaking):
    avatar = caught_speaking(SHOWS_NONE)
    assert not avatar.mouth.colours.photo_shows_teeth
    assert not avatar.mouth.photo.texture(0.0)[..., 3].any()


def test_an_opening_without_teeth_stays_the_photos_until_the_lips_have_nearly_shut(caught_speaking):
    photo = caught_speaking(SHOWS_NONE).mouth.photo
    assert [photo.share(neutral, jaw=0.2) for neutral in (0, 0.4, 0.9, 1)] == [1, 1, 0, 0]
    assert photo.share(neutral=0, jaw=0.9) == 0


def test_beside_its_own_upper_teeth_the_rest_of_an_opening_leaves_early(with_teeth):
    photo = with_teeth.mouth.photo
    assert [photo.share(neutral, jaw=0.2) for neutral in (0, 0.5, 1)] == [1, 0, 0]


def test_an_opening_without_teeth_is_pressed_together_between_the_lips(caught_speaking):
    avatar = caught_speaking(SHOWS_NONE)
    photo, surface = avatar.mouth.photo, avatar.surface
    still = np.zeros(3)
    head = HeadTransform.from_motion(
        still, still, avatar.portrait.pose, surface.pivot, surface.camera
    )
    rim = surface.camera.project(photo.lower_rim)[:, :2]
    resting = photo.project(head, rim)[:, :2]
    raised = photo.project(head, rim - (0, 9))[:, :2]
    np.testing.assert_allclose(resting - raised, 9 * photo.follows[:, None] * (0, 1), atol=1e-3)
    upper, lower = (avatar.portrait.landmarks[mark, 1] for mark in (13, 14))
    middle = np.abs(resting[:, 0] - avatar.portrait.landmarks[13, 0]) < 12
    assert (photo.follows[middle & (resting[:, 1] <= upper - 1)] == 0).all()
    assert (photo.follows[middle & (resting[:, 1] >= lower + 1)] == 1).all()


def test_teeth_of_the_photo_are_never_pressed(with_teeth):
    assert not with_teeth.mouth.photo.follows.any()


def test_between_the_two_it_fades(with_teeth):
    photo = with_teeth.mouth.photo
    shares = [photo.texture(share)[..., 3].astype(float).sum() for share in (1, 0.75, 0.5, 0)]
    assert shares[0] > shares[1] > shares[2] > shares[3] > 0
    for share in (0.3, 0.7):
        texture = photo.texture(share).astype(int)
        assert (texture[..., :3] <= texture[..., 3:] + 1).all(), "premultiplied"


def test_lips_are_cleaned_of_teeth_and_all_else_stays(open_mouthed):
    portrait = open_mouthed.portrait
    lips = clean_lips(portrait)
    hole = mouth_hole(portrait)
    assert (lips.hole >= hole).all()
    assert (lips.mask[hole > 0] > 0.5).mean() > 0.95
    far = cv2.dilate(hole, np.ones((25, 25), np.uint8)) == 0
    assert (lips.mask[far] == 0).all()
    assert np.array_equal(lips.picture[far], portrait.image[far])


def test_no_bright_fringe_is_left_around_a_mouth_that_shuts(open_mouthed):
    """Teeth that spill over the lip line would be stretched over the lips (0.037 of the pixels);
    a highlight on a lip stays (up to 0.022)."""
    model = Model(open_mouthed)
    frame = model.hold(pose(neutral=1)).astype(float)
    corners = model.vertices[[61, 291], :2]
    height = 0.12 * np.linalg.norm(corners[1] - corners[0])
    left, right = np.sort(corners[:, 0]).round().astype(int)
    middle = model.vertices[[13, 14], 1].mean()
    box = frame[round(middle - height) : round(middle + height) + 1, left + 6 : right - 6]
    tooth = luminance(open_mouthed.mouth.colours.tooth)
    pale = (saturation(box) < 0.18) & (luminance(box) > 0.8 * tooth)
    assert pale.mean() < 0.025


def test_the_layer_turns_with_the_head(with_teeth):
    """Seen at rest and turned, the photo's teeth keep their place between the corners."""
    bright = np.zeros_like(with_teeth.mouth.photo.photo)
    bright[..., 2] = 255
    photo = replace(with_teeth.mouth.photo, photo=bright, upper=bright)
    model = Model(replace(with_teeth, mouth=replace(with_teeth.mouth, photo=photo)))
    places = []
    for turn in ({}, {"roll": 10}, {"yaw": 8}):
        frame = model.hold(pose(jawOpen=0.2, **turn)).astype(int)
        blue = np.argwhere((frame[..., 2] > 150) & (frame[..., 0] < 60))[:, ::-1].mean(axis=0)
        corners = model.vertices[[78, 308], :2]
        across = corners[1] - corners[0]
        places.append((blue - corners.mean(axis=0)) @ across / (across @ across))
    assert np.ptp(places) < 0.06


def test_it_is_built_the_same_way_again(with_teeth):
    again = build_photo_mouth(
        with_teeth.portrait,
        with_teeth.surface.camera,
        with_teeth.mouth.photo.lower_rim,
        with_teeth.mouth.colours,
        with_teeth.lips.hole,
        with_teeth.mouth.upper_teeth,
    )
    assert np.array_equal(again.texture(0.5), with_teeth.mouth.photo.texture(0.5))
