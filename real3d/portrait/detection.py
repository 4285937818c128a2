"""Where the faces are: the first look at a photo.

MediaPipe's full-range detector finds small faces as well as large ones; the short-range one is
asked when it finds none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from real3d.portrait.models import face_detector


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
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def weight(self) -> float:
        """How much this face is the subject of the picture."""
        return self.width * self.height * self.score


def detect_faces(image: NDArray[np.uint8]) -> list[FaceBox]:
    """All faces of a picture, the subject first.

    Args:
        image: [H, W, 3] RGB.
    """
    faces = _detect(image, full_range=True) or _detect(image, full_range=False)
    return sorted(faces, key=lambda face: face.weight, reverse=True)


def _detect(image: NDArray[np.uint8], full_range: bool) -> list[FaceBox]:
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
