"""Eyelids that close: a layer of skin that grows from the upper rim, and lashes.

When an eye closes, what lies around it hardly moves: skin unrolls from under the brow bone. So the
mesh stays, and the lid is painted between the rim and where its margin has come to.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.mesh.lid_skin import BARE_LASHES, LidSkin
from real3d.mesh.strokes import Window, hairs_coverage, polygon_coverage
from real3d.numerics.compiled import compiled
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, Picture

SEEN = 0.02
"""Closures below this are not drawn."""
_LOOKING_DOWN = 0.42
"""Closure of a lid that follows a gaze fully down."""
_LOWER_LID_RISE = 0.03
"""Share of the opening that the lower lid covers; more looks less shut."""
_LASHES_BY, _SKIN_FROM, _SKIN_BY = 0.12, 0.02, 0.15
"""Closures between which lashes and skin appear."""
_CARRIED_FROM, _CARRIED_BY = 0.40, 0.75
"""Closures between which drawn lashes take the place of the photo's, which come down with the lid:
by then they have turned."""
_FORESHORTENED = 0.5
"""Share of their height that the photo's lose on a lid that has come down."""
_RIM_SAMPLES = 32
"""Places along the rims at which their heights are told."""
# In eye widths.
_LASH_SOFTNESS = 0.012
_LASH_COVER = 0.95
_LINE_TAPER = (0.0, 0.15, 0.40, 0.75, 1.0), (0.55, 0.95, 1.0, 0.75, 0.15)
"""Thickness of their line, by place from the outer corner to the inner."""
_HAIR, _HAIR_LENGTH, _LONGEST_HAIR = 0.009, 0.075, 0.13
_HAIR_COVER = 0.50
_HAIRS_TAPER = (0.0, 0.25, 0.6, 0.9, 1.0), (0.9, 1.0, 0.75, 0.35, 0.1)
_HAIRS_LEAN = (0.95, -0.25)
"""How lashes lean to the temple, radians from straight down, at the outer and the inner corner."""
_HAIRS_TURN = (0.25, 0.9)
"""Closures between which lashes turn from pointing at the viewer to pointing down."""


def lid_closure(blink: float, gaze_down: float) -> float:
    """How far the upper lid has come down, 0..1, by a blink and with a lowered gaze."""
    blink = min(max(blink, 0.0), 1.0)
    return blink + (1 - blink) * _LOOKING_DOWN * max(gaze_down, 0.0)


def lid_margins(
    upper: FloatArray, lower: FloatArray, closure: float
) -> tuple[FloatArray, FloatArray]:
    """Rims [N, 2] of what is still open of an eye with these rims: the upper lid's and the
    lower's."""
    lower_margin = lower + _LOWER_LID_RISE * closure * (upper - lower)
    return upper + closure * (lower_margin - upper), lower_margin


def draw_lid(
    frame: Picture,  # [S, S, 3 or 4] in place
    lid: LidSkin,
    skin: Float32Array,  # [h, w, 4] `lid.skin`, as the window sees it
    front: Float32Array | None,  # [h, w] `lid.front`, likewise
    left_open: Float32Array,  # [h, w] coverage of what the lids leave open
    rims: tuple[FloatArray, FloatArray],  # [N, 2] of the eye in the frame, corner to corner
    closure: float,
    window: Window,
) -> None:
    """Paint the lids over the lashes of the open eye, and their own lashes."""
    upper, lower = rims
    width = float(np.linalg.norm(upper[0] - upper[-1]))
    margin, _ = lid_margins(upper, lower, closure)
    covered = skin[..., 3] * np.float32(smoothstep(closure, _SKIN_FROM, _SKIN_BY)) * (1 - left_open)
    lashes = _lashes(margin, _down(upper, lower) * width, lid, closure, window)
    lashes *= np.float32(smoothstep(closure, 0.0, _LASHES_BY))
    carried = _carried_lashes(frame, skin[..., 3], rims, closure, window)
    if front is not None:
        covered, lashes, carried = covered * front, lashes * front, carried * front[..., None]

    _paint(frame[window.slices], skin, covered, carried, lid.lash, lashes)


@compiled(fastmath=True)
def _paint(region, skin, covered, carried, lash, lashes):
    height, width = covered.shape
    for row in range(height):
        for column in range(width):
            under, taken = covered[row, column], carried[row, column, 3]
            drawn = lashes[row, column]
            if under + taken + drawn <= 0:
                continue
            for k in range(3):
                value = np.float32(region[row, column, k])
                value += (skin[row, column, k] - value) * under
                value = value * (1 - taken) + carried[row, column, k]
                value += (lash[k] - value) * drawn
                region[row, column, k] = np.uint8(value + np.float32(0.5))


def _carried_lashes(
    frame: Picture,
    cover: Float32Array,  # [h, w] 0..1 where the photo's lashes and liner are
    rims: tuple[FloatArray, FloatArray],
    closure: float,
    window: Window,
) -> Float32Array:
    """[h, w, 4] lashes and liner above the open eye's rim where the lid has taken them,
    premultiplied; nothing once they have turned."""
    carried = np.zeros((*cover.shape, 4), np.float32)
    shown = float(smoothstep(closure, _CARRIED_BY, _CARRIED_FROM))
    if shown > 0:
        down = _down(*rims)
        upper, margin = rims[0], lid_margins(*rims, closure)[0]
        along = upper @ (down[1], -down[0])
        order = np.argsort(along)
        places = np.linspace(along.min(), along.max(), _RIM_SAMPLES)
        heights = [np.interp(places, along[order], (rim @ down)[order]) for rim in (upper, margin)]
        _carry(
            frame[window.slices],
            cover,
            np.column_stack([places, *heights]),
            down,
            (window.left, window.top),
            1 - _FORESHORTENED * closure,
            shown,
            carried,
        )
    return carried


