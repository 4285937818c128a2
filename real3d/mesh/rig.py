"""The rig: blendshape coefficients → where the 468 landmarks of one particular face go.

Everything that moves the face passes through here, in the head frame, so that the limits come
last whoever drives: lips never pass through each other, the upper lip never climbs above the
teeth that the photo shows, a sealed mouth is sealed at any jaw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, ExpressionBasis, expression_basis
from real3d.mesh.driver_measures import NOSE_BASE, corner_height
from real3d.mesh.fitting import mouth_fitter
from real3d.mesh.topology import EYES, LANDMARKS, EyeTopology
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.motion.track import MIN_JAW
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import FloatArray
from real3d.portrait import Portrait
from real3d.portrait.landmarks import LOWER_LIP_INNER, MOUTH_CORNERS, UPPER_LIP_INNER
from real3d.portrait.mean_face import mean_face
from real3d.portrait.pose import to_head_frame

UPPER_INNER = np.array(UPPER_LIP_INNER[1:-1])
"""The nine inner landmarks of the upper lip; each faces its partner in `LOWER_INNER`."""
LOWER_INNER = np.array(LOWER_LIP_INNER[1:-1])

OPEN_MOUTH = 0.035
"""A photo whose lips are farther apart than this share of the mouth's width shows an open mouth."""

UPPER_SEAL_SHARE = 0.35
"""The upper lip's share in closing the mouth; the lower lip does the rest."""
UPPER_REST_SHARE = 0.65
"""The same for a photo's open mouth coming to rest: a lifted lip sinks back over the teeth."""

# What of the photo's own expression is taken away, and how much a driver's is held back where the
# photo already has it (a smile on a smile would bare the gums).
_NEUTRALISED = {"mouthSmile": 0.62, "mouthStretch": 0.55, "mouthUpperUp": 0.7}
_HELD_BACK = {"mouthSmile": 0.6, "mouthStretch": 0.45, "mouthUpperUp": 0.4}

_ROUNDED_FROM_OPEN, _WIDE_OPEN = 0.7, (0.2, 0.4)
"""Share of the rounding that lips make which the photo shows wide open: the folds of its cheeks do
not go with more. And what is wide open: the opening's height over its width, from and fully."""
_SMILING_WIDTH = (0.60, 0.70)
"""Widths of an open mouth between which parted lips become a smile, in outer-eye-corner distances:
parted lips have 0.49 to 0.63, laughs 0.70 to 0.81."""
ROUNDED_SMILE = 0.75
"""Share of the teeth bared by a smile that rounded lips cover."""
SMILE_ROUNDING = 0.30
"""Who smiles rounds the lips less, by this share of the smile."""
TUCK = 0.6
"""`mouthRollLower` at which the lower lip is tucked under the teeth, which a smile leaves there."""

FROWN_ENDS_SMILE = 0.6
"""`mouthFrown` at which nothing of a smile is left."""
_FAINT_SMILE = 0.25
"""Smile that corners seem to have in faces at rest: anatomy."""
_MOST_LASTING = 1.2
"""More of it taken away would drag the lips of a laugh down with its corners."""

EXPOSURE_LIMIT = {True: 0.022, False: 0.075}
"""How far the upper lip may rise above where the photo has it (photo's mouth open or not)."""
EXPOSURE_HELD = 0.9
"""Share of what is beyond that is taken back."""
NARROWING = {"mouthPucker": 0.30, "mouthFunnel": 0.16}
"""Shares of its width by which they narrow the mouth."""
NARROWEST = 0.36
"""Both together narrow it by at most this share."""

# Shares of the lid opening. (What a blink unrolls is painted: `lids.py`.)
LOOKING_UP, SQUINT, WIDE = 0.12, 0.30, 0.22


@dataclass(frozen=True)
class LidFields:
    """How the lids of one eye move the landmarks: displacement [468, 3] over the full opening."""

    upper: FloatArray
    lower: FloatArray


