"""The expression basis: ARKit's blendshapes as displacements of the mean face's landmarks.

Each shape prescribes how the four lip polylines (or the brows, or the cheeks) move; thin-plate
interpolation on the slit mesh spreads that over the face, and it dies out at a boundary. The jaw
is a rotation with skinning weights rather than a shape, a blink is a share of the lid opening, and
closing the lips (`mouthClose`) is a share of their gap: those need fields of influence, which are
here too.

Convention
    The head frame of `HeadPose`: x to the image's right, y down, z away from the camera, unit the
    distance of the outer eye corners (90 mm). "Left" is the person's own: positive x.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.sparse as sparse

from real3d.mesh.operators import bilaplacian, interpolate, laplacian
from real3d.mesh.topology import EYES, LANDMARKS, EyeTopology, face_topology
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, FloatArray
from real3d.portrait.landmarks import (
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    NOSE,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)
from real3d.portrait.mean_face import mean_face

JAW_HINGE = np.array([0.0, 0.25, 1.0])
"""Axis of the jaw in the head frame. It lies behind the ear: at the ear itself the chin would move
back more than down."""
JAW_FULL_ANGLE = np.radians(16.0)
"""Jaw rotation at `jawOpen` = 1."""

_CHIN = (152, 148, 176, 149, 377, 400, 378, 200, 199, 175, 18, 83, 313, 201, 421)
_NOSE_BASE = (1, 2, 4, 94, 19, 98, 327, 97, 326)
_MOUTH_CORNERS = (61, 291, 78, 308)
# How much of the jaw's rotation the skin along the jaw line takes, chin to ear.
_JAW_LINE = {
    **{150: 0.97, 136: 0.9, 172: 0.75, 58: 0.5, 132: 0.28, 93: 0.1, 234: 0.0},
    **{379: 0.97, 365: 0.9, 397: 0.75, 288: 0.5, 361: 0.28, 323: 0.1, 454: 0.0},
}

LipProfile = Callable[[FloatArray, float], tuple[FloatArray | float, ...]]
"""(u, inner) → (dx, dy, dz): u runs from -1 to 1 along the lip, inner is 1 on the lip line and 0 on
the vermilion border."""


@dataclass(frozen=True)
class ExpressionBasis:
    """Everything by which the mean face's landmarks can be moved."""

    shapes: FloatArray
    """[K, 468, 3] displacement at full strength, in the order of `ARKIT_EXPRESSIONS`; zero for
    `jawOpen`, `mouthClose`, `tongueOut` and the lid shapes, which are not linear."""
    jaw: FloatArray
    """[468] share of the jaw's rotation that the skin follows."""
    upper_lip: FloatArray
    """[468, 9] how landmarks follow the nine inner pairs when the upper lip is moved."""
    lower_lip: FloatArray
    """[468, 9] the same for the lower lip."""
    upper_lid: FloatArray
    """[2, 468] how landmarks follow the upper lid (left, right)."""
    lower_lid: FloatArray
    """[2, 468]."""
    mouth_width: float
    """Between the corners, in the head frame's unit."""

    def shape(self, name: str) -> FloatArray:
        """[468, 3] of one blendshape."""
        return self.shapes[ARKIT_EXPRESSIONS.index(name)]

    def open_jaw(self, landmarks: FloatArray, angle: float) -> FloatArray:
        """Displacement [468, 3] of landmarks [468, 3] when the jaw opens by `angle` radians."""
        return self.jaw[:, None] * (rotate_jaw(landmarks, angle) - landmarks)


def rotate_jaw(points: FloatArray, angle: float) -> FloatArray:
    """Points [N, 3] of the head frame, carried by the jaw bone.

    The condyle slides forward as the jaw opens, so only half of the backward movement remains.
    """
    y, z = points[:, 1] - JAW_HINGE[1], points[:, 2] - JAW_HINGE[2]
    cosine, sine = np.cos(angle), np.sin(angle)
    moved = points.copy()
    moved[:, 1] += cosine * y - sine * z - y
    moved[:, 2] += 0.5 * (sine * y + cosine * z - z)
    return moved


@lru_cache(maxsize=1)
def expression_basis() -> ExpressionBasis:
    """The basis on the mean face (built once, about 0.2 s)."""
    return _BasisBuilder().build()


