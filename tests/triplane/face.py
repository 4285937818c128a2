"""The stand-in face model and its golden figures, for the tests of all that uses it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.face_stand_in import write_stand_in_face
from real3d.triplane.morphable_model import MorphableModel, Pose, read_morphable_model
from tests.triplane.conftest import GOLDENS


@lru_cache(maxsize=1)
def stand_in_model() -> MorphableModel:
    """The stand-in, read from its files."""
    with TemporaryDirectory() as folder:
        write_stand_in_face(Path(folder))
        return read_morphable_model(Path(folder))


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
