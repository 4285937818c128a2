"""What the file says beyond glTF: its mark, its limits, and what our player needs to know.

It stands in the scene's `extras.real3d`. Numbers of the engine travel with the file, so that a
player never disagrees with the engine that made it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from real3d.mesh import eyes, folds, frame, mouth, rig, shoulders, tongue
from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.blendshapes import JAW_FULL_ANGLE, JAW_HINGE
from real3d.mesh.lids import LASHES
from real3d.mesh.photo_mouth import JAW_LEAVES, PhotoMouth
from real3d.mesh.rig import LOWER_INNER, UPPER_INNER
from real3d.mesh.teeth import MILLIMETRE
from real3d.mesh.topology import Slit, face_topology
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.motion.moods import PRESETS, Preset
from real3d.motion.settings import MotionSettings
from real3d.motion.track import MIN_JAW
from real3d.portable.eye_layers import eye_box
from real3d.portable.metres import Metres
from real3d.provenance.tags import DIGITAL_SOURCE_TYPE, SENTENCE

VERSION = 1
"""Of this description; a player refuses what it does not know."""

MARK: dict[str, Any] = {
    "synthetic": True,
    "comment": SENTENCE,
    "DigitalSourceType": DIGITAL_SOURCE_TYPE,
}


def player_extras(avatar: MeshAvatar, metres: Metres) -> dict[str, Any]:
    """The scene's `extras.real3d`; lengths are pixels of the portrait unless they say otherwise."""
    portrait, surface = avatar.portrait, avatar.surface
    camera, pose = surface.camera, portrait.pose
    return {
        "version": VERSION,
        **MARK,
        "limits": _limits(avatar),
        "size": portrait.size,
        "metre": metres.scale,
        "camera": {
            "centre": _list(camera.centre, 4),
            "referenceDepth": round(float(camera.reference_depth), 4),
            "distance": round(float(camera.distance), 4),
        },
        "pose": {
            "rotation": _list(pose.rotation, 7),
            "scale": round(float(pose.scale), 5),
            "translation": _list(pose.translation, 4),
        },
        "pivot": _list(surface.pivot, 4),
        "faceMiddle": _list(surface.vertices[: len(avatar.rig.rest)].mean(axis=0), 3),
        "faceWidth": round(surface.face_width, 4),
        "chestRise": frame.CHEST_RISE,
        "lipsForward": frame.LIPS_FORWARD,
        "skirtDepth": frame.SKIRT_DEPTH,
        "slits": {
            "mouth": _slit(face_topology().mouth),
            "eyes": [_slit(slit) for slit in face_topology().eyes],
        },
        "rig": _rig(avatar),
        "shoulders": {
            "share": shoulders.SHARE,
            "turnShare": shoulders.TURN_SHARE,
            "delay": shoulders.DELAY_S,
            "memory": shoulders.MEMORY_S,
            "arrival": shoulders.ARRIVAL_S,
            "reach": frame.SHOULDER_REACH,
        },
        "eyes": _eyes(avatar),
        "mouth": _mouth(avatar),
        "smileKept": MotionSettings().smile,
        "moods": {name: _mood(preset) for name, preset in PRESETS.items()},
        "folds": {
            "smile": round(avatar.folds.smile, 5),
            "tint": list(folds.TINT),
            "steps": folds.STEPS,
            "fullFrown": folds.FULL_FROWN,
            "shallower": folds.SHALLOWER,
        },
    }


def _limits(avatar: MeshAvatar) -> dict[str, Any]:
    """Degrees, as in `PoseLimits`; and outer-eye-corner distances."""
    limits = avatar.pose_limits
    angles = {name: getattr(limits, name) for name in ("pitch", "yaw", "roll")}
    return {
        **{name: _list(np.degrees(angle), 2) for name, angle in angles.items()},
        "down": limits.down,
    }


def _mood(preset: Preset) -> dict[str, Any]:
    return {
        "shapes": preset.shapes,
        "smileKept": preset.smile_kept,
        "droop": preset.droop,
        "pitch": preset.pitch,
        "gazeDown": preset.gaze_down,
    }


def _slit(slit: Slit) -> dict[str, list[int]]:
    return {"upper": slit.upper.tolist(), "lower": slit.lower.tolist()}


