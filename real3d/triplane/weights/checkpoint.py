"""Weights: from the released file to a `Renderer`.

The released file is a pickle that also holds an optimiser's state and a discriminator. It is read
once, by PyTorch's reader that refuses anything but tensors and plain values; its tensors are
checked against `renderer.manifest.json`, folded and renamed (`renderer_names.py`), and written as
`renderer.safetensors` with a small `renderer.json` beside it that says where they came from.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeGuard

import numpy as np
import torch
from torch import Tensor

from real3d.errors import EngineUnavailableError, FileMissingError, OutputError
from real3d.media.files import file_digest
from real3d.messages.message import Field, Message
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.weights.renderer_names import translate
from real3d.triplane.weights.tensor_file import read_tensors, write_tensors

FORMAT = 1
"""Version of the converted file; rises when modules or foldings change."""
STEM = "renderer"
NETWORK_KEY = "model"
CHECKPOINT_SUFFIXES = (".ckpt", ".pt", ".pth")

# A metric in the container may be a numpy scalar, which the pickle spells with these.
NUMPY_SCALAR: list[Callable[..., Any] | tuple[Callable[..., Any], str]] = [
    # NumPy's own type stubs leave it out.
    (np.core.multiarray.scalar, "numpy.core.multiarray.scalar"),  # type: ignore[attr-defined]
    (np.dtype, "numpy.dtype"),
    type(np.dtype(np.float64)),
    type(np.dtype(np.float32)),
    (lambda text, encoding: text.encode(encoding), "_codecs.encode"),
]


class CheckpointError(EngineUnavailableError):
    """The file with the weights cannot be used."""


@dataclass(frozen=True)
class TensorSpec:
    """What the manifest says of one tensor."""

    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Origin:
    """What `renderer.json` holds."""

    format: int
    source: str
    """Name of the released file."""
    source_bytes: int
    source_sha256: str


@lru_cache(maxsize=1)
def released_tensors() -> Mapping[str, TensorSpec]:
    """The tensors of the released renderer, in the order of its state dict."""
    text = Path(__file__).with_name("renderer.manifest.json").read_text(encoding="utf-8")
    specs = {
        name: TensorSpec(entry["dtype"], tuple(entry["shape"]))
        for name, entry in json.loads(text).items()
    }
    return MappingProxyType(specs)


def find_checkpoint(folder: Path) -> Path:
    """The released file with the most training steps in a folder.

    A single checkpoint of another name is it too: what it holds is checked anyway.

    Raises:
        FileMissingError: there is none, or there are several of other names.
    """
    files = [p for p in folder.glob("model_ckpt_steps_*.ckpt") if p.stem.split("_")[-1].isdigit()]
    if files:
        return max(files, key=lambda path: int(path.stem.split("_")[-1]))
    renamed = sorted(path for path in folder.glob("*") if path.suffix in CHECKPOINT_SUFFIXES)
    if len(renamed) > 1:
        names = tuple(path.name for path in renamed)
        raise FileMissingError("checkpoints-renamed", folder=folder, names=names)
    if not renamed:
        raise FileMissingError("checkpoint-folder-empty", folder=folder)
    return renamed[0]


def convert_checkpoint(source: Path, folder: Path) -> Path:
    """Writes the weights of a released file in this project's form, unless that was done before.

    Args:
        source: the released .ckpt.
        folder: gets `renderer.safetensors` and `renderer.json`.

    Returns:
        The path of `renderer.safetensors`.

    Raises:
        FileMissingError: `source` cannot be opened.
        CheckpointError: it is not the released renderer.
        OutputError: `folder` cannot be written to.
    """
    if not source.is_file():
        raise FileMissingError("checkpoint-missing", path=source)
    target, sidecar = folder / f"{STEM}.safetensors", folder / f"{STEM}.json"
    origin = Origin(FORMAT, source.name, source.stat().st_size, file_digest(source))
    if target.is_file() and _written_origin(sidecar) == origin:
        return target
    state = translate(read_released(source))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_tensors(target, state)
        sidecar.write_text(json.dumps(asdict(origin), indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        reason = str(error)
        raise OutputError("weights-not-written", folder=folder, reason=reason) from error
    return target


def load_renderer(path: Path) -> Renderer:
    """The network with the weights of a converted file, float32, on the CPU, ready to render.

    Raises:
        FileMissingError: the file cannot be opened.
        CheckpointError: it was not made by `convert_checkpoint` of this version, or holds numbers
            that are not finite or not float32.
    """
    try:
        state = read_tensors(path)
        check_numbers(path.name, state)
        return build_renderer(state)
    except OSError as error:
        raise FileMissingError("weights-not-opened", path=path) from error
    except (ValueError, RuntimeError) as error:
        raise CheckpointError("weights-of-other-version", name=path.name) from error


def build_renderer(state: Mapping[str, Tensor]) -> Renderer:
    """The network around a state such as `translate` returns; the tensors are not copied."""
    with torch.device("meta"):
        renderer = Renderer()
    renderer.load_state_dict(state, strict=True, assign=True)
    return renderer.eval().requires_grad_(False)


def read_released(path: Path) -> dict[str, Tensor]:
    """The renderer's tensors from a released .ckpt, by their released names.

    Raises:
        CheckpointError: the file is damaged, holds code, or holds another network.
    """
    tensors = read_container(path)
    _check(path.name, tensors)
    return tensors


def read_container(path: Path) -> dict[str, Tensor]:
    """The tensors of the network in a released .ckpt, whichever network that is.

    Raises:
        CheckpointError: the file is damaged, holds code, or holds no network.
    """
    try:
        with torch.serialization.safe_globals(NUMPY_SCALAR):
            content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise CheckpointError("checkpoint-unsafe", name=path.name) from error
    except (EOFError, RuntimeError, ValueError, KeyError, IndexError, TypeError) as error:
        raise CheckpointError("checkpoint-damaged", name=path.name) from error
    tensors = _network_part(content)
    if tensors is None:
        raise CheckpointError("checkpoint-without-network", name=path.name)
    check_numbers(path.name, tensors)
    return tensors


def check_numbers(name: str, tensors: Mapping[str, Tensor]) -> None:
    """Sees to it that weights are usable numbers in full precision.

    What is rounded to 16 bits cannot be made whole again, and folding would add to its errors.

    Raises:
        CheckpointError: a tensor is in half precision, or holds a number that is not finite.
    """
    floating = {key: tensor for key, tensor in tensors.items() if tensor.is_floating_point()}
    halves = [key for key, tensor in floating.items() if tensor.dtype.itemsize < 4]
    infinite = [key for key, tensor in floating.items() if not _is_finite(tensor)]
    complaints = (
        Message("tensors-half", count=len(halves), names=_some(halves)),
        Message("tensors-infinite", count=len(infinite), names=_some(infinite)),
    )
    if found := tuple(complaint for complaint in complaints if complaint.fields["count"]):
        raise CheckpointError("weights-unusable", name=name, complaints=found)


def _is_finite(tensor: Tensor) -> bool:
    """Whether all numbers are; the sum shows it without another tensor of that size."""
    return bool(tensor.sum(dtype=torch.float64).isfinite())


def _network_part(content: Any) -> dict[str, Tensor] | None:
    """The network's state dict: nested by module, or flat with the module as prefix."""
    modules = content.get("state_dict") if isinstance(content, dict) else None
    if not _is_named(modules):
        return None
    part: Any
    if any("." in name for name in modules):
        prefix = f"{NETWORK_KEY}."
        part = {k.removeprefix(prefix): v for k, v in modules.items() if k.startswith(prefix)}
    else:
        part = modules.get(NETWORK_KEY)
    if not _is_named(part) or not all(isinstance(tensor, Tensor) for tensor in part.values()):
        return None
    return part


