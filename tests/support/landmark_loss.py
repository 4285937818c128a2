"""The error that the face model's fits are compared by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from real3d.triplane.face_model.landmark_objective import (
    FaceFit,
    FitWeights,
    LandmarkObjective,
    Projection,
)
from real3d.triplane.face_model.morphable_model import MorphableModel


def landmark_loss(
    model: MorphableModel, landmarks: NDArray[np.floating], fit: FaceFit, weights: FitWeights
) -> float:
    """Of a fit to landmarks [N, 468, 2] in picture heights; see `loss_of_projection`."""
    objective = LandmarkObjective(model, landmarks, weights)
    return loss_of_projection(objective, objective.projection(fit))


def loss_of_projection(objective: LandmarkObjective, projection: Projection) -> float:
    """Mean weighted squared distance in pixels; every landmark counts in the denominator."""
    squares = (objective.weights[:, None] * projection.error**2).sum(dtype=np.float64)
    return float(squares) / projection.error.size
