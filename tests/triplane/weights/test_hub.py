"""The weights' way to the Hub and back, with a stand-in for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
from huggingface_hub.utils import filter_repo_objects

from real3d.cli.main import main
from real3d.errors import EngineUnavailableError, FileMissingError, OutputError
from real3d.triplane.weights import conversion
from real3d.triplane.weights import hub as weights_hub
from real3d.triplane.weights.files import OWN_FILES
from real3d.triplane.weights.hub import MIRROR, download_segmentation, fetch_packages, push
from real3d.triplane.weights.resolve import require_weights


@dataclass
class FakeHub:
    """One repository."""

    private: bool = True
    made: list[tuple[str, bool]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    error: Exception | None = None

    def create_repo(self, name: str, *, private: bool, exist_ok: bool) -> None:
        assert exist_ok
        if self.error:
            raise self.error
        self.made.append((name, private))

    def repo_info(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(private=self.private)

    def create_commit(self, name: str, operations: list, commit_message: str) -> SimpleNamespace:
        for operation in operations:
            source = operation.path_or_fileobj
            data = source if isinstance(source, bytes) else Path(source).read_bytes()
            self.files[operation.path_in_repo] = data
        return SimpleNamespace(oid="0123abcd")


@pytest.fixture(autouse=True)
def _no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REAL3D_WEIGHTS", "REAL3D_WEIGHTS_REPO"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> FakeHub:
    hub = FakeHub()
    monkeypatch.setattr(weights_hub, "HfApi", lambda: hub)
    return hub


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release that has been converted."""
    converted = tmp_path / "real3d"
    converted.mkdir()
    for file in OWN_FILES:
        (converted / file.name).write_bytes(file.name.encode())
    (converted / "renderer.json").write_text("{}")
    return tmp_path


def test_the_converted_files_go_into_a_private_repository_with_a_card(hub, folder, capsys):
    assert main(["weights", "push", "me/weights", "--weights", str(folder)]) == 0
    assert hub.made == [("me/weights", True)]
    assert set(hub.files) == {*(file.name for file in OWN_FILES), "renderer.json", "README.md"}
    assert hub.files["face_model.safetensors"] == b"face_model.safetensors"
    assert capsys.readouterr().out.strip() == "REAL3D_WEIGHTS_REPO=me/weights@0123abcd"


def test_the_card_states_origin_and_licence_of_every_file(hub, folder):
    push(folder, "me/weights")
    card = hub.files["README.md"].decode()
    for file in OWN_FILES:
        (row,) = (line for line in card.splitlines() if f"`{file.name}`" in line)
        assert file.origin in row
        assert file.licence in row
    assert "2401.08503" in card
    assert "faces.dmi.unibas.ch" in card


def test_the_face_model_is_not_put_into_a_public_repository(hub, folder):
    hub.private = False
    with pytest.raises(OutputError, match=r"public.*Basel"):
        push(folder, "me/weights")
    assert not hub.files


def test_what_is_not_converted_yet_cannot_be_uploaded(hub, folder):
    (folder / "real3d" / "face_model.safetensors").unlink()
    with pytest.raises(FileMissingError, match=r"face_model.*convert"):
        push(folder, "me/weights")
    with pytest.raises(FileMissingError, match="renderer"):
        push(None, "me/weights")
    assert not hub.made


FOR_T4 = "compiled/NVIDIA_T4-float16"
FOR_H200 = "compiled/NVIDIA_H200-float16"


def test_what_was_compiled_is_uploaded_with_the_renderer(hub, folder):
    for place in (FOR_T4, FOR_H200):
        compiled = folder / "real3d" / place
        compiled.mkdir(parents=True)
        (compiled / "parts.json").write_text("{}")
        (compiled / "motion_adapter.pt2").write_bytes(place.encode())
        (compiled / "motion_adapter.part").write_bytes(b"unfinished")
    push(folder, "me/weights")
    sent = {name for name in hub.files if name.startswith("compiled/")}
    names = ("parts.json", "motion_adapter.pt2")
    assert sent == {f"{place}/{name}" for place in (FOR_T4, FOR_H200) for name in names}
    assert hub.files[f"{FOR_T4}/motion_adapter.pt2"] == FOR_T4.encode()


@pytest.fixture
def cached(monkeypatch, tmp_path):
    """The renderer as it was downloaded from the repository, which has packages for two cards."""
    (tmp_path / "renderer.safetensors").touch()
    there = [f"{place}/{name}" for place in (FOR_T4, FOR_H200) for name in ("parts.json", "a.pt2")]

    def kept(name: str, file: str, revision: str | None) -> str:
        return str(tmp_path / file)

    def download(name: str, *, revision: str, allow_patterns: list[str]) -> str:
        assert (name, revision) == ("me/weights", "0123abcd")
        for path in filter_repo_objects(there, allow_patterns=allow_patterns):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).touch()
        return str(tmp_path)

    monkeypatch.setattr(weights_hub, "try_to_load_from_cache", kept)
    monkeypatch.setattr(weights_hub, "snapshot_download", download)
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights@0123abcd")
    return tmp_path


