"""Finding the tri-plane engine's weights, and saying what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.cli.main import main
from real3d.errors import EngineUnavailableError
from real3d.pipeline import engine_choice as engines
from real3d.pipeline.engine_choice import choose_engine
from real3d.triplane.weights import hub as weights_hub
from real3d.triplane.weights.files import (
    OWN_FILES,
    SEGMENTATION,
    WEIGHT_FILES,
    Repository,
    has_weights,
    require_weights,
    weights_folder,
    weights_status,
)


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
        path.write_bytes(b"abc")
        return str(path)

    monkeypatch.setattr(weights_hub, "hf_hub_download", download)
    monkeypatch.setattr(weights_hub, "SEGMENTATION_SHA256", SHA256_OF_ABC)
    return asked


SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


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
    fill(tmp_path, 1)
    monkeypatch.setenv("REAL3D_WEIGHTS", str(tmp_path))
    with pytest.raises(EngineUnavailableError, match=r"audio_to_motion.*face_model.*are missing"):
        choose_engine("triplane")
    assert choose_engine("auto").engine.name == "mesh"


def test_files_that_hold_something_else_are_refused_by_name(tmp_path: Path) -> None:
    fill(tmp_path, len(WEIGHT_FILES))
    with pytest.raises(EngineUnavailableError, match=r"renderer\.safetensors"):
        choose_engine("triplane", tmp_path)


def test_the_folder_can_be_named_where_a_video_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path, 2)
    command = ["generate", "--photo", "me.jpg", "--audio", "a.wav", "--engine", "triplane"]
    for options, missing in ([], "not installed"), (["--weights", str(tmp_path)], "face_model"):
        with pytest.raises(EngineUnavailableError, match=missing):
            _choice(command + options)


def _choice(arguments: list[str]) -> engines.EngineChoice:
    from real3d.cli.main import build_parser
    from real3d.pipeline.talking_portrait import TalkingPortrait

    options = build_parser().parse_args(arguments)
    return TalkingPortrait(options.engine, options.weights).engine


def test_a_download_that_is_not_converted_yet_is_no_missing_one(tmp_path: Path) -> None:
    (tmp_path / "checkpoints").mkdir()
    with pytest.raises(EngineUnavailableError, match=f"weights convert {tmp_path}” once"):
        choose_engine("triplane", tmp_path)


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(EngineUnavailableError, match=r"there is no folder “.*nowhere”"):
        choose_engine("triplane", tmp_path / "nowhere")
    assert main(["weights", "status", "--weights", str(tmp_path / "nowhere")]) == 0
    assert "nowhere (is not there)" in capsys.readouterr().out


def _hub_keeps(monkeypatch: pytest.MonkeyPatch, kept: dict[str, Path]) -> None:
    def find(repository: str, name: str, revision: str | None) -> str | None:
        return str(kept[name]) if name in kept else None

    monkeypatch.setattr(weights_hub, "try_to_load_from_cache", find)


def test_the_status_tells_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _hub_keeps(monkeypatch, {})
    fill(tmp_path, 1)
    assert main(["weights", "status", "--weights", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert SHA256_OF_ABC in text
    assert text.count("missing") == len(WEIGHT_FILES)  # of these one is there; HuBERT is not
    assert "Basel" in text
    assert "hubert" in text


def test_the_status_knows_what_was_downloaded_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights@abc")
    fill(tmp_path, len(WEIGHT_FILES))
    kept = {file.name: tmp_path / file.name for file in WEIGHT_FILES}
    _hub_keeps(monkeypatch, kept | {"model.safetensors": tmp_path / OWN_FILES[0].name})
    assert main(["weights", "status"]) == 0
    text = capsys.readouterr().out
    assert "Repository: me/weights, commit abc" in text
    assert "missing" not in text
    assert text.count(SHA256_OF_ABC) == len(WEIGHT_FILES) + 1


def test_a_folder_without_a_release_cannot_be_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "convert", str(tmp_path)]) == 2
    assert "model_ckpt_steps" in capsys.readouterr().err


def test_nothing_is_found_without_a_folder() -> None:
    assert not any(found.path for found in weights_status(None))
    assert not has_weights(None)


def test_a_repository_may_be_pinned_to_a_commit() -> None:
    assert Repository.parse("me/weights") == Repository("me/weights")
    assert Repository.parse("me/weights@abc") == Repository("me/weights", "abc")


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
    fill(tmp_path / "all", len(WEIGHT_FILES))
    assert require_weights(tmp_path / "all")[SEGMENTATION.name].parent.name == "all"
    assert len(asked) == 1
