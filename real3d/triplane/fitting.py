"""Fits the face model to landmarks: a picture in milliseconds, a video faster than it plays.

It minimises what the published fit descends (`landmark_objective.py`) by Gauss-Newton steps. The
first pose comes from a linear fit of a distant camera. Then coefficients, of which the landmarks
are almost linear, and poses are solved for together: the frames of a video are coupled by
smoothness alone, which makes a banded system, and by their one identity, which is eliminated
(Schur complement).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import interp1d
from scipy.linalg import cho_factor, cho_solve, cho_solve_banded, cholesky_banded

from real3d.threads import single_threaded
from real3d.triplane.landmark_objective import (
    FOCAL_LENGTH,
    PICTURE_SIDE,
    PICTURE_WEIGHTS,
    VIDEO_WEIGHTS,
    FaceFit,
    FitWeights,
    LandmarkObjective,
    Projection,
    rotation_derivatives,
    second_difference,
)
from real3d.triplane.morphable_model import (
    CAMERA_DISTANCE,
    EXPRESSION_SIZE,
    IDENTITY_SIZE,
    LANDMARK_COUNT,
    MorphableModel,
    Pose,
)

FloatArray = NDArray[np.float32]
Array = NDArray[np.float64]

POSE_SIZE = 6
FRAME_SIZE = POSE_SIZE + EXPRESSION_SIZE
POSE_STEPS = 1
"""Of the pose alone, before all is moved together."""
COLD_STEPS = 2
"""From the mean face, each with a normal matrix of its own."""
WARM_STEPS = 1
"""From a fit of frames nearby."""
LAST_STEPS = 1
"""After them, with the last matrix; the solution is close."""
IDENTITY_FRAMES = 12
"""Frames of a video, evenly spread, that its identity comes from."""
WINDOW_FRAMES = 100
"""Solved at once, so that memory does not grow with the video."""
MARGIN_FRAMES = 20
"""Solved on either side of a window and thrown away; smoothness reaches a few frames."""
COUPLED_FRAMES = 2
"""How far apart frames are that smoothness ties together directly."""


@single_threaded()
def fit_picture(model: MorphableModel, landmarks: NDArray[np.floating]) -> FaceFit:
    """Fits one picture.

    Args:
        model: of the face.
        landmarks: [468, 2] in picture heights, x to the right, y down.
    """
    return _fit(model, landmarks[None], PICTURE_WEIGHTS)


@single_threaded()
def fit_video(model: MorphableModel, landmarks: NDArray[np.floating]) -> FaceFit:
    """Fits the frames of a video that shows one person.

    Args:
        model: of the face.
        landmarks: [N, 468, 2] in picture heights, x to the right, y down.
    """
    frames = len(landmarks)
    if frames <= IDENTITY_FRAMES:
        return _fit(model, landmarks, VIDEO_WEIGHTS)
    spread = np.linspace(0, frames - 1, IDENTITY_FRAMES).round().astype(np.int64)
    # These frames do not follow each other, so nothing keeps them smooth.
    apart = replace(VIDEO_WEIGHTS, expression_smoothness=0.0, pose_smoothness=0.0)
    spread_fit = _fit(model, landmarks[spread], apart)
    between = interp1d(spread, spread_fit.expression, axis=0, assume_sorted=True)
    expression = between(np.arange(frames)).astype(np.float32)
    pieces = []
    for start in range(0, frames, WINDOW_FRAMES):
        stop = min(start + WINDOW_FRAMES, frames)
        first, last = max(start - MARGIN_FRAMES, 0), min(stop + MARGIN_FRAMES, frames)
        start_fit = Start(spread_fit.identity, expression[first:last])
        piece = _fit(model, landmarks[first:last], VIDEO_WEIGHTS, start_fit)
        pieces.append(_frames(piece, slice(start - first, stop - first)))
    return _joined(pieces)


@dataclass(frozen=True)
class Start:
    """What is known before a fit."""

    identity: FloatArray
    """[1, 80], final."""
    expression: FloatArray
    """[N, 64], to begin with."""


def _fit(
    model: MorphableModel,
    landmarks: NDArray[np.floating],
    weights: FitWeights,
    start: Start | None = None,
) -> FaceFit:
    objective = LandmarkObjective(model, landmarks, weights)
    known = start or Start(
        np.zeros((1, IDENTITY_SIZE), np.float32),
        np.zeros((len(landmarks), EXPRESSION_SIZE), np.float32),
    )
    pose = distant_camera_pose(objective, known.identity)
    fit = FaceFit(known.identity, known.expression, pose)
    for _ in range(POSE_STEPS):
        fit = replace(fit, pose=refined_pose(objective, fit))
    step = GaussNewtonStep(objective, weights, finds_identity=start is None)
    renewals = COLD_STEPS if start is None else WARM_STEPS
    for k in range(renewals + LAST_STEPS):
        projection = objective.projection(fit)
        if k < renewals:
            step.prepare(fit, projection)
        fit = step(fit, projection)
    return fit


class GaussNewtonStep:
    """Moves pose, expression and identity of a fit together.

    A frame's unknowns are Euler angles, translation and expression, in this order.
    """

    def __init__(
        self,
        objective: LandmarkObjective,
        weights: FitWeights,
        finds_identity: bool,
    ) -> None:
        self.objective = objective
        self.finds_identity = finds_identity
        # Means of the loss, in terms of the sum over all landmarks of one frame.
        values = 2 * LANDMARK_COUNT
        per_expression = values / EXPRESSION_SIZE
        self.identity_weight = weights.identity * values * objective.frames / IDENTITY_SIZE
        self.plainness = np.zeros(FRAME_SIZE)
        self.plainness[POSE_SIZE:] = weights.expression * per_expression
        self.smoothness = np.full(FRAME_SIZE, weights.expression_smoothness * per_expression)
        self.smoothness[:POSE_SIZE] = weights.pose_smoothness * values / 3

    def prepare(self, fit: FaceFit, projection: Projection) -> None:
        """Computes and factorises the normal matrix at a fit."""
        jacobian = self._jacobian(fit, projection)
        products = (jacobian.swapaxes(1, 2) @ jacobian).astype(np.float64)
        frames, shared = slice(FRAME_SIZE), slice(FRAME_SIZE, None)
        band = self._band(products[:, frames, frames])
        self._factor = cholesky_banded(band, lower=True, overwrite_ab=True)
        if self.finds_identity:
            self._crossing = products[:, frames, shared].reshape(-1, IDENTITY_SIZE)
            self._solved = self._solve(self._crossing)
            identity = products[:, shared, shared].sum(0)
            identity += self.identity_weight * np.eye(IDENTITY_SIZE)
            self._identity_factor = cho_factor(identity - self._crossing.T @ self._solved)

    def __call__(self, fit: FaceFit, projection: Projection) -> FaceFit:
        """The fit one step further on."""
        gradient = self.objective.gradient(fit, projection)
        unknowns = np.concatenate((fit.pose.euler, fit.pose.translation, fit.expression), 1)
        slope = np.concatenate((gradient.euler, gradient.translation, gradient.expression), 1)
        slope = slope + self.plainness * unknowns
        slope += self.smoothness * second_difference(second_difference(unknowns))
        move = self._solve(slope.ravel())
        identity = fit.identity
        if self.finds_identity:
            pull = gradient.identity[0] + self.identity_weight * identity[0]
            turn = cho_solve(self._identity_factor, pull - self._crossing.T @ move)
            identity = (identity - turn).astype(np.float32)
            move -= self._solved @ turn
        moved = (unknowns - move.reshape(unknowns.shape)).astype(np.float32)
        return FaceFit(identity, moved[:, POSE_SIZE:], Pose(moved[:, :3], moved[:, 3:POSE_SIZE]))

    def _jacobian(self, fit: FaceFit, projection: Projection) -> FloatArray:
        """[N, 936, 70 or 150] of the weighted landmarks by a frame's unknowns and the identity."""
        objective = self.objective
        bases = [objective.model.expression]
        if self.finds_identity:
            bases.append(objective.model.identity)
        frames = objective.frames
        root = np.sqrt(objective.weights)[:, None, None]
        by_position = projection.by_position().reshape(frames, -1, 3)
        by_shape = (by_position @ projection.rotation).reshape(frames, LANDMARK_COUNT, 2, 3)
        # Landmark by landmark, for all frames at once: few large products, not many small ones.
        by_landmark = by_shape.swapaxes(0, 1).reshape(LANDMARK_COUNT, 2 * frames, 3)
        by_coefficients = by_landmark @ (np.concatenate(bases, -1) * root)
        by_coefficients = by_coefficients.reshape(LANDMARK_COUNT, frames, 2, -1).swapaxes(0, 1)
        jacobian = np.concatenate((pose_jacobian(fit, projection) * root, by_coefficients), -1)
        return jacobian.reshape(frames, 2 * LANDMARK_COUNT, -1)

    def _band(self, blocks: Array) -> Array:
        """The frames' matrix with its regularisers, as LAPACK's lower band."""
        frames = len(blocks)
        reach = min(COUPLED_FRAMES, frames - 1) if self.smoothness.any() else 0
        band = np.zeros(((reach + 1) * FRAME_SIZE, frames, FRAME_SIZE))
        for below in range(FRAME_SIZE):
            band[below, :, : FRAME_SIZE - below] = blocks.diagonal(-below, 1, 2)
        band[0] += self.plainness
        coupling = _squared_second_difference(frames)
        for apart in range(reach + 1):
            coupled = coupling.diagonal(-apart)[:, None]
            band[apart * FRAME_SIZE, : frames - apart] += coupled * self.smoothness
        return band.reshape(len(band), -1)

    def _solve(self, right_side: Array) -> Array:
        return cho_solve_banded((self._factor, True), right_side)


