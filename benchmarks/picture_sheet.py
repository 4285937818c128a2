"""A row of one portrait's pictures, turned in every direction and labelled, to be looked at."""

from __future__ import annotations

import cv2
import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.motion import Motion
from real3d.numerics.types import Picture
from tests.support.face_region import face_width
from tests.support.poses import Model, pose

YAWS = (-25, -20, -14, -7, 0, 7, 14, 20, 25)
PITCHES = (-15, 15)
CELL = 288
"""Pixels a side."""
REACH = 1.05
"""Half of what a cell shows, in face widths: the head and the collar."""


def sheet_of(name: str, avatar: MeshAvatar) -> Picture:
    """[CELL, 11 CELL, 3] the portrait at every angle, each cell labelled with name and angle."""
    poses: dict[str, Motion] = {f"yaw {yaw:+d}" if yaw else "rest": pose(yaw=yaw) for yaw in YAWS}
    poses.update({f"pitch {pitch:+d}": pose(pitch=pitch) for pitch in PITCHES})
    model = Model(avatar)
    return np.hstack(
        [
            labelled(_head(model.hold(motion), avatar), f"{name[:22]} {label}")
            for label, motion in poses.items()
        ]
    )


def labelled(cell: Picture, text: str) -> Picture:
    """The cell with a line of text in its upper left corner, legible on anything."""
    for colour, thickness in (((0, 0, 0), 3), ((255, 255, 0), 1)):
        cv2.putText(cell, text, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.4, colour, thickness)
    return cell


def _head(frame: Picture, avatar: MeshAvatar) -> Picture:
    """The same square of every frame, around where the face is at rest."""
    landmarks = avatar.portrait.landmarks
    reach = REACH * face_width(landmarks)
    left, top = np.round(landmarks[:, :2].mean(axis=0) - reach).astype(int)
    side, size = round(2 * reach), frame.shape[0]
    side = min(side, size)
    left, top = int(np.clip(left, 0, size - side)), int(np.clip(top, 0, size - side))
    part = frame[top : top + side, left : left + side]
    method = cv2.INTER_AREA if side > CELL else cv2.INTER_CUBIC
    return cv2.resize(part, (CELL, CELL), interpolation=method)
