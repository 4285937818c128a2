"""Photos that were analysed lately and their avatars: what several engines and tabs share."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.pipeline.request import Point
from real3d.runtime.cache import SharedCache

if TYPE_CHECKING:
    from real3d.engine import Avatar, Engine
    from real3d.portrait import Portrait
    from real3d.portrait.detection import FaceBox

_PORTRAIT_BYTES = 128 * 2**20
"""Some twenty photos at 512 pixels: a visitor tries a few voices on a few photos."""
_AVATAR_BYTES = 256 * 2**20


class PortraitCache:
    """Analyses a photo once for all engines, and reconstructs it once for each."""

    def __init__(self) -> None:
        self._portraits: SharedCache[Portrait] = SharedCache(_PORTRAIT_BYTES)
        self._avatars: SharedCache[Avatar] = SharedCache(_AVATAR_BYTES)
        self._of_files: SharedCache[Portrait] = SharedCache(_PORTRAIT_BYTES)

    def portrait(
        self,
        image: NDArray[np.uint8],
        size: int,
        face: Point | None,
        beside: tuple[FaceBox, ...] = (),
    ) -> Portrait:
        """The analysed photo; see `real3d.portrait.analyse_portrait`."""
        from real3d.portrait.analysis import analyse_portrait

        key = (_fingerprint(image), size, face, beside)
        return self._portraits.get(key, lambda: analyse_portrait(image, size, face, beside))

    def portrait_of_file(
        self,
        path: Path,
        size: int,
        face: Point | None,
        read: Callable[[Path], NDArray[np.uint8]],
    ) -> Portrait:
        """The same for a file, which is not read again as long as it stays as it is."""
        try:
            key = (_state(path), size, face)
        except OSError:
            return self.portrait(read(path), size, face)  # says what is wrong with it
        return self._of_files.get(key, lambda: self.portrait(read(path), size, face))

    def known_portrait(
        self, photo: Path | NDArray[np.uint8], size: int, face: Point | None
    ) -> Portrait | None:
        """The analysed photo, if it is known already."""
        if isinstance(photo, np.ndarray):
            return self._portraits.known((_fingerprint(photo), size, face, ()))
        try:
            return self._of_files.known((_state(photo), size, face))
        except OSError:
            return None

    def avatar(self, engine: Engine, portrait: Portrait) -> Avatar:
        """The portrait reconstructed by the engine. Engines of one name count as one."""
        return self._avatars.get(
            _avatar_key(engine.name, portrait), lambda: engine.reconstruct(portrait)
        )

    def knows_avatar(self, engine: str, portrait: Portrait) -> bool:
        """Whether an engine of that name has reconstructed the portrait already."""
        return self._avatars.known(_avatar_key(engine, portrait)) is not None


def _avatar_key(engine: str, portrait: Portrait) -> Hashable:
    # Two people who fill a small photo have the same square.
    return (engine, portrait.key, portrait.faces[0])


def _state(path: Path) -> Hashable:
    """Another one as soon as the file is another one.

    Raises:
        OSError: there is no such file.
    """
    file = os.stat(path)
    return (os.path.abspath(path), file.st_dev, file.st_ino, file.st_size, file.st_mtime_ns)


def _fingerprint(image: NDArray[np.uint8]) -> bytes:
    digest = blake2b(str(image.shape).encode(), digest_size=16)
    digest.update(np.ascontiguousarray(image).data)
    return digest.digest()
