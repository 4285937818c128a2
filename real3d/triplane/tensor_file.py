"""Tensors in a file that holds nothing else: the safetensors format.

Eight bytes with the length of a JSON header, the header (name, type, shape and place of each
tensor), then the tensors' bytes. Reading maps the file into memory, so a tensor costs nothing until
it is used. See https://github.com/huggingface/safetensors, "Format".
"""

from __future__ import annotations

import json
import math
import mmap
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

LENGTH = struct.Struct("<Q")
# Both types have four bytes, so that every tensor starts at a multiple of four.
DTYPES = {"F32": torch.float32, "I32": torch.int32}
ITEM_BYTES = 4


def write_tensors(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Writes float32 and int32 tensors; the file appears under its name when it is complete.

    Raises:
        OSError: the file cannot be written.
    """
    kinds = {dtype: kind for kind, dtype in DTYPES.items()}
    header, end = {}, 0
    for name, tensor in tensors.items():
        start, end = end, end + ITEM_BYTES * tensor.numel()
        header[name] = {
            "dtype": kinds[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [start, end],
        }
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % LENGTH.size)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(LENGTH.pack(len(text)) + text)
            for tensor in tensors.values():
                file.write(tensor.contiguous().numpy().data)
            file.close()
            # Temporary files are for their owner's eyes; weights are for everyone who runs this.
            unfinished.chmod(0o644)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a file, backed by it (changing them does not change the file).

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not a whole file of this format.
    """
    with path.open("rb") as file:
        start = file.read(LENGTH.size)
        if len(start) < LENGTH.size:
            raise ValueError("the file is too short")
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    data = LENGTH.size + LENGTH.unpack(start)[0]
    if data > len(memory):
        raise ValueError("the header is not complete")
    header = json.loads(memory[LENGTH.size : data].decode())
    header.pop("__metadata__", None)
    return {name: _tensor(memory, data, entry) for name, entry in header.items()}


def _tensor(memory: mmap.mmap, data: int, entry: dict[str, Any]) -> Tensor:
    try:
        dtype, shape = DTYPES[entry["dtype"]], entry["shape"]
        start, end = entry["data_offsets"]
        count = math.prod(shape)
    except (KeyError, TypeError) as error:
        raise ValueError("a tensor's description is not understood") from error
    if end - start != ITEM_BYTES * count or not 0 <= start <= end <= len(memory) - data:
        raise ValueError("a tensor is not complete")
    if count == 0:
        return torch.empty(shape, dtype=dtype)
    return torch.frombuffer(memory, dtype=dtype, count=count, offset=data + start).view(shape)
