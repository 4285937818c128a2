"""The published way to fit the face model: 400 steps of gradient descent from zero.

200 steps move the pose, 200 more everything (Adam: Kingma and Ba 2015). The published system ends
with a fine stage whose result it discards; that is left out. `real3d.triplane.face_model.fitting`
takes a few Gauss-Newton steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import Float32Array
from real3d.triplane.face_model.landmark_objective import (
    PICTURE_WEIGHTS,
    VIDEO_WEIGHTS,
    FaceFit,
    FitWeights,
    LandmarkObjective,
    second_difference,
)
from real3d.triplane.face_model.morphable_model import (
    EXPRESSION_SIZE,
    IDENTITY_SIZE,
    MorphableModel,
    Pose,
)
from tests.support.landmark_loss import loss_of_projection

POSE_STEPS = 200
JOINT_STEPS = 200


@dataclass
class Adam:
    """One array's optimiser."""

    value: Float32Array
    step_size: float = 0.1
    decay: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-8
    _steps: int = 0
    _moments: list[Float32Array] = field(default_factory=list)

    def descend(self, gradient: Float32Array) -> None:
        """One step against the gradient."""
        powers = (gradient, gradient * gradient)
        if not self._moments:
            self._moments = [np.zeros_like(gradient), np.zeros_like(gradient)]
        self._steps += 1
        unbiased = []
        for k, (power, decay) in enumerate(zip(powers, self.decay, strict=True)):
            self._moments[k] = decay * self._moments[k] + (1 - decay) * power
            unbiased.append(self._moments[k] / (1 - decay**self._steps))
        self.value = self.value - self.step_size * unbiased[0] / (
            np.sqrt(unbiased[1]) + self.epsilon
        )


def fit_as_published(
    model: MorphableModel, landmarks: NDArray[np.floating], *, is_video: bool
) -> tuple[FaceFit, Float32Array]:
    """Fits the face model to the landmarks of a picture or of a video's frames.

    Args:
        model: of the face.
        landmarks: [N, 468, 2] in picture heights, x to the right, y down.
        is_video: whether the frames follow each other.

    Returns:
        The fit, and the landmarks' loss before each of the 400 steps.
    """
    weights = VIDEO_WEIGHTS if is_video else PICTURE_WEIGHTS
    objective = LandmarkObjective(model, landmarks, weights)
    frames = len(landmarks)
    sizes = {"identity": (1, IDENTITY_SIZE), "expression": (frames, EXPRESSION_SIZE)}
    sizes |= {"euler": (frames, 3), "translation": (frames, 3)}
    unknowns = {name: Adam(np.zeros(size, np.float32)) for name, size in sizes.items()}
    losses = np.zeros(POSE_STEPS + JOINT_STEPS, np.float32)
    for step in range(len(losses)):
        fit = _fit(unknowns)
        projection = objective.projection(fit)
        losses[step] = loss_of_projection(objective, projection)
        gradient = objective.gradient(fit, projection)
        moving = ("euler", "translation") if step < POSE_STEPS else tuple(unknowns)
        slopes = {name: getattr(gradient, name) * (2 / projection.error.size) for name in moving}
        if step >= POSE_STEPS:
            for name, slope in _regularisers(unknowns, weights).items():
                slopes[name] = slopes[name] + slope
        for name, slope in slopes.items():
            unknowns[name].descend(slope)
    return _fit(unknowns), losses


def _fit(unknowns: dict[str, Adam]) -> FaceFit:
    identity, expression, euler, translation = (
        unknown.value.astype(np.float32) for unknown in unknowns.values()
    )
    return FaceFit(identity, expression, Pose(euler, translation))


def _regularisers(unknowns: dict[str, Adam], weights: FitWeights) -> dict[str, Float32Array]:
    """Gradients of the mean squares."""
    values = {name: unknown.value for name, unknown in unknowns.items()}
    rough = {
        name: second_difference(second_difference(values[name])) * (2 / values[name].size)
        for name in ("expression", "euler", "translation")
    }
    plain = {name: values[name] * (2 / values[name].size) for name in ("identity", "expression")}
    smooth_pose = weights.pose_smoothness
    return {
        "identity": weights.identity * plain["identity"],
        "expression": weights.expression * plain["expression"]
        + weights.expression_smoothness * rough["expression"],
        "euler": smooth_pose * rough["euler"],
        "translation": smooth_pose * rough["translation"],
    }