@dataclass(frozen=True)
class Rig:
    """One face's rig. Landmarks are [468, 3] in the head frame."""

    rest: FloatArray
    """The photo's own face."""
    neutral_offset: FloatArray
    """From the photo's face to the same face with lips closed and at rest."""
    smile_offset: FloatArray
    """From there to the same face smiling as in the photo, with closed lips; 0 if it does not."""
    lasting_smile: FloatArray
    """[468, 3] what even the neutral face keeps of the photo's smile, until it frowns."""
    smile: float
    """0..1, whether the photo shows a smile with parted lips."""
    smiling_gap: FloatArray
    """[9] how far the photo's smile parts the inner lip pairs."""
    open_mouth: bool
    """Whether the photo shows an open mouth."""
    mouth_scale: float
    """Width of the closed mouth relative to the mean face's, within 0.85..1.15."""
    gains: FloatArray
    """[K] factor on each coefficient: the mouth's scale, and less of what the photo shows."""
    smallest_gap: FloatArray
    """[9] the least gap that an inner lip pair may have; negative only where the photo's is."""
    lids: tuple[LidFields, LidFields]
    """(left, right)."""
    basis: ExpressionBasis

    def pose_landmarks(
        self,
        expression: FloatArray,
        blink: FloatArray,
        gaze: FloatArray,
        neutral: float,
        smile_kept: float,
    ) -> FloatArray:
        """Where the landmarks go.

        Args:
            expression: [K] coefficients in the order of `ARKIT_EXPRESSIONS`.
            blink: [2] lid closure, 0..1 (left, right).
            gaze: [2], see `Motion.gaze`.
            neutral: 0 the photo's own expression, 1 neutral.
            smile_kept: share of the photo's smile that neutral keeps, 0..1.

        Returns:
            [468, 3] in the head frame.
        """
        value = dict(zip(ARKIT_EXPRESSIONS, expression, strict=True))
        offset = self.neutral_offset + smile_kept * self.smile_offset
        smiling = neutral * smile_kept * self.smile
        posed = self.rest + neutral * offset + self._shapes(expression, smiling)
        frown = 0.5 * (value["mouthFrownLeft"] + value["mouthFrownRight"])
        posed -= neutral * min(frown / FROWN_ENDS_SMILE, 1.0) * self.lasting_smile
        jaw = value["jawOpen"]
        if jaw > 0:
            posed += self.jaw_opening(jaw)
        posed = self._limit_exposure(posed)
        if smiling > 0:
            rounding = min(1.0, value["mouthPucker"] + value["mouthFunnel"])
            bared = smiling * (1 - ROUNDED_SMILE * rounding) * self.smiling_gap
            posed = self._bare_teeth(posed, bared, min(1.0, value["mouthRollLower"] / TUCK))
        posed = self._close_lips(posed, seal_of(value["mouthClose"], jaw))
        for eye, side in enumerate(("Left", "Right")):
            squint, wide = value[f"eyeSquint{side}"], value[f"eyeWide{side}"]
            self._move_lids(posed, self.lids[eye], blink[eye], gaze[1], squint, wide)
        return posed

    def _shapes(self, expression: FloatArray, smiling: float) -> FloatArray:
        weights = expression * self.gains
        pucker, funnel = (ARKIT_EXPRESSIONS.index(name) for name in NARROWING)
        weights[[pucker, funnel]] *= 1 - SMILE_ROUNDING * smiling
        narrowing = weights[[pucker, funnel]] @ list(NARROWING.values())
        if narrowing > NARROWEST:
            weights[[pucker, funnel]] *= NARROWEST / narrowing
        active = np.flatnonzero(weights)
        return np.tensordot(weights[active], self.basis.shapes[active], axes=1)

    def jaw_opening(self, amount: float) -> FloatArray:
        """Displacement [468, 3] for `jawOpen`: an opening jaw draws the corners in and lifts the
        upper lip a little."""
        coupled = 0.09 * (
            self.basis.shape("mouthUpperUpLeft") + self.basis.shape("mouthUpperUpRight")
        ) - 0.22 * (self.basis.shape("mouthStretchLeft") + self.basis.shape("mouthStretchRight"))
        coupling = min(amount, 1.0) * self.mouth_scale * coupled
        return self.basis.open_jaw(self.rest, JAW_FULL_ANGLE * amount) + coupling

    def _limit_exposure(self, posed: FloatArray) -> FloatArray:
        highest = self.rest[UPPER_INNER, 1] - EXPOSURE_LIMIT[self.open_mouth]
        excess = np.maximum(0, highest - posed[UPPER_INNER, 1])
        if not excess.any():
            return posed
        lowered = posed.copy()
        lowered[:, 1] += self.basis.upper_lip @ (EXPOSURE_HELD * excess)
        return lowered

    def _bare_teeth(self, posed: FloatArray, bared: FloatArray, tuck: float) -> FloatArray:
        """Parts lips that speech leaves nearly shut by a smile's [9] gaps.

        The upper lip stays lifted over the teeth whatever is said; the lower one serves the rest.
        """
        gap = np.maximum(posed[LOWER_INNER, 1] - posed[UPPER_INNER, 1], 0)
        upper = UPPER_REST_SHARE * bared
        lower = np.hypot(gap, bared) - gap - upper
        lower = np.where(lower > 0, (1 - tuck) * lower, lower)
        parted = posed.copy()
        parted[:, 1] += self.basis.lower_lip @ lower - self.basis.upper_lip @ upper
        return parted

    def _close_lips(
        self, posed: FloatArray, seal: float, upper_share: float = UPPER_SEAL_SHARE
    ) -> FloatArray:
        """Closes the share `seal` of every gap, and all that a gap lacks to its smallest."""
        gap = posed[LOWER_INNER] - posed[UPPER_INNER]
        height = gap[:, 1]
        too_low = height < self.smallest_gap
        share = np.full(len(gap), seal)
        share[too_low] = 1 - self.smallest_gap[too_low] / np.minimum(height[too_low], -1e-9)
        if not share.any():
            return posed
        closing = share[:, None] * gap
        upper = self.basis.upper_lip @ (upper_share * closing)
        lower = self.basis.lower_lip @ ((1 - upper_share) * closing)
        return posed + upper - lower

    def _move_lids(
        self,
        posed: FloatArray,
        lids: LidFields,
        blink: float,
        gaze_down: float,
        squint: float,
        wide: float,
    ) -> None:
        open_share = 1 - min(max(blink, 0.0), 1.0)
        upper = -open_share * (LOOKING_UP * max(-gaze_down, 0.0) + WIDE * wide)
        lower = open_share * SQUINT * squint
        if upper == 0 and lower == 0:
            return
        posed += lids.upper * upper - lids.lower * lower


