"""Which place of the photo every pixel of a frame shows.

This alone reaches into the mesh engine's renderer. What is measured on its pictures
(`tests.support.turned_face`) takes a `Trace`, whoever made it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.frame import FrameRenderer
from real3d.motion import Motion
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT

_UNSEEN = 0.02
"""Opacity below which a pixel shows nobody."""


@dataclass(frozen=True)
class Trace:
    """One frame, and where each of its pixels comes from."""

    frame: Picture
    """[S, S, 3] before the portrait's own background."""
    alpha: Float32Array
    """[S, S] opacity of the person, 0..1, seen in the pictures."""
    source_x: Float32Array
    """[S, S] the column of the photo that is seen, in pixels of the portrait; NaN where none."""
    source_y: Float32Array
    """[S, S] the row."""
    made_up: Float32Array
    """[S, S] how much of what is seen the photo does not show, 0..1."""
    landmarks: Float32Array
    """[468, 3] of the skin, pixels and depth."""


class Tracer:
    """Renders an avatar's poses with their traces, and its motions with their landmarks."""

    def __init__(self, avatar: MeshAvatar) -> None:
        background = avatar.portrait.clean_background
        texture = avatar.texture(background)
        black, white = np.zeros_like(background), np.full_like(background, 255)
        self._own, self._black, self._white = (
            FrameRenderer(avatar, texture, behind) for behind in (background, black, white)
        )

    def trace(self, motion: Motion) -> Trace:
        """The motion's first frame."""
        frame = self._own.render(motion, 0)
        # Whatever shines through differs between a black and a white background.
        black = self._black.render(motion, 0).astype(np.float32)
        white = self._white.render(motion, 0).astype(np.float32)
        alpha = np.clip(1 - (white - black).mean(axis=2) / 255, 0, 1)
        sheet = self._own.sheet
        source_x, source_y = sheet.map_x.copy(), sheet.map_y.copy()
        unseen = ~sheet.covered | (alpha < _UNSEEN)
        source_x[unseen] = source_y[unseen] = np.nan
        return Trace(
            frame=frame,
            alpha=alpha,
            source_x=source_x,
            source_y=source_y,
            made_up=np.zeros_like(alpha),
            landmarks=self._own.vertices[:SKIN_LANDMARK_COUNT].copy(),
        )

    def play(self, motion: Motion) -> Iterator[tuple[Picture, Float32Array]]:
        """Every frame of a motion [S, S, 3], and where the skin's landmarks [468, 3] are in it."""
        for index in range(len(motion)):
            frame = self._own.render(motion, index)
            yield frame, self._own.vertices[:SKIN_LANDMARK_COUNT].copy()
