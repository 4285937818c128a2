"""What a driver's face does, as blendshapes, lids and gaze.

Every frame is explained as the driver's neutral face plus bounded blendshapes. That fit is ridged
and falls short, so what is seen most is then matched: how far the lips part, where the corners of
the mouth are, how far the brows travel.
"""

from __future__ import annotations

import numpy as np

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, expression_basis
from real3d.mesh.driver_measures import (
    BROWS,
    LOWER_LIP,
    NOSE_BASE,
    UPPER_LIP,
    eye_openness,
    iris_offset,
    lip_gap,
    mouth_width,
)
from real3d.mesh.fitting import brow_fitter, mouth_fitter
from real3d.mesh.topology import EYES, LANDMARKS
from real3d.motion import ARKIT_EXPRESSIONS, MotionSettings
from real3d.motion.track import MIN_JAW
from real3d.numerics.smoothing import smooth
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import MOUTH_CORNERS
from real3d.portrait.mean_face import mean_face

# Standard deviations of the smoothing, seconds.
_LIPS_SIGMA = 0.020
_LIDS_SIGMA = 0.012
_GAZE_SIGMA = 0.040

_SEALED_GAP, _PARTED_GAP = 0.015, 0.030
_GAP_SHARE = 0.85
"""Factor on tracked gaps: the tracker reads openings of medium size 15 to 25 % too wide."""
_CORNERS_SEEN, _BROWS_SEEN = 1.0, 0.75
"""What the tracker reads of a corner or a brow that this rig moves by 1."""
_FROWN_PER_SMILE = 1.3
"""`mouthFrown` that lowers a corner as far as a unit of `mouthSmile` lifts it."""
_MOST_SMILE, _MOST_FROWN, _MOST_STRETCH, _MOST_PUCKER = 1.5, 1.2, 1.5, 1.3
_BROW_GAIN = 1.0, 2.6
_MOST_BROWS = 1.6

_LID_DEAD_ZONE, _LID_RANGE = 0.10, 0.64
"""An eye counts as closing below 90 % of its usual opening, and as shut at 26 %."""
_GAZE_GAIN = np.array([4.0, 6.0])
"""Factors (x, y) from iris displacement in eye widths to gaze in -1..1."""


def expression_track(
    faces: FloatArray, neutral: FloatArray, settings: MotionSettings
) -> FloatArray:
    """[T, K] coefficients in the order of `ARKIT_EXPRESSIONS`.

    Args:
        faces: [T, 478, 3] in the head frame.
        neutral: [478, 3] the driver at rest.
        settings: `mouth` scales the jaw, `expression` all else; `fps`.
    """
    moved = smooth(faces[:, :LANDMARKS] - neutral[:LANDMARKS], _LIPS_SIGMA * settings.fps)
    # Another mouth's width must not look like a smile or a pucker.
    width = float(mouth_width(neutral[None])[0])
    mouth_scale = float(np.clip(expression_basis().mouth_width / width, 0.8, 1.2))
    gap = smooth(lip_gap(faces), _LIPS_SIGMA * settings.fps)
    mouth, brows = mouth_fitter(whole_mouth_ridge=0.2), brow_fitter()
    lips = np.stack([mouth.fit(mouth_scale * delta) for delta in moved])
    parted = mouth_scale * (gap - float(lip_gap(neutral[None])[0]))
    for _ in range(2):  # each moves what the other has matched
        lips = _match_gap(lips, parted)
        lips = _match_corners(lips, mouth_scale * moved)
    lips = _match_gap(lips, parted)
    upper = _match_brows(np.stack([brows.fit(delta) for delta in moved]), moved)
    seal = np.clip((_PARTED_GAP - gap) / (_PARTED_GAP - _SEALED_GAP), 0, 1)
    jaw, close = (ARKIT_EXPRESSIONS.index(name) for name in ("jawOpen", "mouthClose"))
    expression = settings.expression * (lips + upper)
    expression[:, jaw] = settings.mouth * lips[:, jaw]
    expression[:, close] = seal * np.maximum(expression[:, jaw], MIN_JAW)
    return expression


def lid_track(faces: FloatArray, fps: float) -> FloatArray:
    """[T, 2] closure of the lids, relative to how open each eye usually is."""
    closures = []
    for eye in EYES:
        openness = eye_openness(faces, eye)
        relative = openness / np.percentile(openness, 70)
        closures.append(np.clip((1 - relative - _LID_DEAD_ZONE) / _LID_RANGE, 0, 1))
    return smooth(np.stack(closures, axis=1), _LIDS_SIGMA * fps)


