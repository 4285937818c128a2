"""Light and shadow within the mouth: its layers, composited into the frame in one pass.

From back to front: cavity, tongue, lower teeth, the tongue's blade, upper teeth, the photo's own
mouth, and the lips, which roll in. Lips shade what is behind them, the more the nearer and the
deeper; upper teeth stand right behind the lip and are lit almost as the face is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from real3d.mesh.mouth_opening import SAMPLES
from real3d.numerics.compiled import compiled
from real3d.numerics.types import Float32Array, Picture

SHARP_EDGE = 1.7
"""Width in pixels over which lips and inside blend in a sharp photo."""

# How lips roll in, millimetres: how far over their line, and how far inside.
_LIP_OVER, _UPPER_ROLL, _LOWER_ROLL = 0.65, 0.9, 1.5
_ROLLED_OPEN = 3.5
"""Opening in millimetres from which on lips roll in as far as they do."""
_UPPER_ROLLED, _LOWER_ROLLED, _PARTING = 0.22, 0.30, (0.6, 3.0)
"""Shares of the opening that they fill at most, and openings, millimetres, between which they give
way: lips part in the middle first, and from there to the corners."""
_UPPER_ROLL_LIGHT, _LOWER_ROLL_LIGHT = 0.62, 0.72
"""Light on the lip where it leaves the view; the upper one faces down."""

_UPPER_REACH, _LOWER_REACH = 2.2, 1.0
"""Millimetres from the lips over which their shadow falls on what lies deep."""
_DEEP_LIGHT = 0.48
_AT_LOWER_LIP = 0.45
"""Share of light right behind the lower lip: less would draw a line around the mouth."""
_LIP_SHADOW, _LIP_SHADOW_REACH = 0.12, 2.0
"""The upper lip's shadow on the teeth right behind it, and how many millimetres it reaches."""
_ROUNDED_LIP_SHADOW, _ROUNDED_LIP_REACH = 0.55, 3.5
"""What protruded lips, which stand off the teeth, add to both."""
_HAIR_SHADOW, _HAIR_REACH = 0.22, 1.5
"""And what a moustache adds."""
_DARKEST = 0.68
"""No shadow of a lip is darker."""
_SHADOW_OF_LIP = (0.78, 1.0, 1.04)
"""How much of that shadow falls on each colour: light through and off the lips is red. (Off hair it
is grey.)"""
_CORNER_REACH, _CORNER_SHADE = 0.15, 0.40
"""Share of the mouth's width, from a corner, over which the cheek's shadow falls on teeth, and how
dark it is there."""
_SLIT_SHADE, _SLIT = 0.65, (0.4, 3.6)
"""How dark teeth are behind lips that have hardly parted, and openings, millimetres, between which
light comes in."""
_ROW_SHADOW = 0.30
"""The upper row's shadow on the lower one."""
_BLADE_SHADOW = 0.30
"""The tongue's shadow on the lip and chin that it lies on."""
_LOWER_TEETH = (0.91, 0.87, 0.85)
"""Share of light on the lower teeth, by colour: it has been in the mouth before."""
_ROUNDED = (0.22, 0.30, 0.32)
"""Protruded lips shade what lies behind them by up to this share, least in red."""
_ROUNDED_TEETH = 0.5
"""Share of that for the upper teeth."""
_THROAT = 0.58
"""Share of light that the throat, above and behind the tongue, lacks."""
_CHEEK_REACH, _CHEEK_SHADE = 0.30, 0.45
"""The same as for the corners' shade on teeth, for the cheek behind them."""


class MouthLayers(NamedTuple):
    """Pictures of the window, `factor` times finer, premultiplied; empty ones have no rows."""

    lower_teeth: Picture
    """[h, w, 4]."""
    upper_teeth: Picture
    blade: Picture
    photo: Picture


class MouthPaint(NamedTuple):
    """Colours [3], RGB 0..255, and the lips' along their rims."""

    cavity: Float32Array
    tongue: Float32Array
    lips: Float32Array
    """[SAMPLES, 6] of the upper and the lower lip, from corner to corner."""