def packages(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("compiled/*/*"))


def test_packages_for_this_card_are_downloaded_with_the_index_of_others(cached):
    fetch_packages(cached / "renderer.safetensors", cached / FOR_H200)
    wanted = [f"{FOR_H200}/a.pt2", f"{FOR_H200}/parts.json", f"{FOR_T4}/parts.json"]
    assert packages(cached) == wanted


def test_packages_are_taken_from_a_commit_that_was_named_only(cached, monkeypatch):
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights")
    fetch_packages(cached / "renderer.safetensors", cached / FOR_H200)
    monkeypatch.delenv("REAL3D_WEIGHTS_REPO")
    fetch_packages(cached / "renderer.safetensors", cached / FOR_H200)
    assert packages(cached) == []


def test_a_renderer_from_elsewhere_gets_no_packages_of_the_repository(cached, tmp_path):
    fetch_packages(tmp_path / "own" / "renderer.safetensors", cached / FOR_H200)
    assert packages(cached) == []


def test_packages_that_are_there_are_not_asked_for_again(cached):
    (cached / FOR_H200).mkdir(parents=True)
    (cached / FOR_H200 / "parts.json").touch()
    fetch_packages(cached / "renderer.safetensors", cached / FOR_H200)
    assert packages(cached) == [f"{FOR_H200}/parts.json"]


@pytest.mark.parametrize("error", [OSError("404"), httpx2.ConnectError("no route")])
def test_without_packages_the_renderer_runs_as_it_is(cached, monkeypatch, error):
    def download(*given: object, **more: object) -> str:
        raise error

    monkeypatch.setattr(weights_hub, "snapshot_download", download)
    fetch_packages(cached / "renderer.safetensors", cached / FOR_H200)
    assert packages(cached) == []


@pytest.mark.parametrize("error", [OSError("No token."), httpx2.ConnectError("no route")])
def test_a_hub_that_refuses_is_said_in_one_sentence(hub, folder, capsys, error):
    hub.error = error
    assert main(["weights", "push", "me/weights", "--weights", str(folder)]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert "hf auth login" in line


@pytest.mark.parametrize("error", [OSError("404"), httpx2.ConnectError("no route")])
def test_a_repository_that_cannot_be_reached_is_named(monkeypatch, error):
    def download(*given: object, **more: object) -> str:
        raise error

    monkeypatch.setattr(weights_hub, "hf_hub_download", download)
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights")
    with pytest.raises(EngineUnavailableError, match="me/weights"):
        require_weights(None)
    with pytest.raises(EngineUnavailableError, match="MediaPipe"):
        download_segmentation()


def test_another_file_in_the_place_of_the_segmentation_model_is_refused(monkeypatch, tmp_path):
    (tmp_path / "model.tflite").write_bytes(b"something else")
    monkeypatch.setattr(
        weights_hub, "hf_hub_download", lambda *given, **more: str(tmp_path / "model.tflite")
    )
    with pytest.raises(EngineUnavailableError, match="not MediaPipe's file"):
        download_segmentation()


def test_the_mirror_is_never_taken_for_converted_weights(monkeypatch):
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", MIRROR.name)
    with pytest.raises(EngineUnavailableError, match=r"weights convert FOLDER --from"):
        require_weights(None)


def test_the_mirror_is_fetched_by_name_and_warned_about(monkeypatch, tmp_path, capsys):
    def download(name: str, *, local_dir: Path, allow_patterns: list[str]) -> None:
        assert name == MIRROR.name
        assert allow_patterns
        (local_dir / "checkpoints" / "240126_real3dportrait_orig").mkdir(parents=True)

    monkeypatch.setattr(weights_hub, "snapshot_download", download)
    monkeypatch.setattr(conversion, "convert_release", lambda folder: iter([folder / "made"]))
    assert main(["weights", "convert", str(tmp_path), "--from", MIRROR.name]) == 0
    shown = capsys.readouterr()
    assert "made" in shown.out
    assert "10 February 2024" in shown.err


def test_no_other_place_is_taken_for_the_mirror(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["weights", "convert", str(tmp_path), "--from", "me/weights"])
    assert MIRROR.name in capsys.readouterr().err


def test_a_mirror_that_cannot_be_reached_is_said(monkeypatch, tmp_path):
    def download(*given: object, **more: object) -> str:
        raise httpx2.ConnectError("no route")

    monkeypatch.setattr(weights_hub, "snapshot_download", download)
    with pytest.raises(OutputError, match="no route"):
        weights_hub.download_mirror(tmp_path)
