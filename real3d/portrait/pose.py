"""Head pose: the similarity that carries the mean face onto the photo's landmarks.

Least squares over the points that expressions hardly move (Umeyama 1991). No calibrated camera is
needed: MediaPipe's z has the unit of its x.

Convention
    `real3d.motion.track`: pitch is positive up, yaw to the image's right, roll clockwise as seen;
    axes are x right, y down, z away. A rotation matrix applies pitch first, then yaw, then roll.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import RIGID
from real3d.portrait.mean_face import mean_face
from real3d.portrait.portrait import HeadPose


def estimate_pose(landmarks: FloatArray) -> HeadPose:
    """The pose of the head whose [478, 3] landmarks these are."""
    rigid = list(RIGID)
    return similarity(mean_face()[rigid], landmarks[rigid])


def pose_residual(landmarks: FloatArray, pose: HeadPose) -> float:
    """Root mean square distance of the rigid points from the mean face, in its unit."""
    rigid = list(RIGID)
    straight = to_head_frame(landmarks[rigid], pose)
    return float(np.sqrt(((straight - mean_face()[rigid]) ** 2).sum(axis=1).mean()))


def to_head_frame(points: FloatArray, pose: HeadPose) -> FloatArray:
    """Points [..., 3] from pixels to the frame and unit of the mean face."""
    return (points - pose.translation) @ pose.rotation / pose.scale


def similarity(
    source: FloatArray,  # [N, 3]
    target: FloatArray,  # [N, 3]
    weights: FloatArray | None = None,  # [N], equal if None
) -> HeadPose:
    """Rotation, scale and translation that bring `source` nearest to `target`."""
    weights = np.ones(len(source)) if weights is None else weights
    weights = weights[:, None] / weights.sum()
    source_mean, target_mean = (weights * source).sum(axis=0), (weights * target).sum(axis=0)
    source_rest, target_rest = source - source_mean, target - target_mean
    u, singular, vt = np.linalg.svd((weights * target_rest).T @ source_rest)
    # The last axis is flipped where the best fit would be a mirror image.
    signs = np.array([1.0, 1.0, np.linalg.det(u) * np.linalg.det(vt)])
    rotation = (u * signs) @ vt
    scale = float((singular * signs).sum() / (weights * source_rest**2).sum())
    return HeadPose(
        rotation=rotation,
        scale=scale,
        translation=target_mean - scale * rotation @ source_mean,
    )


def rotation_matrix(pitch: float, yaw: float, roll: float) -> FloatArray:
    """The [3, 3] rotation of a head by these angles in radians."""
    (cp, cy, cr), (sp, sy, sr) = np.cos([pitch, yaw, roll]), np.sin([pitch, yaw, roll])
    about_x = np.array([[1, 0, 0], [0, cp, sp], [0, -sp, cp]])
    about_y = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


def euler_angles(rotation: FloatArray) -> tuple[float, float, float]:
    """(pitch, yaw, roll) in radians of a [3, 3] rotation; yaw is within a quarter turn."""
    pitch = np.arctan2(-rotation[2, 1], rotation[2, 2])
    yaw = np.arctan2(rotation[2, 0], np.hypot(rotation[0, 0], rotation[1, 0]))
    roll = np.arctan2(rotation[1, 0], rotation[0, 0])
    return float(pitch), float(yaw), float(roll)
