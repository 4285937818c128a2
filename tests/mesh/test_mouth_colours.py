"""The mouth's inside has the light of its photo, whoever is on it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.mesh.mouth_colours import (
    lip_colours,
    luminance,
    mouth_colours,
    mouth_hole,
    polygon_mask,
    saturation,
)
from real3d.mesh.topology import EYES
from real3d.portrait import Portrait

INSIDE = ("tooth", "gum", "tongue", "cavity")
WARM = np.array([1.0, 0.82, 0.6])
COLD = np.array([0.7, 0.85, 1.0])


@pytest.fixture
def portrait(avatar) -> Portrait:
    return avatar.portrait


def lit(portrait: Portrait, light) -> Portrait:
    """The photo under another light."""
    return replace(portrait, image=np.clip(portrait.image * light, 0, 255).astype(np.uint8))


def test_teeth_are_as_bright_as_enamel_on_this_skin(portrait):
    colours = mouth_colours(portrait, open_mouth=False)
    assert 1.05 <= luminance(colours.tooth) / colours.skin_luminance <= 1.4
    assert colours.tooth.max() <= 245
    assert saturation(colours.tooth) < saturation(colours.lip)
    assert saturation(colours.tooth) < 0.35


def test_the_deeper_the_darker(portrait):
    colours = mouth_colours(portrait, open_mouth=False)
    levels = [luminance(getattr(colours, name)) for name in INSIDE]
    tooth, gum, tongue, cavity = levels
    assert tooth > max(gum, tongue)
    assert min(gum, tongue) > 1.5 * cavity
    assert tongue <= 0.85 * colours.skin_luminance


def test_gum_and_tongue_are_red(portrait):
    colours = mouth_colours(portrait, open_mouth=False)
    for name in ("gum", "tongue", "cavity"):
        red, green, blue = getattr(colours, name)
        assert red > 1.25 * green
        assert red > 1.25 * blue


@pytest.mark.parametrize("open_mouth", [False, True])
@pytest.mark.parametrize("name", INSIDE)
def test_in_half_the_light_everything_is_half_as_bright(portrait, name, open_mouth):
    usual, dark = (mouth_colours(lit(portrait, light), open_mouth) for light in (1.0, 0.6))
    ratio = luminance(getattr(dark, name)) / luminance(getattr(usual, name))
    assert ratio == pytest.approx(0.6, abs=0.08)


def test_teeth_take_the_cast_of_the_light(portrait):
    def warmth(light) -> float:
        red, _, blue = mouth_colours(lit(portrait, light), open_mouth=False).tooth
        return red / blue

    assert warmth(WARM) > 1.1 * warmth(np.ones(3)) > 1.1 * 1.05 * warmth(COLD)


def within_lids(portrait: Portrait) -> np.ndarray:
    """[S, S] True on both eyes."""
    eyes = np.zeros(portrait.image.shape[:2], bool)
    for eye in EYES:
        rim = portrait.landmarks[[*eye.upper, *eye.lower[::-1]], :2]
        eyes |= polygon_mask(rim, portrait.size) > 0
    return eyes


def test_teeth_are_as_yellow_as_a_varnish_that_eyes_and_skin_show(portrait):
    """Yellow skin alone is skin."""
    eyes = within_lids(portrait)
    varnish = portrait.image * np.array([1.0, 0.85, 0.5])

    def blue(name: str, varnished: np.ndarray) -> float:
        image = np.where(varnished[..., None], varnish, portrait.image).astype(np.uint8)
        colours = mouth_colours(replace(portrait, image=image), open_mouth=False)
        red, _, blue = getattr(colours, name)
        return blue / red

    everywhere = np.ones_like(eyes)
    assert blue("tooth", everywhere) < 0.93 * blue("tooth", ~eyes)
    assert blue("tongue", everywhere) < 0.97 * blue("tongue", ~eyes)


def test_shaded_or_painted_eyes_do_not_make_teeth_grey(portrait):
    image = portrait.image.copy()
    image[within_lids(portrait)] //= 3
    shaded = mouth_colours(replace(portrait, image=image), open_mouth=False)
    usual = mouth_colours(portrait, open_mouth=False)
    np.testing.assert_allclose(shaded.tooth, usual.tooth, atol=3)


def test_the_darker_the_skin_the_lighter_are_teeth_beside_it(avatar_of):
    ratios = []
    for name in ("amara", "clara"):
        colours = mouth_colours(avatar_of(name).portrait, open_mouth=False)
        ratios.append(luminance(colours.tooth) / colours.skin_luminance)
    dark, fair = ratios
    assert dark > fair + 0.05


@pytest.mark.parametrize("name", INSIDE)
def test_a_black_and_white_photo_has_a_grey_mouth(portrait, name):
    grey = np.repeat(luminance(portrait.image.astype(float))[..., None], 3, axis=2)
    colour = getattr(mouth_colours(replace(portrait, image=grey.astype(np.uint8)), False), name)
    assert np.ptp(colour) < 6


def test_in_glaring_light_teeth_are_not_white(portrait):
    colours = mouth_colours(lit(portrait, 2.5), open_mouth=False)
    assert 180 < colours.tooth.max() <= 250


def test_pale_lips_do_not_make_a_tongue_shine(portrait):
    image = portrait.image.copy()
    lips = portrait.landmarks[[0, 14, 17, 84, 314], :2].round().astype(int)
    for x, y in lips:
        image[y - 2 : y + 3, x - 2 : x + 3] = 255
    colours = mouth_colours(replace(portrait, image=image), open_mouth=False)
    assert luminance(colours.lip) > luminance(mouth_colours(portrait, open_mouth=False).lip)
    assert luminance(colours.tongue) <= 0.85 * colours.skin_luminance


@pytest.mark.parametrize("side", [slice(None, 0), slice(0, None)], ids=["left", "right"])
def test_a_cheek_in_shadow_does_not_count(portrait, side):
    middle = round(portrait.landmarks[1, 0])
    image = portrait.image.copy()
    half = image[:, :middle] if side.stop == 0 else image[:, middle:]
    half[:] = half // 3
    shaded = mouth_colours(replace(portrait, image=image), open_mouth=False)
    usual = mouth_colours(portrait, open_mouth=False)
    assert shaded.skin_luminance == pytest.approx(usual.skin_luminance, rel=0.2)


def test_the_photos_teeth_are_the_better_witness(open_mouthed):
    """Whatever is painted into the opening: it decides, unless it cannot be teeth."""
    portrait = open_mouthed.portrait
    hole = mouth_hole(portrait) > 0
    skin = mouth_colours(portrait, open_mouth=False).skin_luminance
    enamel = np.array([1.0, 0.97, 0.88]) * 0.95 * skin

    def showing(colour):
        image = portrait.image.copy()
        image[hole] = colour
        return mouth_colours(replace(portrait, image=image), open_mouth=True)

    teeth = showing(enamel)
    assert teeth.photo_shows_teeth
    np.testing.assert_allclose(teeth.tooth, enamel, rtol=0.12)
    assert not showing(np.array([0.95, 0.45, 0.45]) * skin).photo_shows_teeth, "a tongue"
    assert not showing(np.array([1.2, 0.75, 0.5]) * skin).photo_shows_teeth, "something orange"
    assert not showing(np.array([0.2, 0.1, 0.1]) * skin).photo_shows_teeth, "darkness"


def test_a_closed_mouth_shows_none(portrait):
    assert not mouth_colours(portrait, open_mouth=False).photo_shows_teeth


def test_the_hole_is_what_lies_between_the_lips(open_mouthed):
    portrait = open_mouthed.portrait
    hole = mouth_hole(portrait)
    x, y = portrait.landmarks[[13, 14], :2].mean(axis=0).round().astype(int)
    assert hole[y, x] == 1
    rows, columns = np.nonzero(hole)
    corners = portrait.landmarks[[78, 308], 0]
    assert columns.min() >= corners.min() - 2
    assert columns.max() <= corners.max() + 2
    assert rows.min() >= portrait.landmarks[0, 1] - 3, "below the upper lip's outer edge"
    assert rows.max() <= portrait.landmarks[17, 1] + 3


def test_lips_have_their_own_colours_from_corner_to_corner(portrait):
    """Those of the photo's lips, not of the dark line where they meet."""
    image = portrait.image.copy()
    line = portrait.landmarks[[13, 14, 312, 317, 82, 87], :2].round().astype(int)
    for x, y in line:
        image[y - 1 : y + 2, x - 3 : x + 4] = 0
    lips = lip_colours(replace(portrait, image=image), 31)
    assert lips.shape == (31, 6)
    usual = lip_colours(portrait, 31)
    assert np.median(luminance(lips[:, 3:])) > 0.9 * np.median(luminance(usual[:, 3:]))