@compiled(fastmath=True)
def _carry(photo, cover, rims, down, origin, height_left, shown, out):
    height, width = cover.shape
    last = len(rims) - 1
    length = max(rims[last, 0] - rims[0, 0], 1e-3)  # an eye seen from the side has none
    for row in range(height):
        for column in range(width):
            x, y = column + origin[0], row + origin[1]
            u, v = x * down[1] - y * down[0], x * down[0] + y * down[1]
            place = (u - rims[0, 0]) / length * last
            place = min(max(place, 0.0), last - 1e-6)
            k = int(place)
            t = place - k
            opened = rims[k, 1] * (1 - t) + rims[k + 1, 1] * t
            closed = rims[k, 2] * (1 - t) + rims[k + 1, 2] * t
            above = closed - v
            if above <= -0.5:
                continue
            way = opened - above / height_left - v
            from_x = min(max(column + way * down[0], 0.0), width - 1.001)
            from_y = min(max(row + way * down[1], 0.0), height - 1.001)
            i, j = int(from_y), int(from_x)
            q, p = from_y - i, from_x - j
            alpha = (cover[i, j] * (1 - p) + cover[i, j + 1] * p) * (1 - q)
            alpha += (cover[i + 1, j] * (1 - p) + cover[i + 1, j + 1] * p) * q
            alpha *= shown * min(above + 0.5, 1.0)
            if alpha <= 0:
                continue
            out[row, column, 3] = alpha
            for c in range(3):
                value = (photo[i, j, c] * (1 - p) + photo[i, j + 1, c] * p) * (1 - q)
                value += (photo[i + 1, j, c] * (1 - p) + photo[i + 1, j + 1, c] * p) * q
                out[row, column, c] = value * alpha


def _down(upper: FloatArray, lower: FloatArray) -> FloatArray:
    """[2] unit vector from the brow to the cheek."""
    axis = upper[-1] - upper[0]
    down = np.array([-axis[1], axis[0]]) / max(float(np.linalg.norm(axis)), 1e-6)
    return down if axis[0] > 0 else -down


def _lashes(
    margin: FloatArray, down: FloatArray, lid: LidSkin, closure: float, window: Window
) -> Float32Array:
    """[h, w] coverage of the line of lashes and liner on the margin, and of the lashes below it."""
    width, thickness = float(np.linalg.norm(down)), lid.lash_thickness
    along = np.linspace(0, 1, len(margin))[:, None]
    # Thin at the inner corner, thickest beyond the middle, as lashes grow.
    taper = np.interp(along, *_LINE_TAPER)
    above = (0.6 * BARE_LASHES + np.maximum(thickness - BARE_LASHES, 0)) * taper * down
    below = 0.4 * BARE_LASHES * taper * down
    line = polygon_coverage(np.vstack([margin - above, (margin + below)[::-1]]), window)
    line = cv2.GaussianBlur(line, (0, 0), max(0.55, max(_LASH_SOFTNESS, lid.lash_softness) * width))
    reach = float(smoothstep(closure, *_HAIRS_TURN)) * _HAIR_LENGTH * thickness / BARE_LASHES
    hairs = hairs_coverage(*_hairs(margin, down, min(reach, _LONGEST_HAIR)), _HAIR * width, window)
    hairs = cv2.GaussianBlur(hairs, (0, 0), max(0.45, _HAIR * width))
    return np.clip(_LASH_COVER * line + _HAIR_COVER * hairs * (1 - line), 0, 1)


def _hairs(margin: FloatArray, down: FloatArray, length: float) -> tuple[FloatArray, FloatArray]:
    """Roots and tips [L, 2] of the lashes of a lid that has come down; length in eye widths."""
    place = LASHES[:, 0]
    position = np.linspace(0, 1, len(margin))
    roots = np.stack([np.interp(place, position, margin[:, axis]) for axis in range(2)], axis=1)
    outwards = margin[0] - margin[-1]
    outwards = outwards * np.linalg.norm(down) / max(float(np.linalg.norm(outwards)), 1e-6)
    # They fan out: to the temple at the outer corner, a little to the nose at the inner one.
    lean = np.interp(place, (0, 1), _HAIRS_LEAN) + LASHES[:, 1]
    direction = np.cos(lean)[:, None] * down + np.sin(lean)[:, None] * outwards
    reach = length * np.interp(place, *_HAIRS_TAPER) * LASHES[:, 2]
    return roots, roots + reach[:, None] * direction


def _random_hairs(count: int) -> FloatArray:
    """[count, 3] place 0..1 from the outer corner, lean in radians and relative length."""
    random = np.random.default_rng(0)
    place = (np.arange(count) + 0.5 + random.uniform(-0.6, 0.6, count)) / count
    return np.stack(
        [place, random.normal(0, 0.18, count), random.uniform(0.35, 1.1, count)], axis=1
    )


LASHES = _random_hairs(30)
"""The lashes drawn; the same of every lid."""
