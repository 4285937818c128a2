"""A deterministic stand-in for the licensed face model: a face-like half ellipsoid.

Written in the layout of the real files, so that reading, fitting and drawing are measured on what
every machine can make. Its geometry says nothing of the real model.

    python -m tests.support.face_stand_in FOLDER [--salt SALT]
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import FloatArray
from real3d.triplane.face_model.morphable_model import MorphableModel, Pose, read_morphable_model

# MediaPipe's landmarks around eyes and lips, each ring from a corner over the top.
# fmt: off
RIGHT_EYE = (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7)
LEFT_EYE = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)
INNER_LIP = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178,
             88, 95)
OUTER_LIP = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181,
             91, 146)
# fmt: on
UNMATCHED = (93, 127, 132, 234, 323, 356, 361, 454)

EYE_CENTRE, EYE_RADII = (0.31, 0.22), (0.15, 0.075)
MOUTH_CENTRE, OUTER_RADII, INNER_RADII = (0.0, -0.43), (0.25, 0.12), (0.18, 0.04)
STEP = 2.0**-22
"""Numbers are rounded to multiples of this: different libraries' cosines then agree."""


@lru_cache(maxsize=1)
def stand_in_face_model() -> MorphableModel:
    """The stand-in, read from its files."""
    with TemporaryDirectory() as folder:
        write_stand_in_face(Path(folder))
        return read_morphable_model(Path(folder))


def seen_landmarks(model: MorphableModel, frames: int, seed: int = 0) -> NDArray[np.float32]:
    """[N, 468, 2] landmarks of one person who nods and talks, with a tracker's noise, in 0..1."""
    rng = np.random.default_rng(seed)
    time = np.arange(frames)[:, None] / 25
    identity = rng.standard_normal((1, 80)).astype(np.float32)
    euler = 0.25 * np.sin(2 * np.pi * time * (0.3, 0.2, 0.1) + (0, 1, 2))
    translation = 0.1 * np.sin(2 * np.pi * time * (0.1, 0.2, 0.15) + (0, 2, 1))
    talking = 0.5 * np.sin(2 * np.pi * time * rng.uniform(0.2, 3, 64) + rng.uniform(0, 6, 64))
    pose = Pose(euler.astype(np.float32), translation.astype(np.float32))
    places = model.landmark_model.project(identity, talking.astype(np.float32), pose)
    return places + 0.001 * rng.standard_normal(places.shape).astype(np.float32)


def write_stand_in_face(folder: Path, rows: int = 49, columns: int = 45, salt: str = "") -> None:
    """Writes the face model's files.

    Args:
        folder: is made if it does not exist.
        rows: of vertices.
        columns: of vertices.
        salt: other salts make other faces.
    """
    from scipy.io import savemat

    folder.mkdir(parents=True, exist_ok=True)
    matrices, arrays = stand_in_face_files(rows, columns, salt)
    savemat(folder / "BFM_model_front.mat", dict(matrices))
    for name, array in arrays.items():
        np.save(folder / name, array)


def stand_in_face_files(
    rows: int = 49, columns: int = 45, salt: str = ""
) -> tuple[Mapping[str, NDArray], Mapping[str, NDArray]]:
    """What goes into the MATLAB file, and the arrays of the other files by their names."""
    u, v = _disc(rows, columns)
    radius = u * u + v * v
    mean = _rounded(np.stack([0.78 * u + 0.02, 0.98 * v - 0.05, _relief(u, v) - 0.35], 1))
    mean = mean.astype(np.float32)
    triangles = _triangles(rows, columns, _generator("tri", salt))
    matrices = {
        "meanshape": mean.reshape(1, -1),
        "idBase": _rounded(_identities(u, v, _generator("id", salt))).astype(np.float32),
        "exBase": _rounded(_expressions(u, v, _generator("exp", salt))),
        "tri": (triangles + 1).astype(np.int32),
        "keypoints": (_nearest(_landmarks_68(), u, v)[None] + 1).astype(np.int32),
        "skinmask": (radius < 0.6)[None].astype(np.uint8),
    }
    landmarks = _nearest(_landmarks_468(), u, v)
    landmarks[list(UNMATCHED)] = -999
    low, high = mean.min(0), mean.max(0)
    arrays = {
        "index_mp468_from_mesh35709.npy": landmarks,
        "ncc_code.npy": _rounded(((mean - low) / (high - low)).T).astype(np.float32),
        "bfm_left_eye_faces.npy": _eye(triangles, u, v, side=1),
        "bfm_right_eye_faces.npy": _eye(triangles, u, v, side=-1),
    }
    return matrices, arrays


