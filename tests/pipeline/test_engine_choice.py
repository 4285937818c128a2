"""Which engine `auto` takes, and that no other takes the place of one that cannot run."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import torch

from real3d.errors import EngineUnavailableError, SettingsError
from real3d.pipeline.engine_choice import choose_engine, engine_class
from real3d.triplane import loading
from tests.support.weight_files import fill


@pytest.fixture(autouse=True)
def _no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REAL3D_WEIGHTS", "REAL3D_WEIGHTS_REPO"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all weights; what else the tri-plane engine needs is installed."""
    transformers = ModuleType("transformers")
    transformers.__spec__ = ModuleSpec("transformers", None)
    monkeypatch.setitem(sys.modules, "transformers", transformers)
    fill(tmp_path)
    return tmp_path


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Path]]:
    """The weights that the tri-plane engine was loaded from; nothing is read."""
    paths: list[dict[str, Path]] = []

    def load(given: dict[str, Path]) -> SimpleNamespace:
        paths.append(given)
        return SimpleNamespace(name="triplane")

    monkeypatch.setattr(loading, "load_engine", load)
    return paths


def give_gpu(monkeypatch: pytest.MonkeyPatch, is_there: bool) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: is_there)


@pytest.mark.parametrize(("gpu", "name"), [(True, "triplane"), (False, "mesh")])
def test_auto_takes_the_tri_plane_engine_only_where_there_is_a_gpu(
    weights: Path, loaded: list, monkeypatch: pytest.MonkeyPatch, gpu: bool, name: str
) -> None:
    give_gpu(monkeypatch, gpu)
    choice = choose_engine("auto", weights)
    assert choice.engine.name == name
    assert "GPU" in str(choice.reason)
    assert len(loaded) == (name == "triplane")
    assert engine_class("auto", weights).name == name


def test_auto_takes_the_mesh_engine_where_weights_are_missing(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_gpu(monkeypatch, True)
    (weights / "audio_to_motion.safetensors").unlink()
    assert choose_engine("auto", weights).engine.name == "mesh"
    assert choose_engine("auto").engine.name == "mesh"


def test_auto_takes_the_mesh_engine_where_the_speech_network_s_library_is_missing(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_gpu(monkeypatch, True)
    monkeypatch.setitem(sys.modules, "transformers", None)
    assert engine_class("auto", weights).name == "mesh"


@pytest.mark.parametrize("gpu", [True, False])
def test_an_engine_that_is_asked_for_is_taken_with_or_without_a_gpu(
    weights: Path, loaded: list, monkeypatch: pytest.MonkeyPatch, gpu: bool
) -> None:
    give_gpu(monkeypatch, gpu)
    assert choose_engine("triplane", weights).engine.name == "triplane"
    assert loaded[0]["renderer.safetensors"] == weights / "renderer.safetensors"
    assert choose_engine("mesh", weights).engine.name == "mesh"


def test_an_engine_that_cannot_run_is_not_replaced_by_another(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError, match="not installed"):
        choose_engine("triplane")
    fill(tmp_path, 1)
    with pytest.raises(EngineUnavailableError, match="audio_to_motion"):
        choose_engine("triplane", tmp_path)


def test_weights_that_hold_something_else_are_refused_by_name(tmp_path: Path) -> None:
    fill(tmp_path)
    with pytest.raises(EngineUnavailableError, match=r"renderer\.safetensors"):
        choose_engine("triplane", tmp_path)


def test_an_engine_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="mesh"):
        choose_engine("neural")
