"""The path of every weight file, and what is said of one that is nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.errors import EngineUnavailableError
from real3d.triplane.weights import hub
from real3d.triplane.weights.files import OWN_FILES, SEGMENTATION, SPEECH, has_weights
from real3d.triplane.weights.hub import full_status
from real3d.triplane.weights.resolve import require_weights
from tests.support.weight_files import CONTENT, SHA256_OF_CONTENT, fill


@pytest.fixture(autouse=True)
def _no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REAL3D_WEIGHTS", "REAL3D_WEIGHTS_REPO"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str | None]]:
    """What was asked of the Hub, which has everything."""
    asked = []

    def download(repository: str, name: str, revision: str | None) -> str:
        asked.append((repository, name, revision))
        path = tmp_path / "cache" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(CONTENT)
        return str(path)

    monkeypatch.setattr(hub, "hf_hub_download", download)
    monkeypatch.setattr(hub, "SEGMENTATION_SHA256", SHA256_OF_CONTENT)
    return asked


def test_converted_files_are_found_within_the_release(tmp_path: Path) -> None:
    fill(tmp_path / "real3d")
    assert all(path.parent.name == "real3d" for path in require_weights(tmp_path).values())


def test_without_weights_it_is_said_how_to_get_them() -> None:
    with pytest.raises(EngineUnavailableError, match=r"not installed.*weights status"):
        require_weights(None)


def test_half_the_weights_are_not_enough_and_the_rest_is_named(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    with pytest.raises(EngineUnavailableError, match=r"audio_to_motion.*face_model.*are missing"):
        require_weights(tmp_path)


def test_a_download_that_is_not_converted_yet_is_no_missing_one(tmp_path: Path) -> None:
    (tmp_path / "checkpoints").mkdir()
    with pytest.raises(EngineUnavailableError, match=f"weights convert {tmp_path}” once"):
        require_weights(tmp_path)


def test_a_file_under_another_name_is_named(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / OWN_FILES[0].name).rename(tmp_path / "renderer (1).safetensors")
    with pytest.raises(EngineUnavailableError, match=r"renderer \(1\).safetensors” seems to be"):
        require_weights(tmp_path)


@pytest.mark.parametrize("weights", ["model.safetensors", "pytorch_model.bin"])
def test_the_speech_network_may_lie_in_the_folder(tmp_path: Path, weights: str) -> None:
    fill(tmp_path)
    assert SPEECH.name not in require_weights(tmp_path)
    (tmp_path / SPEECH.name).mkdir()
    assert SPEECH.name not in require_weights(tmp_path), "an empty folder is none"
    (tmp_path / SPEECH.name / weights).touch()
    assert require_weights(tmp_path)[SPEECH.name] == tmp_path / SPEECH.name
    assert full_status(tmp_path)[-1].path == tmp_path / SPEECH.name / weights


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError, match=r"there is no folder “.*nowhere”"):
        require_weights(tmp_path / "nowhere")


def test_what_the_folder_lacks_comes_from_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list
) -> None:
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights@abc")
    fill(tmp_path, 2)
    paths = require_weights(tmp_path)
    own, segmentation = asked
    assert own == ("me/weights", OWN_FILES[-1].name, "abc")
    assert segmentation[1] == SEGMENTATION.name
    assert paths[OWN_FILES[-1].name] == tmp_path / "cache" / OWN_FILES[-1].name
    assert has_weights(tmp_path)


def test_the_segmentation_model_is_given_or_downloaded(tmp_path: Path, asked: list) -> None:
    fill(tmp_path / "some", len(OWN_FILES))
    paths = require_weights(tmp_path / "some")
    assert [name for _, name, _ in asked] == [SEGMENTATION.name]
    assert paths[SEGMENTATION.name].parent.name == "cache"
    fill(tmp_path / "all")
    assert require_weights(tmp_path / "all")[SEGMENTATION.name].parent.name == "all"
    assert len(asked) == 1