def _disc(rows: int, columns: int) -> tuple[FloatArray, FloatArray]:
    """Vertices on the unit disc: u to the right, v up."""
    s, t = np.meshgrid(np.linspace(-1, 1, columns), np.linspace(1, -1, rows))
    return (s * np.sqrt(1 - t * t / 2)).ravel(), (t * np.sqrt(1 - s * s / 2)).ravel()


def _relief(u: FloatArray, v: FloatArray) -> FloatArray:
    z = 1.05 * np.sqrt(1 - 0.93 * (u * u + v * v))
    z += 0.22 * _bump(u, v, 0, -0.06, 0.11, 0.20)  # nose
    z += 0.05 * _bump(u, v, 0, MOUTH_CENTRE[1], 0.24, 0.10)
    z += 0.05 * _bump(u, v, 0, -0.80, 0.22, 0.15)  # chin
    for side in (-1, 1):
        z -= 0.07 * _bump(u, v, side * EYE_CENTRE[0], EYE_CENTRE[1], 0.17, 0.11)
        z += 0.04 * _bump(u, v, side * 0.33, 0.40, 0.25, 0.07)  # brow
    return z


def _triangles(rows: int, columns: int, generator: np.random.Generator) -> NDArray[np.int64]:
    grid = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = grid[:-1, :-1], grid[:-1, 1:], grid[1:, :-1], grid[1:, 1:]
    halves = [np.stack(corners, -1).reshape(-1, 3) for corners in ((a, c, b), (b, c, d))]
    triangles = np.concatenate(halves)
    return triangles[generator.permutation(len(triangles))]


def _identities(u: FloatArray, v: FloatArray, generator: np.random.Generator) -> FloatArray:
    basis = np.zeros((len(u), 3, 80))
    for k in range(80):
        wave = np.zeros(len(u))
        for _ in range(3):
            fu, fv = generator.uniform(-1.2 - k / 16, 1.2 + k / 16, 2)
            wave += np.cos(np.pi * (fu * u + fv * v) + generator.uniform(0, 2 * np.pi))
        direction = generator.standard_normal(3)
        direction /= np.linalg.norm(direction)
        basis[:, :, k] = 0.035 * np.exp(-k / 25) * wave[:, None] * direction
    return basis.reshape(-1, 80)


def _expressions(u: FloatArray, v: FloatArray, generator: np.random.Generator) -> FloatArray:
    basis = np.zeros((len(u), 3, 64))
    (eye_x, eye_y), mouth_y = EYE_CENTRE, MOUTH_CENTRE[1]
    spots = (
        (0, mouth_y, 0.28, 0.22),
        (-eye_x, eye_y, 0.22, 0.16),
        (eye_x, eye_y, 0.22, 0.16),
        (0, 0.42, 0.5, 0.16),
        (0, -0.75, 0.4, 0.2),
    )
    below_lips = 1 / (1 + np.exp((v - mouth_y) / 0.02))
    lids = sum(_bump(u, v, side * eye_x, eye_y + EYE_RADII[1], 0.16, 0.05) for side in (-1, 1))
    basis[:, 1, 0] = -0.09 * below_lips * _bump(u, v, 0, -0.6, 0.45, 0.35)  # the jaw opens
    basis[:, 0, 1] = 0.05 * u / 0.3 * _bump(u, v, 0, mouth_y, 0.3, 0.15)  # a smile
    basis[:, 1, 2] = 0.04 * _bump(u, v, 0, 0.42, 0.6, 0.15)  # brows up
    basis[:, 1, 3] = -0.04 * lids
    for k in range(4, 64):
        x, y, width, height = spots[k % 5]
        x, y = x + 0.12 * generator.standard_normal(), y + 0.08 * generator.standard_normal()
        fu, fv = generator.uniform(-2.5, 2.5, 2)
        phase = generator.uniform(0, 6.28)
        wave = _bump(u, v, x, y, width, height) * np.cos(np.pi * (fu * u + fv * v) + phase)
        direction = generator.standard_normal(3)
        direction = direction / np.linalg.norm(direction)
        basis[:, :, k] = 0.035 * np.exp(-k / 22) * wave[:, None] * direction
    return basis.reshape(-1, 64)


