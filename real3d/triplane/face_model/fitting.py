"""Fits the face model to landmarks: a picture in milliseconds, a video faster than it plays.

It minimises what the published fit descends (`landmark_objective.py`) by Gauss-Newton steps. The
first pose comes from a linear fit of a distant camera. Then coefficients, of which the landmarks
are almost linear, and poses are solved for together: the frames of a video are coupled by
smoothness alone, which makes a banded system, and by their one identity, which is eliminated
(Schur complement). Gradients are exact; the normal matrix of frames whose person is known takes
landmarks to move as they do on the expressionless face, so that most of it is summed up once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import interp1d
from scipy.linalg import cho_factor, cho_solve, cho_solve_banded, cholesky_banded
from threadpoolctl import ThreadpoolController

from real3d.numerics.types import Float32Array, FloatArray
from real3d.triplane.face_model.landmark_objective import (
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
from real3d.triplane.face_model.morphable_model import (
    CAMERA_DISTANCE,
    EXPRESSION_SIZE,
    IDENTITY_SIZE,
    LANDMARK_COUNT,
    MorphableModel,
    Pose,
)

_LIBRARIES = ThreadpoolController()
"""That compute here; all are loaded by now, and looking for them takes longer than a step."""

POSE_SIZE = 6
FRAME_SIZE = POSE_SIZE + EXPRESSION_SIZE
COLD_STEPS = (2, 1)
"""From the mean face: with a normal matrix of their own, then with the last one."""
WARM_STEPS = (1, 2)
"""From a fit of frames nearby."""
IDENTITY_FRAMES = 10
"""Frames of a video, evenly spread, that its identity comes from."""
WINDOW_FRAMES = 300
"""Solved at once, so that memory does not grow with the video."""
MARGIN_FRAMES = 20
"""Solved on either side of a window and thrown away; smoothness reaches a few frames."""
COUPLED_FRAMES = 2
"""How far apart frames are that smoothness ties together directly."""


@_LIBRARIES.wrap(limits=1)
def fit_picture(model: MorphableModel, landmarks: NDArray[np.floating]) -> FaceFit:
    """Fits one picture.

    Args:
        model: of the face.
        landmarks: [468, 2] in picture heights, x to the right, y down.
    """
    return _fit_from_mean(model, landmarks[None], PICTURE_WEIGHTS)


@_LIBRARIES.wrap(limits=1)
def fit_video(model: MorphableModel, landmarks: NDArray[np.floating]) -> FaceFit:
    """Fits the frames of a video that shows one person.

    Args:
        model: of the face.
        landmarks: [N, 468, 2] in picture heights, x to the right, y down.
    """
    frames = len(landmarks)
    if frames <= IDENTITY_FRAMES:
        return _fit_from_mean(model, landmarks, VIDEO_WEIGHTS)
    spread = np.linspace(0, frames - 1, IDENTITY_FRAMES).round().astype(np.int64)
    # These frames do not follow each other, so nothing keeps them smooth.
    apart = replace(VIDEO_WEIGHTS, expression_smoothness=0.0, pose_smoothness=0.0)
    person = _fit_from_mean(model, landmarks[spread], apart)
    between = interp1d(spread, person.expression, axis=0, assume_sorted=True)
    expression = between(np.arange(frames)).astype(np.float32)
    known = ShapeProducts.of(model.landmark_model, person.identity, VIDEO_WEIGHTS)
    pieces = []
    for start in range(0, frames, WINDOW_FRAMES):
        stop = min(start + WINDOW_FRAMES, frames)
        first, last = max(start - MARGIN_FRAMES, 0), min(stop + MARGIN_FRAMES, frames)
        objective = LandmarkObjective(model, landmarks[first:last], VIDEO_WEIGHTS)
        pose = distant_camera_pose(objective, person.identity)
        guess = FaceFit(person.identity, expression[first:last], pose)
        piece = _descend(GaussNewtonStep(objective, VIDEO_WEIGHTS, known), guess, WARM_STEPS)
        pieces.append(_frames(piece, slice(start - first, stop - first)))
    return _joined(pieces)


def _fit_from_mean(
    model: MorphableModel,
    landmarks: NDArray[np.floating],
    weights: FitWeights,
) -> FaceFit:
    """Fits identity, expressions and poses from the mean face."""
    objective = LandmarkObjective(model, landmarks, weights)
    identity = np.zeros((1, IDENTITY_SIZE), np.float32)
    expression = np.zeros((len(landmarks), EXPRESSION_SIZE), np.float32)
    fit = FaceFit(identity, expression, distant_camera_pose(objective, identity))
    return _descend(GaussNewtonStep(objective, weights, None), fit, COLD_STEPS)


def _descend(step: GaussNewtonStep, fit: FaceFit, steps: tuple[int, int]) -> FaceFit:
    """Steps with a normal matrix of their own, then the last ones, with the last matrix."""
    renewals, last = steps
    for k in range(renewals + last):
        projection = step.objective.projection(fit)
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
        known: ShapeProducts | None,
    ) -> None:
        """
        Args:
            objective: of the landmarks.
            weights: the same as the objective's.
            known: of a person whose identity is fixed; None to fit it too.
        """
        self.objective = objective
        self.known = known
        # Means of the loss, in terms of the sum over all landmarks of one frame.
        values = 2 * LANDMARK_COUNT
        per_expression = values / EXPRESSION_SIZE
        self.identity_weight = weights.identity * values * objective.frames / IDENTITY_SIZE
        self.regularisation = np.zeros(FRAME_SIZE)
        self.regularisation[POSE_SIZE:] = weights.expression * per_expression
        self.smoothness = np.full(FRAME_SIZE, weights.expression_smoothness * per_expression)
        self.smoothness[:POSE_SIZE] = weights.pose_smoothness * values / 3

    def prepare(self, fit: FaceFit, projection: Projection) -> None:
        """Computes and factorises the normal matrix at a fit."""
        products = self._products(fit, projection)
        frames, shared = slice(FRAME_SIZE), slice(FRAME_SIZE, None)
        self._solve = self._solver(products[:, frames, frames])
        if self.known is None:
            self._crossing = products[:, frames, shared].reshape(-1, IDENTITY_SIZE)
            self._solved = self._solve(self._crossing)
            identity = products[:, shared, shared].sum(0, dtype=np.float64)
            identity += self.identity_weight * np.eye(IDENTITY_SIZE)
            self._identity_factor = cho_factor(identity - self._crossing.T @ self._solved)

    def __call__(self, fit: FaceFit, projection: Projection) -> FaceFit:
        """The fit one step further on."""
        gradient = self.objective.gradient(fit, projection)
        unknowns = np.concatenate((fit.pose.euler, fit.pose.translation, fit.expression), 1)
        slope = np.concatenate((gradient.euler, gradient.translation, gradient.expression), 1)
        slope = slope + self.regularisation * unknowns
        slope += self.smoothness * second_difference(second_difference(unknowns))
        move = self._solve(slope.ravel())
        identity = fit.identity
        if self.known is None:
            pull = gradient.identity[0] + self.identity_weight * identity[0]
            turn = cho_solve(self._identity_factor, pull - self._crossing.T @ move)
            identity = (identity - turn).astype(np.float32)
            move -= self._solved @ turn
        moved = (unknowns - move.reshape(unknowns.shape)).astype(np.float32)
        return FaceFit(identity, moved[:, POSE_SIZE:], Pose(moved[:, :3], moved[:, 3:POSE_SIZE]))

    def _products(self, fit: FaceFit, projection: Projection) -> Float32Array:
        """[N, 70 or 150, 70 or 150] a frame's unknowns, and the identity, by each other."""
        if self.known is None:
            return exact_products(self.objective, fit, projection)
        return approximate_products(self.objective, fit, projection, self.known)

    def _solver(
        self, blocks: Float32Array
    ) -> Callable[[NDArray[np.floating]], NDArray[np.floating]]:
        """Solves the frames' system, of which the blocks [N, 70, 70] and the regularisers are the
        matrix, for right sides [N * 70] or [N * 70, K]."""
        if len(blocks) == 1 or not self.smoothness.any():
            inverse = np.linalg.inv(blocks + np.diag(self.regularisation).astype(np.float32))
            return lambda right: (inverse @ right.reshape(len(blocks), FRAME_SIZE, -1)).reshape(
                right.shape
            )
        factor = cholesky_banded(
            self._band(blocks), lower=True, overwrite_ab=True, check_finite=False
        )
        return lambda right: cho_solve_banded((factor, True), right, check_finite=False)

    def _band(self, blocks: Float32Array) -> Float32Array:
        """The frames' matrix with its regularisers, as LAPACK's lower band."""
        frames = len(blocks)
        reach = min(COUPLED_FRAMES, frames - 1)
        # Frames apart are coupled on the diagonals of their blocks alone.
        band = np.zeros((reach * FRAME_SIZE + 1, frames, FRAME_SIZE), np.float32)
        for below in range(FRAME_SIZE):
            band[below, :, : FRAME_SIZE - below] = blocks.diagonal(-below, 1, 2)
        band[0] += self.regularisation
        coupling = _squared_second_difference(frames)
        for apart in range(reach + 1):
            coupled = coupling.diagonal(-apart)[:, None]
            band[apart * FRAME_SIZE, : frames - apart] += coupled * self.smoothness
        return band.reshape(len(band), -1)


