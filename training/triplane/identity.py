"""Whether two pictures show one person, to a network that recognises faces.

The network is dlib's ResNet (King 2017). Its weights are in the public domain and lie in the
package `face_recognition_models`; dlib is under the Boost licence. Landmarks are MediaPipe's: the
package's model of 68 landmarks, which has learnt from pictures for research only (300-W), is not
used.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from real3d.errors import MissingLibraryError
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT

FIVE_POINTS = (263, 362, 33, 133, 2)
"""Outer and inner corner of the eye at the picture's right, of the other eye, base of the nose."""
WEIGHTS = "dlib_face_recognition_resnet_model_v1.dat"


class FaceRecogniser:
    """Descriptors of faces."""

    def __init__(self) -> None:
        """
        Raises:
            MissingLibraryError: a package is not installed.
        """
        # The second package is found, not imported: importing it needs an older setuptools.
        package = find_spec("face_recognition_models")
        if find_spec("dlib") is None or package is None or package.origin is None:
            raise MissingLibraryError("identity-needs-packages")
        import dlib

        self._dlib: Any = dlib
        weights = Path(package.origin).with_name("models") / WEIGHTS
        self._network = dlib.face_recognition_model_v1(str(weights))

    def descriptor(self, picture: Picture, landmarks: FloatArray | Float32Array) -> FloatArray:
        """[128] of the face in a picture [H, W, 3].

        Args:
            picture: that shows it.
            landmarks: [468 or more, 2 or more] of MediaPipe, pixels.
        """
        places = landmarks[:SKIN_LANDMARK_COUNT, :2]
        left, top = np.floor(places.min(axis=0)).astype(int).tolist()
        right, bottom = np.ceil(places.max(axis=0)).astype(int).tolist()
        points = [self._dlib.point(*map(round, places[index].tolist())) for index in FIVE_POINTS]
        box = self._dlib.rectangle(left, top, right, bottom)
        shape = self._dlib.full_object_detection(box, points)
        return np.array(self._network.compute_face_descriptor(np.ascontiguousarray(picture), shape))


def likeness(first: FloatArray, second: FloatArray) -> float:
    """Cosine of the angle between two descriptors, -1..1."""
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))
