"""Splits a portrait for the renderer into the head and the torso, inpainted behind the head.

When the head moves, parts of the torso are disoccluded: the neck up to the ears, clothes behind
long hair. They are inpainted smoothly (`real3d.portrait.push_pull`), darker upwards, over a
distance that grows with the face. The background is the portrait's own, without the person.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import BoolArray, Picture
from real3d.portrait.push_pull import push_pull
from real3d.triplane.segmentation import HEAD, LabelMap, PersonClass, class_mask

NECK_RISE = 0.35
"""Height of the neck's inpainting behind the face, in face heights."""
CLOTHES_RISE = 0.06
"""The same of clothes behind the head."""
SHADE = 0.55
"""Brightness of the inpainted neck at its upper end, relative to the photo's."""
RIM = 0.012
"""Width, in face heights, of the rim next to the head whose colours are mixed with the head's."""


@dataclass(frozen=True)
class PortraitParts:
    """Pictures and masks of one photo for the renderer."""

    head: Picture
    """[S, S, 3], black elsewhere."""
    torso: Picture
    """[S, S, 3], inpainted behind the head; black elsewhere."""
    neck: BoolArray
    """[S, S] as seen in the photo."""
    clothes: BoolArray
    """[S, S] as seen in the photo."""


def split_portrait(image: Picture, labels: LabelMap) -> PortraitParts:
    """The parts of a portrait.

    Args:
        image: [S, S, 3] RGB.
        labels: [S, S] classes, of which only one person should be left.
    """
    head = class_mask(labels, *HEAD)
    neck = class_mask(labels, PersonClass.BODY_SKIN)
    clothes = class_mask(labels, PersonClass.CLOTHES)
    return PortraitParts(
        head=np.where(head[..., None], image, np.uint8(0)),
        torso=_inpainted_torso(image, labels),
        neck=neck,
        clothes=clothes,
    )


def keep_person(labels: LabelMap, landmarks: NDArray[np.floating]) -> LabelMap:
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


def _inpainted_torso(image: Picture, labels: LabelMap) -> Picture:
    head = class_mask(labels, *HEAD)
    neck = class_mask(labels, PersonClass.BODY_SKIN)
    clothes = class_mask(labels, PersonClass.CLOTHES)
    face_rows = np.flatnonzero(class_mask(labels, PersonClass.FACE_SKIN).any(1))
    height = np.ptp(face_rows) if len(face_rows) else len(labels) / 3
    chin = face_rows.max() if len(face_rows) else 0

    behind = _between_clothes(clothes | neck) & head
    behind[:chin] = False
    behind |= _extended_upwards(clothes, round(CLOTHES_RISE * height)) & head
    rising = _extended_upwards(neck, round(NECK_RISE * height)) & head
    away = cv2.distanceTransform((~head).astype(np.uint8), cv2.DIST_L2, 5) > RIM * height
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


def _between_clothes(part: BoolArray) -> BoolArray:
    """Pixels with the part on both sides of them in their row."""
    from_left = np.logical_or.accumulate(part, 1)
    from_right = np.logical_or.accumulate(part[:, ::-1], 1)[:, ::-1]
    return from_left & from_right


def _extended_upwards(part: BoolArray, rows: int) -> BoolArray:
    """The part and what lies up to some rows above it."""
    kernel = np.zeros((2 * rows + 1, 1), np.uint8)
    kernel[rows:] = 1
    return cv2.dilate(part.astype(np.uint8), kernel, borderValue=(0,)) > 0
