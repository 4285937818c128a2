"""The rigid movement of the head in one frame, for points that ride on the skull."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.camera import Camera
from real3d.numerics.types import FloatArray
from real3d.portrait import HeadPose
from real3d.portrait.pose import rotation_matrix


@dataclass(frozen=True)
class HeadTransform:
    """Rotation about a pivot, then translation, in the camera's space."""

    axis: FloatArray
    """[3] unit vector."""
    angle: float
    """Radians."""
    translation: FloatArray
    """[3] pixels."""
    pivot: FloatArray
    """[3]."""
    camera: Camera

    @classmethod
    def from_motion(
        cls,
        rotation: FloatArray,  # [3] pitch, yaw, roll relative to the photo
        translation: FloatArray,  # [3] in the head frame's unit
        pose: HeadPose,
        pivot: FloatArray,
        camera: Camera,
    ) -> HeadTransform:
        """The transform of one frame: the rotation is about the axes of the photo's head."""
        relative = pose.rotation @ rotation_matrix(*rotation) @ pose.rotation.T
        vector = cv2.Rodrigues(relative)[0].ravel()
        angle = float(np.linalg.norm(vector))
        axis = vector / angle if angle > 1e-9 else np.array([0.0, 0.0, 1.0])
        return cls(axis, angle, translation * pose.scale, pivot, camera)

    def project(self, points: FloatArray) -> FloatArray:
        """Points [N, 3] at rest in space → pixels and depth [N, 3]."""
        matrix = cv2.Rodrigues(self.axis * self.angle)[0]
        turned = (points - self.pivot) @ matrix.T + self.pivot + self.translation
        return self.camera.project(turned)


def head_to_space(points: FloatArray, pose: HeadPose, camera: Camera) -> FloatArray:
    """Points [N, 3] of the head frame → the camera's space at rest."""
    return camera.unproject(pose.scale * points @ pose.rotation.T + pose.translation)
