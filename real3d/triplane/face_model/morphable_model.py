"""The face model: 3D face shapes as a mean plus identities plus expressions.

The Basel Face Model (Paysan et al. 2009) with expressions after Guo et al. 2018, in the selection
of Deng et al. 2019. It is licensed to each user, so it is read from the user's own files and never
shipped.

Convention
    Decimetres; x to the picture's right, y up, z towards the viewer. A vertex s of the shape stands
    at R s + t before a camera at z = 10, with R = Rz Ry Rx of the Euler angles (a, b, c) about x, y
    and z in radians. Landmarks in pictures are 0..1, x to the right, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from real3d.errors import EngineUnavailableError, FileMissingError
from real3d.messages.message import Message
from real3d.numerics.types import Float32Array

VertexNumbers: TypeAlias = NDArray[np.int64]
"""Numbers of vertices or triangles."""

IDENTITY_SIZE = 80
EXPRESSION_SIZE = 64
CAMERA_DISTANCE = 10.0
"""Decimetres from the origin."""
FOCAL_LENGTH = 1015.0 / 224
"""In picture sides."""

MODEL_FILE = "BFM_model_front.mat"
LANDMARK_FILE = "index_mp468_from_mesh35709.npy"
COLOUR_FILE = "ncc_code.npy"
EYE_FILES = ("bfm_left_eye_faces.npy", "bfm_right_eye_faces.npy")
LANDMARK_COUNT = 468
"""MediaPipe's landmarks of the skin."""


class FaceModelError(EngineUnavailableError):
    """The face model's files cannot be used."""


@dataclass(frozen=True)
class Pose:
    """Where heads are; N of them."""

    euler: Float32Array
    """[N, 3] radians about x, y and z."""
    translation: Float32Array
    """[N, 3] decimetres."""

    def __len__(self) -> int:
        return len(self.euler)

    def __getitem__(self, frames: slice | VertexNumbers) -> Pose:
        return Pose(self.euler[frames], self.translation[frames])


@dataclass(frozen=True, eq=False)
class MorphableModel:
    """Face shapes with V vertices and F triangles."""

    mean: Float32Array
    """[V, 3], the mean of its vertices at the origin."""
    identity: Float32Array
    """[V, 3, 80] per unit of each identity coefficient."""
    expression: Float32Array
    """[V, 3, 64] per unit of each expression coefficient."""
    triangles: VertexNumbers
    """[F, 3] vertex numbers."""
    keypoints: VertexNumbers
    """[68] vertices of the torso's key points: the stored numbers, which count from 1, taken as if
    they counted from 0. The released networks have learnt it so."""
    landmarks: VertexNumbers
    """[468] vertices of MediaPipe's landmarks; 0 where there is none."""
    colours: Float32Array
    """[V, 3] place on the mean face as a colour, 0..1: the normalised coordinate code."""
    eye_triangles: VertexNumbers
    """Triangles over the eyes, which are not drawn."""

    @cached_property
    def landmark_model(self) -> MorphableModel:
        """The model with nothing but the vertices of the landmarks, in their order."""
        return self._of_vertices(self.landmarks)

    @cached_property
    def keypoint_model(self) -> MorphableModel:
        """The model with nothing but the vertices of the torso's key points, in their order."""
        return self._of_vertices(self.keypoints)

    def shape(self, identity: Float32Array, expression: Float32Array) -> Float32Array:
        """Faces without pose [N, V, 3].

        Args:
            identity: [N or 1, 80].
            expression: [N or 1, 64].
        """
        vertices = len(self.mean)
        moved = identity @ self.identity.reshape(3 * vertices, -1).T
        moved = moved + expression @ self.expression.reshape(3 * vertices, -1).T
        return self.mean + moved.reshape(-1, vertices, 3)

    def project(self, identity: Float32Array, expression: Float32Array, pose: Pose) -> Float32Array:
        """Where the vertices appear in the picture: [N, V, 2] in 0..1."""
        shape = self.shape(identity, expression)
        return project(posed(shape, pose))

    def _of_vertices(self, vertices: VertexNumbers) -> MorphableModel:
        nothing = np.zeros(0, np.int64)
        return MorphableModel(
            self.mean[vertices],
            self.identity[vertices],
            self.expression[vertices],
            triangles=nothing.reshape(0, 3),
            keypoints=nothing,
            landmarks=nothing,
            colours=self.colours[vertices],
            eye_triangles=nothing,
        )


