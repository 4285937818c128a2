"""A teacher that needs no licence but that of its portraits: avatars of our own mesh engine.

An avatar is a mesh of one photo, seen from any side within its limits. It has no back of the head
and its hair is a surface, so what a student learns from it is the face's depth, not its finest
look. Any renderer of meshes can stand in its place: a subject is whatever shows pictures of poses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import torch
from torch import Tensor

from real3d.motion import Motion
from real3d.numerics.types import FloatArray, Picture
from real3d.triplane.driving.head_path import cameras
from real3d.triplane.driving.motion_track import TURN_SIGNS
from real3d.triplane.face_model.morphable_model import Pose
from training.triplane.discriminator import raw_of
from training.triplane.examples import picture_tensor
from training.triplane.teachers.teacher import Reach, TeacherView, chosen

LARGEST_TURN = 0.35
"""Radians from the photo's pose: 20 degrees, within which avatars hold."""


class Subject(Protocol):
    """A head that can be turned."""

    def show(self, turn: FloatArray) -> Picture:
        """[S, S, 3] over black, turned by (pitch, yaw, roll) radians from the front."""
        ...


class AvatarSubject:
    """An avatar of the mesh engine."""

    def __init__(self, avatar, rest: FloatArray) -> None:
        """
        Args:
            avatar: `real3d.engine.Avatar` of the mesh engine.
            rest: [3] rotation of the head in the photo.
        """
        self._avatar, self._rest = avatar, rest

    def show(self, turn: FloatArray) -> Picture:
        still = Motion.still(1, 25.0)
        motion = replace(still, rotation=(turn - self._rest)[None])
        size = self._avatar.portrait.size
        frame = next(iter(self._avatar.render(motion, np.zeros((size, size, 3), np.uint8))))
        return np.asarray(frame)[..., :3]


def avatar_of(photo: Path) -> AvatarSubject:
    """The subject in a photo.

    Raises:
        InputError: there is no face that can be used.
    """
    from real3d.media.images import read_image
    from real3d.mesh.engine import MeshEngine
    from real3d.portrait import analyse_portrait
    from real3d.portrait.pose import euler_angles

    portrait = analyse_portrait(read_image(photo))
    avatar = MeshEngine().reconstruct(portrait)
    return AvatarSubject(avatar, np.array(euler_angles(portrait.pose.rotation)))


class MeshTeacher:
    """Shows one of its subjects to a camera, as turned as the camera is and at rest's distance."""

    latent_size = 1

    def __init__(self, subjects: Sequence[Subject], size: int) -> None:
        self.reach = Reach(LARGEST_TURN, LARGEST_TURN)
        self._subjects, self._size = subjects, size

    def render(self, latent: Tensor, camera: Tensor) -> TeacherView:
        turns = head_turns(camera)
        pictures = [
            picture_tensor(
                _sized(self._subjects[number].show(TURN_SIGNS * turn), self._size), self._size
            )
            for number, turn in zip(chosen(latent, len(self._subjects)), turns, strict=True)
        ]
        image = torch.cat(pictures)
        still = np.zeros_like(turns, np.float32)
        own = cameras(Pose(turns.astype(np.float32), still)).astype(np.float32)
        return TeacherView(image, raw_of(image), torch.from_numpy(own))


def head_turns(camera: Tensor) -> FloatArray:
    """[B, 3] Euler angles of heads that cameras [B, 25] see as if they stood still themselves."""
    from scipy.spatial.transform import Rotation

    to_world = camera[:, :16].reshape(-1, 4, 4)[:, :3, :3].double().numpy()
    return Rotation.from_matrix((to_world * (1, -1, -1)).swapaxes(1, 2)).as_euler("xyz")


def _sized(picture: Picture, size: int) -> Picture:
    if picture.shape[0] >= size:
        return picture
    return np.asarray(cv2.resize(picture, (size, size), interpolation=cv2.INTER_CUBIC))