def seal_of(mouth_close: float, jaw_open: float) -> float:
    """Share of the lips' gap that ARKit's `mouthClose` closes: all of it once it equals the jaw."""
    return float(np.clip(mouth_close / max(jaw_open, MIN_JAW), 0, 1))


def build_rig(portrait: Portrait) -> Rig:
    """The rig of the face in the photo."""
    basis = expression_basis()
    rest = to_head_frame(portrait.landmarks[:LANDMARKS], portrait.pose)
    left, right = MOUTH_CORNERS
    width = np.linalg.norm(rest[left] - rest[right])
    gaps = rest[LOWER_INNER, 1] - rest[UPPER_INNER, 1]
    openness = float(gaps[4] / width)
    lids = [
        _lid_fields(rest, eye, basis.upper_lid[k], basis.lower_lid[k]) for k, eye in enumerate(EYES)
    ]
    shown = mouth_fitter(whole_mouth_ridge=0.01).fit(rest - mean_face()[:LANDMARKS])
    smile = float(smoothstep(float(width), *_SMILING_WIDTH)) if openness > OPEN_MOUTH else 0.0
    rig = Rig(
        rest=rest,
        neutral_offset=np.zeros_like(rest),
        smile_offset=np.zeros_like(rest),
        lasting_smile=np.zeros_like(rest),
        smile=smile,
        smiling_gap=np.maximum(gaps, 0),
        open_mouth=openness > OPEN_MOUTH,
        mouth_scale=1.0,
        gains=np.ones(len(ARKIT_EXPRESSIONS)),
        smallest_gap=np.minimum(gaps, 0),
        lids=(lids[0], lids[1]),
        basis=basis,
    )
    neutral = _closed_face(rig, shown, openness, smile=0.0)
    smiling = _closed_face(rig, shown, openness, smile=smile)
    width = np.linalg.norm(neutral[left] - neutral[right])
    scale = float(np.clip(width / basis.mouth_width, 0.85, 1.15))
    return replace(
        rig,
        neutral_offset=neutral - rest,
        smile_offset=smiling - neutral,
        lasting_smile=_lasting_smile(basis, neutral),
        mouth_scale=scale,
        gains=_gains(shown, scale, openness),
    )


