"""The halo along an outline: what sharpening, compression, lenses and stray light of the hair have
made of the background next to a person.

Too faint to be seen at rest, it stands still as a line around a head that has left it. It is told
from what the background shows there by running along the outline, at one distance from it, all
around the person, where a background changes from place to place.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.types import Float32Array, Picture
from real3d.portrait.foreground import least_opacity

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_COARSE = 2
"""The halo is measured in a picture so many times smaller."""
_TRACE = 0.04
"""Opacity above which a pixel shows the person."""
_REACH, _STEP = 12.0, 2.0
"""Distance from the person at which a halo has ended; distances at which it is measured."""
_BEYOND, _LEAST = 8.0, 0.01
"""Standard deviation of the average of the background beyond; its least share of clean pixels."""
_ALONG = 10.0
"""Standard deviation of its average along the outline."""
_UNEVEN = 1.0
"""What variance along the outline counts against the square of the mean."""
_FAINTEST = 1.0
"""Mean, grey levels, that is hardly one."""
_MORE = 4.0
"""How much stronger than all around it may be at one place."""
_SHOWN = 0.5
"""Grey levels from which the person takes it along."""


def outline_halo(image: Picture, alpha: Float32Array) -> Float32Array:
    """By how much the halo changes the background, [S, S, 3] grey levels; 0 inside the person.

    Args:
        image: [S, S, 3] RGB.
        alpha: [S, S] the matte.
    """
    size = len(alpha)
    side = size // _COARSE
    person = (alpha > _TRACE).astype(np.uint8)
    outwards = cv2.distanceTransform(1 - person, cv2.DIST_L2, 5) * (_REFERENCE / size)
    distance = _shrink(outwards, side)
    clean = (distance > _REACH).astype(np.float32)
    if not clean.any():
        return np.zeros(image.shape, np.float32)
    outside = (1 - person).astype(np.float32)
    share = _shrink(outside, side)
    photo = _shrink(image * outside[..., None], side) / np.maximum(share, 1e-3)[..., None]
    away = _away_from(photo, clean, _BEYOND * side / _REFERENCE)
    halo = np.zeros_like(photo)
    for place in np.arange(_STEP / 2, _REACH, _STEP):
        near = np.clip(1 - np.abs(distance - place) / _STEP, 0, 1) * share
        halo += _common(away, near.astype(np.float32), _ALONG * side / _REFERENCE) * near[..., None]
    return cv2.resize(halo, (size, size)) * (person == 0)[..., None]


def _shrink(picture: Float32Array, side: int) -> Float32Array:
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)


def _away_from(photo: Float32Array, clean: Float32Array, length: float) -> Float32Array:
    """[s, s, 3] by how much the photo differs from what is clean nearby; 0 far from all of that."""
    weight = cv2.GaussianBlur(clean, (0, 0), length)[..., None]
    behind = cv2.GaussianBlur(photo * clean[..., None], (0, 0), length) / np.maximum(weight, 1e-6)
    return np.where(weight > _LEAST, photo - behind, 0).astype(np.float32)


def _common(away: Float32Array, near: Float32Array, along: float) -> Float32Array:
    """[s, s, 3] what differs alike along a line, on which `near` is 1."""
    weight = np.maximum(cv2.GaussianBlur(near, (0, 0), along), 1e-3)[..., None]
    mean = cv2.GaussianBlur(away * near[..., None], (0, 0), along) / weight
    square = cv2.GaussianBlur(away**2 * near[..., None], (0, 0), along) / weight
    power = (mean**2).sum(axis=2)
    uneven = np.maximum(square - mean**2, 0).sum(axis=2)
    share = power / (power + _UNEVEN * uneven + _FAINTEST)
    everywhere = np.median(away[near > 0.5], axis=0) if (near > 0.5).any() else np.zeros(3)
    lowest, highest = np.sort([0 * everywhere, _MORE * everywhere], axis=0)
    return np.clip(mean * share[..., None], lowest, highest).astype(np.float32)


def take_halo(
    person: Picture,  # [S, S, 3] RGB
    alpha: Float32Array,  # [S, S]
    halo: Float32Array,  # [S, S, 3] see `outline_halo`
    background: Picture,  # [S, S, 3] RGB without it
) -> tuple[Picture, Float32Array]:
    """Colours and matte of a person who takes the halo along, as the thinnest veil that shows it,
    and nothing else of what is seen there."""
    opacity = least_opacity(halo, background.astype(np.float32))
    veil = (np.abs(halo).max(axis=2) > _SHOWN) & (alpha < opacity)
    colours = person.copy()
    haloed = background[veil] + halo[veil] / opacity[veil, None]
    colours[veil] = np.clip(np.rint(haloed), 0, 255).astype(np.uint8)
    return colours, np.where(veil, opacity, alpha)
