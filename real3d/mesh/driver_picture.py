"""The face of a single picture → `FacePose`: what one person shows, for another to show it.

A clip tells a driver's face at rest; a picture cannot. It is judged against the mean face, and what
is little is taken for the person's own features.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from real3d.mesh.driver_expression import expression_track, gaze_track
from real3d.mesh.driver_face import driver_face
from real3d.mesh.driver_measures import eye_openness
from real3d.mesh.topology import EYES
from real3d.motion import ARKIT_EXPRESSIONS, MotionSettings
from real3d.motion.face_pose import FacePose
from real3d.numerics.types import FloatArray
from real3d.portrait import Portrait
from real3d.portrait.mean_face import mean_face
from real3d.portrait.pose import euler_angles

_FEATURE: Mapping[str, float] = {
    "brow": 0.55,
    "noseSneer": 0.40,
    "mouthStretch": 0.50,
    "mouthFrown": 0.25,
    "mouthUpperUp": 0.25,
}
_LEAST = 0.12
"""Amounts, by the beginnings of names and else, up to which a shape is a feature of the person:
brows lie higher on some, and mouths are wider."""
_SHARE = 0.85
"""Share of what is beyond that is shown."""
_SHUT_EYE = (0.25, 0.60)
"""Openness, over that of the mean face, of an eye that is shut, and of one that is not at all."""


def face_pose_of(seen: Portrait, photo: Portrait) -> FacePose:
    """What the person in `photo` must do to look as the one in `seen` does, turned as they are."""
    driver = driver_face([seen.landmarks], "")
    rest, settings = mean_face(), MotionSettings()
    amounts = expression_track(driver.faces, rest, driver.pitch, settings)[0]
    gaze = gaze_track(driver.faces, rest, settings.fps)[0]
    turned = np.degrees(euler_angles(seen.pose.rotation)) - np.degrees(
        euler_angles(photo.pose.rotation)
    )
    left, right = (_shut(driver.faces, rest, index) for index in range(len(EYES)))
    return FacePose(
        left_eye=round(left, 2),
        right_eye=round(right, 2),
        gaze_x=round(float(gaze[0]), 2),
        gaze_y=round(float(gaze[1]), 2),
        pitch=_angle(turned[0]),
        yaw=_angle(turned[1]),
        roll=_angle(turned[2]),
        shapes=_shown(dict(zip(ARKIT_EXPRESSIONS, amounts, strict=True))),
    )


def _shown(amounts: Mapping[str, float]) -> dict[str, float]:
    shown = {}
    for name, amount in amounts.items():
        least = next((each for stem, each in _FEATURE.items() if name.startswith(stem)), _LEAST)
        beyond = _SHARE * (float(amount) - least)
        if beyond > 0:
            shown[name] = round(min(beyond, 1.0), 2)
    return shown


def _shut(faces: FloatArray, rest: FloatArray, index: int) -> float:
    eye = EYES[index]
    openness = float(eye_openness(faces, eye)[0] / eye_openness(rest[None], eye)[0])
    shut, open_ = _SHUT_EYE
    return float(np.clip((open_ - openness) / (open_ - shut), 0, 1))


def _angle(degrees: float) -> float:
    """In half degrees, as sliders have them."""
    return round(2 * float(np.clip(degrees, -90, 90))) / 2
