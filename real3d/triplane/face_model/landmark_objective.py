"""The objective that a face model's fit minimises: landmark distances and regularisers.

Landmarks are compared in pixels of a picture 224 wide, weighted by importance (eyes, lips).
Coefficients are regularised towards the mean face, and in a video towards smoothness over time.
Gradients are analytic, so that fitting needs no automatic differentiation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import Float32Array, Floating
from real3d.triplane.face_model.morphable_model import (
    CAMERA_DISTANCE,
    EXPRESSION_SIZE,
    IDENTITY_SIZE,
    LANDMARK_COUNT,
    MorphableModel,
    Pose,
    posed,
    rotation_matrices,
)

PICTURE_SIDE = 224
FOCAL_LENGTH = 1015.0
"""In pixels of that picture."""

# fmt: off
EYES = (
    7, 33, 133, 144, 145, 153, 154, 155, 157, 158, 159, 160, 161, 163, 173, 246, 249, 263, 362,
    373, 374, 380, 381, 382, 384, 385, 386, 387, 388, 390, 398, 466,
)
UPPER_LIDS = (157, 158, 159, 160, 161, 384, 385, 386, 387, 388)
LIPS = (
    13, 14, 78, 80, 81, 82, 87, 88, 95, 178, 191, 308, 310, 311, 312, 317, 318, 324, 402, 415,
    0, 17, 37, 39, 40, 61, 84, 91, 146, 181, 185, 267, 269, 270, 291, 314, 321, 375, 405, 409,
)
# fmt: on
UNMATCHED = (93, 127, 132, 234, 323, 356, 361, 454)
"""Landmarks at the outline, which have no fixed place on the mesh."""


@dataclass(frozen=True)
class FaceFit:
    """A face model's coefficients for N frames of one person."""

    identity: Float32Array
    """[1, 80]."""
    expression: Float32Array
    """[N, 64]."""
    pose: Pose


@dataclass(frozen=True)
class FitWeights:
    """Weights of the objective's terms."""

    eyes: float
    upper_lids: float
    lips: float
    identity: float
    """Of the mean square of the coefficients, as in the following."""
    expression: float
    expression_smoothness: float = 0.0
    """Of the mean squared second difference, as in the following."""
    pose_smoothness: float = 0.0

    def of_landmarks(self) -> Float32Array:
        """[468]."""
        weights = np.ones(LANDMARK_COUNT, np.float32)
        weights[list(EYES)] = self.eyes
        weights[list(UPPER_LIDS)] = self.upper_lids
        weights[list(LIPS)] = self.lips
        weights[list(UNMATCHED)] = 0
        return weights


PICTURE_WEIGHTS = FitWeights(eyes=5, upper_lids=5, lips=2, identity=0.3, expression=0.05)
VIDEO_WEIGHTS = FitWeights(
    eyes=3,
    upper_lids=20,
    lips=5,
    identity=0.2,
    expression=0.6,
    expression_smoothness=1.0,
    pose_smoothness=0.3,
)


@dataclass(frozen=True)
class Gradient:
    """Of the landmarks' distance, by every coefficient of a `FaceFit`."""

    identity: Float32Array
    expression: Float32Array
    euler: Float32Array
    translation: Float32Array


@dataclass(frozen=True)
class Projection:
    """The landmarks of a fit in the face model's space and in the picture."""

    shape: Float32Array
    """[N, 468, 3] without pose."""
    rotation: Float32Array
    """[N, 3, 3]."""
    placed: Float32Array
    """[N, 468, 3] with pose, the last the distance from the camera."""
    error: Float32Array
    """[N, 468, 2] pixels away from the landmarks seen, y down."""

    def pull(self, weights: Float32Array) -> Float32Array:
        """[N, 468, 3] half the gradient of the weighted squared error by position."""
        x, y, depth = np.moveaxis(self.placed, -1, 0)
        scaled = self.error * (weights * np.float32(FOCAL_LENGTH) / depth)[..., None]
        right, down = scaled[..., 0], scaled[..., 1]
        return np.stack((right, -down, (right * x - down * y) / depth), -1)


class LandmarkObjective:
    """How far a face is from the landmarks of N frames."""

    def __init__(
        self, model: MorphableModel, landmarks: NDArray[np.floating], weights: FitWeights
    ) -> None:
        """
        Args:
            model: of the face.
            landmarks: [N, 468, 2] in picture heights, x to the right, y down.
            weights: for a picture or a video.
        """
        self.model = model.landmark_model
        self.frames = len(landmarks)
        self.seen = (landmarks * PICTURE_SIDE).astype(np.float32)
        self.weights = weights.of_landmarks()
        self.identity_basis = self.model.identity.reshape(-1, IDENTITY_SIZE)
        self.expression_basis = self.model.expression.reshape(-1, EXPRESSION_SIZE)

    def projection(self, fit: FaceFit) -> Projection:
        """Where the landmarks of a fit are."""
        shape = self.model.shape(fit.identity, fit.expression)
        placed = posed(shape, fit.pose)
        placed[..., 2] = CAMERA_DISTANCE - placed[..., 2]
        flipped = placed[..., :2] * np.array((FOCAL_LENGTH, -FOCAL_LENGTH), np.float32)
        error = flipped / placed[..., 2:] + np.float32(PICTURE_SIDE / 2) - self.seen
        return Projection(shape, rotation_matrices(fit.pose.euler), placed, error)

    def gradient(self, fit: FaceFit, projection: Projection) -> Gradient:
        """Half the gradient of the sum of weighted squared distances."""
        pull = projection.pull(self.weights)
        on_shape = (pull @ projection.rotation).reshape(len(pull), -1)
        moments = pull.swapaxes(1, 2) @ projection.shape
        turning = (rotation_derivatives(fit.pose.euler) * moments[:, None]).sum((2, 3))
        return Gradient(
            identity=on_shape.sum(0, keepdims=True) @ self.identity_basis,
            expression=on_shape @ self.expression_basis,
            euler=turning,
            translation=pull.sum(1),
        )


def rotation_derivatives(euler: Float32Array) -> Float32Array:
    """[N, 3, 3, 3] the rotation by each of the three Euler angles [N, 3]."""
    rotation = rotation_matrices(euler)
    cos, sin = np.cos(euler[:, 2]), np.sin(euler[:, 2])
    none = np.zeros_like(cos)
    # Turning about a fixed axis: the derivative is the axis's cross product. The z axis is turned
    # last and stays; the y axis has been turned about z, the x axis about y and z.
    axis_x = rotation[..., 0]
    axis_y = np.stack((-sin, cos, none), -1)
    axis_z = np.stack((none, none, none + 1), -1)
    return np.stack([_cross(axis) @ rotation for axis in (axis_x, axis_y, axis_z)], 1)


def second_difference(track: NDArray[Floating]) -> NDArray[Floating]:
    """[N, ...] each frame less the mean of its neighbours; the ends are their own neighbours."""
    before = np.concatenate((track[:1], track[:-1]))
    after = np.concatenate((track[1:], track[-1:]))
    return track - (before + after) / 2


def _cross(axis: Float32Array) -> Float32Array:
    """[N, 3, 3] matrices of the cross product with axes [N, 3]."""
    x, y, z = axis.T
    none = np.zeros_like(x)
    rows = ((none, -z, y), (z, none, -x), (-y, x, none))
    return np.stack([np.stack(row, -1) for row in rows], 1)
