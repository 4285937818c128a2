"""Photos that were analysed lately and their avatars: what several engines and tabs share."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache
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
_PHOTOS = 1000
"""Of which it is remembered what is in their files, and where there are faces: a few bytes each."""


class PortraitCache:
    """Analyses a photo once for all engines, and reconstructs it once for each."""

    def __init__(self) -> None:
        self._portraits: SharedCache[Portrait] = SharedCache(_PORTRAIT_BYTES)
        self._avatars: SharedCache[Avatar] = SharedCache(_AVATAR_BYTES)
        self._of_files: SharedCache[Portrait] = SharedCache(_PORTRAIT_BYTES)
        self._found: LRUCache[Hashable, tuple[FaceBox, ...]] = LRUCache(_PHOTOS)
        self._fingerprints: LRUCache[Hashable, bytes] = LRUCache(_PHOTOS)
        """Of the pictures in files."""
        self._lock = Lock()
        """Of the last two."""

    def portrait(
        self,
        image: NDArray[np.uint8],
        size: int,
        face: Point | None,
        beside: tuple[FaceBox, ...] = (),
        file: Path | None = None,
    ) -> Portrait:
        """The analysed photo; see `real3d.portrait.analyse_portrait`.

        Args:
            image, size, face, beside: of the photo.
            file: where the image was read from, to know by it what is known.
        """
        from real3d.portrait.analysis import analyse_portrait

        key = (self._seen(image, file), size, face, beside)
        return self._portraits.get(key, lambda: analyse_portrait(image, size, face, beside))

    def faces(
        self,
        image: NDArray[np.uint8],
        size: int,
        face: Point | None,
        file: Path | None = None,
    ) -> tuple[FaceBox, ...]:
        """Those in the photo; see `real3d.portrait.analysis.find_faces`. Arguments as above."""
        from real3d.portrait.analysis import find_faces

        key = (self._seen(image, file), size, face)
        with self._lock:
            found = self._found.get(key)
        if found is None:
            found = find_faces(image, size, face)
            with self._lock:
                self._found[key] = found
        return found

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
        return self._of_files.get(key, lambda: self.portrait(read(path), size, face, file=path))

    def known_portrait(
        self,
        photo: Path | NDArray[np.uint8],
        size: int,
        face: Point | None,
        beside: tuple[FaceBox, ...] = (),
    ) -> Portrait | None:
        """The analysed photo, if it is known already; no file is read for that."""
        return self._portraits.known((self._known_picture(photo), size, face, beside))

    def known_faces(
        self, photo: Path | NDArray[np.uint8], size: int, face: Point | None
    ) -> tuple[FaceBox, ...] | None:
        """Those in the photo, if they are known already."""
        key = (self._known_picture(photo), size, face)
        with self._lock:
            return self._found.get(key)

    def avatar(self, engine: Engine, portrait: Portrait) -> Avatar:
        """The portrait reconstructed by the engine. Engines of one name count as one."""
        return self._avatars.get(
            _avatar_key(engine.name, portrait), lambda: engine.reconstruct(portrait)
        )

    def knows_avatar(self, engine: str, portrait: Portrait) -> bool:
        """Whether an engine of that name has reconstructed the portrait already."""
        return self._avatars.known(_avatar_key(engine, portrait)) is not None

    def _seen(self, image: NDArray[np.uint8], file: Path | None) -> bytes:
        """The picture's fingerprint, by which its file is known from now on."""
        fingerprint = _fingerprint(image)
        if file is not None:
            with suppress(OSError), self._lock:
                self._fingerprints[_state(file)] = fingerprint
        return fingerprint

    def _known_picture(self, photo: Path | NDArray[np.uint8]) -> bytes | None:
        """Its fingerprint; None for a file that nobody has read yet."""
        if isinstance(photo, np.ndarray):
            return _fingerprint(photo)
        with suppress(OSError), self._lock:
            return self._fingerprints.get(_state(photo))
        return None


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
