"""The nodes: head and torso on a small skeleton, teeth and eyes on the head's joint.

The joints have the names that programs for avatars look for (`Neck`, `Head`, `LeftEye`). They only
shift, so that a rotation given to one is about the axes of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from real3d.numerics.types import FloatArray
from real3d.portable.eye_layers import EyeParts
from real3d.portable.glb import GlbBuilder
from real3d.portable.morphs import SIDES
from real3d.portable.skin import Skin

_SPINE_BELOW_NECK = 0.15
"""Metres."""
_ON_LIPS = "mouthCavity"
_BEHIND_LIPS = 0.003
"""Metres that all else in the mouth is set back, so that no tooth shows through closed lips."""


def add_armature(
    builder: GlbBuilder,
    skin: Skin,
    mouth: Mapping[str, int],
    eyes: Sequence[EyeParts],
    pivot: FloatArray,
) -> None:
    """Adds all nodes.

    Args:
        builder: of the file.
        skin: the person's meshes.
        mouth: further meshes on the head, by name.
        eyes: (left, right).
        pivot: [3] metres, what the head turns about.
    """
    spine_at = pivot - [0, _SPINE_BELOW_NECK, 0]
    armature = builder.node("Armature")
    spine = builder.node("Spine", armature, translation=_numbers(spine_at))
    neck = builder.node("Neck", spine, translation=_numbers(pivot - spine_at))
    head = builder.node("Head", neck)
    for name, mesh in mouth.items():
        back = 0.0 if name == _ON_LIPS else _BEHIND_LIPS
        builder.node(name, head, mesh=mesh, translation=_numbers(-pivot - [0, 0, back]))
    for side, eye in zip(SIDES, eyes, strict=True):
        builder.node(f"white{side}", head, mesh=eye.white, translation=_numbers(-pivot))
        joint = builder.node(f"{side}Eye", head, translation=_numbers(eye.centre - pivot))
        builder.node(f"iris{side}", joint, mesh=eye.iris, translation=_numbers(-eye.centre))
    bound = builder.skin([spine, head], np.stack([_shift(-spine_at), _shift(-pivot)]))
    builder.node("head", mesh=skin.head, skin=bound)
    builder.node("torso", mesh=skin.torso, skin=bound)


def _shift(way: FloatArray) -> FloatArray:
    matrix = np.eye(4)
    matrix[:3, 3] = way
    return matrix


def _numbers(point: FloatArray) -> list[float]:
    return [round(float(value), 6) for value in point]
