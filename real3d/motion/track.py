"""The `Motion` track: what a face does over time, for any engine.

It stands between whatever drives the portrait (a voice, a video) and the engine that renders it.

Convention
    Rotation is (pitch, yaw, roll) in radians relative to the photo: positive pitch looks up,
    positive yaw turns the face to the image's right, positive roll tilts it clockwise as seen.
    Translation is (x, y, z), x to the image's right, y down, z away from the camera; its unit is
    the distance between the outer eye corners (about 90 mm). "Left" and "right" in blendshape
    names and in `blink` are the person's own, as in ARKit.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from real3d.motion.arkit import ARKIT_EXPRESSIONS
from real3d.numerics.types import FloatArray

MIN_JAW = 0.05
"""`mouthClose` is read relative to `jawOpen`, and to this when the jaw is nearly shut."""


@dataclass(frozen=True)
class Motion:
    """A face's movement at a fixed frame rate; every array has one row per frame.

    All amounts are relative to a *neutral* face: `neutral` says how far the photo's own expression
    has been taken back to it (0 the photo as it is, 1 lips closed and at rest).
    """

    fps: float
    expression: FloatArray
    """[T, K] blendshape coefficients, 0 at rest and 1 full, in the order of `basis`."""
    rotation: FloatArray
    """[T, 3] (pitch, yaw, roll) in radians."""
    translation: FloatArray
    """[T, 3] (x, y, z) in outer-eye-corner distances."""
    blink: FloatArray
    """[T, 2] lid closure (left, right), 0 as in the photo, 1 shut."""
    gaze: FloatArray
    """[T, 2] (x, y) in -1..1, positive to the image's right and down."""
    neutral: FloatArray
    """[T] share of the photo's own expression that is taken away, 0..1."""
    smile_kept: FloatArray
    """[T] share of a smile in the photo that stays when its expression is taken away, 0..1."""
    breath: FloatArray
    """[T] how far the chest is raised, 0 exhaled and 1 inhaled."""
    basis: tuple[str, ...] = ARKIT_EXPRESSIONS

    def __post_init__(self) -> None:
        shapes = {
            "expression": (len(self), len(self.basis)),
            "rotation": (len(self), 3),
            "translation": (len(self), 3),
            "blink": (len(self), 2),
            "gaze": (len(self), 2),
            "neutral": (len(self),),
            "smile_kept": (len(self),),
            "breath": (len(self),),
        }
        for name, shape in shapes.items():
            value = getattr(self, name)
            assert value.shape == shape, f"Motion.{name} is {value.shape}, not {shape}"
            assert np.isfinite(value).all(), f"Motion.{name} holds values that are not finite"

    def __len__(self) -> int:
        return len(self.rotation)

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self) / self.fps

    @property
    def speaks(self) -> bool:
        """Whether the mouth opens and closes at all; that of a basis without `jawOpen` does."""
        return "jawOpen" not in self.basis or bool(np.ptp(self.channel("jawOpen")) > MIN_JAW)

    @classmethod
    def still(cls, frames: int, fps: float = 25.0) -> Motion:
        """A track of `frames` frames in which nothing moves: the photo itself."""
        return cls(
            fps=fps,
            expression=np.zeros((frames, len(ARKIT_EXPRESSIONS))),
            rotation=np.zeros((frames, 3)),
            translation=np.zeros((frames, 3)),
            blink=np.zeros((frames, 2)),
            gaze=np.zeros((frames, 2)),
            neutral=np.zeros(frames),
            smile_kept=np.zeros(frames),
            breath=np.zeros(frames),
        )

    def channel(self, name: str) -> FloatArray:
        """The [T] track of one blendshape."""
        return self.expression[:, self.basis.index(name)]

    def with_channels(self, **channels: FloatArray | float) -> Motion:
        """A copy in which the named blendshapes have the given values ([T] or one number)."""
        expression = self.expression.copy()
        for name, value in channels.items():
            expression[:, self.basis.index(name)] = value
        return replace(self, expression=expression)

    def __getitem__(self, frames: slice) -> Motion:
        """The track of a range of frames."""
        tracks = {
            field.name: getattr(self, field.name)[frames]
            for field in fields(self)
            if field.name not in ("fps", "basis")
        }
        return replace(self, **tracks)