@compiled(fastmath=True, inline="always")
def _ramp(value: float, low: float, high: float) -> float:
    t = min(max((value - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@compiled(fastmath=True, inline="always")
def _bump(value: float) -> float:
    """1 at 0, 0 beyond 1: a bell without an exponential."""
    left = max(1 - value * value, 0.0)
    return left * left


@compiled(fastmath=True)
def shade_mouth(
    frame: Picture,  # [S, S, 3 or 4] in place
    left: int,  # of the window
    top: int,
    height: int,
    width: int,
    factor: int,
    to_opening: Float32Array,  # [2, 3] see `MouthOpening.frame`
    rims: Float32Array,  # [SAMPLES, 4]
    to_tongue: Float32Array,  # [2, 3] from pixels to the tongue's ellipse (unit circle)
    layers: MouthLayers,
    paint: MouthPaint,
    millimetre: float,  # pixels
    rounding: float,  # 0..1
    moustache: float,  # 0..1 how much of one hangs over the upper lip
    rolled: float,  # 0..1 how much of the lips' roll is drawn
    edge: float,  # pixels over which lips and inside blend
) -> None:
    """Draw the mouth's inside, over the opening and wherever the tongue lies over the lip."""
    lower_teeth, upper_teeth, blade, photo = layers
    drop = max(1, int(1.2 * millimetre * factor))
    total = np.empty(3, np.float32)
    scale = 1.0 / (factor * factor)
    # The photo's own teeth have the shadow of its own lips already.
    own_darkness = _ROUNDED_LIP_SHADOW * rounding
    lip_darkness = min(_LIP_SHADOW + own_darkness + _HAIR_SHADOW * moustache, _DARKEST)
    lip_reach = _LIP_SHADOW_REACH + _ROUNDED_LIP_REACH * rounding + _HAIR_REACH * moustache
    within = np.empty(3, np.float32)
    on_teeth = np.empty(3, np.float32)
    for k in range(3):
        within[k] = 1 - _ROUNDED[k] * rounding
        on_teeth[k] = _SHADOW_OF_LIP[k] * (1 - moustache) + moustache
    for row in range(height):
        for column in range(width):
            total[:] = 0
            cover_sum = 0.0
            for sub in range(factor * factor):
                fine_row, fine_column = row * factor + sub // factor, column * factor + sub % factor
                x = left + (fine_column + 0.5) / factor - 0.5
                y = top + (fine_row + 0.5) / factor - 0.5
                place = to_opening[0, 0] * x + to_opening[0, 1] * y + to_opening[0, 2]
                beside = place < 0 or place >= SAMPLES - 1
                if beside and blade.shape[0] == 0:
                    continue
                place = min(max(place, 0.0), SAMPLES - 1.001)
                at = int(place)
                t = place - at
                v = to_opening[1, 0] * x + to_opening[1, 1] * y + to_opening[1, 2]
                upper = rims[at, 0] * (1 - t) + rims[at + 1, 0] * t
                lower = rims[at, 1] * (1 - t) + rims[at + 1, 1] * t
                gap = max(lower - upper, 0.0) / millimetre
                # Millimetres from either lip, square to its rim.
                from_upper = (v - upper) * rims[at, 2] / millimetre
                from_lower = (lower - v) * rims[at, 3] / millimetre
                opened = min(max(gap / _ROLLED_OPEN, 0.0), 1.0)
                over = _LIP_OVER * opened * rolled
                soft = millimetre / edge
                upper_cover = min(max((from_upper + over) * soft + 0.5, 0.0), 1.0)
                lower_cover = min(max((from_lower + over) * soft + 0.5, 0.0), 1.0)
                out = 0.0
                if blade.shape[0] > 0:
                    out = blade[fine_row, fine_column, 3] / 255.0
                cover = out * upper_cover
                if not beside:
                    cover = max(upper_cover + lower_cover - 1, cover)
                if blade.shape[0] > 0 and fine_row >= drop:
                    above = blade[fine_row - drop, fine_column, 3] / 255.0
                    cover_sum += _BLADE_SHADOW * above * upper_cover * (1 - cover)
                if cover <= 0:
                    continue

                # The upper lip's own shadow is the deeper one, for light comes from above.
                deep = max(from_upper, 0.0) / (max(from_upper, 0.0) + _UPPER_REACH)
                near = max(from_lower, 0.0) / (max(from_lower, 0.0) + _LOWER_REACH)
                near = _AT_LOWER_LIP + (1 - _AT_LOWER_LIP) * near
                light = _DEEP_LIGHT + (1 - _DEEP_LIGHT) * min(1.6 * deep * near, 1.0)

                a = to_tongue[0, 0] * x + to_tongue[0, 1] * y + to_tongue[0, 2]
                b = to_tongue[1, 0] * x + to_tongue[1, 1] * y + to_tongue[1, 2]
                # b grows upwards; below its middle the tongue runs down to the floor of the mouth.
                arched = b + 0.30 * a * a
                upright = arched if arched > 0 else 0.25 * arched
                radius = a * a * (0.4 + 0.6 * a * a) + upright * upright
                body = _ramp(radius, 1.40, 0.40)
                groove = _bump(a / (0.20 + 0.10 * max(b, 0.0))) * min(max(0.9 + b, 0.0), 1.0)
                tone = 0.24 + 0.80 * _ramp(arched, 0.80, -0.35) - 0.10 * groove - 0.16 * a * a
                wet = _bump((a + 0.26) / 0.22) * _bump((b + 0.02) / 0.30)
                wet += 0.4 * _bump((a - 0.30) / 0.16) * _bump((b + 0.12) / 0.20)
                throat = 1 - _THROAT * _bump(a / 1.4) * _bump((b - 1.2) / 2.6)
                from_corner = min(place, SAMPLES - 1 - place) / (SAMPLES - 1)
                throat *= 1 - _CHEEK_SHADE * _bump(from_corner / _CHEEK_REACH)
                shadow = 0.0
                if fine_row >= drop:
                    shadow = upper_teeth[fine_row - drop, fine_column, 3] / 255.0
                    shadow = 0.5 * (
                        shadow + upper_teeth[fine_row - drop // 2, fine_column, 3] / 255.0
                    )
                shadowed = 1 - _ROW_SHADOW * shadow
                corner_light = 1 - _CORNER_SHADE * _bump(from_corner / _CORNER_REACH)
                under_lip = _bump(from_upper / lip_reach)
                parted = _ramp(gap, _PARTING[0], _PARTING[1])
                upper_reach = (0.5 + (_UPPER_ROLLED - 0.5) * parted) * gap
                lower_reach = (0.5 + (_LOWER_ROLLED - 0.5) * parted) * gap
                upper_roll = _ramp(from_upper, min(_UPPER_ROLL, upper_reach), -over - 0.01)
                lower_roll = _ramp(from_lower, min(_LOWER_ROLL, lower_reach), -over - 0.01)
                lower_roll *= 1 - out
                slit_light = 1 - _SLIT_SHADE * (1 - _ramp(gap, _SLIT[0], _SLIT[1])) * rolled
                upper_tone = 1 - (1 - _UPPER_ROLL_LIGHT) * min(
                    max(from_upper / _UPPER_ROLL + 0.3, 0.0), 1.0
                )
                lower_tone = 1 - (1 - _LOWER_ROLL_LIGHT) * min(
                    max(from_lower / _LOWER_ROLL + 0.1, 0.0), 1.0
                )
                lower_left = 1 - lower_teeth[fine_row, fine_column, 3] / 255.0
                upper_left = 1 - upper_teeth[fine_row, fine_column, 3] / 255.0
                photo_left = 1.0
                if photo.shape[0] > 0:
                    photo_left = 1 - photo[fine_row, fine_column, 3] / 255.0
                for k in range(3):
                    value = paint.cavity[k] * throat * (1 - body)
                    value += (paint.tongue[k] * tone + 22 * wet) * body
                    teeth = (
                        lower_teeth[fine_row, fine_column, k]
                        * _LOWER_TEETH[k]
                        * shadowed
                        * corner_light
                        * slit_light
                    )
                    value = (value * lower_left + teeth) * light * within[k]
                    if out > 0:
                        value = value * (1 - out) + blade[fine_row, fine_column, k]
                    teeth = upper_teeth[fine_row, fine_column, k] * corner_light * slit_light
                    teeth *= 1 - lip_darkness * on_teeth[k] * under_lip
                    teeth *= 1 - _ROUNDED_TEETH + _ROUNDED_TEETH * within[k]
                    value = value * upper_left + teeth
                    if photo_left < 1:
                        own = photo[fine_row, fine_column, k] * slit_light
                        own *= 1 - _ROUNDED_TEETH + _ROUNDED_TEETH * within[k]
                        own *= 1 - own_darkness * on_teeth[k] * under_lip
                        value = value * photo_left + own
                    lip = paint.lips[at, k] * upper_tone
                    value += (lip - value) * upper_roll * rolled
                    lip = paint.lips[at, 3 + k] * lower_tone
                    value += (lip - value) * lower_roll * rolled
                    total[k] += value * cover
                cover_sum += cover
            if cover_sum <= 0:
                continue
            y_frame, x_frame = top + row, left + column
            remains = 1 - cover_sum * scale
            for k in range(3):
                value = frame[y_frame, x_frame, k] * remains + total[k] * scale
                frame[y_frame, x_frame, k] = min(max(value + 0.5, 0.0), 255.0)
            if frame.shape[2] == 4:
                opaque = int(255 * cover_sum * scale)
                frame[y_frame, x_frame, 3] = max(frame[y_frame, x_frame, 3], opaque)
