"""From head poses to the renderer's cameras and the torso's key points.

The released networks were trained with these conventions: the head rests and the camera moves, and
distances are scaled by 0.27. Their cameras were means over 7 frames, against the jitter of poses
that are estimated from a video. Here estimated poses are smoothed (`smooth_poses`), and generated
ones are not.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import Float32Array, FloatArray
from real3d.triplane.face_model.landmark_objective import FaceFit
from real3d.triplane.face_model.morphable_model import (
    CAMERA_DISTANCE,
    MorphableModel,
    Pose,
    rotation_matrices,
)

WORLD_SCALE = 0.27
"""Units of the tri-plane's space to the decimetre."""
WORLD_OFFSET = (0.0, 0.006, 0.161)
"""Of cameras in that space."""
FOCAL_LENGTH = 2985.29 / 700
"""In picture sides. It is that of the released renderer, not the face model's."""
SMOOTHING_REACH = 3
"""Frames on either side that a smoothed frame is the mean of."""


def cameras(poses: Pose) -> FloatArray:
    """[N, 25] cameras that see a resting head as it would appear in these poses.

    A camera is its 4x4 matrix from camera to world, then its 3x3 intrinsics in picture sides, both
    row by row.
    """
    to_world = np.tile(np.eye(4), (len(poses), 1, 1))
    turned_back = rotation_matrices(poses.euler).swapaxes(1, 2)
    from_camera = poses.translation - np.array((0, 0, CAMERA_DISTANCE), np.float32)
    position = -WORLD_SCALE * (turned_back @ from_camera[..., None])[..., 0]
    to_world[:, :3, :3] = turned_back * (1, -1, -1)
    to_world[:, :3, 3] = position + np.array(WORLD_OFFSET, np.float32)
    intrinsics = np.array((FOCAL_LENGTH, 0, 0.5, 0, FOCAL_LENGTH, 0.5, 0, 0, 1))
    return np.concatenate((to_world.reshape(-1, 16), np.tile(intrinsics, (len(poses), 1))), 1)


def smooth_path(path: FloatArray) -> FloatArray:
    """[N, 4, 4] poses of a head or a camera, each the mean of its neighbours."""
    from scipy.spatial.transform import Rotation

    quaternions = Rotation.from_matrix(path[:, :3, :3]).as_quat()
    # The sign of a quaternion does not matter to the sum of its products with itself.
    products = quaternions[:, :, None] * quaternions[:, None]
    _, axes = np.linalg.eigh(_running_mean(products))
    smooth = path.copy()
    smooth[:, :3, :3] = Rotation.from_quat(axes[..., -1]).as_matrix()
    smooth[:, :3, 3] = _running_mean(path[:, :3, 3])
    return smooth


def smooth_poses(poses: Pose) -> Pose:
    """Poses [N] with the jitter of their estimation averaged out."""
    from scipy.spatial.transform import Rotation

    path = np.tile(np.eye(4), (len(poses), 1, 1))
    path[:, :3, :3] = rotation_matrices(poses.euler)
    path[:, :3, 3] = poses.translation
    smooth = smooth_path(path)
    euler = Rotation.from_matrix(smooth[:, :3, :3]).as_euler("xyz")
    return Pose(euler.astype(np.float32), smooth[:, :3, 3].astype(np.float32))


def smooth_track(track: Float32Array) -> Float32Array:
    """[N, ...] each the mean of its neighbours; before the first frame the track is mirrored."""
    reach = SMOOTHING_REACH
    padded = np.pad(track, [(reach, reach)] + [(0, 0)] * (track.ndim - 1), "symmetric")
    windows = [padded[k : k + len(track)] for k in range(2 * reach + 1)]
    return np.mean(windows, 0, dtype=track.dtype)


def torso_keypoints(model: MorphableModel, faces: FaceFit) -> Float32Array:
    """[N, 68, 3] key points of the torso's network: x to the right, y down in -1..1, z is 0."""
    positions = model.keypoint_model.project(faces.identity, faces.expression, faces.pose)
    return np.pad(np.clip(2 * positions - 1, -1, 1), ((0, 0), (0, 0), (0, 1)))


def _running_mean(track: FloatArray) -> FloatArray:
    """Means over the neighbours that there are."""
    reach = SMOOTHING_REACH
    sums = np.cumsum(np.concatenate((np.zeros_like(track[:1]), track)), 0)
    frame = np.arange(len(track))
    first, last = np.maximum(frame - reach, 0), np.minimum(frame + reach + 1, len(track))
    counts = (last - first).reshape(-1, *[1] * (track.ndim - 1))
    return (sums[last] - sums[first]) / counts
