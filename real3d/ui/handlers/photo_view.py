"""A look at what is used of a photo: the square, the face, and the others to choose from."""

from __future__ import annotations

from html import escape

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.portrait import Portrait
from real3d.ui.handlers.preview import data_uri
from real3d.ui.i18n.language import Language

_LONGEST_SIDE = 640
"""Pixels: enough to tell faces apart, little to send."""
_DIMMED = 0.4
"""Brightness of what is not used."""
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


def draw_used_area(photo: NDArray[np.uint8], portrait: Portrait) -> NDArray[np.uint8]:
    """The photo, smaller, with the square bright and framed and all else dimmed.

    The face that is used has a thick frame, others have a thin one and a number, so that no colour
    is needed to tell them apart.

    Args:
        photo: [H, W, 3] RGB that the portrait was made of.
        portrait: the analysed photo.

    Returns:
        [h, w, 3] RGB.
    """
    scale = min(1.0, _LONGEST_SIDE / max(photo.shape[:2]))
    size = (max(1, round(photo.shape[1] * scale)), max(1, round(photo.shape[0] * scale)))
    picture = cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
    crop = portrait.crop
    left, top = round(crop.left * scale), round(crop.top * scale)
    right, bottom = left + round(crop.side * scale), top + round(crop.side * scale)
    shown = (slice(max(top, 0), max(bottom, 0)), slice(max(left, 0), max(right, 0)))
    view = (picture * _DIMMED).astype(np.uint8)
    view[shown] = picture[shown]
    _frame(view, (left, top), (right - 1, bottom - 1), thickness=2)
    for number, box in enumerate(portrait.faces, start=1):
        start = (round(box.left * scale), round(box.top * scale))
        end = (round((box.left + box.width) * scale), round((box.top + box.height) * scale))
        _frame(view, start, end, thickness=4 if number == 1 else 2)
        if number > 1:
            _write(view, str(number), start)
    return view


def used_area_svg(photo: NDArray[np.uint8], portrait: Portrait, language: Language) -> str:
    """The same for the page, in which each of several faces is a button that chooses it.

    Args:
        photo: [H, W, 3] RGB that the portrait was made of.
        portrait: the analysed photo.
        language: of the visitor.
    """
    height, width = photo.shape[:2]
    picture = data_uri(draw_used_area(photo, portrait))
    faces = portrait.faces if len(portrait.faces) > 1 else ()
    buttons = "".join(
        f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{box.width:.0f}" '
        f'height="{box.height:.0f}" role="button" tabindex="0" aria-pressed="{_flag(number == 1)}" '
        f'aria-label="{escape(language.words.face_number.format(number=number))}" '
        f'data-face="{",".join(str(round(value)) for value in box.centre)}" />'
        for number, box in enumerate(faces, start=1)
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{escape(language.words.faces)}">'
        f'<image href="{picture}" width="{width}" height="{height}" />{buttons}</svg>'
    )


def _flag(value: bool) -> str:
    return str(value).lower()


def _frame(
    view: NDArray[np.uint8], start: tuple[int, int], end: tuple[int, int], thickness: int
) -> None:
    """White with a dark edge, so that it is seen on any ground."""
    cv2.rectangle(view, start, end, _BLACK, thickness + 2, cv2.LINE_AA)
    cv2.rectangle(view, start, end, _WHITE, thickness, cv2.LINE_AA)


def _write(view: NDArray[np.uint8], text: str, corner: tuple[int, int]) -> None:
    place = (corner[0] + 4, corner[1] + 18)
    for colour, thickness in ((_BLACK, 4), (_WHITE, 2)):
        cv2.putText(
            view, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.6, colour, thickness, cv2.LINE_AA
        )