def read_morphable_model(*folders: Path) -> MorphableModel:
    """The face model in the authors' files.

    Args:
        folders: hold `BFM_model_front.mat`, the landmarks' vertices and the eyes' triangles, the
            first that has a file counts; `ncc_code.npy` is computed where it is missing.

    Raises:
        FileMissingError: a file is missing or cannot be opened.
        FaceModelError: a file holds something else.
    """
    path = _find(folders, MODEL_FILE)
    arrays = _read_matlab(path)
    try:
        mean = arrays["meanshape"].astype(np.float32).reshape(-1, 3)
        vertices = len(mean)
        # MATLAB keeps columns together; here the coefficients of a vertex are.
        identity = arrays["idBase"].astype(np.float32, order="C")
        identity = identity.reshape(vertices, 3, IDENTITY_SIZE)
        expression = arrays["exBase"].astype(np.float32, order="C")
        expression = expression.reshape(vertices, 3, EXPRESSION_SIZE)
        triangles = arrays["tri"].astype(np.int64).reshape(-1, 3) - 1
        keypoints = arrays["keypoints"].astype(np.int64).ravel()
        landmarks = np.maximum(_read_landmarks(_find(folders, LANDMARK_FILE)), 0)
    except (KeyError, ValueError) as error:
        raise FaceModelError("face-model-unknown", path=path, reason=str(error)) from error
    colour_path = _find(folders, COLOUR_FILE)
    colours = _read_array(colour_path) if colour_path.is_file() else None
    eyes = [_read_array(_find(folders, name)).astype(np.int64) - 1 for name in EYE_FILES]
    model = MorphableModel(
        mean=mean - mean.mean(0, dtype=np.float64).astype(np.float32),
        identity=identity,
        expression=expression,
        triangles=triangles,
        keypoints=keypoints,
        landmarks=landmarks,
        colours=coordinate_code(mean) if colours is None else colours.T.astype(np.float32),
        eye_triangles=np.concatenate(eyes),
    )
    _check(model, path.parent)
    return model


def coordinate_code(mean: Float32Array) -> Float32Array:
    """[V, 3] every vertex of the mean face as its place in the mean face's box, 0..1."""
    low, high = mean.min(0), mean.max(0)
    return (mean - low) / (high - low)


def rotation_matrices(euler: Float32Array) -> Float32Array:
    """[N, 3, 3] rotations of column vectors from Euler angles [N, 3]."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(euler).T, np.sin(euler).T
    rows = (
        (cy * cz, sx * sy * cz - cx * sz, cx * sy * cz + sx * sz),
        (cy * sz, sx * sy * sz + cx * cz, cx * sy * sz - sx * cz),
        (-sy, sx * cy, cx * cy),
    )
    return np.stack([np.stack(row, -1) for row in rows], 1)


def posed(shape: Float32Array, pose: Pose) -> Float32Array:
    """Vertices [N, V, 3] turned and moved."""
    turned = shape @ rotation_matrices(pose.euler).swapaxes(1, 2)
    return turned + pose.translation[:, None]


def project(vertices: Float32Array) -> Float32Array:
    """Where vertices [..., 3] appear in the picture: [..., 2] in 0..1, y down."""
    depth = CAMERA_DISTANCE - vertices[..., 2:]
    flipped = vertices[..., :2] * np.array((1, -1), vertices.dtype)
    return FOCAL_LENGTH * flipped / depth + np.float32(0.5)


def _read_matlab(path: Path) -> dict[str, NDArray]:
    from scipy.io import loadmat
    from scipy.io.matlab import MatReadError

    if not path.is_file():
        raise FileMissingError("face-model-missing", path=path)
    try:
        return loadmat(path)
    except (OSError, ValueError, TypeError, NotImplementedError, MatReadError) as error:
        raise FaceModelError("face-model-not-matlab", path=path, reason=str(error)) from error


def _find(folders: tuple[Path, ...], name: str) -> Path:
    """The file in the first folder that has it; in the first folder if none has."""
    places = [folder / name for folder in folders]
    return next((place for place in places if place.is_file()), places[0])


def _read_landmarks(path: Path) -> NDArray:
    landmarks = _read_array(path).astype(np.int64)
    if landmarks.shape != (LANDMARK_COUNT,):
        shape = str(landmarks.shape)
        raise FaceModelError("face-model-landmarks", path=path, shape=shape, right=LANDMARK_COUNT)
    return landmarks


def _read_array(path: Path) -> NDArray:
    try:
        return np.load(path, allow_pickle=False)
    except OSError as error:
        raise FileMissingError("face-model-part-missing", path=path) from error
    except ValueError as error:
        raise FaceModelError("face-model-not-numbers", path=path, reason=str(error)) from error


def _check(model: MorphableModel, folder: Path) -> None:
    vertices, triangles = len(model.mean), len(model.triangles)
    indices = {
        Message("triangles"): (model.triangles, vertices),
        Message("key-points"): (model.keypoints, vertices),
        Message("landmarks"): (model.landmarks, vertices),
        Message("eye-triangles"): (model.eye_triangles, triangles),
    }
    for part, (numbers, count) in indices.items():
        if numbers.min() < 0 or numbers.max() >= count:
            raise FaceModelError("face-model-mixed", part=part, folder=folder)
    if model.colours.shape != (vertices, 3):
        raise FaceModelError("face-model-colours", path=folder / COLOUR_FILE)
