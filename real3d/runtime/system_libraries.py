"""OpenCV, and a clear word when the system libraries that it needs are not there.

The OpenCV wheel links against two libraries of the operating system that small installations leave
out. The entry points import OpenCV through this module before anything else does.
"""

from __future__ import annotations

import importlib
from types import ModuleType

from real3d.errors import MissingLibraryError

_PACKAGES = {
    "libGL.so.1": ("libgl1", "mesa-libGL"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
}
"""Shared library → its (Debian or Ubuntu, Fedora) package."""


def import_cv2() -> ModuleType:
    """OpenCV's module.

    Raises:
        MissingLibraryError: a system library or OpenCV itself is not installed; the message says
            which package holds it.
    """
    try:
        return importlib.import_module("cv2")
    except ImportError as error:
        raise _missing_library(str(error)) from error


def _missing_library(reason: str) -> MissingLibraryError:
    for library, (debian, fedora) in _PACKAGES.items():
        if library in reason:
            return MissingLibraryError(
                "system-library-missing", library=library, debian=debian, fedora=fedora
            )
    return MissingLibraryError("opencv-not-loaded", reason=reason)
