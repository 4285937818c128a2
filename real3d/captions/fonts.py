"""A font for captions: one that has all of their letters.

Noto Sans CJK has Chinese, Japanese, Korean, Latin, Greek and Cyrillic; Debian and Spaces install it
from packages.txt. DejaVu Sans comes with Matplotlib, which MediaPipe asks for: without another font
there is still this one, for all but the first three.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.errors import InputError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_OWN = "DejaVuSans-Bold.ttf"
_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
)
"""Of Linux and macOS."""
_FAMILIES = (
    *("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "NotoSansSC-Bold.otf"),
    *("SourceHanSansSC-Bold.otf", "PingFang.ttc", "Hiragino Sans GB.ttc"),
    *("wqy-zenhei.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf"),
    "Arial Unicode.ttf",
)
"""Files that have many scripts, the best one first."""
_COLLECTION = "NotoSansCJK"
_JAPANESE, _KOREAN, _CHINESE = 0, 1, 2
"""Faces of its collection: one sign may be drawn in three ways."""
_UNKNOWN = "\uffff"
"""Never a letter: what a font draws for it stands for all that it has not."""


def find_font(letters: str, size: float) -> FreeTypeFont:
    """A font that has all of these letters.

    Args:
        letters: of captions; spaces do not count.
        size: in pixels.

    Raises:
        InputError: no font here has them all.
    """
    from PIL import ImageFont

    wanted = frozenset(letter for letter in letters if letter.isalnum())
    missing = wanted
    for path in _candidates():
        font = ImageFont.truetype(path, size, index=_face(path, wanted))
        lacking = frozenset(letter for letter in wanted if not has_letter(font, letter))
        if not lacking:
            return font
        missing = min(missing, lacking, key=len)
    raise InputError("captions-without-font", letters=" ".join(sorted(missing)[:8]))


def has_letter(font: FreeTypeFont, letter: str) -> bool:
    """Whether a font can draw it."""
    return bytes(font.getmask(letter)) != bytes(font.getmask(_UNKNOWN))


def _face(path: Path, letters: frozenset[str]) -> int:
    if not path.name.startswith(_COLLECTION):
        return 0
    if any("\u3041" <= letter <= "\u30ff" for letter in letters):
        return _JAPANESE
    return _KOREAN if any("\uac00" <= letter <= "\ud7a3" for letter in letters) else _CHINESE


@lru_cache(maxsize=1)
def _candidates() -> tuple[Path, ...]:
    """The fonts that are here, the best one first."""
    return tuple(path for path in (*_installed(), _bundled()) if path is not None)


def _bundled() -> Path | None:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / _OWN
    return path if path.is_file() else None


def _installed() -> Iterator[Path]:
    here: dict[str, Path] = {}
    for folder in _FOLDERS:
        for parent, _, names in os.walk(Path(folder).expanduser()):
            for name in names:
                here.setdefault(name, Path(parent) / name)
    yield from (here[name] for name in _FAMILIES if name in here)
