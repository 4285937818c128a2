"""What a driver's face does, as blendshapes, lids and gaze.

Every frame is explained as the driver's neutral face plus bounded blendshapes. That fit is ridged
and falls short, so what is seen most is then matched: how far the lips part, where the corners of
the mouth are, how far the brows travel.
"""

from __future__ import annotations

import numpy as np

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, expression_basis
from real3d.mesh.driver_measures import (
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
from real3d.portrait.landmarks import LEFT_BROW, MOUTH_CORNERS, RIGHT_BROW
from real3d.portrait.mean_face import mean_face

# Standard deviations of the smoothing, seconds.
_LIPS_SIGMA = 0.020
_LIDS_SIGMA = 0.012
_GAZE_SIGMA = 0.040

_SEALED_GAP, _PARTED_GAP = 0.015, 0.030
_GAP_SHARE = 0.85
"""Factor on tracked gaps: the tracker reads openings of medium size 15 to 25 % too wide."""
_CORNERS_SEEN, _BROWS_SEEN = 0.80, 0.58
"""What the tracker reads of a corner or a brow that this rig moves by 1."""
_CORNERS_PER_PITCH = 0.115
"""How far the tracker lets the corners droop per radian that a head looks up, in outer-eye-corner
distances: measured on renders that only nod. Served, it would turn a smile thrown back into a
frown."""
DROPPING_CHIN = (152, 175, 199)
_MOUTH_SCALE = (0.8, 1.2)
_FROWN_PER_SMILE = 1.3
"""`mouthFrown` that lowers a corner as far as a unit of `mouthSmile` lifts it."""
_MOST_SMILE, _MOST_FROWN, _MOST_STRETCH, _MOST_PUCKER = 2.0, 1.6, 1.5, 1.3
"""A broad smile lifts the corners by 7 mm, `mouthSmile` of 1 by 4 to 5."""
_MOST_LOWER_DOWN = 1.0
_MOST_BROW_UP, _MOST_BROW_DOWN = 1.8, 1.4

_LID_OPENNESS, _LID_CLOSURE = (0.22, 0.43, 0.97), (1.0, 0.6, 0.0)
"""Shares of an eye's usual opening, and the closures of the lids at which the tracker reads them in
a result. It never reads shut eyes as 0."""
_GAZE_GAIN = np.array([4.0, 6.0])
"""Factors (x, y) from iris displacement in eye widths to gaze in -1..1."""


def expression_track(
    faces: FloatArray, neutral: FloatArray, pitch: FloatArray, settings: MotionSettings
) -> FloatArray:
    """[T, K] coefficients in the order of `ARKIT_EXPRESSIONS`.

    Args:
        faces: [T, 478, 3] in the head frame.
        neutral: [478, 3] the driver at rest.
        pitch: [T] of the head, radians.
        settings: `mouth` scales the jaw, `expression` all else; `fps`.
    """
    sigma = _LIPS_SIGMA * settings.fps
    return explain(
        smooth(faces[:, :LANDMARKS] - neutral[:LANDMARKS], sigma),
        smooth(lip_gap(faces), sigma),
        smooth(pitch - np.median(pitch), sigma),
        neutral,
        settings,
    )


def explain(
    moved: FloatArray,
    gap: FloatArray,
    raised: FloatArray,
    neutral: FloatArray,
    settings: MotionSettings,
) -> FloatArray:
    """[T, K] coefficients in the order of `ARKIT_EXPRESSIONS`, each frame for itself.

    Args:
        moved: [T, 468, 3] from the neutral face, in the head frame.
        gap: [T] between the lips.
        raised: [T] radians that the head looks up farther than usual.
        neutral: [478, 3] the driver at rest.
        settings: `mouth` scales the jaw, `expression` all else.
    """
    moved = moved.copy()
    moved[:, list(MOUTH_CORNERS), 1] -= (_CORNERS_PER_PITCH * raised)[:, None]
    # Another mouth's width must not look like a smile or a pucker.
    width = float(mouth_width(neutral[None])[0])
    mouth_scale = float(np.clip(expression_basis().mouth_width / width, *_MOUTH_SCALE))
    mouth, brows = mouth_fitter(whole_mouth_ridge=0.2), brow_fitter()
    lips = np.stack([mouth.fit(mouth_scale * delta) for delta in moved])
    rest_gap = float(lip_gap(neutral[None])[0])
    parted = mouth_scale * (gap - rest_gap)
    dropped = (
        moved[:, list(DROPPING_CHIN), 1].mean(axis=1) / opened_jaw()[list(DROPPING_CHIN), 1].mean()
    )
    for _ in range(2):  # each moves what the other has matched
        lips = _match_gap(lips, parted, dropped)
        lips = _match_corners(lips, mouth_scale * moved)
    lips = _match_gap(lips, parted, dropped)
    upper = _match_brows(np.stack([brows.fit(delta) for delta in moved]), moved)
    seal = np.clip((_PARTED_GAP - gap) / (_PARTED_GAP - _SEALED_GAP), 0, 1)
    if rest_gap > _PARTED_GAP:  # a mouth that rests open closes before it is sealed
        seal = np.maximum(seal, 1 - gap / rest_gap)
    jaw, close = (ARKIT_EXPRESSIONS.index(name) for name in ("jawOpen", "mouthClose"))
    expression = settings.expression * (lips + upper)
    expression[:, jaw] = settings.mouth * lips[:, jaw]
    expression[:, close] = seal * np.maximum(expression[:, jaw], MIN_JAW)
    return expression


def lid_track(faces: FloatArray, moments: FloatArray | None, fps: float) -> FloatArray:
    """[T, 2] closure of the lids, relative to how open each eye is in the photo's `moments` [T], or
    else usually."""
    closures = []
    for eye in EYES:
        openness = eye_openness(faces, eye)
        usual = usual_openness(openness) if moments is None else moments @ openness
        closures.append(lid_closure(openness / usual))
    return smooth(np.stack(closures, axis=1), _LIDS_SIGMA * fps)


def usual_openness(openness: FloatArray) -> FloatArray:
    """Of eyes [T, ...] that blink now and then."""
    return np.percentile(openness, 70, axis=0)


def lid_closure(share: FloatArray) -> FloatArray:
    """Of lids, 0 open to 1 shut, for shares of the eye's usual opening."""
    return np.interp(share, _LID_OPENNESS, _LID_CLOSURE)


def gaze_track(faces: FloatArray, neutral: FloatArray, fps: float) -> FloatArray:
    """[T, 2] of both eyes together, relative to the driver's neutral gaze."""
    return smooth(gaze(faces, neutral), _GAZE_SIGMA * fps)


def gaze(faces: FloatArray, neutral: FloatArray) -> FloatArray:
    """[..., 2] of faces [..., 478, 3], each frame for itself."""
    moved = np.mean([iris_offset(faces, eye) - iris_offset(neutral, eye) for eye in EYES], axis=0)
    return np.clip(moved * _GAZE_GAIN, -1, 1)


def _match_gap(lips: FloatArray, wanted: FloatArray, dropped: FloatArray) -> FloatArray:
    """Corrects the jaw [T, K] so that the lips part as far as the driver's [T] do.

    Where the jaw would open farther than the chin has `dropped` [T], the lower lip bares the teeth
    instead, as in a grin.
    """
    shapes = expression_basis().shapes
    heights = shapes[:, LOWER_LIP, 1] - shapes[:, UPPER_LIP, 1]
    jaw, *lower = (
        ARKIT_EXPRESSIONS.index(name)
        for name in ("jawOpen", "mouthLowerDownLeft", "mouthLowerDownRight")
    )
    opened = opened_jaw()
    heights[jaw] = opened[LOWER_LIP, 1] - opened[UPPER_LIP, 1]
    matched = lips.copy()
    missing = _GAP_SHARE * wanted - lips @ heights
    matched[:, jaw] = np.clip(lips[:, jaw] + missing / heights[jaw], 0, 1.5)
    too_far = heights[jaw] * (matched[:, jaw] - np.maximum(dropped, 0))
    room = np.maximum(_MOST_LOWER_DOWN - matched[:, lower].max(axis=1), 0)
    bared = np.clip(too_far / heights[lower].sum(), 0, room)
    matched[:, lower] += bared[:, None]
    matched[:, jaw] -= bared * heights[lower].sum() / heights[jaw]
    return matched


def _match_corners(lips: FloatArray, moved: FloatArray) -> FloatArray:
    """Corrects smile, frown, stretch and pucker [T, K] so that each corner of the mouth goes as far
    as the driver's in `moved` [T, 468, 3]."""
    shapes, opened = expression_basis().shapes, opened_jaw()
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
    """Corrects the brows [T, K] so that each goes as high as the driver's in `moved`
    [T, 468, 3]."""
    shapes, matched = expression_basis().shapes, upper.copy()
    for side, brow in (("Right", LEFT_BROW), ("Left", RIGHT_BROW)):
        heights = -shapes[:, list(brow), 1].mean(axis=1)
        up, down = (
            ARKIT_EXPRESSIONS.index(f"{stem}{side}") for stem in ("browOuterUp", "browDown")
        )
        wanted = -moved[:, list(brow), 1].mean(axis=1) / _BROWS_SEEN
        lift = matched[:, up] * heights[up] + matched[:, down] * heights[down]
        lift = lift + wanted - matched @ heights
        matched[:, up] = np.clip(lift / heights[up], 0, _MOST_BROW_UP)
        matched[:, down] = np.clip(lift / heights[down], 0, _MOST_BROW_DOWN)
    return matched


def opened_jaw() -> FloatArray:
    """[468, 3] displacement by `jawOpen` of 1."""
    return expression_basis().open_jaw(mean_face()[:LANDMARKS], JAW_FULL_ANGLE)
