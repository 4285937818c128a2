"""A face before a camera, without a camera: landmarks of somebody who talks, blinks and turns."""

from __future__ import annotations

import numpy as np

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, expression_basis
from real3d.mesh.topology import EYES, LANDMARKS
from real3d.numerics.types import FloatArray
from real3d.portrait.mean_face import FACE_FROM_NECK, mean_face
from real3d.portrait.pose import rotation_matrix

FPS = 25
SIZE = 140.0
"""Outer-eye-corner distance, pixels."""
NECK = np.array([320.0, 330.0, 0.0])
"""Pixels."""


def somebody() -> FloatArray:
    """[478, 3] a face of its own at rest: longer than the mean face, with a wider mouth and higher
    brows."""
    face = mean_face() * (1.0, 1.06, 0.95)
    basis = expression_basis()
    face[:LANDMARKS] += 0.25 * (basis.shape("mouthStretchLeft") + basis.shape("mouthStretchRight"))
    face[:LANDMARKS] += 0.3 * (basis.shape("browOuterUpLeft") + basis.shape("browOuterUpRight"))
    return face


def filmed(
    frames: int,
    *,
    jaw: FloatArray | float = 0.0,
    smile: FloatArray | float = 0.0,
    brow: FloatArray | float = 0.0,
    shut: FloatArray | float = 0.0,
    look: FloatArray | float = 0.0,
    angles: FloatArray | tuple[float, float, float] = (0.0, 0.0, 0.0),
    place: FloatArray | tuple[float, float] = (0.0, 0.0),
    noise: float = 0.0,
) -> FloatArray:
    """[T, 478, 3] pixels; what is one number or one row stays.

    Args:
        frames: T.
        jaw: `jawOpen`, [T].
        smile: of the left corner alone, [T].
        brow: the left brow raised, [T].
        shut: the left lid, 0 open to 1, [T].
        look: of both eyes, shares of their width to the image's right, [T].
        angles: [T, 3] of the head, radians.
        place: [T, 2] of the neck, outer-eye-corner distances.
        noise: standard deviation, pixels.
    """
    basis, rest = expression_basis(), somebody()
    jaw, smile, brow, shut, look = (
        np.broadcast_to(each, frames) for each in (jaw, smile, brow, shut, look)
    )
    angles, place = np.broadcast_to(angles, (frames, 3)), np.broadcast_to(place, (frames, 2))
    eye = EYES[0]
    opening = rest[list(eye.lower[1:-1])] - rest[list(eye.upper[1:-1])]
    width = np.linalg.norm(rest[eye.upper[0]] - rest[eye.upper[-1]])
    result = np.empty((frames, *rest.shape))
    for t in range(frames):
        face = rest.copy()
        skin = face[:LANDMARKS]
        skin += basis.open_jaw(rest[:LANDMARKS], float(jaw[t]) * JAW_FULL_ANGLE)
        skin += smile[t] * basis.shape("mouthSmileLeft") + brow[t] * basis.shape("browOuterUpLeft")
        face[list(eye.upper[1:-1])] += 0.8 * shut[t] * opening
        for each in EYES:
            face[list(each.iris), 0] += look[t] * width
        from_neck = face + np.array(FACE_FROM_NECK)
        turned = from_neck @ rotation_matrix(*angles[t]).T
        result[t] = SIZE * (turned + np.array([*place[t], 0.0])) + NECK
    return result + noise * np.random.default_rng(0).standard_normal(result.shape)