def _eye(
    triangles: NDArray[np.int64], u: FloatArray, v: FloatArray, side: int
) -> NDArray[np.int64]:
    """Numbers from 1 of the triangles over one eye."""
    x, y = u[triangles].mean(1), v[triangles].mean(1)
    across = (x - side * EYE_CENTRE[0]) / EYE_RADII[0]
    along = (y - EYE_CENTRE[1]) / EYE_RADII[1]
    return np.flatnonzero(across**2 + along**2 < 1) + 1


def _landmarks_68() -> FloatArray:
    jaw = np.linspace(np.pi, 2 * np.pi, 17)
    brow = np.linspace(-0.52, -0.14, 5)
    height = 0.40 + 0.05 * np.sin((brow + 0.52) / 0.38 * np.pi)
    base = np.linspace(-0.12, 0.12, 5)
    sixths = np.pi * np.array((3, 2, 1, 0, -1, -2)) / 3
    eye = np.stack([EYE_RADII[0] * np.cos(sixths), EYE_RADII[1] * np.sin(sixths)], 1)
    parts = (
        np.stack([0.93 * np.cos(jaw), 0.15 + 1.05 * np.sin(jaw)], 1),
        np.stack([brow, height], 1),
        np.stack([-brow[::-1], height[::-1]], 1),
        np.stack([np.zeros(4), np.linspace(0.22, -0.08, 4)], 1),
        np.stack([base, -0.17 - 0.02 * np.cos(base / 0.12 * np.pi / 2)], 1),
        _ring((-EYE_CENTRE[0], EYE_CENTRE[1]), EYE_RADII, 6),
        eye + EYE_CENTRE,
        _ring(MOUTH_CENTRE, OUTER_RADII, 12),
        _ring(MOUTH_CENTRE, INNER_RADII, 8),
    )
    points = np.concatenate(parts)
    return points / np.maximum(1.0, np.hypot(*points.T) / 0.97)[:, None]


def _landmarks_468() -> FloatArray:
    number = np.arange(468)
    radius = 0.95 * np.sqrt((number + 0.5) / 468)
    angle = number * np.pi * (3 - np.sqrt(5.0))
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
    points[list(RIGHT_EYE)] = _ring((-EYE_CENTRE[0], EYE_CENTRE[1]), EYE_RADII, 16)
    points[list(LEFT_EYE)] = _ring(EYE_CENTRE, EYE_RADII, 16, mirrored=True)
    points[list(INNER_LIP)] = _ring(MOUTH_CENTRE, INNER_RADII, 20)
    points[list(OUTER_LIP)] = _ring(MOUTH_CENTRE, OUTER_RADII, 20)
    return points


def _ring(
    centre: tuple[float, float], radii: tuple[float, float], count: int, mirrored: bool = False
) -> FloatArray:
    """Points on an ellipse: first its left end (its right one if mirrored), then over the top."""
    angle = np.pi - 2 * np.pi * np.arange(count) / count
    across = -radii[0] if mirrored else radii[0]
    return np.stack([centre[0] + across * np.cos(angle), centre[1] + radii[1] * np.sin(angle)], 1)


def _nearest(points: FloatArray, u: FloatArray, v: FloatArray) -> NDArray[np.int64]:
    """The vertex nearest to each point of the disc."""
    return ((points[:, :1] - u) ** 2 + (points[:, 1:] - v) ** 2).argmin(1)


def _bump(
    u: FloatArray, v: FloatArray, x: float, y: float, width: float, height: float
) -> FloatArray:
    return np.exp(-(((u - x) / width) ** 2) - ((v - y) / height) ** 2)


def _rounded(array: FloatArray) -> FloatArray:
    return np.round(array / STEP) * STEP


def _generator(tag: str, salt: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(crc32((tag + salt).encode())))


def main() -> None:
    """Writes a stand-in face model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--salt", default="")
    arguments = parser.parse_args()
    write_stand_in_face(arguments.folder, salt=arguments.salt)


if __name__ == "__main__":
    main()
