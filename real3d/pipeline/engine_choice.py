"""Which engine renders, and why: the one place that knows all engines by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.engine import Engine
from real3d.errors import SettingsError
from real3d.messages.message import Message
from real3d.pipeline.request import FilePath
from real3d.pipeline.settings import ENGINE_NAMES
from real3d.runtime.extras import needs_extra
from real3d.triplane.weights.files import has_weights, weights_folder

if TYPE_CHECKING:
    from real3d.triplane.engine import TriplaneEngine


@dataclass(frozen=True)
class EngineChoice:
    """An engine and the reason for it, a clause that follows “Made by the … engine:”."""

    engine: Engine
    reason: Message


def choose_engine(name: str, weights: FilePath | None = None) -> EngineChoice:
    """The engine called `name`, or the best one that can run here for `auto`.

    Args:
        name: one of `ENGINE_NAMES`.
        weights: folder with the tri-plane engine's weights; None for what `REAL3D_WEIGHTS` names.

    Raises:
        SettingsError: there is no engine of that name.
        EngineUnavailableError: it exists and cannot run here; no other takes its place.
    """
    name, reason = _resolve(name, weights)
    if name == "mesh":
        return EngineChoice(_mesh_engine(), reason)
    engine = _triplane_engine(weights)
    if remarks := engine.remarks:
        reason = Message("engine-slowed", reason=reason, remarks=remarks)
    return EngineChoice(engine, reason)


def engine_class(name: str, weights: FilePath | None = None) -> type[Engine]:
    """Of the engine that `choose_engine` would choose, loaded or not: its settings and views.

    Raises:
        SettingsError: there is no engine of that name.
        ExtraMissingError: the libraries that it is made of are not installed.
    """
    if _resolve(name, weights)[0] == "mesh":
        from real3d.mesh.engine import MeshEngine

        return MeshEngine
    with needs_extra("triplane"):
        from real3d.triplane.engine import TriplaneEngine

    return TriplaneEngine


def available_engines(weights: FilePath | None = None) -> tuple[str, ...]:
    """Names of the engines that have here what they are made of, the quicker one first."""
    neural = has_weights(weights_folder(weights)) and _has_libraries()
    return ("mesh", "triplane") if neural else ("mesh",)


def _resolve(name: str, weights: FilePath | None) -> tuple[str, Message]:
    """An engine's own name, and the reason for it."""
    if name == "auto":
        return _best_engine(weights)
    if name in ENGINE_NAMES:
        return name, Message("engine-asked-for")
    raise SettingsError("engine-unknown", name=name, choices=ENGINE_NAMES)


def _best_engine(weights: FilePath | None) -> tuple[str, Message]:
    if "triplane" not in available_engines(weights):
        return "mesh", Message("engine-runs-anywhere")
    import torch

    if not torch.cuda.is_available():
        return "mesh", Message("engine-without-gpu")
    return "triplane", Message("engine-ready")


def _has_libraries() -> bool:
    return all(find_spec(library) for library in ("torch", "transformers"))


@lru_cache(maxsize=1)
def _mesh_engine() -> Engine:
    from real3d.mesh.engine import MeshEngine

    return MeshEngine()


def _triplane_engine(weights: FilePath | None) -> TriplaneEngine:
    with needs_extra("triplane"):
        from real3d.triplane.weights.resolve import require_weights

        return _loaded_engine(tuple(require_weights(weights_folder(weights)).items()))


@lru_cache(maxsize=1)
def _loaded_engine(paths: tuple[tuple[str, Path], ...]) -> TriplaneEngine:
    """Its networks take gigabytes, so whoever asks for them gets the same."""
    from real3d.triplane.loading import load_engine

    return load_engine(dict(paths))
