"""Takes a portrait apart for the renderer: the head, and the torso continued behind it.

When the head moves, what it covered comes into sight: the neck up to the ears, clothes behind long
hair. The torso's picture continues there smoothly (`real3d.portrait.push_pull`), darker upwards,
over a distance that grows with the face. The background's picture is the portrait's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.portrait.push_pull import push_pull
from real3d.triplane.person_classes import HEAD, LabelMap, Mask, PersonClass, pixels_of

Picture = NDArray[np.uint8]

NECK_RISE = 0.35
"""Of the face's height that the neck goes up behind it."""
CLOTHES_RISE = 0.06
"""The same of clothes."""
SHADE = 0.55
"""Of its light that the neck keeps at its upper end."""
MARGIN = 0.012
"""Of the face's height next to the head, where colours are mixed with the head's."""


@dataclass(frozen=True)
class PortraitParts:
    """What the renderer is given of one photo."""

    head: Picture
    """[S, S, 3], black elsewhere."""
    torso: Picture
    """[S, S, 3], continued behind the head; black elsewhere."""
    neck: Mask
    """[S, S] as seen in the photo."""
    clothes: Mask
    """[S, S] as seen in the photo."""


def take_apart(image: Picture, labels: LabelMap) -> PortraitParts:
    """The parts of a portrait.

    Args:
        image: [S, S, 3] RGB.
        labels: [S, S] classes, of which only one person should be left.
    """
    head = pixels_of(labels, *HEAD)
    neck = pixels_of(labels, PersonClass.BODY_SKIN)
    clothes = pixels_of(labels, PersonClass.CLOTHES)
    return PortraitParts(
        head=np.where(head[..., None], image, np.uint8(0)),
        torso=_continued_torso(image, labels),
        neck=neck,
        clothes=clothes,
    )


def person_of(labels: LabelMap, landmarks: NDArray[np.floating]) -> LabelMap:
    """The labels of one connected person alone; others become background.

    Args:
        labels: [S, S].
        landmarks: [N, 2] of the face that is meant, in pixels; where they hit nobody, the largest
            person is taken.
    """
    _, parts, figures, _ = cv2.connectedComponentsWithStats((labels > 0).astype(np.uint8))
    if len(figures) < 2:
        return labels
    columns, rows = np.clip(np.rint(landmarks).astype(int), 0, len(labels) - 1).T
    hits = np.bincount(parts[rows, columns], minlength=len(figures))[1:]
    meant = 1 + (hits if hits.any() else figures[1:, cv2.CC_STAT_AREA]).argmax()
    return np.where(parts == meant, labels, np.uint8(0))


def _continued_torso(image: Picture, labels: LabelMap) -> Picture:
    head = pixels_of(labels, *HEAD)
    neck = pixels_of(labels, PersonClass.BODY_SKIN)
    clothes = pixels_of(labels, PersonClass.CLOTHES)
    face_rows = np.flatnonzero(pixels_of(labels, PersonClass.FACE_SKIN).any(1))
    height = np.ptp(face_rows) if len(face_rows) else len(labels) / 3
    chin = face_rows.max() if len(face_rows) else 0

    behind = _between_clothes(clothes | neck) & head
    behind[:chin] = False
    behind |= _risen(clothes, round(CLOTHES_RISE * height)) & head
    rising = _risen(neck, round(NECK_RISE * height)) & head
    away = cv2.distanceTransform((~head).astype(np.uint8), cv2.DIST_L2, 5) > MARGIN * height
    row = np.arange(len(labels))[:, None, None]
    share = np.clip((chin - row) / max(NECK_RISE * height, 1), 0, 1)
    torso = np.zeros(image.shape, np.float32)
    # The neck comes last: it stands before the collar.
    for part, hidden, light in (
        (clothes if clothes.any() else neck, behind, 1.0),
        (neck, rising, 1 - (1 - SHADE) * share),
    ):
        fill = push_pull(image.astype(np.float32), (part & away).astype(np.float32)) * light
        torso = np.where(hidden[..., None], fill, torso)
    torso = np.where((clothes | neck)[..., None], image, torso)
    return np.clip(np.rint(torso), 0, 255).astype(np.uint8)


def _between_clothes(part: Mask) -> Mask:
    """Pixels with the part on both sides of them in their row."""
    from_left = np.logical_or.accumulate(part, 1)
    from_right = np.logical_or.accumulate(part[:, ::-1], 1)[:, ::-1]
    return from_left & from_right


def _risen(part: Mask, rows: int) -> Mask:
    """The part and what lies up to some rows above it."""
    kernel = np.zeros((2 * rows + 1, 1), np.uint8)
    kernel[rows:] = 1
    return cv2.dilate(part.astype(np.uint8), kernel, borderValue=0) > 0
