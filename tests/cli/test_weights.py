"""`real3d weights`: what is there, where it comes from; and `--weights` where a video is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.cli.main import main
from real3d.triplane.weights import hub
from real3d.triplane.weights.files import OWN_FILES, WEIGHT_FILES
from tests.support.recordings import write_voice
from tests.support.weight_files import SHA256_OF_CONTENT, fill

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"


@pytest.fixture(autouse=True)
def _no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REAL3D_WEIGHTS", "REAL3D_WEIGHTS_REPO"):
        monkeypatch.delenv(name, raising=False)


def _hub_keeps(monkeypatch: pytest.MonkeyPatch, kept: dict[str, Path]) -> None:
    def find(repository: str, name: str, revision: str | None) -> str | None:
        return str(kept[name]) if name in kept else None

    monkeypatch.setattr(hub, "try_to_load_from_cache", find)


def test_the_status_tells_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _hub_keeps(monkeypatch, {})
    fill(tmp_path, 1)
    assert main(["weights", "status", "--weights", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert SHA256_OF_CONTENT in text
    assert text.count("missing") == len(WEIGHT_FILES)  # of these one is there; HuBERT is not
    assert "Basel" in text
    assert "hubert" in text


def test_the_status_knows_what_was_downloaded_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights@abc")
    fill(tmp_path)
    kept = {file.name: tmp_path / file.name for file in WEIGHT_FILES}
    _hub_keeps(monkeypatch, kept | {"model.safetensors": tmp_path / OWN_FILES[0].name})
    assert main(["weights", "status"]) == 0
    text = capsys.readouterr().out
    assert "Repository: me/weights, commit abc" in text
    assert "missing" not in text
    assert text.count(SHA256_OF_CONTENT) == len(WEIGHT_FILES) + 1


def test_the_status_names_a_folder_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "status", "--weights", str(tmp_path / "nowhere")]) == 0
    assert "nowhere (is not there)" in capsys.readouterr().out


def test_a_folder_without_a_release_cannot_be_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "convert", str(tmp_path)]) == 2
    assert "model_ckpt_steps" in capsys.readouterr().err


def test_the_folder_can_be_named_where_a_video_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path / "weights", 2)
    voice = write_voice(tmp_path / "voice.wav")
    command = ["generate", "--photo", str(PHOTO), "--audio", str(voice), "--engine", "triplane"]
    command += ["--out", str(tmp_path / "out.mp4")]
    for options, missing in (
        ([], "not installed"),
        (["--weights", str(tmp_path / "weights")], "face_model"),
    ):
        assert main(command + options) != 0
        assert missing in capsys.readouterr().err
