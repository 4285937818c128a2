"""What the neural engine would show of a voice: the motion behind its camera, without pictures.

Its networks need weights that are not everybody's. All that moves the head in its pictures is the
camera's path, which needs none, so that is read back as if a tracker had seen it. Lids close as the
motion says, and brows rise as the amount of ARKit's raise does; lips and eyes stay out.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from real3d.evaluation.performance import RATE, Performance
from real3d.media import Audio
from real3d.motion import Motion, MotionSettings
from real3d.motion.pose_limits import PoseLimits, limit_pose
from real3d.motion.speaking import speaking_motion
from real3d.portrait.landmarks import LANDMARK_COUNT
from real3d.portrait.mean_face import NECK_JOINT
from real3d.portrait.pose import euler_angles, rotation_matrix
from real3d.speech.prosody import Prosody
from real3d.triplane.driving.brow_and_neck import translation_about_neck
from real3d.triplane.driving.head_path import cameras
from real3d.triplane.driving.motion_track import head_poses
from real3d.triplane.face_model.morphable_model import Pose

OPEN_LIDS = 0.3
"""Height over width of an open eye."""
SHUT_SHARE = 0.75
"""Of which the landmark tracker sees this share go in a full blink."""

BROW_RAISE = 0.075
"""Outer-eye-corner distances at an amount of 1."""


def camera_performance(audio: Audio, settings: MotionSettings) -> Performance:
    """The head of a frontal photo that speaks `audio`, as the neural engine's camera shows it."""
    prosody = Prosody.of(audio, RATE)
    frames = len(prosody)
    motion = speaking_motion(Motion.still(frames, RATE), prosody, settings)
    motion = limit_pose(motion, PoseLimits.of_photo((0.0, 0.0, 0.0)))
    path_of_face = translation_about_neck(motion)
    rest = Pose(np.zeros((1, 3), np.float32), np.zeros((1, 3), np.float32))
    path = cameras(head_poses(replace(motion, translation=path_of_face), rest))
    turned = np.array([euler_angles(matrix) for matrix in _head_rotations(path, rest)])
    nothing = np.zeros(frames)
    return Performance(
        rotation=turned,
        translation=_ears(motion)[:, :2],
        brow=BROW_RAISE * motion.channel("browInnerUp"),
        lids=OPEN_LIDS * (1.0 - SHUT_SHARE * motion.blink[:, 0]),
        gaze=np.zeros((frames, 2)),
        lip_gap=nothing,
        points=np.zeros((frames, 1, 2)),
        landmarks=np.zeros((frames, LANDMARK_COUNT, 2)),
        volume=nothing,
        flicker=nothing,
        prosody=prosody,
        frame_size=(1.0, 1.0),
        frames_without_face=0,
    )


def _ears(motion: Motion) -> NDArray[np.float64]:
    """[T, 3] where the middle of the ears is, which is what a performance's translation tells."""
    turned = np.array([rotation_matrix(*angles) @ -NECK_JOINT for angles in motion.rotation])
    return motion.translation + turned + NECK_JOINT


def _head_rotations(path: NDArray, rest: Pose) -> NDArray[np.float64]:
    """[T, 3, 3] rotations of the head, in the axes of `real3d.motion.track`."""
    to_world = path[:, :16].reshape(-1, 4, 4)[:, :3, :3]
    at_rest = cameras(rest)[0, :16].reshape(4, 4)[:3, :3]
    # The camera goes round the head the other way; seen from it, the head turns.
    return to_world.swapaxes(1, 2) @ at_rest
