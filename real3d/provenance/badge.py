"""The visible mark: “AI” in a corner of every frame, drawn before the encoder sees it.

It is part of the picture, so that it survives conversions and screenshots, which the marks inside
the file do not.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.overlay import Overlay
from real3d.numerics.types import Float32Array

TEXT = "AI"
"""What the badge says, in every language."""

_HEIGHT, _MARGIN = 0.052, 0.026
"""Of the frame's shorter side: 27 and 13 pixels of 512; legible on a phone, out of the way."""
_MIN_HEIGHT = 12
"""Least height, pixels; below, the letters are no letters any more."""
_OVERSAMPLING = 4

# A dark ground under white letters in a white ring: one of them stands out from any picture.
_GROUND, _RING, _LETTERS = (16, 18, 22, 150), (255, 255, 255, 205), (255, 255, 255, 255)


def make_badge(width: int, height: int) -> Overlay:
    """The badge for frames of `width` x `height` pixels: at the top right, where the controls of
    players do not cover it and people do not reach."""
    shorter = min(width, height)
    tall = max(_MIN_HEIGHT, round(_HEIGHT * shorter))
    margin = round(_MARGIN * shorter)
    picture = _picture(tall)
    alpha = picture[..., 3:] / 255.0
    return Overlay(
        colour=picture[..., :3] * alpha,
        alpha=alpha,
        top=margin,
        left=width - margin - picture.shape[1],
    )


def _picture(height: int) -> Float32Array:
    """[height, w, 4] RGBA, 0..255: a pill with the letters in it."""
    from PIL import Image, ImageDraw, ImageFont

    tall = height * _OVERSAMPLING
    font = ImageFont.load_default(0.66 * tall)
    wide = round(font.getlength(TEXT) + 0.8 * tall) // _OVERSAMPLING * _OVERSAMPLING
    pill = Image.new("RGBA", (wide, tall), (*_GROUND[:3], 0))
    draw = ImageDraw.Draw(pill)
    draw.rounded_rectangle(
        (0, 0, wide - 1, tall - 1),
        radius=0.32 * tall,
        fill=_GROUND,
        outline=_RING,
        width=max(_OVERSAMPLING, round(0.05 * tall)),
    )
    draw.text((wide / 2, tall / 2), TEXT, fill=_LETTERS, font=font, anchor="mm", stroke_width=1)
    small = pill.resize((wide // _OVERSAMPLING, height), Image.Resampling.BOX)
    return np.asarray(small, np.float32)
