"""The 478 landmarks of a face, and the names of those that the project uses.

The points and their numbers are those of MediaPipe's Face Mesh with refined lips and irises
(Kartynnik et al. 2019, Grishchenko et al. 2020). Index sets are ordered from the image's left to
its right unless they say otherwise; "left" and "right" in their names are the image's sides.
Coordinates are pixels, y down, z away from the camera and in the same unit.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import FloatArray, Picture
from real3d.portrait.crop import crop_image
from real3d.portrait.detection import FaceBox
from real3d.portrait.models import Model, shared_face_mesh
from real3d.portrait.portrait import Crop

LANDMARK_COUNT = 478
SKIN_LANDMARK_COUNT = 468
"""The landmarks of the skin; the last ten belong to the irises."""

UPPER_LIP_OUTER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
UPPER_LIP_INNER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_LIP_INNER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
LOWER_LIP_OUTER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
_WITHIN_LIPS = (
    *(11, 12, 15, 16, 38, 41, 42, 62, 72, 73, 74, 76, 77, 85, 86, 89, 90, 96, 179, 180, 183, 184),
    *(268, 271, 272, 292, 302, 303, 304, 306, 307, 315, 316, 319, 320, 325, 403, 404, 407, 408),
)
LIPS = tuple(
    sorted({*UPPER_LIP_OUTER, *UPPER_LIP_INNER, *LOWER_LIP_INNER, *LOWER_LIP_OUTER, *_WITHIN_LIPS})
)
"""All of both lips, rims and outline included."""
MOUTH_CORNERS = (61, 291)

LEFT_UPPER_LID = (33, 246, 161, 160, 159, 158, 157, 173, 133)
"""Outer to inner corner of the eye at the image's left, the person's right eye."""
LEFT_LOWER_LID = (33, 7, 163, 144, 145, 153, 154, 155, 133)
RIGHT_UPPER_LID = (263, 466, 388, 387, 386, 385, 384, 398, 362)
"""Outer to inner corner of the eye at the image's right, the person's left eye."""
RIGHT_LOWER_LID = (263, 249, 390, 373, 374, 380, 381, 382, 362)
OUTER_EYE_CORNERS = (33, 263)

LEFT_IRIS = (468, 469, 470, 471, 472)
"""Centre, then four points of the rim, of the iris at the image's left."""
RIGHT_IRIS = (473, 474, 475, 476, 477)

LEFT_BROW = (70, 63, 105, 66, 107, 46, 53, 52, 65, 55)
"""Upper edge, then lower edge, each from outside to inside."""
RIGHT_BROW = (300, 293, 334, 296, 336, 276, 283, 282, 295, 285)

# fmt: off
FACE_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)
"""The face's outline, clockwise as seen, from the middle of the forehead."""
NOSE = (
    1, 2, 4, 5, 6, 19, 94, 97, 98, 99, 60, 20, 242, 326, 327, 328, 290, 250, 462, 64, 294, 48, 278,
    115, 344, 220, 440, 45, 275, 195, 197, 168, 122, 351,
)
RIGID = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 21, 54, 103, 67, 109, 162, 127, 234, 168, 6, 197,
    195, 5, 4, 33, 133, 362, 263, 8, 9, 151, 116, 345, 117, 346, 50, 280, 101, 330, 143, 372, 35,
    265, 193, 417, 122, 351, 196, 419,
)
"""Forehead, temples, bridge of the nose, eye corners, cheekbones: what expressions hardly move."""
# fmt: on

FOREHEAD = 10
CHIN = 152
LEFT_EAR = 234
RIGHT_EAR = 454

_BOX_MARGIN = 2.0
"""Side of the square that the landmark model sees, in face boxes: it finds the face itself."""
_LANDMARK_PICTURE = 512
"""Its side in pixels. The model works on 192 pixels; this is for finding the face."""


def detect_landmarks(image: Picture) -> FloatArray | None:
    """The landmarks of the face that fills a good part of a picture.

    Args:
        image: [H, W, 3] RGB.

    Returns:
        [478, 3] pixels, or None when there is no face.
    """
    return run_face_mesh(shared_face_mesh(), image)


def detect_landmarks_in(image: Picture, face: FaceBox) -> FloatArray | None:
    """The landmarks of one detected face, in pixels of the whole picture.

    Args:
        image: [H, W, 3] RGB.
        face: where to look.

    Returns:
        [478, 3] pixels, or None when the box holds no face.
    """
    side = max(round(_BOX_MARGIN * max(face.width, face.height)), 1)
    x, y = face.centre
    square = Crop(left=round(x - side / 2), top=round(y - side / 2), side=side)
    landmarks = detect_landmarks(crop_image(image, square, _LANDMARK_PICTURE))
    if landmarks is None:
        return None
    return landmarks * (side / _LANDMARK_PICTURE) + (square.left, square.top, 0)


def run_face_mesh(model: Model, image: Picture) -> FloatArray | None:
    """The landmarks [478, 3] in pixels that `model` sees in an RGB picture, or None."""
    faces = model(image, "multi_face_landmarks")
    if not faces:
        return None
    height, width = image.shape[:2]
    points: FloatArray = np.array([(point.x, point.y, point.z) for point in faces[0].landmark])
    return points * (width, height, width)