def gaze_track(faces: FloatArray, neutral: FloatArray, fps: float) -> FloatArray:
    """[T, 2] of both eyes together, relative to the driver's neutral gaze."""
    moved = np.mean([iris_offset(faces, eye) - iris_offset(neutral, eye) for eye in EYES], axis=0)
    return smooth(np.clip(moved * _GAZE_GAIN, -1, 1), _GAZE_SIGMA * fps)


def _match_gap(lips: FloatArray, wanted: FloatArray) -> FloatArray:
    """Corrects the jaw [T, K] so that the lips part as far as the driver's [T] do."""
    heights = (
        expression_basis().shapes[:, LOWER_LIP, 1] - expression_basis().shapes[:, UPPER_LIP, 1]
    )
    jaw = ARKIT_EXPRESSIONS.index("jawOpen")
    opened = _opened_jaw()
    heights[jaw] = opened[LOWER_LIP, 1] - opened[UPPER_LIP, 1]
    matched = lips.copy()
    missing = _GAP_SHARE * wanted - lips @ heights
    matched[:, jaw] = np.clip(lips[:, jaw] + missing / heights[jaw], 0, 1.5)
    return matched


def _match_corners(lips: FloatArray, moved: FloatArray) -> FloatArray:
    """Corrects smile, frown, stretch and pucker [T, K] so that each corner of the mouth goes as far
    as the driver's in `moved` [T, 468, 3]."""
    shapes, opened = expression_basis().shapes, _opened_jaw()
    jaw, pucker = (ARKIT_EXPRESSIONS.index(name) for name in ("jawOpen", "mouthPucker"))
    matched = lips.copy()
    for side, corner in zip(("Right", "Left"), MOUTH_CORNERS, strict=True):
        smile, frown, stretch = (
            ARKIT_EXPRESSIONS.index(f"mouth{stem}{side}") for stem in ("Smile", "Frown", "Stretch")
        )
        outward = np.sign(shapes[smile, corner, 0])
        # Relative to the nose, or a nod that the pose missed would become a smile.
        wanted = (moved[:, corner] - moved[:, NOSE_BASE]) / _CORNERS_SEEN

        def missing(corner: int = corner, wanted: FloatArray = wanted) -> FloatArray:
            """[T, 3] what the corner still lacks."""
            return wanted - matched @ shapes[:, corner] - matched[:, [jaw]] * opened[corner]

        lift = matched[:, smile] - matched[:, frown] / _FROWN_PER_SMILE
        lift = lift + missing()[:, 1] / shapes[smile, corner, 1]
        matched[:, smile] = np.clip(lift, 0, _MOST_SMILE)
        matched[:, frown] = np.clip(-_FROWN_PER_SMILE * lift, 0, _MOST_FROWN)
        wider = outward * missing()[:, 0] / np.abs(shapes[stretch, corner, 0])
        matched[:, stretch] = np.clip(matched[:, stretch] + wider, 0, _MOST_STRETCH)
        # What is still too wide is a pucker, of which both sides have half.
        narrower = np.maximum(-outward * missing()[:, 0], 0)
        matched[:, pucker] += 0.5 * narrower / np.abs(shapes[pucker, corner, 0])
    matched[:, pucker] = np.minimum(matched[:, pucker], _MOST_PUCKER)
    return matched


def _match_brows(upper: FloatArray, moved: FloatArray) -> FloatArray:
    """Scales the brows [T, K] so that over the clip they travel as far as the driver's."""
    made = upper @ expression_basis().shapes[:, list(BROWS), 1].mean(axis=1)
    wanted = moved[:, list(BROWS), 1].mean(axis=1)
    made, wanted = made - made.mean(), wanted - wanted.mean()
    slope = float(made @ wanted / max(float(wanted @ wanted), 1e-9))
    gain = np.clip(1 / max(slope * _BROWS_SEEN, 1e-3), *_BROW_GAIN)
    return np.clip(gain * upper, 0, _MOST_BROWS)


def _opened_jaw() -> FloatArray:
    """[468, 3] displacement by `jawOpen` of 1."""
    return expression_basis().open_jaw(mean_face()[:LANDMARKS], JAW_FULL_ANGLE)
