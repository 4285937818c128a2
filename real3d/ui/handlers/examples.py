"""The bundled examples: whatever lies in the folders under `examples/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "examples"

_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
_SOUNDS = {".wav", ".mp3", ".flac", ".ogg", ".m4a"}
_CLIPS = {".mp4", ".webm", ".mov"}


@dataclass(frozen=True)
class Examples:
    """Paths of the example files, each list in the order of the names; a list may be empty."""

    portraits: tuple[Path, ...]
    voices: tuple[Path, ...]
    backgrounds: tuple[Path, ...]
    clips: tuple[Path, ...]


NO_EXAMPLES = Examples((), (), (), ())


def find_examples(folder: Path = FOLDER) -> Examples:
    """The examples in `folder`; none where a subfolder is missing."""
    return Examples(
        portraits=_files(folder / "portraits", _PICTURES),
        voices=_files(folder / "voices", _SOUNDS),
        backgrounds=_files(folder / "backgrounds", _PICTURES),
        clips=_files(folder / "clips", _CLIPS),
    )


def title(path: Path) -> str:
    """What to call an example: its file name in words."""
    return path.stem.replace("_", " ").replace("-", " ").capitalize()


def _files(folder: Path, suffixes: set[str]) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in suffixes))
