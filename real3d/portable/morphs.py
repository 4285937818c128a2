"""The rig as morph targets: what any viewer can add up, and what our player corrects it by.

Most of the rig is linear in its coefficients. What is not is split into terms that are, with
weights that the player computes (`web/src/rig.ts`): the arc of the jaw, the photo's own expression
and its smile, and each of the nine points by which either lip is moved.

Convention
    All displacements are from the *neutral* face, lips closed and at rest, in the head frame.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from real3d.mesh.blendshapes import JAW_FULL_ANGLE
from real3d.mesh.lids import lid_closure, lid_margins
from real3d.mesh.rig import LOOKING_UP, SQUINT, WIDE, Rig
from real3d.mesh.topology import EYES
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.numerics.types import FloatArray
from real3d.portable.visemes import VISEMES

SIDES = ("Left", "Right")
EYE_SHAPES = tuple(
    f"eye{what}{side}"
    for side in SIDES
    for what in ("Blink", "LookDown", "LookIn", "LookOut", "LookUp")
)
"""Of ARKit's 52, those that `Motion` has tracks of its own for."""
ARKIT_SHAPES = (*ARKIT_EXPRESSIONS, *EYE_SHAPES)
LIP_POINTS = 9
CORRECTIVE = "real3d_"
"""How the names of the player's own targets begin."""

_LID_FORWARD = 0.03
"""How far the middle of a closing lid bulges over the eyeball, in outer-eye-corner distances."""

Ways = dict[str, FloatArray]
"""[468, 3] by name."""


def landmark_morphs(rig: Rig) -> Ways:
    """Every target of the face, as displacements of the landmarks in the head frame."""
    linear = {
        name: gain * rig.basis.shape(name)
        for name, gain in zip(ARKIT_EXPRESSIONS, rig.gains, strict=True)
    }
    visemes = {f"viseme_{name}": _pose(rig, _both_sides(VISEMES[name])) for name in VISEMES}
    return {
        **linear,
        "jawOpen": rig.jaw_opening(1.0),
        "mouthClose": _pose(rig, {"jawOpen": 1, "mouthClose": 1}) - _pose(rig, {"jawOpen": 1}),
        **_lids(rig),
        **visemes,
        **_correctives(rig),
    }


def _both_sides(amounts: Mapping[str, float]) -> dict[str, float]:
    """Coefficients by ARKit's names."""
    return {
        name: value
        for stem, value in amounts.items()
        for name in ([stem] if stem in ARKIT_EXPRESSIONS else [f"{stem}{s}" for s in SIDES])
    }


def _pose(rig: Rig, amounts: dict[str, float]) -> FloatArray:
    """What the whole rig makes of coefficients, as a displacement from the neutral face."""
    expression = np.zeros(len(ARKIT_EXPRESSIONS))
    for name, value in amounts.items():
        expression[ARKIT_EXPRESSIONS.index(name)] = value
    still = np.zeros(2)
    posed = rig.pose_landmarks(expression, still, still, neutral=1.0, smile_kept=0.0)
    return posed - (rig.rest + rig.neutral_offset)


def _lids(rig: Rig) -> Ways:
    """Lids that viewers move as skin; our player paints those that close, as the engine does."""
    morphs: Ways = {}
    for side, fields, eye in zip(SIDES, rig.lids, EYES, strict=True):
        upper, lower = fields.upper, fields.lower
        morphs[f"eyeBlink{side}"] = _closing(rig, eye.upper, eye.lower, upper, lower, 1.0)
        down = lid_closure(0.0, 1.0)
        morphs[f"eyeLookDown{side}"] = _closing(rig, eye.upper, eye.lower, upper, lower, down)
        morphs[f"eyeLookUp{side}"] = -LOOKING_UP * upper
        # The eye's joint does it; some programs ask for the names.
        morphs[f"eyeLookIn{side}"] = np.zeros_like(upper)
        morphs[f"eyeLookOut{side}"] = np.zeros_like(upper)
        morphs[f"eyeWide{side}"] = -WIDE * upper
        morphs[f"eyeSquint{side}"] = -SQUINT * lower
    return morphs


def _closing(
    rig: Rig,
    upper_rim: tuple[int, ...],
    lower_rim: tuple[int, ...],
    upper: FloatArray,
    lower: FloatArray,
    closure: float,
) -> FloatArray:
    """[468, 3] that brings the rims to the margins of a lid that has closed so far."""
    top, bottom = rig.rest[list(upper_rim)], rig.rest[list(lower_rim)]
    margin, lower_margin = lid_margins(top[:, :2], bottom[:, :2], closure)
    middle = len(upper_rim) // 2
    opening = bottom[middle, 1] - top[middle, 1]
    falls = (margin[middle, 1] - top[middle, 1]) / opening
    rises = (bottom[middle, 1] - lower_margin[middle, 1]) / opening
    moved = falls * upper - rises * lower
    share = np.linalg.norm(upper, axis=1) / max(float(np.linalg.norm(upper, axis=1).max()), 1e-9)
    moved[:, 2] -= _LID_FORWARD * closure * share
    return moved


def _correctives(rig: Rig) -> Ways:
    """The player's own terms; their weights are in `web/src/rig.ts`."""
    there, back = (rig.basis.open_jaw(rig.rest, sign * JAW_FULL_ANGLE) for sign in (1, -1))
    morphs: Ways = {
        # A jaw's way is sin(angle) times one field and 1 - cos(angle) times this one.
        "jawArc": (there + back) / (2 * (1 - np.cos(JAW_FULL_ANGLE))),
        "photo": -rig.neutral_offset,
        "smile": rig.smile_offset,
        "frown": -rig.lasting_smile,
    }
    for k in range(LIP_POINTS):
        for lip, field in (("upper", rig.basis.upper_lip), ("lower", rig.basis.lower_lip)):
            down = np.zeros_like(rig.rest)
            down[:, 1] = field[:, k]
            morphs[f"{lip}Lip{k}"] = down
    return {CORRECTIVE + name: ways for name, ways in morphs.items()}
