"""The published way from a driving head's poses to cameras: repeat, follow, then smooth cameras.

`real3d.triplane` smooths poses where they are estimated from a video, and no others; a `Motion`
says where the head goes (`real3d.triplane.driving.motion_track`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from real3d.triplane.driving.head_path import smooth_path
from real3d.triplane.face_model.morphable_model import Pose


def repeat_back_and_forth(length: int, frames: int) -> NDArray[np.int64]:
    """[frames] indices that run through a sequence forwards, backwards, forwards..."""
    turn, place = np.divmod(np.arange(frames), length)
    return np.where(turn % 2 == 0, place, length - 1 - place)


def follow(driving: Pose, source: Pose | None) -> Pose:
    """The poses of the portrait's head as it follows a driving head.

    Args:
        driving: [N] in the face model's space; its distance from the camera is ignored.
        source: [1] of the portrait's head, at which the movement shall begin; None takes the
            driving poses as they are.
    """
    translation = driving.translation.copy()
    translation[:, 2] = translation[0, 2]
    if source is None:
        return Pose(driving.euler, translation)
    return Pose(
        driving.euler + (source.euler - driving.euler[:1]),
        translation + (source.translation - translation[:1]),
    )


def smooth_cameras(path: NDArray[np.floating]) -> NDArray[np.float64]:
    """[N, 25] cameras, each the mean of its neighbours; intrinsics stay."""
    matrices = smooth_path(path[:, :16].reshape(-1, 4, 4))
    return np.concatenate((matrices.reshape(-1, 16), path[:, 16:]), 1)