def _rig(avatar: MeshAvatar) -> dict[str, Any]:
    face = avatar.rig
    neutral = face.rest + face.neutral_offset
    return {
        "names": list(ARKIT_EXPRESSIONS),
        "jawAngle": JAW_FULL_ANGLE,
        "jawHinge": JAW_HINGE.tolist(),
        "minJaw": MIN_JAW,
        "gains": {
            name: _list(face.gains[ARKIT_EXPRESSIONS.index(name)], 5) for name in rig.NARROWING
        },
        "narrowing": rig.NARROWING,
        "narrowest": rig.NARROWEST,
        "smileRounding": rig.SMILE_ROUNDING,
        "roundedSmile": rig.ROUNDED_SMILE,
        "tuck": rig.TUCK,
        "frownEndsSmile": rig.FROWN_ENDS_SMILE,
        "upperRestShare": rig.UPPER_REST_SHARE,
        "upperSealShare": rig.UPPER_SEAL_SHARE,
        "exposureHeld": rig.EXPOSURE_HELD,
        "smile": round(face.smile, 5),
        "smilingGap": _list(face.smiling_gap, 6),
        "smallestGap": _list(face.smallest_gap, 6),
        "highestUpper": _list(face.rest[UPPER_INNER, 1] - rig.EXPOSURE_LIMIT[face.open_mouth], 6),
        "neutralUpper": _list(neutral[UPPER_INNER], 6),
        "neutralLower": _list(neutral[LOWER_INNER], 6),
        "upperInner": UPPER_INNER.tolist(),
        "lowerInner": LOWER_INNER.tolist(),
    }


def _eyes(avatar: MeshAvatar) -> dict[str, Any]:
    each = []
    for eye in avatar.eyes:
        height, width = eye.ball.photo.shape[:2]
        each.append(
            {
                "box": [*eye_box(avatar, eye.ball).astype(int).tolist(), width, height],
                "width": round(eye.ball.width, 4),
                "middle": _list(eye.ball.middle, 4),
                "lash": _list(eye.lid.lash, 2),
                "lashThickness": round(eye.lid.lash_thickness, 5),
                "lashSoftness": round(eye.lid.lash_softness, 5),
            }
        )
    return {"each": each, "gazeReach": eyes.GAZE_REACH.tolist(), "lashes": _list(LASHES, 4)}


def _mouth(avatar: MeshAvatar) -> dict[str, Any]:
    inside = avatar.mouth
    blade = inside.tongue
    return {
        "millimetre": round(float(inside.pose.scale * MILLIMETRE), 5),
        "oversampling": inside.oversampling,
        "cavity": _list(inside.colours.cavity, 2),
        "tongueColour": _list(inside.colours.tongue, 2),
        "lips": _list(inside.lips, 1),
        "moustache": round(inside.moustache, 4),
        "overhang": _list(inside.overhang, 3),
        "edge": round(inside.edge, 3),
        "photo": inside.photo and _photo_mouth(inside.photo),
        "seamGap": mouth.SEAM_GAP,
        "seamDarkness": _list(mouth.SEAM_DARKNESS, 3),
        "tongue": {
            "body": _list(blade.body, 6),
            "bodyJawShare": tongue.BODY_JAW_SHARE,
            "risen": tongue.RISEN,
            "rise": round(tongue.RISE * MILLIMETRE, 6),
            "centre": _list(blade.centre, 6),
            "scale": blade.mouth_scale,
            "path": tongue.PATH.tolist(),
            "halfWidth": list(tongue.BLADE_HALF_WIDTH),
            "millimetre": MILLIMETRE,
            "seen": tongue.BLADE_SEEN,
            "rootFrom": tongue.ROOT_FROM,
            "rootTo": tongue.ROOT_TO,
            "rootLight": tongue.ROOT_LIGHT,
            "rows": tongue.ROWS,
            "columns": tongue.COLUMNS,
        },
    }


def _photo_mouth(photo: PhotoMouth) -> dict[str, Any]:
    return {
        "leaves": list(photo.leaves),
        "jawLeaves": list(JAW_LEAVES),
        "lowerRim": _list(photo.lower_rim, 3),
        "along": _list(photo.along, 3),
        "follows": _list(photo.follows, 4),
    }


def _list(values: Any, digits: int) -> Any:
    return np.round(np.asarray(values, np.float64), digits).tolist()