def _is_named(content: Any) -> TypeGuard[dict[str, Any]]:
    """Whether something is a dict whose keys are all names."""
    return isinstance(content, dict) and all(isinstance(key, str) for key in content)


def _check(name: str, tensors: Mapping[str, Tensor]) -> None:
    """Raises `CheckpointError` unless names and shapes are the manifest's."""
    specs = released_tensors()
    missing = [key for key in specs if key not in tensors]
    unexpected = [key for key in tensors if key not in specs]
    misshapen = [
        Message(
            "tensor-shape",
            name=key,
            shape=str(list(tensors[key].shape)),
            right=str(list(spec.shape)),
        )
        for key, spec in specs.items()
        if key in tensors and tensors[key].shape != spec.shape
    ]
    complaints = (
        Message("tensors-missing", count=len(missing), names=_some(missing)),
        Message("tensors-unexpected", count=len(unexpected), names=_some(unexpected)),
        Message("tensors-misshapen", count=len(misshapen), names=_some(misshapen)),
    )
    if found := tuple(complaint for complaint in complaints if complaint.fields["count"]):
        raise CheckpointError("checkpoint-of-other-network", name=name, complaints=found)


def _some(names: Sequence[Field], shown: int = 8) -> tuple[Field, ...]:
    """The first few names of a list that may have a thousand."""
    more = (Message("and-more", count=len(names) - shown),) if len(names) > shown else ()
    return (*names[:shown], *more)


def _written_origin(sidecar: Path) -> Origin | None:
    """What a converted file was made from; None if it cannot be told."""
    try:
        return Origin(**json.loads(sidecar.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
