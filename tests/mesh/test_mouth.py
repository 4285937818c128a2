"""What a viewer sees in an open mouth: teeth in their places, depth, nothing beside the lips."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.mouth import MouthState, draw_mouth
from real3d.mesh.mouth_colours import luminance, polygon_mask
from real3d.mesh.mouth_opening import SAMPLES
from real3d.mesh.teeth import DentalArch
from real3d.mesh.topology import face_topology
from tests.support.poses import Model, pose

GREEN_SCREEN = (0, 255, 0)
UPPER, TONGUE, LOWER = range(3)
"""The channels of `painted`."""


def lips(model: Model) -> tuple[NDArray, NDArray]:
    """The inner rims [N, 2] of the pose held last."""
    slit = face_topology().mouth
    return model.vertices[slit.upper, :2].astype(float), model.vertices[slit.lower, :2].astype(
        float
    )


def opening(model: Model, grown: int = 0) -> NDArray[np.bool_]:
    """[S, S] between the lips of the pose held last, with a margin (negative: without a rim)."""
    upper, lower = lips(model)
    mask = polygon_mask(np.vstack([upper, lower[-2:0:-1]]), model.avatar.portrait.size)
    kernel = np.ones((2 * abs(grown) + 1,) * 2, np.uint8)
    return (cv2.dilate(mask, kernel) if grown > 0 else cv2.erode(mask, kernel)) > 0


def down(model: Model) -> NDArray:
    """[2] unit vector from the upper to the lower lip."""
    upper, _ = lips(model)
    across = upper[-1] - upper[0]
    return np.array([-across[1], across[0]]) / np.linalg.norm(across)


def at_rest(avatar: MeshAvatar) -> HeadTransform:
    surface = avatar.surface
    return HeadTransform.from_motion(
        np.zeros(3), np.zeros(3), avatar.portrait.pose, surface.pivot, surface.camera
    )


def painted(avatar: MeshAvatar) -> MeshAvatar:
    """Red upper teeth, blue lower ones and a green tongue, in the dark."""

    def paint(arch: DentalArch, channel: int) -> DentalArch:
        texture = np.zeros_like(arch.texture)
        texture[..., channel] = texture[..., 3] = arch.texture[..., 3]
        return replace(arch, texture=texture)

    mouth = avatar.mouth
    colours = replace(mouth.colours, tongue=np.array([0.0, 255.0, 0.0]), cavity=np.zeros(3))
    return replace(
        avatar,
        mouth=replace(
            mouth,
            upper_teeth=paint(mouth.upper_teeth, UPPER),
            lower_teeth=paint(mouth.lower_teeth, LOWER),
            colours=colours,
            photo=None,
        ),
    )


def seen(model: Model, part: int, **command: float) -> NDArray[np.int64]:
    """[N, 2] (x, y) of the pixels that show one painted part."""
    frame = model.hold(pose(neutral=1, **command)).astype(float)
    others = np.delete(frame, part, axis=2).max(axis=2)
    shown = opening(model, grown=-1) & (frame[..., part] > 40) & (others < 0.5 * frame[..., part])
    return np.argwhere(shown)[:, ::-1]


@pytest.fixture
def coloured(avatar: MeshAvatar) -> Model:
    return Model(painted(avatar))


@pytest.mark.parametrize("jaw", [0.1, 0.4, 1.0])
def test_what_is_inside_is_drawn_between_the_lips_and_nowhere_else(model, jaw):
    model.hold(pose(neutral=1, jawOpen=jaw))
    frame = np.full((model.avatar.portrait.size,) * 2 + (3,), GREEN_SCREEN, np.uint8)
    mouth = replace(model.avatar.mouth, photo=None)  # the seam lies on the lips
    draw_mouth(
        frame, mouth, *lips(model), at_rest(model.avatar), MouthState(jaw, 0.0, 0.0, neutral=1.0)
    )
    changed = (frame != GREEN_SCREEN).any(axis=2)
    assert not (changed & ~opening(model, grown=3)).any()
    inner = opening(model, grown=-2)
    assert changed[inner].all()
    assert (frame[inner][:, 1] < 250).all(), "nothing shines through"


def test_closed_lips_are_left_as_they_are(closed_mouthed):
    """Where the photo shows them closed, there is not even a line to draw."""
    model = Model(closed_mouthed)
    model.hold(pose())
    upper, lower = lips(model)
    frame = closed_mouthed.portrait.image.copy()
    middle = 0.5 * (upper + lower)
    shut = MouthState(jaw=0.0, tongue_out=0.0, rounding=0.0, neutral=1.0)
    draw_mouth(frame, closed_mouthed.mouth, middle, middle, at_rest(closed_mouthed), shut)
    assert np.array_equal(frame, closed_mouthed.portrait.image)


@pytest.mark.parametrize("jaw", [0.15, 0.5, 1.0])
def test_teeth_are_seen_and_never_brighter_than_the_light(model, jaw):
    frame = model.hold(pose(neutral=1, jawOpen=jaw)).astype(float)
    colours = model.avatar.mouth.colours
    bright = luminance(frame)[opening(model, grown=-1)]
    assert np.quantile(bright, 0.98) < 1.02 * luminance(colours.tooth)
    assert bright.max() > 0.7 * luminance(colours.tooth)


def test_an_open_mouth_is_deep_but_no_hole(model):
    """Most of it is darker than the face, and its darkest part still has a colour."""
    frame = model.hold(pose(neutral=1, jawOpen=1)).astype(float)
    skin = model.avatar.mouth.colours.skin_luminance
    bright = luminance(frame)[opening(model, grown=-1)] / skin
    assert 0.1 < np.percentile(bright, 5) < 0.33
    assert np.median(bright) < 0.65


def test_upper_teeth_are_as_bright_in_a_narrow_gap(avatar):
    """They stand right behind the lip, in the light that falls on the face."""
    model = Model(replace(avatar, mouth=replace(avatar.mouth, photo=None)))
    brightest = []
    for jaw in (0.1, 0.3):
        frame = model.hold(pose(neutral=1, jawOpen=jaw, mouthUpperUp=0.4)).astype(float)
        brightest.append(np.percentile(luminance(frame)[opening(model)], 90))
    assert brightest[0] > 0.85 * brightest[1]


def test_lips_part_in_the_dark(closed_mouthed):
    """Or a white strip from corner to corner would be the first that is seen of a syllable."""
    model = Model(closed_mouthed)
    brightest = []
    for jaw in (0.06, 0.25):
        light = luminance(model.hold(pose(neutral=1, jawOpen=jaw)).astype(float))
        brightest.append(light[opening(model)].max())
    assert brightest[0] < 0.9 * brightest[1]


def test_upper_teeth_stay_on_the_skull_and_lower_ones_ride_on_the_jaw(coloured):
    upper = [seen(coloured, UPPER, jawOpen=jaw)[:, 1].mean() for jaw in (0.5, 1.0)]
    lower = [seen(coloured, LOWER, jawOpen=jaw, mouthFunnel=1)[:, 1].mean() for jaw in (0.5, 1.0)]
    assert abs(upper[1] - upper[0]) < 2.5
    assert lower[1] - lower[0] > 5


def test_the_tongue_lies_between_the_rows(coloured):
    command = {"jawOpen": 1.0, "mouthLowerDown": 0.6}
    upper, tongue, lower = (seen(coloured, part, **command)[:, 1].mean() for part in range(3))
    assert upper < tongue < lower


def test_a_tongue_fills_more_of_the_mouth_as_it_rises(coloured):
    """Up to where its tip lies between the teeth; further out it lies over the lip."""
    amounts = [len(seen(coloured, TONGUE, jawOpen=0.6, tongueOut=out)) for out in (0, 0.1, 0.3)]
    assert amounts[0] < amounts[1] < amounts[2]


def test_a_tongue_that_is_out_lies_over_the_lower_lip_and_behind_the_upper_teeth(model):
    command = {"jawOpen": 0.45, "mouthLowerDown": 0.3}
    inside = model.hold(pose(neutral=1, **command)).astype(float)
    out = model.hold(pose(neutral=1, tongueOut=1.0, **command)).astype(float)
    upper, lower = lips(model)
    middle = len(lower) // 2
    reach = round(0.02 * model.avatar.surface.face_width)
    x, y = (lower[middle] + 0.03 * model.avatar.surface.face_width * down(model)).astype(int)
    changed = np.abs(out - inside).max(axis=2)
    over = np.s_[y : y + reach, x - reach : x + reach]
    assert np.median(changed[over]) > 6, "it covers the lip"
    np.testing.assert_allclose(
        out[over].mean(axis=(0, 1)), model.avatar.mouth.colours.tongue, rtol=0.35
    )
    x, y = (upper[middle] - 0.02 * model.avatar.surface.face_width * down(model)).astype(int)
    assert changed[y - reach : y, x - reach : x + reach].max() == 0, "and nothing above"


def test_a_tongue_lies_in_place_on_a_turned_head(avatar):
    """Whole: it is not cut off where the corners of the mouth are."""
    model = Model(avatar)
    areas = []
    for yaw in (0, 12, -12):
        command = {"jawOpen": 0.45, "mouthLowerDown": 0.3, "yaw": yaw}
        inside = model.hold(pose(neutral=1, **command)).astype(float)
        out = model.hold(pose(neutral=1, tongueOut=1.0, **command)).astype(float)
        below = ~opening(model, grown=1) & (np.abs(out - inside).max(axis=2) > 4)
        areas.append(below.sum())
    assert min(areas) > 0.6 * max(areas)


def test_moustaches_hang_over_the_teeth(avatar):
    """Grey and dark above the mouth: hair. Skin and painted lips are not."""
    bare = Model(
        replace(avatar, mouth=replace(avatar.mouth, photo=None, overhang=np.zeros(SAMPLES)))
    )
    hairy = Model(
        replace(avatar, mouth=replace(avatar.mouth, photo=None, overhang=np.full(SAMPLES, 1.5)))
    )
    command = pose(neutral=1, jawOpen=0.3, mouthUpperUp=0.5)
    changed = (bare.hold(command) != hairy.hold(command)).any(axis=2)
    upper, lower = lips(bare)
    middle = len(upper) // 2
    assert changed.any()
    rows = np.nonzero(changed)[0]
    assert np.median(rows) < 0.5 * (upper + lower)[middle, 1], "along the upper lip"
    assert avatar.mouth.overhang.max() == 0, "none of these has one"


def test_upper_teeth_lie_in_the_shadow_of_what_stands_off_them(avatar):
    """Protruded lips and moustaches take light from the teeth right behind them."""
    brightest = []
    for moustache, rounding in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)):
        mouth = replace(avatar.mouth, photo=None, moustache=moustache)
        model = Model(replace(avatar, mouth=mouth))
        model.hold(pose(neutral=1, jawOpen=0.1))
        frame = np.zeros((avatar.portrait.size,) * 2 + (3,), np.uint8)
        state = MouthState(jaw=0.1, tongue_out=0.0, rounding=rounding, neutral=1.0)
        draw_mouth(frame, mouth, *lips(model), at_rest(avatar), state)
        brightest.append(np.percentile(luminance(frame.astype(float))[opening(model)], 90))
    bare, hairy, rounded = brightest
    assert 0.5 * bare < hairy < 0.9 * bare
    assert 0.3 * bare < rounded < 0.8 * bare


@pytest.mark.parametrize("turn", [{"roll": 12}, {"yaw": 10}, {"yaw": -10}, {"pitch": 8}])
def test_teeth_turn_with_the_head(coloured, turn):
    """They keep their place between the corners of the mouth."""
    places = []
    for command in ({}, turn):
        teeth = seen(coloured, UPPER, jawOpen=0.6, **command).mean(axis=0)
        upper, _ = lips(coloured)
        corners = upper[[0, -1]]
        across = corners[1] - corners[0]
        places.append((teeth - corners.mean(axis=0)) @ across / (across @ across))
    assert abs(places[1] - places[0]) < 0.07


def test_rounded_lips_shade_what_is_behind_them(model):
    model.hold(pose(neutral=1, jawOpen=0.8))
    inner = opening(model, grown=-1)
    levels = []
    for rounding in (0.0, 1.0):
        frame = np.zeros((model.avatar.portrait.size,) * 2 + (3,), np.uint8)
        state = MouthState(jaw=0.8, tongue_out=0.0, rounding=rounding, neutral=1.0)
        draw_mouth(frame, model.avatar.mouth, *lips(model), at_rest(model.avatar), state)
        levels.append(frame[inner].astype(float).mean(axis=0))
    share = levels[1] / levels[0]
    assert (share < 0.9).all()
    assert share[0] > share[1] > share[2] - 0.05, "least in red"


def test_lips_that_the_photo_shows_apart_have_a_dark_seam_once_they_are_shut(open_mouthed):
    model = Model(open_mouthed)
    frame = model.hold(pose(neutral=1)).astype(float)
    upper, lower = lips(model)
    line = np.round(0.5 * (upper + lower)[6:-6]).astype(int)
    bright = cv2.blur(luminance(frame).astype(np.float32), (3, 1))
    reach = max(4, round(0.05 * open_mouthed.surface.face_width))
    seam = np.array([bright[y - 1 : y + 2, x].min() for x, y in line])
    around = np.array([np.median(bright[y - reach : y + reach, x]) for x, y in line])
    assert np.median(seam / around) < 0.75


def test_at_rest_an_open_mouth_is_that_of_the_photo(open_mouthed):
    model = Model(open_mouthed)
    frame = model.hold(pose()).astype(int)
    difference = np.abs(frame - open_mouthed.portrait.image).max(axis=2)[opening(model, grown=-2)]
    assert np.median(difference) <= 3
    assert np.percentile(difference, 95) <= 16
