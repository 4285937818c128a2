"""The motions that come with the program; `examples/make/motions.py` makes them."""

from __future__ import annotations

import os
from pathlib import Path

from real3d.errors import SettingsError

_FOLDER = Path(__file__).parent


def shipped_motions() -> dict[str, Path]:
    """Their files, by name."""
    return {path.stem: path for path in sorted(_FOLDER.glob("*.json"))}


def find_motion(name: str | os.PathLike[str]) -> Path:
    """The file of the motion that comes under this name, or else the file itself.

    Raises:
        SettingsError: it is a name, and of none of those.
    """
    shipped, text = shipped_motions(), os.fspath(name)
    if text in shipped:
        return shipped[text]
    if not Path(text).suffix and not os.path.exists(text):
        raise SettingsError("motion-unknown", value=text, names=", ".join(shipped))
    return Path(text)