def exact_products(
    objective: LandmarkObjective, fit: FaceFit, projection: Projection
) -> Float32Array:
    """[N, 150, 150] pose, expression and identity by each other, of the landmarks as they are."""
    model = objective.model
    basis = np.concatenate((model.expression, model.identity), -1)
    by_pose = (pose_jacobian(fit, projection) * np.sqrt(objective.weights)).transpose(0, 3, 2, 1)
    # Positions change with the face's own coordinates as with the translation, but turned.
    by_place = by_pose[..., 3:] @ projection.rotation[:, None]
    size = POSE_SIZE + basis.shape[-1]
    jacobian = np.empty((LANDMARK_COUNT, 2, size), np.float32)
    rows = jacobian.reshape(2 * LANDMARK_COUNT, size)
    products = np.empty((objective.frames, size, size), np.float32)
    for frame in range(objective.frames):
        jacobian[..., :POSE_SIZE] = by_pose[frame]
        np.matmul(by_place[frame], basis, out=jacobian[..., POSE_SIZE:])
        np.matmul(rows.T, rows, out=products[frame])
    return products


def approximate_products(
    objective: LandmarkObjective,
    fit: FaceFit,
    projection: Projection,
    shapes: ShapeProducts,
) -> Float32Array:
    """[N, 70, 70] pose and expression by each other; expressions count as moving landmarks as they
    do at the places of the expressionless face."""
    frames = objective.frames
    by_pose = pose_jacobian(fit, projection)
    weighted = by_pose * objective.weights
    axes = landmark_axes(fit.pose, projection.rotation).swapaxes(1, 2)
    at_origin, gains = (part[:, None] @ weighted for part in (axes[:, :3], axes[:, 3:]))
    by_place = (at_origin + gains * shapes.nearness).reshape(frames * POSE_SIZE, -1)
    crossing = by_place @ shapes.basis
    among = (axes @ axes.swapaxes(1, 2)).reshape(frames, -1)

    products = np.empty((frames, FRAME_SIZE, FRAME_SIZE), np.float32)
    pose, rest = slice(POSE_SIZE), slice(POSE_SIZE, None)
    flat = (frames, POSE_SIZE, -1)
    products[:, pose, pose] = weighted.reshape(flat) @ by_pose.reshape(flat).swapaxes(1, 2)
    products[:, pose, rest] = crossing.reshape(flat)
    products[:, rest, pose] = products[:, pose, rest].swapaxes(1, 2)
    products[:, rest, rest] = (among @ shapes.products).reshape(frames, EXPRESSION_SIZE, -1)
    return products


