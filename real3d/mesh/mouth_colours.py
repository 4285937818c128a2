"""What colours the inside of this mouth would have in this picture's light.

Everything is told by the skin, in CIE Lab. Enamel is lighter than any skin and the more so the
darker the skin; it has little colour of its own, so it takes the cast of the light. Gum, tongue and
cavity are as much redder than the skin as in people, and grey where the picture is. The whites of
the eyes alone are no witness: lids, lashes and make-up shade them. But where they are as yellow as
the highlights of the skin, so is the light, or the varnish. Where the photo shows teeth, they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.topology import EYES
from real3d.numerics.types import Float32Array, FloatArray, Floating, Mask
from real3d.portrait import Portrait
from real3d.portrait.landmarks import (
    FACE_OVAL,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)

Colour = FloatArray
"""[3] RGB, 0..255."""

_LUMINANCE = np.array([0.299, 0.587, 0.114])
_CHEEKS = (50, 280, 205, 425)
_LIP_SAMPLES = (14, 17, 84, 314, 0)
_CHEEK_PATCH = 4
"""Half the side of a cheek's patch, in pixels at 512."""

_WHITE_TEETH, _TOWARD_WHITE = 80.0, 0.40
"""L* of enamel in full light, and how far from the skin's towards it teeth are: skin of 40 has
teeth of 56 (1.4 of it), skin of 70 teeth of 74 (1.06). Six people on video: 0.9 to 1.24 of it."""
_BRIGHTEST_IN_FACE = 99
"""Percentile of the face's light above which no tooth is: in a dim picture nothing glows."""
_LEAST_OVER_SKIN, _WHITEST = 1.09, 95.0
"""But each is at least so much lighter than the skin, and none lighter than this L*."""
_ENAMEL_RED, _ENAMEL_YELLOW, _OWN_YELLOW = 0.22, 0.34, 3.5
"""Shares of the skin's a* and b*, which hold the cast of the light, and b* of enamel's own."""

_WHITE_OF_EYE = 80
"""Percentile of the light within the lids from which on it is the white of the eye."""

_SIDES = ((50, 205, 36), (280, 425, 266))
"""Landmarks of the cheek on the image's left and on its right, above any beard."""
_SIDE_LIGHT = (0.45, 1.05)
"""Least and most light of a side, over that of the skin."""

_BESIDE_THE_LINE = 0.4
"""Where lips are sampled, between their inner and their outer edge."""

_SKIN_CHROMA, _LIP_CHROMA = 22.0, 28.0
"""Chroma of skin and lips in a photo in colour; where both have less, the picture is greyer."""
_MOST_COLOUR = 1.15

# L* over that of the skin, a* added to a third of the skin's, share of the skin's b*.
_GUM = (0.74, 17.0, 0.50)
_TONGUE = (0.86, 18.0, 0.50)
_CAVITY = (0.47, 13.0, 0.75)
_YELLOW_FLESH = 1.5
"""How much of a yellow light flesh holds, by what white holds: it is warm itself."""
_GLOSS = 0.30
"""Share of what enamel lacks to white that its highlights add."""
_LIP_IN_TONGUE = 0.50
"""Share of the lips' own colour in the tongue's: blood is as red here as there."""


@dataclass(frozen=True)
class MouthColours:
    """RGB colours, 0..255."""

    skin_luminance: float
    tooth: Colour
    gloss: float
    """What a mirrored light adds to wet enamel."""
    gum: Colour
    tongue: Colour
    cavity: Colour
    lip: Colour
    photo_shows_teeth: bool
    side_light: tuple[float, float]
    """Light on the image's left and right side of the mouth, over that of the skin; teeth still
    have to be lit by it, the rest is."""


def mouth_colours(portrait: Portrait, open_mouth: bool) -> MouthColours:
    """Colours for the inside of the portrait's mouth."""
    skin = _skin(portrait)
    brightness = float(luminance(skin))
    lip = _lip(portrait)
    colourfulness, yellow_light = _colourfulness(skin, lip), _yellow_light(portrait)
    flesh = partial(_flesh, skin, colourfulness, yellow_light)
    tooth, shown = _enamel(portrait, skin, colourfulness, yellow_light), False
    if open_mouth:
        photo = _shown_teeth(portrait, brightness)
        if photo is not None:
            tooth, shown = 0.85 * photo + 0.15 * tooth, True
    tongue = (1 - _LIP_IN_TONGUE) * flesh(_TONGUE) + _LIP_IN_TONGUE * lip
    tongue *= min(1.0, 0.84 * brightness / max(float(luminance(tongue)), 1.0))
    sides = _side_light(portrait, skin)
    amid = 0.5 * (sides[0] + sides[1])
    return MouthColours(
        skin_luminance=brightness,
        tooth=tooth,
        gloss=_GLOSS * (255 - float(luminance(tooth))),
        gum=flesh(_GUM),
        tongue=amid * tongue,
        cavity=amid * flesh(_CAVITY),
        lip=lip,
        photo_shows_teeth=shown,
        side_light=sides,
    )


