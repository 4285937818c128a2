"""Which blendshapes explain a face: bounded least squares on the expression basis.

Used for the expression that a photo shows (so that it can be taken back) and for the frames of a
driving video. Raw landmark differences are never passed on: what the basis cannot say is tracking
noise or another person's anatomy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import lsq_linear

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, expression_basis
from real3d.mesh.topology import LANDMARKS
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import (
    LEFT_BROW,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    MOUTH_CORNERS,
    RIGHT_BROW,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)
from real3d.portrait.mean_face import mean_face

_LIPS = {*UPPER_LIP_OUTER, *UPPER_LIP_INNER, *LOWER_LIP_OUTER, *LOWER_LIP_INNER}
_CHIN = {152, 148, 377, 176, 400, 199, 200, 175, 18, 83, 313}
_CHEEKS = {205, 425, 207, 427, 50, 280, 164}
_INNER_LIPS = {*UPPER_LIP_INNER, *LOWER_LIP_INNER, *MOUTH_CORNERS}

_AXIS_WEIGHTS = np.array([1.0, 1.0, 0.3])
"""Weights of x, y and z: the tracker guesses the depth of landmarks, so it counts less."""
_INNER_LIP_WEIGHT = 1.6

_RIDGE = 0.045
"""Price of a coefficient of 1, in units of the head frame: of several explanations the least."""
_SYMMETRY = 0.06
"""Price of a difference of 1 between left and right."""


@dataclass(frozen=True)
class _Term:
    """One coefficient of the fit: its relative ridge and its upper bound; all are at least 0."""

    name: str
    ridge: float
    most: float


# Loose for the jaw, tight for shapes that mimic others.
_MOUTH_TERMS = (
    _Term("jawOpen", 0.2, 1.6),
    _Term("mouthUpperUpLeft", 1.0, 1.2),
    _Term("mouthUpperUpRight", 1.0, 1.2),
    _Term("mouthLowerDownLeft", 2.2, 0.9),
    _Term("mouthLowerDownRight", 2.2, 0.9),
    _Term("mouthStretchLeft", 1.0, 1.3),
    _Term("mouthStretchRight", 1.0, 1.3),
    _Term("mouthSmileLeft", 1.0, 1.5),
    _Term("mouthSmileRight", 1.0, 1.5),
    _Term("mouthFrownLeft", 1.6, 1.2),
    _Term("mouthFrownRight", 1.6, 1.2),
    _Term("mouthPucker", 1.0, 1.3),
    _Term("mouthFunnel", 1.2, 1.3),
    _Term("mouthPressLeft", 1.5, 0.8),
    _Term("mouthPressRight", 1.5, 0.8),
    _Term("mouthRollLower", 1.5, 0.8),
    _Term("noseSneerLeft", 1.5, 0.7),
    _Term("noseSneerRight", 1.5, 0.7),
    _Term("mouthLeft", 1.0, 1.0),
    _Term("mouthRight", 1.0, 1.0),
)


_BROW_TERMS = (
    _Term("browInnerUp", 0.5, 1.5),
    _Term("browOuterUpLeft", 0.5, 1.5),
    _Term("browOuterUpRight", 0.5, 1.5),
    _Term("browDownLeft", 0.5, 1.2),
    _Term("browDownRight", 0.5, 1.2),
)


@dataclass(frozen=True)
class NormalEquations:
    """A fit as programs without a solver of its kind need it: the bounded x of least error has
    `normal @ x = right @ displacement` wherever no bound holds it."""

    names: tuple[str, ...]
    """[N] of the coefficients; two more, a shift down and back, follow and are thrown away."""
    points: tuple[int, ...]
    """[P] landmarks whose displacements count."""
    right: FloatArray
    """[N + 2, 3 P]."""
    normal: FloatArray
    """[N + 2, N + 2]."""
    low: FloatArray
    """[N + 2]."""
    high: FloatArray
    """[N + 2]."""


def mouth_fitter(whole_mouth_ridge: float) -> ExpressionFitter:
    """A fitter of jaw, lips and cheeks.

    A shift of the whole mouth up or down and forward or back is fitted along and thrown away:
    otherwise an error of the head pose would become a raised lip.

    Args:
        whole_mouth_ridge: price of such a shift (0.2 for a tracked neutral face; small where the
            neutral face is only the mean of many people).
    """
    return ExpressionFitter(_MOUTH_TERMS, _LIPS | _CHIN | _CHEEKS, whole_mouth_ridge)


def brow_fitter() -> ExpressionFitter:
    """A fitter of the brows alone; a shift of the whole brow is what it is to find."""
    return ExpressionFitter(_BROW_TERMS, {*LEFT_BROW, *RIGHT_BROW}, shift_ridge=10.0)


class ExpressionFitter:
    """Fits some blendshapes to displacements from a neutral face."""

    def __init__(self, terms: tuple[_Term, ...], landmarks: set[int], shift_ridge: float) -> None:
        basis = expression_basis()
        self._indices = [ARKIT_EXPRESSIONS.index(term.name) for term in terms]
        self._points = np.array(sorted(landmarks))
        emphasis = np.where(np.isin(self._points, list(_INNER_LIPS)), _INNER_LIP_WEIGHT, 1.0)
        self._weights = emphasis[:, None] * _AXIS_WEIGHTS
        shapes = [
            basis.open_jaw(mean_face()[:LANDMARKS], JAW_FULL_ANGLE)
            if term.name == "jawOpen"
            else basis.shape(term.name)
            for term in terms
        ]
        down, back = np.zeros((2, LANDMARKS, 3))
        down[:, 1], back[:, 2] = 1, 1
        columns = [(shape[self._points] * self._weights).ravel() for shape in (*shapes, down, back)]
        data = np.stack(columns, axis=1)
        ridge = np.diag([*(term.ridge * _RIDGE for term in terms), shift_ridge, 0.15 * shift_ridge])
        symmetry = _symmetry_rows([term.name for term in terms], data.shape[1])
        self._system = np.vstack([data, ridge, symmetry])
        self._rows = len(data)
        self._low = np.array([*(0.0 for _ in terms), -0.2, -0.2])
        self._high = np.array([*(term.most for term in terms), 0.2, 0.2])

    def normal_equations(self) -> NormalEquations:
        """What `fit` solves."""
        data = self._system[: self._rows] * self._weights.reshape(-1, 1)
        return NormalEquations(
            names=tuple(ARKIT_EXPRESSIONS[index] for index in self._indices),
            points=tuple(self._points.tolist()),
            right=data.T,
            normal=self._system.T @ self._system,
            low=self._low,
            high=self._high,
        )

    def fit(self, displacement: FloatArray) -> FloatArray:
        """Coefficients [K] in the order of `ARKIT_EXPRESSIONS`, zero for shapes not fitted.

        Args:
            displacement: [468, 3] from the neutral face, in the head frame.
        """
        target = np.zeros(len(self._system))
        target[: self._rows] = (displacement[self._points] * self._weights).ravel()
        solution = lsq_linear(
            self._system, target, (self._low, self._high), method="bvls", max_iter=40
        ).x
        coefficients = np.zeros(len(ARKIT_EXPRESSIONS))
        coefficients[self._indices] = solution[: len(self._indices)]
        return coefficients


def _symmetry_rows(names: list[str], columns: int) -> FloatArray:
    """One equation for each pair of sides: their difference has a price."""
    rows = []
    for index, name in enumerate(names):
        partner = name.removesuffix("Left") + "Right"
        if name.endswith("Left") and partner in names and name != "mouthLeft":
            row = np.zeros(columns)
            row[index], row[names.index(partner)] = _SYMMETRY, -_SYMMETRY
            rows.append(row)
    return np.stack(rows)
