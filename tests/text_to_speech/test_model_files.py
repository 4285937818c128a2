"""The network's way from the Hub, with a stand-in for it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Any

import httpx2
import huggingface_hub
import pytest

from real3d.errors import VoiceUnavailableError
from real3d.text_to_speech import model_files
from real3d.text_to_speech.model_files import NETWORK, ModelFile, fetch, missing_bytes, voice_file
from real3d.text_to_speech.voices import find_voice

CONTENT = b"a network"


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> ModelFile:
    """A file that nobody has downloaded yet."""
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda *given, **more: None)
    model_files._is_genuine.cache_clear()
    return ModelFile("onnx/model.onnx", sha256(CONTENT).hexdigest(), len(CONTENT))


def _hub(monkeypatch: pytest.MonkeyPatch, download: Callable[..., str]) -> None:
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", download)


def _drained(fetching: Generator[float, None, Path]) -> tuple[list[float], Path]:
    shares = []
    while True:
        try:
            shares.append(next(fetching))
        except StopIteration as finished:
            return shares, finished.value


def test_a_file_is_downloaded_from_one_commit_and_says_how_far_it_is(wanted, monkeypatch, tmp_path):
    monkeypatch.setattr(model_files, "_LOOK_SECONDS", 0.01)

    def download(repository: str, name: str, *, revision: str, tqdm_class: Any) -> str:
        assert (repository, revision) == (model_files.REPOSITORY, model_files.REVISION)
        assert len(revision) == 40
        with tqdm_class(total=len(CONTENT), unit="B") as bar:
            bar.update(len(CONTENT))
            seen.wait(5)
        (tmp_path / "model.onnx").write_bytes(CONTENT)
        return str(tmp_path / "model.onnx")

    seen = Event()
    _hub(monkeypatch, download)
    fetching, shares = fetch(wanted), []
    while not shares or shares[-1] < 1.0:
        shares.append(next(fetching))
    seen.set()
    more, path = _drained(fetching)
    assert path.read_bytes() == CONTENT
    assert all(0 <= share <= 1 for share in shares + more)


def test_a_file_that_is_there_is_not_downloaded_again(wanted, monkeypatch, tmp_path):
    (tmp_path / "a").write_bytes(CONTENT)
    kept = str(tmp_path / "a")
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda *given, **more: kept)
    assert _drained(fetch(wanted)) == ([], tmp_path / "a")


@pytest.mark.parametrize("error", [OSError("404"), httpx2.ConnectError("no route")])
def test_without_a_connection_it_says_what_is_missing_and_what_to_do(wanted, monkeypatch, error):
    def download(*given: object, **more: object) -> str:
        raise error

    _hub(monkeypatch, download)
    with pytest.raises(VoiceUnavailableError, match=r"cannot be downloaded.*Check the connection"):
        _drained(fetch(wanted))


def test_what_is_missing_of_a_voice_is_known_before_and_refused_where_nothing_is_downloaded(
    wanted, monkeypatch
):
    heart = find_voice("heart")
    assert missing_bytes(heart) == NETWORK.bytes + voice_file(heart).bytes
    monkeypatch.setattr(huggingface_hub, "is_offline_mode", lambda: True)
    with pytest.raises(VoiceUnavailableError, match=r"is not on this computer"):
        missing_bytes(heart)
    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", lambda *given, **more: "here")
    assert missing_bytes(heart) == 0


def test_another_file_in_its_place_is_refused(wanted, monkeypatch, tmp_path):
    (tmp_path / "b").write_bytes(b"another network")
    _hub(monkeypatch, lambda *given, **more: str(tmp_path / "b"))
    with pytest.raises(VoiceUnavailableError, match=r"is not the file .* Delete it"):
        _drained(fetch(wanted))


def test_every_file_is_known_by_its_digest():
    for file in (NETWORK, voice_file(find_voice("emma"))):
        assert len(file.sha256) == 64
    assert voice_file(find_voice("emma")).name == "voices/bf_emma.bin"
