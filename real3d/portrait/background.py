"""What stands behind the person in the result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from real3d.errors import SettingsError
from real3d.numerics.types import Picture
from real3d.portrait.portrait import Portrait

_BLUR = 1 / 32
"""Standard deviation of a blurred background in portrait sizes: shapes remain, detail goes."""

_NAMED: tuple[Literal["original", "blur", "transparent"], ...] = ("original", "blur", "transparent")


@dataclass(frozen=True)
class Background:
    """The choice of a background."""

    kind: Literal["original", "blur", "colour", "picture", "transparent"] = "original"
    colour: tuple[int, int, int] = (0, 0, 0)
    """RGB 0..255, for `colour`."""
    picture: Picture | None = None
    """[H, W, 3] RGB of any size, for `picture`: enlarged to cover and cropped, never stretched."""


def parse_background(text: str) -> Background:
    """A background from its name: `original`, `blur`, `transparent` or a colour as `#rrggbb`.

    Raises:
        SettingsError: it is none of these.
    """
    name = text.strip().lower()
    for kind in _NAMED:
        if name == kind:
            return Background(kind)
    if re.fullmatch("#[0-9a-f]{6}", name):
        red, green, blue = bytes.fromhex(name[1:])
        return Background(kind="colour", colour=(red, green, blue))
    raise SettingsError("background-unknown", value=text)


def compose_background(portrait: Portrait, background: Background) -> Picture | None:
    """The [S, S, 3] RGB picture behind the person, or None for a transparent result."""
    if background.kind == "transparent":
        return None
    if background.kind == "original":
        return portrait.clean_background
    if background.kind == "blur":
        return cv2.GaussianBlur(portrait.clean_background, (0, 0), _BLUR * portrait.size)
    if background.kind == "colour":
        return np.full_like(portrait.clean_background, background.colour)
    assert background.picture is not None, "a picture background needs a picture"
    return _cover(background.picture, portrait.size)


def _cover(picture: Picture, size: int) -> Picture:
    """The middle square of a picture, `size` pixels a side."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = picture[top : top + side, left : left + side]
    method = cv2.INTER_AREA if side > size else cv2.INTER_CUBIC
    return cv2.resize(square, (size, size), interpolation=method)
