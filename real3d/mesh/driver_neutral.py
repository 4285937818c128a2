"""The face of a driver at rest, taken from the whole clip.

The smallest gap alone would choose a pursed mouth, the most typical closed frame a dropped jaw, a
clip that smiles throughout its smile: lips, chin, eyes, corners, width and head are all asked.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from real3d.mesh.blendshapes import expression_basis
from real3d.mesh.driver_measures import corner_height, eye_openness, lip_gap, mouth_width
from real3d.mesh.fitting import mouth_fitter
from real3d.mesh.topology import EYES, LANDMARKS
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.motion.shots import resting_rotation, turns_from
from real3d.numerics.types import BoolArray, FloatArray
from real3d.portrait.landmarks import CHIN, UPPER_LIP_INNER
from real3d.portrait.mean_face import mean_face

_SHARE = 0.05
"""Share of the clip's frames, the most neutral ones, whose mean is the driver's neutral face."""

# What makes a frame neutral: each score is 1 at this much of the measure's unit.
_GAP, _CHIN, _LIP, _EYES, _CORNERS, _WIDTH = 0.02, 0.05, 0.10, 0.05, 0.05, 0.08
_TURN = 0.1
"""Radians: the tracker sees another mouth in a head that is turned away."""
_SHUT_SHARE = 30
"""Per cent of the frames, those with the smallest gaps, in which corners are at rest."""
_TOUCHING = 0.02
"""Gap over the smallest, outer-eye-corner distances, up to which lips touch as well: a smile
presses them together, and its frames alone would say how corners rest."""

_RESTING_SMILE = 0.45
"""Smile of a resting face, against the mean face, above which it is one."""
_SMILE_TAKEN = 0.7
"""Share of what is above that is taken for a smile."""


def driver_neutral(faces: FloatArray, rotation: FloatArray) -> FloatArray:
    """[478, 3] the driver at rest, in the head frame.

    Args:
        faces: [T, 478, 3] all frames, in the head frame.
        rotation: [T, 3, 3] of the head in each.
    """
    gap = lip_gap(faces)
    chin = faces[:, CHIN, 1]
    lip = faces[:, UPPER_LIP_INNER[5], 1]
    eyes = np.mean([eye_openness(faces, eye) for eye in EYES], axis=0)
    shut = gap <= max(np.percentile(gap, _SHUT_SHARE), gap.min() + _TOUCHING)
    score = (
        (gap - gap.min()) / _GAP
        + np.maximum(chin - np.percentile(chin, 3), 0) / _CHIN
        + np.abs(lip - np.median(lip)) / _LIP
        + np.maximum(0.85 * np.percentile(eyes, 70) - eyes, 0) / _EYES
        + _away_from_rest(corner_height, faces, shut) / _CORNERS
        + _away_from_rest(mouth_width, faces, shut) / _WIDTH
        + turns_from(rotation, resting_rotation(rotation)) / _TURN
    )
    best = np.argsort(score)[: max(3, int(_SHARE * len(faces)))]
    return _without_smile(faces[best].mean(axis=0))


def _away_from_rest(
    measure: Callable[[FloatArray], FloatArray], faces: FloatArray, shut: BoolArray
) -> FloatArray:
    """[T] how far a measure of the mouth is from where it is while the lips touch, or rather from
    the middle between there and the mean face, within the calmer half of the clip."""
    values = measure(faces)
    usual = np.median(values[shut])
    mean = np.clip(measure(mean_face()[None])[0], *np.percentile(values[shut], (25, 75)))
    return np.abs(values - 0.5 * (usual + mean))


def _without_smile(neutral: FloatArray) -> FloatArray:
    """Who smiles through the whole clip has no neutral frame: part of what the mean face does not
    do is taken for a smile."""
    basis = expression_basis()
    shown = mouth_fitter(whole_mouth_ridge=0.01).fit(neutral[:LANDMARKS] - mean_face()[:LANDMARKS])
    names = ("mouthSmileLeft", "mouthSmileRight")
    smile = float(np.mean([shown[ARKIT_EXPRESSIONS.index(name)] for name in names]))
    taken = _SMILE_TAKEN * max(smile - _RESTING_SMILE, 0.0)
    corrected = neutral.copy()
    corrected[:LANDMARKS] -= taken * sum(basis.shape(name) for name in names)
    return corrected
