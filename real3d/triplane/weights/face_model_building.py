"""Builds the face model from the official sources, for users who hold those.

The Basel Face Model of 2009 has 53490 vertices, the expressions belong to 53215 of them, and the
model used here to 35709 of those. Index files that come with the authors' release say which.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from real3d.errors import FileMissingError
from real3d.numerics.types import FloatArray
from real3d.triplane.face_model.morphable_model import (
    EXPRESSION_SIZE,
    IDENTITY_SIZE,
    MODEL_FILE,
    FaceModelError,
)

SHAPES_FILE = "01_MorphableModel.mat"
EXPRESSIONS_FILE, DEVIATIONS_FILE = "Exp_Pca.bin", "std_exp.txt"
FRONT_FILE, TRIMMED_FILE = "BFM_front_idx.mat", "BFM_exp_idx.mat"
INFO_FILE = "facemodel_info.mat"
SOURCES = (
    SHAPES_FILE,
    EXPRESSIONS_FILE,
    DEVIATIONS_FILE,
    FRONT_FILE,
    TRIMMED_FILE,
    INFO_FILE,
)
MICROMETRES = 1e5
"""In a decimetre."""


def build_face_model(folder: Path) -> Path:
    """Writes `BFM_model_front.mat` from the official sources in the same folder.

    Raises:
        FileMissingError: a source is missing.
        FaceModelError: a source holds something else.
    """
    from scipy.io import loadmat, savemat
    from scipy.io.matlab import MatReadError

    missing = tuple(name for name in SOURCES if not (folder / name).is_file())
    if missing:
        raise FileMissingError(
            "face-model-sources-missing", folder=folder, model=MODEL_FILE, names=missing
        )
    try:
        shapes, front, trimmed, info = (
            loadmat(folder / name) for name in (SHAPES_FILE, FRONT_FILE, TRIMMED_FILE, INFO_FILE)
        )
        chosen = front["idx"].astype(np.int64).ravel() - 1
        vertices = trimmed["trimIndex"].astype(np.int64).ravel()[chosen] - 1
        identities = shapes["shapePC"][:, :IDENTITY_SIZE] * shapes["shapeEV"][:IDENTITY_SIZE].T
        expressions = _read_expressions(folder, trimmed["trimIndex"].size)
        model = {
            "meanshape": _of(vertices, shapes["shapeMU"]).reshape(1, -1) / MICROMETRES,
            "idBase": _of(vertices, identities).reshape(-1, IDENTITY_SIZE) / MICROMETRES,
            "exBase": expressions[chosen].reshape(-1, EXPRESSION_SIZE) / MICROMETRES,
            "tri": info["tri"],
            "keypoints": info["keypoints"],
        }
    except (KeyError, IndexError, ValueError, TypeError, MatReadError) as error:
        reason = str(error)
        raise FaceModelError("face-model-not-built", folder=folder, reason=reason) from error
    target = folder / MODEL_FILE
    savemat(target, model)
    return target


def _of(vertices: NDArray[np.int64], columns: FloatArray) -> FloatArray:
    """Some vertices' rows [n, 3, K] of a matrix [3 V, K]."""
    return columns.reshape(-1, 3, columns.shape[1])[vertices]


def _read_expressions(folder: Path, vertices: int) -> FloatArray:
    """[V, 3, 64] times their standard deviations: a count, a mean that is ignored, and rows."""
    deviations = np.loadtxt(folder / DEVIATIONS_FILE).ravel()[:EXPRESSION_SIZE]
    content = (folder / EXPRESSIONS_FILE).read_bytes()
    count = int(np.frombuffer(content, "<i4", 1)[0])
    rows = np.frombuffer(content, "<f4", (count + 1) * 3 * vertices, offset=4)
    basis = rows.reshape(count + 1, vertices, 3)[1 : EXPRESSION_SIZE + 1]
    return np.moveaxis(basis * deviations[:, None, None], 0, -1)
