"""Commands for one frame, written as one would say them: `frame(jawOpen=0.5, yaw=10)`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.frame import FrameRenderer
from real3d.motion import ARKIT_EXPRESSIONS, Motion
from real3d.numerics.types import Float32Array, Picture


def pose(
    pitch: float = 0.0,
    yaw: float = 0.0,
    roll: float = 0.0,
    blink: float = 0.0,
    gaze: tuple[float, float] = (0.0, 0.0),
    neutral: float = 0.0,
    smile_kept: float = 0.0,
    **expression: float,
) -> Motion:
    """One frame of motion.

    Args:
        pitch, yaw, roll: degrees.
        blink: of both eyes.
        gaze: see `Motion.gaze`.
        neutral, smile_kept: see `Motion`.
        expression: ARKit names; a name without its side sets both.
    """
    channels = {}
    for name, value in expression.items():
        sides = [name] if name in ARKIT_EXPRESSIONS else [f"{name}Left", f"{name}Right"]
        channels.update(dict.fromkeys(sides, value))
    return replace(
        Motion.still(1).with_channels(**channels),
        rotation=np.radians([[pitch, yaw, roll]]),
        blink=np.full((1, 2), blink),
        gaze=np.array([gaze]),
        neutral=np.array([neutral]),
        smile_kept=np.array([smile_kept]),
    )


class Model:
    """An avatar that holds poses before its own background.

    Args:
        avatar: who.
        background: [S, S, 3], the portrait's own unless given; None for transparent frames.
    """

    def __init__(self, avatar: MeshAvatar, transparent: bool = False) -> None:
        self.avatar = avatar
        background = None if transparent else avatar.portrait.clean_background
        self._renderer = FrameRenderer(avatar, avatar.texture(background), background)

    def hold(self, motion: Motion, index: int = 0) -> Picture:
        """The picture of one of the motion's frames."""
        return self._renderer.render(motion, index)

    @property
    def vertices(self) -> Float32Array:
        """[V, 3] of the pose held last, pixels and depth."""
        return self._renderer.vertices
