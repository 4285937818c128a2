from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.io import loadmat, savemat

from real3d.errors import FileMissingError
from real3d.triplane.face_model.morphable_model import FaceModelError, read_morphable_model
from real3d.triplane.weights.face_model_building import build_face_model
from tests.support.face_stand_in import stand_in_face_files, write_stand_in_face

SPARE = 30
"""Vertices of the whole head that are no part of the face, before and between those that are."""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The official files of a head whose front is the stand-in face."""
    write_stand_in_face(tmp_path)
    (tmp_path / "BFM_model_front.mat").unlink()
    matrices, _ = stand_in_face_files()
    face = matrices["meanshape"].size // 3
    rng = np.random.default_rng(0)
    trimmed = np.sort(rng.choice(face + 2 * SPARE, face + SPARE, replace=False))
    front = rng.permutation(face + SPARE)[:face]
    vertices = trimmed[front]

    def whole(columns: np.ndarray, count: int, places: np.ndarray) -> np.ndarray:
        head = rng.standard_normal((count, 3, columns.shape[-1]))
        head[places] = columns.reshape(face, 3, -1)
        return head

    variances, deviations = rng.uniform(1, 2, 199), rng.uniform(1, 2, 79)
    mean = whole(1e5 * matrices["meanshape"].reshape(-1, 1), face + 2 * SPARE, vertices)
    identities = np.zeros((3 * face, 199))
    identities[:, :80] = 1e5 * matrices["idBase"] / variances[:80]
    expressions = np.zeros((3 * face, 79))
    expressions[:, :64] = 1e5 * matrices["exBase"] / deviations[:64]
    savemat(
        tmp_path / "01_MorphableModel.mat",
        {
            "shapeMU": mean.reshape(-1, 1),
            "shapePC": whole(identities, face + 2 * SPARE, vertices).reshape(-1, 199),
            "shapeEV": variances[:, None],
        },
    )
    rows = np.moveaxis(whole(expressions, face + SPARE, front), -1, 0)
    ignored_mean = rng.standard_normal((1, *rows.shape[1:]))
    content = np.concatenate((ignored_mean, rows)).astype("<f4").tobytes()
    (tmp_path / "Exp_Pca.bin").write_bytes(np.array([79], "<i4").tobytes() + content)
    np.savetxt(tmp_path / "std_exp.txt", deviations[None])
    savemat(tmp_path / "BFM_front_idx.mat", {"idx": front[:, None] + 1})
    savemat(tmp_path / "BFM_exp_idx.mat", {"trimIndex": trimmed[:, None] + 1})
    savemat(tmp_path / "facemodel_info.mat", {k: matrices[k] for k in ("tri", "keypoints")})
    return tmp_path


def test_the_model_is_what_its_sources_say(sources: Path) -> None:
    built = loadmat(build_face_model(sources))
    matrices, _ = stand_in_face_files()
    for name in ("meanshape", "idBase", "exBase"):
        np.testing.assert_allclose(built[name], matrices[name], atol=1e-6)
    assert read_morphable_model(sources).keypoints.shape == (68,)


def test_missing_sources_are_named(sources: Path) -> None:
    (sources / "std_exp.txt").unlink()
    with pytest.raises(FileMissingError, match="std_exp"):
        build_face_model(sources)


def test_a_wrong_source_is_refused(sources: Path) -> None:
    (sources / "Exp_Pca.bin").write_bytes(b"too short")
    with pytest.raises(FaceModelError, match="cannot be built"):
        build_face_model(sources)