def distant_camera_pose(objective: LandmarkObjective, identity: FloatArray) -> Pose:
    """The pose under which a distant camera sees the expressionless face as the landmarks are."""
    shape = objective.model.shape(identity, np.zeros((1, EXPRESSION_SIZE), np.float32))[0]
    weights = objective.weights[:, None]
    design = np.concatenate((shape, np.ones_like(shape[:, :1])), 1).astype(np.float64)
    seen = (objective.seen - PICTURE_SIDE / 2) * (1, -1)
    linear = np.linalg.solve(design.T @ (weights * design), (weights * design).T @ seen)
    rows, offset = linear[:, :3].swapaxes(1, 2), linear[:, 3]
    # The nearest two rows of a rotation, and how much larger these are.
    left, sizes, right = np.linalg.svd(rows, full_matrices=False)
    first, second = (left @ right).swapaxes(0, 1)
    depth = FOCAL_LENGTH / sizes.mean(1)
    third = np.cross(first, second)
    euler = np.stack(
        (
            np.arctan2(third[:, 1], third[:, 2]),
            -np.arcsin(np.clip(third[:, 0], -1, 1)),
            np.arctan2(second[:, 0], first[:, 0]),
        ),
        1,
    )
    sideways = offset * (depth / FOCAL_LENGTH)[:, None]
    translation = np.column_stack((sideways, CAMERA_DISTANCE - depth))
    return Pose(euler.astype(np.float32), translation.astype(np.float32))


