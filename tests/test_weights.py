"""Finding the tri-plane engine's weights, and saying what is missing."""

from __future__ import annotations

from pathlib import Path

import huggingface_hub
import pytest

from real3d.cli import main
from real3d.engines import choose_engine
from real3d.errors import EngineUnavailableError
from real3d.weights import WEIGHT_FILES, require_weights, weights_folder, weights_status


@pytest.fixture(autouse=True)
def _no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REAL3D_WEIGHTS", "REAL3D_WEIGHTS_REPO", "REAL3D_WEIGHTS_REVISION"):
        monkeypatch.delenv(name, raising=False)


def fill(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for file in WEIGHT_FILES[:count]:
        (folder / file.name).write_bytes(b"abc")


def test_a_folder_that_is_given_counts_before_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert weights_folder() is None
    monkeypatch.setenv("REAL3D_WEIGHTS", str(tmp_path))
    assert weights_folder() == tmp_path
    assert weights_folder("elsewhere") == Path("elsewhere")


def test_converted_files_are_found_within_the_release(tmp_path: Path) -> None:
    fill(tmp_path / "real3d", len(WEIGHT_FILES))
    assert all(path.parent.name == "real3d" for path in require_weights(tmp_path).values())


def test_without_weights_the_engine_says_how_to_get_them() -> None:
    with pytest.raises(EngineUnavailableError, match=r"not installed.*weights status"):
        choose_engine("triplane")


def test_half_the_weights_are_not_enough_and_the_rest_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 2)
    monkeypatch.setenv("REAL3D_WEIGHTS", str(tmp_path))
    with pytest.raises(EngineUnavailableError, match=r"face_model.*selfie.*are missing"):
        choose_engine("triplane")
    assert choose_engine("auto").engine.name == "mesh"


def test_the_status_tells_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path, 1)
    assert main(["weights", "status", "--weights", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert "ba7816bf8f01cfea" in text  # SHA-256 of “abc”
    assert text.count("missing") == len(WEIGHT_FILES) - 1
    assert "Basel" in text


def test_a_folder_without_a_release_cannot_be_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "convert", str(tmp_path)]) == 2
    assert "model_ckpt_steps" in capsys.readouterr().err


def test_nothing_is_found_without_a_folder() -> None:
    assert not any(found.path for found in weights_status(None))


def test_what_the_folder_lacks_comes_from_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def download(repository: str, name: str, revision: str | None) -> str:
        asked.append((repository, name, revision))
        return str(tmp_path / "cache" / name)

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", download)
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights")
    monkeypatch.setenv("REAL3D_WEIGHTS_REVISION", "abc")
    fill(tmp_path, 3)
    paths = require_weights(tmp_path)
    last = WEIGHT_FILES[-1].name
    assert asked == [("me/weights", last, "abc")]
    assert paths[last] == tmp_path / "cache" / last


def test_a_repository_that_cannot_be_reached_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def download(*given: object, **more: object) -> str:
        raise OSError("no such repository")

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", download)
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights")
    with pytest.raises(EngineUnavailableError, match="me/weights"):
        require_weights(None)
