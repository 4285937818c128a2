"""Results in the shapes of screens: an upright or a wide view of the photo around the square.

The view takes in more of the photo where there is more. Where there is not, it first comes nearer
to the head; what is still missing continues the picture's own edges, out of focus: mirrored to the
sides, drawn out above and below, where a mirrored face would be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait.framing import PhotoFraming
from real3d.portrait.portrait import Crop, Portrait

_SHORT_SIDES = {512: 480, 768: 720, 1024: 1080}
"""Pixels, by those of the moving square: the sizes of video that players and apps expect."""
_LONG_TO_SHORT = 16 / 9
_LEAST_WIDTH, _LEAST_HEIGHT = 0.75, 0.85
"""Of the square, that an upright and a wide view show at least: the head with room to move; hair
and collar."""
_UNDER_CHIN = 0.1
"""Of the square, that a wide view shows below the chin, which drops as the mouth opens."""
_ABOVE = 0.35
"""Share of what an upright view has beyond the square, that lies above it."""
_MISSING_ABOVE = 0.65
"""The same of what the photo does not have: above a head there is mostly a wall or a sky."""
_NEAR_BLUR, _FAR_BLUR = 0.05, 0.16
"""Standard deviations of what continues the picture, in short sides: at its edge shapes go, further
on colours run into each other, so that what is drawn out makes no stripes."""
_FADE, _FAR = 0.06, 0.3
"""From the edge inwards, where the picture is wholly sharp, and outwards, where it is as soft as it
gets; in short sides."""


@dataclass(frozen=True)
class View:
    """A part of a photo in its pixels; it may reach beyond."""

    left: int
    top: int
    width: int
    height: int


def shaped_size(size: int, shape: str) -> tuple[int, int]:
    """(width, height) of a result in pixels, both even.

    Args:
        size: pixels a side of the moving square.
        shape: `square`, `9:16` or `16:9`.
    """
    if shape == "square":
        return size, size
    short = _SHORT_SIDES[size]
    long = 2 * round(short * _LONG_TO_SHORT / 2)
    return (short, long) if shape == "9:16" else (long, short)


def in_shape(photo: Picture, portrait: Portrait, size: tuple[int, int]) -> PhotoFraming:
    """Where the moving square lies in a view of its photo.

    Args:
        photo: [H, W, 3] RGB, upright.
        portrait: made of it.
        size: (width, height) of the result in pixels.
    """
    crop = portrait.crop
    x, y = (portrait.landmarks[:, :2] * crop.side / portrait.size).T
    face = (crop.left + float(x.mean()), crop.top + float(y.max()))
    view = head_view((photo.shape[1], photo.shape[0]), crop, face, size)
    scale = size[0] / view.width
    square = Crop(
        left=round((crop.left - view.left) * scale),
        top=round((crop.top - view.top) * scale),
        side=round(crop.side * scale),
    )
    return PhotoFraming(extended(photo, view, size), square)


def head_view(
    photo: tuple[int, int], crop: Crop, face: tuple[float, float], size: tuple[int, int]
) -> View:
    """What a result in another shape shows of a photo.

    Args:
        photo: its (width, height) in pixels.
        crop: the moving square.
        face: (x of its middle, y of its chin) in pixels of the photo.
        size: (width, height) of the result; only their ratio matters.
    """
    ratio, (middle, chin) = size[0] / size[1], face
    if ratio < 1:
        width = _between(photo[1] * ratio, _LEAST_WIDTH * crop.side, crop.side)
        height = width / ratio
        left = _between(middle - width / 2, crop.left, crop.left + crop.side - width)
        wanted = crop.top - _ABOVE * (height - crop.side)
        missing = height - photo[1]
        top = _within(wanted, height, photo[1]) if missing <= 0 else -_MISSING_ABOVE * missing
    else:
        to_chin = chin - crop.top + _UNDER_CHIN * crop.side
        least = _between(to_chin, _LEAST_HEIGHT * crop.side, crop.side)
        height = _between(photo[0] / ratio, least, crop.side)
        width = height * ratio
        left = _within(middle - width / 2, width, photo[0])
        top = crop.top
    return View(round(left), round(top), round(width), round(height))


def extended(photo: Picture, view: View, size: tuple[int, int]) -> Picture:
    """[h, w, 3] a view of a photo; what lies beyond the photo continues it, out of focus.

    Args:
        photo: [H, W, 3] RGB.
        view: at least a part of it shows the photo.
        size: (w, h) of the result in pixels.
    """
    height, width = photo.shape[:2]
    right, bottom = view.left + view.width, view.top + view.height
    inside = photo[max(view.top, 0) : min(bottom, height), max(view.left, 0) : min(right, width)]
    above, below = max(-view.top, 0), max(bottom - height, 0)
    before, after = max(-view.left, 0), max(right - width, 0)
    tall = cv2.copyMakeBorder(inside, above, below, 0, 0, cv2.BORDER_REPLICATE)
    whole = cv2.copyMakeBorder(tall, 0, 0, before, after, cv2.BORDER_REFLECT)
    method = cv2.INTER_AREA if view.width > size[0] else cv2.INTER_CUBIC
    sharp = cv2.resize(whole, size, interpolation=method)
    if not (above or below or before or after):
        return sharp
    scale, unit = size[0] / view.width, min(size)
    across = _depth(size[0], before * scale, after * scale)
    down = _depth(size[1], above * scale, below * scale)
    depth = np.minimum(down[:, None], across[None, :])
    near, far = (cv2.GaussianBlur(sharp, (0, 0), blur * unit) for blur in (_NEAR_BLUR, _FAR_BLUR))
    soft = _mixed(near, far, smoothstep(depth, -_FAR * unit, 0.0))
    return _mixed(sharp, soft, smoothstep(depth, 0.0, _FADE * unit))


def _depth(length: int, before: float, after: float) -> Float32Array:
    """[length] pixels to the nearest end of the photo in the view: negative beyond it, infinite
    where the view ends first."""
    place = np.arange(length, dtype=np.float32) + 0.5
    depth = np.full(length, np.inf, np.float32)
    if before > 0:
        depth = np.minimum(depth, place - before)
    if after > 0:
        depth = np.minimum(depth, length - after - place)
    return depth


def _mixed(first: Picture, second: Picture, share: Float32Array) -> Picture:
    """Both pictures, the first one by its share [H, W]."""
    share = np.ascontiguousarray(share, np.float32)
    return cv2.blendLinear(first, second, share, 1 - share)


def _within(start: float, length: float, available: float) -> float:
    """Where a length begins so that it stays in what is available, or takes in all of it."""
    room = available - length
    return _between(start, min(0.0, room), max(0.0, room))


def _between(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
