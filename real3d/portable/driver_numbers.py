"""What the player needs to know of faces to follow one: the mean face, and the equations that
explain a face by blendshapes.

    python -m real3d.portable.driver_numbers > web/src/mirror/driver.json

writes what the player's program carries, anew after each change of the basis or of the mean face.
`web/src/mirror/` retargets with it as `real3d/mesh/live_retarget.py` does.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from real3d.mesh.blendshapes import expression_basis
from real3d.mesh.driver_expression import DROPPING_CHIN, opened_jaw
from real3d.mesh.driver_measures import LOWER_LIP, NOSE_BASE, UPPER_LIP
from real3d.mesh.fitting import ExpressionFitter, brow_fitter, mouth_fitter
from real3d.mesh.topology import EYES
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import LEFT_BROW, MOUTH_CORNERS, RIGHT_BROW, RIGID
from real3d.portrait.mean_face import FACE_FROM_NECK, mean_face

_DIGITS = 9
"""Significant ones: the equations are badly conditioned."""


def driver_numbers() -> str:
    """JSON."""
    shapes, opened = expression_basis().shapes.copy(), opened_jaw()
    shapes[ARKIT_EXPRESSIONS.index("jawOpen")] = opened
    smile = sum(expression_basis().shape(f"mouthSmile{side}") for side in ("Left", "Right"))
    brows = {"Right": LEFT_BROW, "Left": RIGHT_BROW}  # the person's own sides
    content = {
        "names": ARKIT_EXPRESSIONS,
        "meanFace": _list(mean_face().ravel()),
        "faceFromNeck": FACE_FROM_NECK,
        "rigid": RIGID,
        "eyes": [{"upper": eye.upper, "lower": eye.lower, "iris": eye.iris[0]} for eye in EYES],
        "mouth": _fit(mouth_fitter(whole_mouth_ridge=0.2)),
        # Where the neutral face is only the mean of many people.
        "looseMouth": _list(mouth_fitter(whole_mouth_ridge=0.01).normal_equations().normal),
        "brows": _fit(brow_fitter()),
        "smile": _list(np.asarray(smile).ravel()),
        "mouthWidth": _number(expression_basis().mouth_width),
        # What each shape does to the parts that are matched.
        "gapOf": _list(shapes[:, LOWER_LIP, 1] - shapes[:, UPPER_LIP, 1]),
        "chinOfJaw": _number(opened[list(DROPPING_CHIN), 1].mean()),
        "cornerOf": {
            side: _list(shapes[:, corner, :2])
            for side, corner in zip(brows, MOUTH_CORNERS, strict=True)
        },
        "browOf": {
            side: _list(-expression_basis().shapes[:, list(brow), 1].mean(axis=1))
            for side, brow in brows.items()
        },
        "points": {
            "upperLip": UPPER_LIP,
            "lowerLip": LOWER_LIP,
            "noseBase": NOSE_BASE,
            "droppingChin": DROPPING_CHIN,
            "corners": dict(zip(brows, MOUTH_CORNERS, strict=True)),
            "brows": brows,
        },
    }
    return json.dumps(content, separators=(",", ":")) + "\n"


def _fit(fitter: ExpressionFitter) -> dict[str, Any]:
    equations = fitter.normal_equations()
    return {
        "names": equations.names,
        "points": equations.points,
        "right": _list(equations.right),
        "normal": _list(equations.normal),
        "low": _list(equations.low),
        "high": _list(equations.high),
    }


def _list(values: FloatArray) -> Any:
    if values.ndim > 1:
        return [_list(row) for row in values]
    return [_number(value) for value in values]


def _number(value: float) -> float | int:
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded


if __name__ == "__main__":
    print(driver_numbers(), end="")
