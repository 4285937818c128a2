"""Finds the authors' download although another folder was named, and says what is in its way.

People name the folder above or one within, leave archives packed, and browsers rename what is
downloaded twice. What is meant is found where only one thing can be meant; else it is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

RELEASED = "checkpoints"
"""Folder that the authors' download has."""
FACE_PARTS = "deep_3drecon"
"""Its other folder."""
CONVERTED = "real3d"
"""Folder that a conversion makes within the authors' download."""
RELEASES = "*_real3dportrait_orig"
"""Folders of `RELEASED`, whose names begin with their date."""
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar")


def release_root(folder: Path) -> Path:
    """The folder that holds `checkpoints`: the one named, one around it, or one right within it.

    The named one, if there is none.
    """
    return next((place for place in _candidates(folder) if _is_root(place)), folder)


def packed_archive(folder: Path) -> Path | None:
    """An archive where the authors' files should lie, or None."""
    root = release_root(folder)
    places = (root, root / RELEASED, *root.glob(f"{RELEASED}/{RELEASES}"), root / FACE_PARTS)
    files = (path for place in places if place.is_dir() for path in sorted(place.iterdir()))
    return next((path for path in files if path.is_file() and path.suffix in ARCHIVES), None)


def renamed_file(folder: Path, name: str) -> Path | None:
    """A file that seems to be this one under another name, such as “renderer (1).safetensors”."""
    wanted = Path(name)
    root = release_root(folder)
    places = (place for place in (folder, root, root / CONVERTED) if place.is_dir())
    alike = (path for place in places for path in sorted(place.glob(f"*{wanted.suffix}")))
    return next((path for path in alike if wanted.stem in path.stem and path.name != name), None)


def _candidates(folder: Path) -> Iterator[Path]:
    yield folder
    whole = folder.absolute()
    for parent, child in zip(whole.parents, (whole, *whole.parents), strict=False):
        if child.name in (RELEASED, FACE_PARTS, CONVERTED):
            yield parent
    if folder.is_dir():
        yield from (path for path in sorted(folder.iterdir()) if path.is_dir())


def _is_root(folder: Path) -> bool:
    return (folder / RELEASED).is_dir() or (folder / FACE_PARTS).is_dir()
