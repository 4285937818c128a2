"""The published way to continue torso and background behind the head, to compare with.

Columns of clothes and neck are drawn out upwards, growing darker; the background takes the nearest
certain colour. `real3d.triplane.portrait_parts` does it without their streaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import BoolArray, Picture
from real3d.triplane.segmentation import HEAD, LabelMap, PersonClass, class_mask

CLOTHES_ROWS = 9
NECK_ROWS = 53
DARKENING = 0.98
"""Per row."""
NECK_DILATION = 3
"""Rows up and down."""
NECK_START = 4
"""Rows further down that the neck's colour is taken from, where the neck is that long."""
BLUR_PIXELS, BLUR_SIGMA = 5, 4.0
SURE_PIXELS = 10
"""From the person to what is certainly background."""


@dataclass(frozen=True)
class TorsoPicture:
    """The torso, continued behind the head."""

    image: Picture
    """[H, W, 3], black where nothing of the torso is."""
    mask: BoolArray
    """[H, W]."""


class Strips(NamedTuple):
    """Where columns begin."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]


def published_torso(image: Picture, labels: LabelMap) -> TorsoPicture:
    """The torso of a portrait.

    Args:
        image: [H, W, 3].
        labels: [H, W].
    """
    head = class_mask(labels, *HEAD)
    clothes = class_mask(labels, PersonClass.CLOTHES)
    painted = image.copy()
    painted[head] = 0
    mask_clothes = _draw_out(painted, image, _tops(clothes, head), CLOTHES_ROWS)

    neck = class_mask(labels, PersonClass.BODY_SKIN).astype(np.uint8)
    vertical = np.ones((2 * NECK_DILATION + 1, 1), np.uint8)
    neck = cv2.dilate(neck, vertical, borderType=cv2.BORDER_CONSTANT, borderValue=0) > 0
    rows, columns = _tops(neck, head)
    lengths = neck.sum(0)[columns]
    starts = Strips(rows + np.minimum(lengths - 1, NECK_START), columns)
    mask_neck = _draw_out(painted, image, starts, NECK_ROWS)
    blurred = cv2.GaussianBlur(painted, (BLUR_PIXELS, BLUR_PIXELS), BLUR_SIGMA)
    painted[mask_neck] = blurred[mask_neck]

    mask = neck | clothes | mask_clothes | mask_neck
    return TorsoPicture(np.where(mask[..., None], painted, np.uint8(0)), mask)


def published_background(images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> Picture | None:
    """The background behind a person, from one picture or from several of one scene.

    Args:
        images: [N, H, W, 3].
        labels: [N, H, W].

    Returns:
        [H, W, 3], or None where the person leaves no certain background.
    """
    from scipy.ndimage import distance_transform_edt

    distances = np.stack([distance_transform_edt(frame == 0) for frame in labels])
    best = distances.argmax(0)
    sure = distances.max(0) > SURE_PIXELS
    if not sure.any():
        return None
    rows, columns = np.indices(sure.shape)
    colours = images[best, rows, columns]
    # A slip of the published system: the corner takes its frame from the last sure pixel.
    last = tuple(np.argwhere(sure)[-1])
    colours[0, 0] = images[best[last], 0, 0]
    rows, columns = distance_transform_edt(~sure, return_distances=False, return_indices=True)
    return colours[rows, columns]


def _tops(part: BoolArray, head: BoolArray) -> Strips:
    """The topmost pixel of a part in each column, where the head is right above it."""
    rows = part.argmax(0)
    columns = np.arange(part.shape[1])
    kept = part.any(0) & (rows > 0) & head[rows - 1, columns]
    return Strips(rows[kept], columns[kept])


def _draw_out(painted: Picture, image: Picture, starts: Strips, rows: int) -> BoolArray:
    """Draws columns upwards from their starts; tells where."""
    drawn = np.zeros(painted.shape[:2], bool)
    colours = image[starts.rows, starts.columns].astype(np.float64)
    for step in range(rows):
        row = starts.rows - step
        inside = row >= 0
        place = row[inside], starts.columns[inside]
        painted[place] = (colours[inside] * DARKENING**step).astype(np.uint8)
        drawn[place] = True
    return drawn