@dataclass(frozen=True)
class ShapeProducts:
    """The part of the normal matrix that all frames of one person share."""

    basis: Float32Array
    """[1404, 64] expressions of the landmarks' coordinates, all x, then y, then z."""
    nearness: Float32Array
    """[468] the landmarks' own z on the expressionless face."""
    products: Float32Array
    """[36, 4096] of two of six bases, weighted and summed over the landmarks: the coordinates x, y
    and z, then the same times `nearness`."""

    @classmethod
    def of(
        cls, model: MorphableModel, identity: Float32Array, weights: FitWeights
    ) -> ShapeProducts:
        """Of the landmarks' model, and a person [1, 80]."""
        neutral = model.shape(identity, np.zeros((1, EXPRESSION_SIZE), np.float32))[0]
        factors = np.stack((np.ones(LANDMARK_COUNT, np.float32), neutral[:, 2]), 1)
        factors *= np.sqrt(weights.of_landmarks())[:, None]
        scaled = factors[:, :, None, None] * model.expression[:, None]
        rows = scaled.reshape(LANDMARK_COUNT, -1)
        products = (rows.T @ rows).reshape(6, EXPRESSION_SIZE, 6, EXPRESSION_SIZE)
        return cls(
            model.expression.swapaxes(0, 1).reshape(-1, EXPRESSION_SIZE),
            neutral[:, 2],
            products.swapaxes(1, 2).reshape(36, -1),
        )