def lip_colours(portrait: Portrait, count: int) -> Float32Array:
    """[count, 6] RGB of the upper and the lower lip along the mouth, from corner to corner.

    Taken beside the line where the lips meet, which is dark. Where a moustache hangs over the lip
    it is the moustache's.
    """
    soft = cv2.GaussianBlur(portrait.image, (0, 0), max(0.6, portrait.size / 512))
    places = np.linspace(0, 1, count)
    colours = []
    for inner, outer in ((UPPER_LIP_INNER, UPPER_LIP_OUTER), (LOWER_LIP_INNER, LOWER_LIP_OUTER)):
        rim = portrait.landmarks[list(inner), :2]
        beside = rim + _BESIDE_THE_LINE * (portrait.landmarks[list(outer), :2] - rim)
        x, y = np.clip(np.round(beside), 0, portrait.size - 1).astype(int).T
        samples = soft[y, x].astype(np.float64)
        across = rim[-1] - rim[0]
        along = np.maximum.accumulate((rim - rim[0]) @ across / max(float(across @ across), 1.0))
        colours += [np.interp(places, along, samples[:, k]) for k in range(3)]
    return np.column_stack(colours).astype(np.float32)


def luminance(colours: NDArray[np.floating]) -> FloatArray:
    """[...] of RGB values [..., 3]."""
    return colours @ _LUMINANCE


def saturation(colours: NDArray[Floating]) -> NDArray[Floating]:
    """[...] of RGB values [..., 3], 0..1."""
    most = colours.max(axis=-1)
    return (most - colours.min(axis=-1)) / np.maximum(most, 1.0)


def polygon_mask(points: NDArray, size: int) -> Mask:
    """[S, S] 1 within the polygon [N, 2], in pixels."""
    mask = np.zeros((size, size), np.uint8)
    cv2.fillPoly(mask, [np.round(points).astype(np.int32)], 1)
    return mask


def mouth_hole(portrait: Portrait) -> Mask:
    """[S, S] 1 between the lips of the photo."""
    upper = portrait.landmarks[list(UPPER_LIP_INNER), :2]
    lower = portrait.landmarks[list(LOWER_LIP_INNER), :2]
    return polygon_mask(np.vstack([upper, lower[-2:0:-1]]), portrait.size)


