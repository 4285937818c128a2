"""Tensors in a file that holds nothing else: safetensors, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from real3d.runtime.work_folder import HIDDEN, work_folder


def write_tensors(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Writes tensors; the file appears under its name when it is complete.

    Raises:
        OSError: the file cannot be written.
    """
    with work_folder(HIDDEN, path.parent) as folder:
        unfinished = folder / path.name
        try:
            save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, unfinished)
        except SafetensorError as error:
            raise OSError(str(error)) from error
        unfinished.replace(path)


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a file; changing them does not change it.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not a whole file of this format.
    """
    try:
        return load_file(path)
    except SafetensorError as error:
        raise ValueError(str(error)) from error