def refined_pose(objective: LandmarkObjective, fit: FaceFit) -> Pose:
    """The pose one Gauss-Newton step further on, each frame for itself."""
    projection = objective.projection(fit)
    by_pose = pose_jacobian(fit, projection) * np.sqrt(objective.weights)[:, None, None]
    by_pose = by_pose.reshape(objective.frames, -1, POSE_SIZE).astype(np.float64)
    gradient = objective.gradient(fit, projection)
    slope = np.concatenate((gradient.euler, gradient.translation), 1)[..., None]
    move = np.linalg.solve(by_pose.swapaxes(1, 2) @ by_pose, slope)[..., 0].astype(np.float32)
    return Pose(fit.pose.euler - move[:, :3], fit.pose.translation - move[:, 3:])


def pose_jacobian(fit: FaceFit, projection: Projection) -> FloatArray:
    """[N, 468, 2, 6] how pixel positions change with Euler angles and translation."""
    by_position = projection.by_position()
    derivatives = rotation_derivatives(fit.pose.euler).reshape(-1, 9, 3)
    turning = (projection.shape @ derivatives.swapaxes(1, 2)).reshape(-1, LANDMARK_COUNT, 3, 3)
    # Across depends on x and z only, down on y and z.
    by_depth = by_position[..., 2:] * turning[:, :, None, :, 2]
    by_side = by_position[..., [0, 1], [0, 1], None] * turning[..., :2].swapaxes(2, 3)
    return np.concatenate((by_side + by_depth, by_position), -1)


def _squared_second_difference(frames: int) -> Array:
    """[N, N] the second difference applied twice; it is its own transpose."""
    once = second_difference(np.eye(frames))
    return once @ once


def _frames(fit: FaceFit, kept: slice) -> FaceFit:
    return FaceFit(fit.identity, fit.expression[kept], fit.pose[kept])


def _joined(pieces: list[FaceFit]) -> FaceFit:
    return FaceFit(
        pieces[0].identity,
        np.concatenate([piece.expression for piece in pieces]),
        Pose(
            np.concatenate([piece.pose.euler for piece in pieces]),
            np.concatenate([piece.pose.translation for piece in pieces]),
        ),
    )