def _skin(portrait: Portrait) -> Colour:
    """The brighter of the cheeks: the other may lie in shadow."""
    reach = max(1, _CHEEK_PATCH * portrait.size // 512)
    patches = []
    for x, y in portrait.landmarks[list(_CHEEKS), :2]:
        row, column = int(np.clip(y, 0, portrait.size - 1)), int(np.clip(x, 0, portrait.size - 1))
        patch = portrait.image[
            max(row - reach, 0) : row + reach + 1, max(column - reach, 0) : column + reach + 1
        ]
        patches.append(np.median(patch.reshape(-1, 3), axis=0))
    return np.percentile(patches, 70, axis=0)


def _side_light(portrait: Portrait, skin: Colour) -> tuple[float, float]:
    """How much of the light that the skin has falls on either side of the mouth."""
    soft = cv2.GaussianBlur(portrait.image, (0, 0), 2 * portrait.size / 512)
    lights = []
    for side in _SIDES:
        places = np.round(portrait.landmarks[list(side), :2]).astype(int)
        x, y = np.clip(places, 0, portrait.size - 1).T
        lights.append(float(np.median([_to_lab(colour)[0] for colour in soft[y, x].astype(float)])))
    left, right = np.clip(np.array(lights) / max(float(_to_lab(skin)[0]), 1.0), *_SIDE_LIGHT)
    return float(left), float(right)


def _enamel(portrait: Portrait, skin: Colour, colourfulness: float, yellow_light: float) -> Colour:
    light, red, yellow = _to_lab(skin)
    enamel = light + _TOWARD_WHITE * max(_WHITE_TEETH - light, 0.0)
    oval = polygon_mask(portrait.landmarks[list(FACE_OVAL), :2], portrait.size)
    face = luminance(portrait.image[oval > 0].astype(np.float64))
    brightest = _to_lab(np.full(3, np.percentile(face, _BRIGHTEST_IN_FACE)))[0]
    enamel = min(max(min(enamel, brightest), _LEAST_OVER_SKIN * light), _WHITEST)
    own = _ENAMEL_YELLOW * yellow + _OWN_YELLOW * colourfulness
    return _from_lab(enamel, _ENAMEL_RED * red, max(own, yellow_light * enamel))


def _yellow_light(portrait: Portrait) -> float:
    """b* over L* of what is white: as much as the whites of both eyes and the face's highlights
    have in common."""
    lids = [(*eye.upper, *eye.lower[::-1]) for eye in EYES]
    whites = [_brightest(portrait, outline, _WHITE_OF_EYE) for outline in lids]
    whites.append(_brightest(portrait, FACE_OVAL, _BRIGHTEST_IN_FACE))
    lights, _, yellows = np.array([_to_lab(colour) for colour in whites]).T
    return float((yellows / np.maximum(lights, 1)).min())


def _brightest(portrait: Portrait, outline: Sequence[int], percentile: float) -> Colour:
    """The mean of the brightest colours within landmarks; black where there is nothing."""
    within = polygon_mask(portrait.landmarks[list(outline), :2], portrait.size)
    colours = portrait.image[within > 0].astype(np.float64)
    if not len(colours):
        return np.zeros(3)
    light = luminance(colours)
    return colours[light >= np.percentile(light, percentile)].mean(axis=0)


def _flesh(
    skin: Colour, colourfulness: float, yellow_light: float, wet: tuple[float, float, float]
) -> Colour:
    """The colour of a wet membrane beside this skin."""
    light, red, yellow = _to_lab(skin)
    light_share, redder, yellow_share = wet
    redder *= colourfulness * light / 65
    flesh = light_share * light
    yellow = max(yellow_share * yellow, _YELLOW_FLESH * yellow_light * flesh)
    return _from_lab(flesh, red / 3 + redder, yellow)


def _colourfulness(skin: Colour, lip: Colour) -> float:
    """0 in a black-and-white photo, 1 in usual colours."""
    skin_chroma, lip_chroma = (np.hypot(*_to_lab(colour)[1:]) for colour in (skin, lip))
    return float(min(max(skin_chroma / _SKIN_CHROMA, lip_chroma / _LIP_CHROMA), _MOST_COLOUR))


def _to_lab(colour: Colour) -> FloatArray:
    """[3] CIE L* 0..100, a*, b*."""
    pixel = np.asarray(colour / 255, np.float32)[None, None]
    return cv2.cvtColor(pixel, cv2.COLOR_RGB2LAB)[0, 0].astype(np.float64)


def _from_lab(light: float, red: float, yellow: float) -> Colour:
    pixel = np.array([[[light, red, yellow]]], np.float32)
    rgb = cv2.cvtColor(pixel, cv2.COLOR_LAB2RGB)[0, 0].astype(np.float64)
    return np.clip(rgb, 0, 1) * 255


def _shown_teeth(portrait: Portrait, skin_luminance: float) -> Colour | None:
    """The colour of the teeth that the photo shows, if a good part of the opening is bright and
    hardly coloured."""
    hole = cv2.erode(mouth_hole(portrait), np.ones((3, 3), np.uint8))
    pixels = portrait.image[hole > 0].astype(np.float64)
    if len(pixels) <= 10:
        return None
    bright = luminance(pixels)
    teeth = pixels[bright >= np.percentile(bright, 70)].mean(axis=0)
    plausible = (
        float(luminance(teeth)) > 0.80 * skin_luminance
        and float(saturation(teeth)) < 0.45
        and (bright > 0.7 * skin_luminance).mean() > 0.35
    )
    return teeth if plausible else None


def _lip(portrait: Portrait) -> Colour:
    points = np.round(portrait.landmarks[list(_LIP_SAMPLES), :2]).astype(int)
    points = np.clip(points, 0, portrait.size - 1)
    return np.median(portrait.image[points[:, 1], points[:, 0]], axis=0)
