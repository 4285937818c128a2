"""Which engine renders, and why: the one place that knows all engines by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from real3d.engine import Engine
from real3d.errors import EngineUnavailableError, SettingsError

EngineName = Literal["auto", "mesh", "triplane"]
ENGINE_NAMES: tuple[str, ...] = get_args(EngineName)


@dataclass(frozen=True)
class EngineChoice:
    """An engine and the reason for it, in words that follow “Made by the … engine:”."""

    engine: Engine
    reason: str


def choose_engine(name: str) -> EngineChoice:
    """The engine called `name`, or the best one that can run here for `auto`.

    Raises:
        SettingsError: there is no engine of that name.
        EngineUnavailableError: it exists and cannot run here; no other takes its place.
    """
    if name == "mesh":
        return EngineChoice(_mesh_engine(), "it was asked for")
    if name == "auto":
        return EngineChoice(_mesh_engine(), "it runs on any computer and needs no download")
    if name == "triplane":
        raise EngineUnavailableError(
            "The tri-plane engine cannot run: this version does not include it and its weights "
            "are not installed. Choose “mesh” or “auto”."
        )
    raise SettingsError(f"There is no engine “{name}”; choose one of {', '.join(ENGINE_NAMES)}.")


def _mesh_engine() -> Engine:
    from real3d.mesh.engine import MeshEngine

    return MeshEngine()