def _closed_face(rig: Rig, shown: FloatArray, openness: float, smile: float) -> FloatArray:
    """The photo's face [468, 3] with jaw up and lips closed, and of its smile a share left."""
    if not rig.open_mouth:
        return rig._close_lips(rig.rest, seal=1.0)
    closed = rig.rest.copy()
    for stem, share in _NEUTRALISED.items():
        for side in ("Left", "Right"):
            name = f"{stem}{side}"
            amount = shown[ARKIT_EXPRESSIONS.index(name)]
            closed -= (1 - smile) * share * amount * rig.basis.shape(name)
    dropped = float(np.clip(openness - 0.15, 0, 0.3))
    closed -= dropped * rig.basis.open_jaw(rig.rest, JAW_FULL_ANGLE)
    return rig._close_lips(closed, seal=1.0, upper_share=UPPER_REST_SHARE)


def _lasting_smile(basis: ExpressionBasis, neutral: FloatArray) -> FloatArray:
    """What the neutral face [468, 3] still has of a smile: corners that are nearer to the nose than
    the mean face's, or higher above the middle of the closed lips."""
    smile = basis.shape("mouthSmileLeft") + basis.shape("mouthSmileRight")
    mean = mean_face()[:LANDMARKS]
    faces = np.stack([neutral, mean, mean + smile])
    heights = np.stack([corner_height(faces), corner_height(faces) - _lip_line_height(faces)])
    own, least, most = heights.T
    amount = float(((own - least) / (most - least)).max())
    return float(np.clip(amount - _FAINT_SMILE, 0, _MOST_LASTING)) * smile


def _lip_line_height(faces: FloatArray) -> FloatArray:
    """[T] of the middle of the lips, as `corner_height`."""
    middle = (faces[:, UPPER_INNER[4], 1] + faces[:, LOWER_INNER[4], 1]) / 2
    return faces[:, NOSE_BASE, 1] - middle


def _gains(shown: FloatArray, mouth_scale: float, openness: float) -> FloatArray:
    gains = np.ones(len(ARKIT_EXPRESSIONS))
    for index, name in enumerate(ARKIT_EXPRESSIONS):
        if name.startswith("mouth") and name != "mouthClose":
            gains[index] = mouth_scale
        stem = name.removesuffix("Left").removesuffix("Right")
        if stem in _HELD_BACK:
            gains[index] *= 1 - _HELD_BACK[stem] * min(shown[index], 1.0)
        if name in NARROWING:
            gains[index] *= 1 - (1 - _ROUNDED_FROM_OPEN) * smoothstep(openness, *_WIDE_OPEN)
    return gains


def _lid_fields(
    rest: FloatArray, eye: EyeTopology, upper_weight: FloatArray, lower_weight: FloatArray
) -> LidFields:
    upper, lower = rest[list(eye.upper)], rest[list(eye.lower)]
    order = np.argsort(upper[:, 0])
    opening = np.stack(
        [np.interp(rest[:, 0], upper[order, 0], (lower - upper)[order, axis]) for axis in range(3)],
        axis=1,
    )
    return LidFields(upper=upper_weight[:, None] * opening, lower=lower_weight[:, None] * opening)
