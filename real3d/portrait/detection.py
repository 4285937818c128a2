"""Where the faces are: the first look at a photo.

MediaPipe's full-range detector (Bazarevsky et al. 2019) finds faces down to a fifteenth of the
picture. When it finds none, the short-range one looks for a very near face, and then the picture
is searched in parts for very small ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from real3d.numerics.types import Picture
from real3d.portrait.models import face_detector

_ZOOMS = (2, 4)
"""Parts per side in the search for small faces; the last finds a sixtieth of the picture."""
_MIN_PART = 128
"""Least side of a part, pixels: the detector's input has 192, a smaller part shows nothing new."""


@dataclass(frozen=True)
class FaceBox:
    """One detected face, in pixels of the picture."""

    left: float
    top: float
    width: float
    height: float
    score: float
    """The detector's certainty, 0..1."""

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y)."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def weight(self) -> float:
        """How much this face is the subject of the picture."""
        return self.width * self.height * self.score

    def contains(self, point: tuple[float, float]) -> bool:
        """Whether the point (x, y) lies in the box."""
        x, y = point[0] - self.left, point[1] - self.top
        return 0 <= x <= self.width and 0 <= y <= self.height


def detect_faces(image: Picture) -> Iterator[list[FaceBox]]:
    """Look after look at a picture, each more thorough; the caller stops when it is content.

    Args:
        image: [H, W, 3] RGB.

    Yields:
        The faces of one look, the subject first; not empty. A detector takes llamas for people,
        so what it finds still has to be verified.
    """
    looks = (
        lambda: _detect(image, full_range=True),
        lambda: _detect(image, full_range=False),
        *(lambda zoom=zoom: _detect_in_parts(image, zoom) for zoom in _ZOOMS),
    )
    for look in looks:
        faces = sorted(look(), key=lambda face: face.weight, reverse=True)
        if faces:
            yield faces


def _detect(image: Picture, full_range: bool) -> list[FaceBox]:
    height, width = image.shape[:2]
    detections = face_detector(full_range)(image, "detections") or []
    return [
        FaceBox(
            left=box.xmin * width,
            top=box.ymin * height,
            width=box.width * width,
            height=box.height * height,
            score=float(detection.score[0]),
        )
        for detection in detections
        for box in [detection.location_data.relative_bounding_box]
    ]


def _detect_in_parts(image: Picture, zoom: int) -> list[FaceBox]:
    """The faces in square parts of the picture that overlap by half."""
    height, width = image.shape[:2]
    side = max(height, width) // zoom
    if side < _MIN_PART:
        return []
    faces: list[FaceBox] = []
    for top in _starts(height, side):
        for left in _starts(width, side):
            for face in _detect(image[top : top + side, left : left + side], full_range=True):
                found = replace(face, left=face.left + left, top=face.top + top)
                if not any(other.contains(found.centre) for other in faces):
                    faces.append(found)
    return faces


def _starts(length: int, side: int) -> list[int]:
    """Where the parts of one axis begin."""
    room = max(length - side, 0)
    count = 1 + -(-room // (side // 2))
    return [round(position) for position in np.linspace(0, room, count)]
