"""A motion baked into the file, as any viewer of glTF plays it: morph weights, head and eyes.

What only our player draws, the photo's own expression and breath, is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.head_transform import HeadTransform
from real3d.motion import Motion
from real3d.numerics.types import FloatArray
from real3d.portable.eye_layers import EyeParts
from real3d.portable.glb import GlbBuilder
from real3d.portable.metres import Metres
from real3d.portable.morphs import SIDES


def add_animation(
    builder: GlbBuilder,
    motion: Motion,
    avatar: MeshAvatar,
    metres: Metres,
    eyes: Sequence[EyeParts],
) -> None:
    """Adds the movement of all nodes.

    Args:
        builder: of the file, whose nodes are there.
        motion: in ARKit's basis, of at least one frame.
        avatar: the person.
        metres: the file's space.
        eyes: (left, right).
    """
    animation = builder.animation("motion", np.arange(len(motion)) / motion.fps)
    amounts = _amounts(motion)
    still = np.zeros(len(motion))
    for node, names in builder.morphed_nodes():
        weights = np.stack([amounts.get(name, still) for name in names], axis=1)
        animation.channel(node, "weights", weights)
    head = builder.find_node("Head")
    turns = [_turn(motion, frame, avatar) for frame in range(len(motion))]
    rotation = [_quaternion(metres.turned(turn.axis), turn.angle) for turn in turns]
    animation.channel(head, "rotation", np.array(rotation))
    shifts = np.array([metres.ways(turn.translation) for turn in turns])
    animation.channel(head, "translation", shifts)
    for side, eye in zip(SIDES, eyes, strict=True):
        looks = [_quaternion(*_look(gaze, eye.reach)) for gaze in motion.gaze]
        animation.channel(builder.find_node(f"{side}Eye"), "rotation", np.array(looks))


def _amounts(motion: Motion) -> dict[str, FloatArray]:
    """[T] how strong each target is, by its name; lids and gaze too, as ARKit names them."""
    amounts: dict[str, FloatArray] = dict(zip(motion.basis, motion.expression.T, strict=True))
    right, down = motion.gaze.T
    # The person's left eye is at the image's right.
    outwards = {"Left": right, "Right": -right}
    for side, closed in zip(SIDES, motion.blink.T, strict=True):
        amounts |= {
            f"eyeBlink{side}": closed,
            f"eyeLookOut{side}": np.maximum(outwards[side], 0),
            f"eyeLookIn{side}": np.maximum(-outwards[side], 0),
            f"eyeLookDown{side}": np.maximum(down, 0),
            f"eyeLookUp{side}": np.maximum(-down, 0),
        }
    return amounts


def _turn(motion: Motion, frame: int, avatar: MeshAvatar) -> HeadTransform:
    surface = avatar.surface
    return HeadTransform.from_motion(
        motion.rotation[frame],
        motion.translation[frame],
        avatar.portrait.pose,
        surface.pivot,
        surface.camera,
    )


def _look(gaze: FloatArray, reach: FloatArray) -> tuple[FloatArray, float]:
    """Axis and angle of an eye that looks to the image's right and down by shares of its reach."""
    across, down = gaze * reach
    angle = float(np.hypot(across, down))
    axis = np.array([down, across, 0.0]) / max(angle, 1e-9)
    return axis, angle


def _quaternion(axis: FloatArray, angle: float) -> FloatArray:
    """[4] x, y, z, w."""
    if angle < 1e-9:
        return np.array([0.0, 0.0, 0.0, 1.0])
    return np.append(np.sin(0.5 * angle) * axis, np.cos(0.5 * angle))
