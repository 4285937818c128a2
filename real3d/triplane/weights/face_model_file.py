"""The face model in one file of this project's form; the file is its owner's alone."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from real3d.errors import FileMissingError
from real3d.triplane.face_model.morphable_model import FaceModelError, MorphableModel
from real3d.triplane.weights.tensor_file import read_tensors, write_tensors


def write_face_model(path: Path, model: MorphableModel) -> None:
    """Writes all arrays; vertex numbers fit 32 bits.

    Raises:
        OSError: the file cannot be written.
    """
    arrays = {field.name: getattr(model, field.name) for field in fields(model)}
    write_tensors(
        path,
        {
            name: torch.from_numpy(
                array.astype(np.int32) if array.dtype == np.int64 else array.astype(np.float32)
            )
            for name, array in arrays.items()
        },
    )


def load_face_model(path: Path) -> MorphableModel:
    """Reads what `write_face_model` wrote.

    Raises:
        FileMissingError: the file cannot be opened.
        FaceModelError: it holds something else.
    """
    try:
        arrays: dict[str, Any] = {
            name: tensor.numpy() for name, tensor in read_tensors(path).items()
        }
        return MorphableModel(
            **{
                name: array.astype(np.int64) if array.dtype == np.int32 else array
                for name, array in arrays.items()
            }
        )
    except OSError as error:
        raise FileMissingError("face-model-not-opened", path=path) from error
    except (ValueError, TypeError) as error:
        raise FaceModelError("face-model-of-other-version", name=path.name) from error