class _BasisBuilder:
    """Solves for the fields of the basis on the mean face."""

    def __init__(self) -> None:
        self.face = mean_face()[:LANDMARKS]
        operator, area = laplacian(self.face, face_topology().triangles)
        self.membrane: sparse.csc_matrix = operator
        self.thin_plate: sparse.csc_matrix = bilaplacian(operator, area)
        self.half_width = 0.5 * float(np.linalg.norm(self.face[61] - self.face[291]))
        self.mouth_centre = self.face[[61, 291, 13, 14]].mean(axis=0)

    def build(self) -> ExpressionBasis:
        jaw = self._jaw()
        upper_lip, lower_lip = self._lip_followers()
        lids = [self._lids(eye) for eye in EYES]
        shapes = np.zeros((len(ARKIT_EXPRESSIONS), LANDMARKS, 3))
        for name, shape in self._shapes(jaw).items():
            shapes[ARKIT_EXPRESSIONS.index(name)] = shape
        return ExpressionBasis(
            shapes=shapes,
            jaw=jaw,
            upper_lip=upper_lip,
            lower_lip=lower_lip,
            upper_lid=np.stack([upper for upper, _ in lids]),
            lower_lid=np.stack([lower for _, lower in lids]),
            mouth_width=2 * self.half_width,
        )

    # --- shapes -------------------------------------------------------------------------------

    def _shapes(self, jaw: FloatArray) -> dict[str, FloatArray]:
        width = self.half_width
        shapes = {
            "mouthPucker": self._lips(
                lambda u, i: (-0.30 * width * u, -0.006 * (1 - i) * _arc(u), -0.085 * _dome(u)),
                lambda u, i: (-0.30 * width * u, 0.010 * (1 - i) * _arc(u), -0.080 * _dome(u)),
                reach=(0.58, 0.40),
            ),
            "mouthFunnel": self._lips(
                lambda u, i: (-0.16 * width * u, -0.040 * _arc(u, 3), -0.060 * _dome(u)),
                lambda u, i: (-0.16 * width * u, 0.042 * _arc(u, 3), -0.055 * _dome(u)),
            ),
            "mouthRollUpper": self._lips(
                lambda u, i: (0, (0.022 * (1 - i) + 0.004 * i) * _arc(u, 4), 0.020 * _arc(u)),
                _still,
                reach=(0.50, 0.30),
            ),
            "mouthRollLower": self._lips(
                _still,
                lambda u, i: (0, -(0.034 * (1 - i) + 0.008 * i) * _arc(u, 4), 0.028 * _arc(u)),
            ),
            "mouthShrugUpper": self._lips(
                lambda u, i: (0, -0.022 * _arc(u), -0.018 * _arc(u)), _still, reach=(0.50, 0.30)
            ),
            "mouthShrugLower": self._lips(
                _still,
                lambda u, i: (0, -0.030 * _arc(u), -0.022 * _arc(u)),
                {199: (0, -0.03, 0.0), 175: (0, -0.03, 0), 200: (0, -0.035, 0)},
            ),
            "mouthLeft": self._lips(
                lambda u, i: (0.05, 0, 0), lambda u, i: (0.05, 0, 0), {152: (0.02, 0, 0)}
            ),
            "mouthRight": self._lips(
                lambda u, i: (-0.05, 0, 0), lambda u, i: (-0.05, 0, 0), {152: (-0.02, 0, 0)}
            ),
            "jawForward": jaw[:, None] * np.array([0, 0.004, -0.07]),
            "jawLeft": jaw[:, None] * np.array([0.07, 0, 0]),
            "jawRight": jaw[:, None] * np.array([-0.07, 0, 0]),
            "cheekPuff": self._anchored(
                {
                    **{425: (0.05, 0, -0.06), 280: (0.03, 0, -0.04), 427: (0.06, 0, -0.05)},
                    **{205: (-0.05, 0, -0.06), 50: (-0.03, 0, -0.04), 207: (-0.06, 0, -0.05)},
                },
                lambda p: (p[:, 1] < 0.1) | (np.abs(p[:, 0]) > 0.8) | (np.abs(p[:, 0]) < 0.18),
            ),
            "browInnerUp": self._brows(lambda t, s: (0 * t, -0.075 * (1 - t))),
        }
        both_sides = {
            "mouthSmile": self._lips(
                lambda u, i: (0.048 * u, -0.052 * np.abs(u) ** 2.2 + 0.006 * _arc(u), 0.03 * u**2),
                lambda u, i: (
                    0.048 * u,
                    -0.052 * np.abs(u) ** 2.2 - 0.006 * (1 - i) * _arc(u),
                    0.03 * u**2,
                ),
                {
                    **{205: (-0.018, -0.03, -0.01), 425: (0.018, -0.03, -0.01)},
                    **{50: (-0.01, -0.025, -0.012), 280: (0.01, -0.025, -0.012)},
                    **{207: (-0.03, -0.03, 0), 427: (0.03, -0.03, 0)},
                },
                reach=(0.62, 0.50),
            ),
            "mouthFrown": self._lips(
                lambda u, i: (0.01 * u, 0.04 * u**2, 0),
                lambda u, i: (0.01 * u, 0.04 * u**2 - 0.012 * _arc(u), 0),
            ),
            "mouthDimple": self._lips(
                lambda u, i: (0.026 * u**3, -0.006 * u**2, 0.022 * u**2),
                lambda u, i: (0.026 * u**3, -0.006 * u**2, 0.022 * u**2),
            ),
            "mouthStretch": self._lips(
                lambda u, i: (0.05 * u, 0.006 * (1 - i) * _arc(u), 0.025 * u**2),
                lambda u, i: (0.05 * u, -0.010 * (1 - i) * _arc(u), 0.025 * u**2),
            ),
            "mouthPress": self._lips(
                lambda u, i: (0.01 * u, 0.022 * (1 - i) * _arc(u, 4) + 0.004 * i, 0.012),
                lambda u, i: (0.01 * u, -0.028 * (1 - i) * _arc(u, 4) - 0.004 * i, 0.012),
            ),
            "mouthUpperUp": self._lips(
                lambda u, i: (0, -(0.042 + 0.013 * i) * _arc(u, 2.4), -0.008 * _arc(u)),
                _still,
                reach=(0.50, 0.30),
            ),
            "mouthLowerDown": self._lips(
                _still, lambda u, i: (0, (0.052 + 0.013 * i) * _arc(u, 2.4), -0.01 * _arc(u))
            ),
            "noseSneer": self._lips(
                lambda u, i: (0, -0.03 * np.exp(-(((np.abs(u) - 0.55) / 0.4) ** 2)), 0),
                _still,
                {
                    **{98: (-0.012, -0.02, 0), 327: (0.012, -0.02, 0)},
                    **{129: (-0.014, -0.024, 0), 358: (0.014, -0.024, 0)},
                },
            ),
            "cheekSquint": self._anchored(
                {
                    **{346: (0, -0.028, -0.01), 347: (0, -0.026, -0.01), 280: (0, -0.02, -0.01)},
                    **{117: (0, -0.028, -0.01), 118: (0, -0.026, -0.01), 50: (0, -0.02, -0.01)},
                },
                lambda p: (p[:, 1] < 0.06) | (p[:, 1] > 0.5) | (np.abs(p[:, 0]) < 0.14),
            ),
            "browDown": self._brows(lambda t, s: (-0.03 * s * (1 - t), 0.05 * (1 - 0.6 * t))),
            "browOuterUp": self._brows(lambda t, s: (0 * t, -0.065 * t**0.7)),
        }
        for name, shape in both_sides.items():
            left = smoothstep(self.face[:, 0], -0.10, 0.10)[:, None]
            shapes[f"{name}Left"] = shape * left
            shapes[f"{name}Right"] = shape * (1 - left)
        return shapes

    def _lips(
        self,
        upper: LipProfile,
        lower: LipProfile,
        anchors: dict[int, tuple[float, ...]] | None = None,
        reach: tuple[float, float] = (0.50, 0.40),
    ) -> FloatArray:
        """A shape prescribed on the lips, zero on the nose and outside an ellipse of `reach`."""
        fixed: dict[int, FloatArray] = {}
        for line, profile, inner in (
            (UPPER_LIP_OUTER, upper, 0.0),
            (UPPER_LIP_INNER, upper, 1.0),
            (LOWER_LIP_OUTER, lower, 0.0),
            (LOWER_LIP_INNER, lower, 1.0),
        ):
            u = np.clip(self.face[list(line), 0] / self.half_width, -1, 1)
            deltas = np.stack([np.broadcast_to(d, u.shape) for d in profile(u, inner)], axis=1)
            for index, delta in zip(line, deltas, strict=True):
                fixed.setdefault(index, delta)
        fixed.update({index: np.array(delta, float) for index, delta in (anchors or {}).items()})
        offset = (self.face[:, :2] - self.mouth_centre[:2]) / reach
        outside = np.flatnonzero((offset**2).sum(axis=1) > 1)
        for index in (*outside.tolist(), *_NOSE_BASE):
            fixed.setdefault(index, np.zeros(3))
        return self._spread(fixed)

    def _brows(self, profile: Callable[[FloatArray, FloatArray], tuple]) -> FloatArray:
        """A shape prescribed on both brows; t runs from 0 at the inner end to 1 at the outer."""
        indices = np.array([*EYES[0].brow, *EYES[1].brow])
        x = self.face[indices, 0]
        t = np.clip((np.abs(x) - 0.1) / 0.45, 0, 1)
        dx, dy = profile(t, np.sign(x))
        fixed = {int(i): np.array([a, b, 0.0]) for i, a, b in zip(indices, dx, dy, strict=True)}
        return self._anchored(
            fixed,
            lambda p: (p[:, 1] > -0.05) | (p[:, 1] < -0.52) | (np.abs(p[:, 0]) > 0.72),
        )

    def _anchored(
        self,
        anchors: Mapping[int, Sequence[float] | FloatArray],
        still: Callable[[FloatArray], BoolArray],
    ) -> FloatArray:
        """A shape prescribed at a few landmarks, zero wherever `still` says so."""
        fixed = {index: np.zeros(3) for index in np.flatnonzero(still(self.face)).tolist()}
        fixed.update({index: np.array(delta, float) for index, delta in anchors.items()})
        return self._spread(fixed)

    def _spread(self, fixed: dict[int, FloatArray]) -> FloatArray:
        return interpolate(self.thin_plate, np.array(list(fixed)), np.array(list(fixed.values())))

    # --- fields of influence --------------------------------------------------------------------

    def _jaw(self) -> FloatArray:
        """Skinning weights of the jaw. A constant 0 on the upper and 1 on the lower lip would open
        a hexagon; weights that rise along the lip as (1 - u²)^0.85 open a natural lens."""
        fixed = dict.fromkeys(NOSE, 0.0)
        for line, at_corner, at_centre in (
            (UPPER_LIP_INNER, 0.40, 0.0),
            (UPPER_LIP_OUTER, 0.34, 0.0),
            (LOWER_LIP_INNER, 0.40, 1.0),
            (LOWER_LIP_OUTER, 0.48, 1.0),
        ):
            for index in line[1:-1]:
                u = min(abs(self.face[index, 0]) / self.half_width, 1.0)
                fixed[index] = at_corner + (at_centre - at_corner) * (1 - u * u) ** 0.85
        fixed.update(dict.fromkeys(_MOUTH_CORNERS, 0.40))
        fixed.update(dict.fromkeys(_CHIN, 1.0))
        fixed.update(_JAW_LINE)
        for index in np.flatnonzero(self.face[:, 1] < 0.42).tolist():
            fixed.setdefault(index, 0.0)
        weights = interpolate(self.membrane, np.array(list(fixed)), np.array(list(fixed.values())))
        return np.clip(weights, 0, 1)

    def _lip_followers(self) -> tuple[FloatArray, FloatArray]:
        """How each lip's body follows its inner rim; the vermilion border follows by 0.85."""
        offset = (self.face[:, :2] - self.mouth_centre[:2]) / (0.42, 0.30)
        still = set(np.flatnonzero((offset**2).sum(axis=1) > 1).tolist())
        still |= {*_NOSE_BASE, *_MOUTH_CORNERS}
        lips = (UPPER_LIP_INNER, UPPER_LIP_OUTER, LOWER_LIP_INNER, LOWER_LIP_OUTER)
        moving = [index for line in lips for index in line[1:-1]]
        fixed = np.array(moving + sorted(still - set(moving)))
        values = np.zeros((len(fixed), 18))
        pair = np.arange(9)
        values[pair, pair] = 1
        values[9 + pair, pair] = 0.85
        values[18 + pair, 9 + pair] = 1
        values[27 + pair, 9 + pair] = 0.85
        fields = interpolate(self.thin_plate, fixed, values)
        return fields[:, :9], fields[:, 9:]

    def _lids(self, eye: EyeTopology) -> tuple[FloatArray, FloatArray]:
        """Influence of the upper and the lower lid, harmonic: a thin plate would drag the brow."""
        corners = [eye.upper[0], eye.upper[-1]]
        centre = self.face[corners].mean(axis=0)
        offset = (self.face[:, :2] - centre[:2]) / (0.27, 0.20)
        far = np.flatnonzero((offset**2).sum(axis=1) > 1).tolist()
        upper, lower = list(eye.upper[1:-1]), list(eye.lower[1:-1])
        still_above = sorted({*corners, *lower, *far, *eye.brow} - set(upper))
        still_below = sorted({*corners, *upper, *far} - set(lower))
        return self._influence(upper, still_above), self._influence(lower, still_below)

    def _influence(self, moving: list[int], still: list[int]) -> FloatArray:
        values = np.concatenate([np.ones(len(moving)), np.zeros(len(still))])
        return np.clip(interpolate(self.membrane, np.array(moving + still), values), 0, 1)


def _still(u: FloatArray, inner: float) -> tuple[float, float, float]:
    return 0.0, 0.0, 0.0


def _arc(u: FloatArray, power: float = 2.0) -> FloatArray:
    """1 at the middle of the lip, 0 at the corners."""
    return 1 - np.abs(u) ** power


def _dome(u: FloatArray) -> FloatArray:
    """1 at the middle of the lip, one half at the corners."""
    return 1 - 0.5 * u**2
