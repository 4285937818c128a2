"""The mean face, made anew: `python -m training.mean_face FOLDER OUT.npz`.

Generalised Procrustes analysis (Gower 1975) of the landmarks of all portraits in a folder and
their mirror images. Some forty faces are enough; expressions and painting styles average out. The
result belongs to `real3d/portrait/mean_face.npz`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from scipy.optimize import linear_sum_assignment

from real3d.errors import InputError
from real3d.numerics.types import FloatArray, IndexArray
from real3d.portrait.analysis import analyse_portrait
from real3d.portrait.landmarks import OUTER_EYE_CORNERS, RIGID
from real3d.portrait.pose import euler_angles, rotation_matrix, similarity, to_head_frame

_ROUNDS = 6
"""The mean moves by less than 1e-4 of the eye distance after three."""
_FRONTAL = np.radians(12)
"""Portraits turned less than this say where straight ahead is."""


def main() -> None:
    """Read the portraits of a folder, write the mean face."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="pictures, one face each")
    parser.add_argument("output", type=Path, help="the .npz file to write")
    arguments = parser.parse_args()
    faces = [face for path in sorted(arguments.folder.iterdir()) for face in _landmarks(path)]
    if not faces:
        parser.error(f"no face was found in the pictures of {arguments.folder}")
    mean, mirror = mean_face(np.array(faces))
    np.savez(arguments.output, landmarks=mean.astype(np.float32), mirror_index=mirror)
    print(f"mean of {len(faces)} faces written to {arguments.output}")


def mean_face(faces: FloatArray) -> tuple[FloatArray, IndexArray]:
    """The symmetric mean of the [N, 478, 3] landmarks of N faces, and the mirror index [478]."""
    mean = _normalised(_align(faces, faces[0]))
    mirror = _mirror_index(mean)
    faces = np.concatenate([faces, (faces * (-1, 1, 1))[:, mirror]])
    for _ in range(_ROUNDS):
        mean = _normalised(_align(faces, mean))
        mirror = _mirror_index(mean)
    mean = _normalised((mean + (mean * (-1, 1, 1))[mirror]) / 2)
    return _level(mean, faces), mirror


def _landmarks(path: Path) -> list[FloatArray]:
    image = cv2.imread(str(path))
    if image is None:
        return []
    try:
        return [analyse_portrait(cv2.cvtColor(image, cv2.COLOR_BGR2RGB)).landmarks]
    except InputError as error:
        print(f"{path.name} is left out: {error}")
        return []


def _align(faces: FloatArray, target: FloatArray) -> FloatArray:
    """The mean of all faces after each has been brought nearest to `target`."""
    rigid = list(RIGID)
    poses = [similarity(target[rigid], face[rigid]) for face in faces]
    return np.mean([to_head_frame(f, p) for f, p in zip(faces, poses, strict=True)], axis=0)


def _normalised(face: FloatArray) -> FloatArray:
    """Origin midway between the outer eye corners, which lie on the x axis one unit apart."""
    left, right = face[list(OUTER_EYE_CORNERS)]
    face = face - (left + right) / 2
    axis = (right - left) / np.linalg.norm(right - left)
    yaw, roll = np.arcsin(axis[2]), np.arctan2(axis[1], axis[0])
    return face @ rotation_matrix(0.0, yaw, roll) / np.linalg.norm(right - left)


def _mirror_index(face: FloatArray) -> IndexArray:
    """The best one-to-one assignment of a face's points to those of its mirror image."""
    mirrored = face * (-1, 1, 1)
    distance = ((face[:, None] - mirrored[None]) ** 2).sum(axis=2)
    return linear_sum_assignment(distance)[1].astype(np.int32)


def _level(mean: FloatArray, faces: FloatArray) -> FloatArray:
    """Tilted so that the median of the frontal faces looks straight ahead."""
    rigid = list(RIGID)
    angles = [euler_angles(similarity(mean[rigid], face[rigid]).rotation) for face in faces]
    pitch = np.median([pitch for pitch, yaw, _ in angles if abs(yaw) < _FRONTAL] or [0.0])
    return mean @ rotation_matrix(float(pitch), 0.0, 0.0).T


if __name__ == "__main__":
    main()
