from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.io import loadmat, savemat

from real3d.errors import FileMissingError
from real3d.triplane.face_model.morphable_model import (
    FaceModelError,
    Pose,
    coordinate_code,
    read_morphable_model,
    rotation_matrices,
)
from tests.support.face_stand_in import stand_in_face_model, write_stand_in_face
from tests.support.goldens import face_goldens

TOLERANCE = 1e-5


def test_shapes_and_projections_are_the_published_ones() -> None:
    model = stand_in_face_model()
    goldens = {name.removeprefix("geometry_"): a for name, a in face_goldens().items()}
    coefficients = goldens["id"], goldens["exp"]
    pose = Pose(goldens["euler"], goldens["trans"])
    rotations = rotation_matrices(pose.euler).swapaxes(1, 2)
    keypoints = model.keypoint_model.project(*coefficients, pose)
    landmarks = model.landmark_model.project(*coefficients, pose)
    shape = model.keypoint_model.shape(*coefficients)
    np.testing.assert_allclose(rotations, goldens["rotation"], atol=TOLERANCE)
    np.testing.assert_allclose(shape, goldens["cano_lm3d_68"], atol=TOLERANCE)
    np.testing.assert_allclose(keypoints, goldens["lm2d_68"], atol=TOLERANCE)
    np.testing.assert_allclose(landmarks[2:4], goldens["lm2d_468"], atol=TOLERANCE)


def test_colours_are_computed_when_their_file_is_missing(tmp_path: Path) -> None:
    write_stand_in_face(tmp_path)
    given = read_morphable_model(tmp_path)
    (tmp_path / "ncc_code.npy").unlink()
    computed = read_morphable_model(tmp_path)
    np.testing.assert_allclose(computed.colours, given.colours, atol=1e-6)
    assert coordinate_code(given.mean).min() == 0


@pytest.mark.parametrize(
    "name", ["BFM_model_front.mat", "index_mp468_from_mesh35709.npy", "bfm_left_eye_faces.npy"]
)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    write_stand_in_face(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(FileMissingError, match=name):
        read_morphable_model(tmp_path)


def test_a_wrong_file_is_refused(tmp_path: Path) -> None:
    write_stand_in_face(tmp_path)
    path = tmp_path / "BFM_model_front.mat"
    arrays = {k: v for k, v in loadmat(path).items() if not k.startswith("__")}
    savemat(path, {k: v for k, v in arrays.items() if k != "exBase"})
    with pytest.raises(FaceModelError, match="exBase"):
        read_morphable_model(tmp_path)
    path.write_bytes(b"not a model")
    with pytest.raises(FaceModelError, match="MATLAB"):
        read_morphable_model(tmp_path)


def test_files_of_two_models_are_refused(tmp_path: Path) -> None:
    write_stand_in_face(tmp_path)
    np.save(tmp_path / "index_mp468_from_mesh35709.npy", np.full(468, 10**6))
    with pytest.raises(FaceModelError, match="landmarks"):
        read_morphable_model(tmp_path)


def test_code_in_a_file_is_not_run(tmp_path: Path) -> None:
    write_stand_in_face(tmp_path)
    np.save(tmp_path / "bfm_left_eye_faces.npy", np.array([{}], object), allow_pickle=True)
    with pytest.raises(FaceModelError, match="numbers"):
        read_morphable_model(tmp_path)