def landmark_axes(pose: Pose, rotation: Float32Array) -> Float32Array:
    """[N, 2, 6] how far landmarks move across and down the picture along the face's own axes: as
    they do at the face's origin, then what that gains with a landmark's z there, which is nearer to
    the camera in a face that looks at it."""
    depth = (CAMERA_DISTANCE - pose.translation[:, 2])[:, None, None]
    aside = pose.translation[:, :2, None] / depth
    at_origin = rotation[:, :2] + aside * rotation[:, 2:]
    gains = (rotation[:, :2] + 2 * aside * rotation[:, 2:]) / depth
    signs = np.array((1, -1), np.float32)[:, None]
    return np.concatenate((at_origin, gains), 2) * (FOCAL_LENGTH / depth * signs)


def distant_camera_pose(objective: LandmarkObjective, identity: Float32Array) -> Pose:
    """The pose of the expressionless face that fits the landmarks best under a distant camera."""
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


def pose_jacobian(fit: FaceFit, projection: Projection) -> Float32Array:
    """[N, 6, 2, 468] how pixel positions change with Euler angles and translation."""
    frames = len(projection.shape)
    derivatives = rotation_derivatives(fit.pose.euler).reshape(frames, 9, 3)
    turning = (derivatives @ projection.shape.swapaxes(1, 2)).reshape(frames, 3, 3, -1)
    x, y, depth = (projection.placed[:, None, :, axis] for axis in range(3))
    scale = np.float32(FOCAL_LENGTH) / depth
    right, down = scale * (x / depth), scale * (y / depth)
    jacobian = np.zeros((frames, POSE_SIZE, 2, LANDMARK_COUNT), np.float32)
    jacobian[:, :3, 0] = scale * turning[:, :, 0] + right * turning[:, :, 2]
    jacobian[:, :3, 1] = -scale * turning[:, :, 1] - down * turning[:, :, 2]
    jacobian[:, 3, 0], jacobian[:, 4, 1] = scale[:, 0], -scale[:, 0]
    jacobian[:, 5, 0], jacobian[:, 5, 1] = right[:, 0], -down[:, 0]
    return jacobian


def _squared_second_difference(frames: int) -> FloatArray:
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
