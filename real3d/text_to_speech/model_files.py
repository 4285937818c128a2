"""The network that speaks and its voices: downloaded from the Hugging Face Hub when first needed.

One commit of the repository is named, and what comes from it has to be the very files that this
version was tried with. Whatever was downloaded once is kept by the Hub's library.
"""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Thread
from typing import Any

from real3d.errors import VoiceUnavailableError
from real3d.media.files import file_digest
from real3d.runtime.extras import needs_extra
from real3d.text_to_speech.voices import Voice

REPOSITORY = "onnx-community/Kokoro-82M-v1.0-ONNX"
REVISION = "1939ad2a8e416c0acfeecc08a694d14ef25f2231"
LICENCE = "Apache 2.0"

_LOOK_SECONDS = 0.2
"""Between two looks at a download."""


@dataclass(frozen=True)
class ModelFile:
    """One file of the repository."""

    name: str
    sha256: str
    bytes: int


NETWORK = ModelFile(
    "onnx/model_quantized.onnx",
    "fbae9257e1e05ffc727e951ef9b9c98418e6d79f1c9b6b13bd59f5c9028a1478",
    92_361_116,
)


def voice_file(voice: Voice) -> ModelFile:
    """A voice's style for every length of text: [510, 1, 256] float32."""
    return ModelFile(f"voices/{voice.file}", voice.sha256, 510 * 256 * 4)


def kept(file: ModelFile) -> Path | None:
    """Where a file is that was downloaded before.

    Raises:
        ExtraMissingError: the Hub's library is not installed.
    """
    with needs_extra("speech"):
        from huggingface_hub import try_to_load_from_cache
    path = try_to_load_from_cache(REPOSITORY, file.name, revision=REVISION)
    return Path(path) if isinstance(path, str) else None


def missing_bytes(voice: Voice) -> int:
    """How much is downloaded before this voice speaks; 0 once it is here.

    Raises:
        ExtraMissingError: the Hub's library is not installed.
        VoiceUnavailableError: something is missing, and that library is told to stay offline.
    """
    with needs_extra("speech"):
        from huggingface_hub import is_offline_mode
    missing = [file for file in (NETWORK, voice_file(voice)) if kept(file) is None]
    if missing and is_offline_mode():
        raise _not_downloaded(missing[0])
    return sum(file.bytes for file in missing)


def fetch(file: ModelFile) -> Generator[float, None, Path]:
    """The path of a file, downloaded now if it is not there; yields the share that has come, 0..1.

    A download whose owner does not wait for it any more goes on, and is kept.

    Raises:
        ExtraMissingError: the Hub's library is not installed.
        VoiceUnavailableError: the file cannot be downloaded, or another one is in its place.
    """
    path = kept(file)
    if path is None:
        path = yield from _download(file)
    if not _is_genuine(path, file.sha256):
        raise VoiceUnavailableError("speech-file-replaced", path=path, repository=REPOSITORY)
    return path


def _download(file: ModelFile) -> Generator[float, None, Path]:
    with needs_extra("speech"):
        import httpx2
        from huggingface_hub import hf_hub_download
        from huggingface_hub.utils import tqdm
    come = 0.0

    class Meter(tqdm):
        """Counts for the owner of the job instead of drawing a bar."""

        def __init__(self, *given: Any, **options: Any) -> None:
            super().__init__(*given, **options | {"disable": True})

        def update(self, n: float | None = 1) -> bool | None:
            nonlocal come
            come += n or 0
            return None

    done: Future[str] = Future()

    def run() -> None:
        try:
            path = hf_hub_download(REPOSITORY, file.name, revision=REVISION, tqdm_class=Meter)
            done.set_result(path)
        except Exception as error:
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    while not wait([done], _LOOK_SECONDS).done:
        yield min(1.0, come / file.bytes)
    try:
        return Path(done.result())
    except (OSError, ValueError, httpx2.HTTPError) as error:
        raise _not_downloaded(file) from error


def _not_downloaded(file: ModelFile) -> VoiceUnavailableError:
    return VoiceUnavailableError(
        "speech-not-downloaded",
        name=file.name,
        size=file.bytes / 1e6,
        repository=REPOSITORY,
    )


@lru_cache(maxsize=16)
def _is_genuine(path: Path, sha256: str) -> bool:
    """Read once in the life of the process."""
    return file_digest(path) == sha256
