"""The motions that come with the program; `examples/make/motions.py` makes them."""

from __future__ import annotations

import os
from pathlib import Path

from real3d.errors import SettingsError

_FOLDER = Path(__file__).parent


def shipped_motions() -> dict[str, Path]:
    """Their files, by name."""
    return {path.stem: path for path in sorted(_FOLDER.glob("*.json"))}


def find_shipped(name: str) -> Path:
    """The file of the motion that comes under this name.

    Raises:
        SettingsError: there is none.
    """
    shipped = shipped_motions()
    if name not in shipped:
        raise SettingsError("motion-unknown", value=name, names=", ".join(shipped))
    return shipped[name]


def find_motion(name: str | os.PathLike[str]) -> Path:
    """The file of the motion that comes under this name, or else the file itself.

    Raises:
        SettingsError: it is a name, and of none of those.
    """
    text = os.fspath(name)
    is_file = Path(text).suffix != "" or os.path.exists(text)
    return Path(text) if is_file else find_shipped(text)
