"""The plate: the photo's background with the person taken out.

Only a ring along the outline is ever revealed, by a turning head. There a smooth fill carries the
colours on, and the fine detail of the background is mirrored across the outline over it, so that
neither a blurred halo nor a ghost of the person shows.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.portrait.push_pull import push_pull
from real3d.portrait.smoothstep import smoothstep

Image = NDArray[np.float32]

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_TRACE = 0.04
"""Opacity above which a pixel shows the person."""
_MARGIN = 5
"""Pixels beyond those from which the fill does not learn its colours."""
_FADE = (0.5, 3.5)
"""Pixels beyond those between which the fill gives way to the photo."""
_DETAIL_BLUR = 5
"""Standard deviation in pixels that separates detail from colour."""
_DETAIL_REACH = 40
"""Pixels into the hole; farther in, mirrored detail shows as stripes along the outline."""
_FRAME = 3
"""Pixels along the photo's border, where scans and paintings have lines."""


def background_without_person(
    image: NDArray[np.uint8],  # [S, S, 3] RGB
    alpha: Image,  # [S, S]
) -> NDArray[np.uint8]:
    """The plate [S, S, 3]; outside the person it is the photo itself."""
    scale = image.shape[0] / _REFERENCE
    photo = image.astype(np.float32)
    outwards = cv2.distanceTransform((alpha <= _TRACE).astype(np.uint8), cv2.DIST_L2, 5)
    background = (outwards > _MARGIN * scale).astype(np.float32)
    if not background.any():
        return np.full_like(image, image.mean(axis=(0, 1)))
    # Soft, so that the fill begins without a seam.
    known = cv2.GaussianBlur(background, (0, 0), 2 * scale) * background
    fill = push_pull(photo, known) + _mirrored_detail(photo, known, scale)
    # Inside the margin the photo takes over as soon as the person's traces have faded.
    untouched = smoothstep(outwards, *(limit * scale for limit in _FADE))[..., None]
    plate = fill + (photo - fill) * untouched
    return np.clip(np.rint(plate), 0, 255).astype(np.uint8)


def _mirrored_detail(photo: Image, known: Image, scale: float) -> Image:
    """Each unknown pixel p gets the detail at 2q - p, q being the known pixel nearest to it."""
    certain = known > 0.98
    if not certain.any():
        return np.zeros_like(photo)
    distance, labels = cv2.distanceTransformWithLabels(
        1 - certain.astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(certain)
    nearest = np.zeros((labels.max() + 1, 2), np.float32)
    nearest[labels[rows, columns]] = np.stack([columns, rows], axis=1)
    size = photo.shape[0]
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    mirror = 2 * nearest[labels] - np.stack([x, y], axis=2)
    detail = cv2.remap(
        _detail(photo, known, scale), mirror, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    reach = _DETAIL_REACH * scale
    strength = (1 - known) * smoothstep(distance, reach, 0.5 * reach)
    return detail * strength[..., None]


def _detail(photo: Image, known: Image, scale: float) -> Image:
    """What the background has beyond its smooth colours; nothing where it is not known."""
    sigma = _DETAIL_BLUR * scale
    weight = np.maximum(cv2.GaussianBlur(known, (0, 0), sigma), 0.02)[..., None]
    smooth = cv2.GaussianBlur(photo * known[..., None], (0, 0), sigma) / weight
    detail = (photo - smooth) * (known > 0.98)[..., None]
    # A picture's frame is no texture.
    frame = max(1, round(_FRAME * scale))
    return cv2.copyMakeBorder(
        detail[frame:-frame, frame:-frame], frame, frame, frame, frame, cv2.BORDER_CONSTANT
    )
