"""The stand-in face model and its golden figures, for the tests of all that uses it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from real3d.triplane.face_model.morphable_model import MorphableModel, Pose
from tests.support.engine_stand_in import stand_in_face as stand_in_model
from tests.triplane.conftest import GOLDENS

__all__ = ["face_goldens", "motion_goldens", "seen_landmarks", "stand_in_model"]


@lru_cache(maxsize=1)
def face_goldens() -> dict[str, NDArray]:
    """Golden figures by their names."""
    with np.load(GOLDENS / "face.npz") as arrays:
        return {name: arrays[name] for name in arrays.files}


def seen_landmarks(model: MorphableModel, frames: int, seed: int = 0) -> NDArray[np.float32]:
    """[N, 468, 2] landmarks of one person who nods and talks, as a camera finds them."""
    rng = np.random.default_rng(seed)
    time = np.arange(frames)[:, None] / 25
    identity = rng.standard_normal((1, 80)).astype(np.float32)
    euler = 0.25 * np.sin(2 * np.pi * time * (0.3, 0.2, 0.1) + (0, 1, 2))
    translation = 0.1 * np.sin(2 * np.pi * time * (0.1, 0.2, 0.15) + (0, 2, 1))
    talking = 0.5 * np.sin(2 * np.pi * time * rng.uniform(0.2, 3, 64) + rng.uniform(0, 6, 64))
    pose = Pose(euler.astype(np.float32), translation.astype(np.float32))
    places = model.landmark_model.project(identity, talking.astype(np.float32), pose)
    return places + 0.001 * rng.standard_normal(places.shape).astype(np.float32)


@lru_cache(maxsize=1)
def motion_goldens() -> dict[str, NDArray]:
    """Golden figures of cameras, pitch, speech pieces, blinks and crops."""
    with np.load(GOLDENS / "motion.npz") as arrays:
        return {name: arrays[name] for name in arrays.files}
