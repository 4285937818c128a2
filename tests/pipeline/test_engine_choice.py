"""Which engine `auto` takes, and that no other takes the place of one that cannot run."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import torch

from real3d.errors import EngineUnavailableError, SettingsError
from real3d.messages.message import Message
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
        return SimpleNamespace(name="triplane", remarks=())

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


@pytest.mark.parametrize(
    ("name", "has_folder", "gpu", "code"),
    [
        ("auto", True, True, "engine-ready"),
        ("auto", True, False, "engine-without-gpu"),
        ("auto", False, True, "engine-runs-anywhere"),
        ("mesh", True, True, "engine-asked-for"),
        ("triplane", True, False, "engine-asked-for"),
    ],
)
def test_the_reason_is_the_one_that_decided(
    weights: Path,
    loaded: list,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    has_folder: bool,
    gpu: bool,
    code: str,
) -> None:
    give_gpu(monkeypatch, gpu)
    assert choose_engine(name, weights if has_folder else None).reason.code == code


def test_what_makes_the_engine_slower_stands_behind_the_reason(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remark = Message("march-not-launched", reason="no compiler")
    engine = SimpleNamespace(name="triplane", remarks=(remark,))
    monkeypatch.setattr(loading, "load_engine", lambda paths: engine)
    reason = str(choose_engine("triplane", weights).reason)
    assert reason.endswith("; rays are marched the slow way, since the fast one fails: no compiler")


@pytest.mark.parametrize("name", ["mesh", "triplane"])
def test_whoever_asks_for_an_engine_gets_the_same(weights: Path, loaded: list, name: str) -> None:
    """Its networks take gigabytes, and its avatars are shared."""
    first, second = (choose_engine(name, weights).engine for _ in range(2))
    assert first is second
    assert len(loaded) == (name == "triplane")
