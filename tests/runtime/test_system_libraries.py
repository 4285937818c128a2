from __future__ import annotations

import importlib

import pytest

from real3d.errors import MissingLibraryError
from real3d.runtime.system_libraries import import_cv2


def test_opencv_is_returned_when_all_is_well():
    assert import_cv2().__name__ == "cv2"


@pytest.mark.parametrize(
    ("library", "packages"),
    [
        ("libGL.so.1", ["libgl1", "mesa-libGL"]),
        ("libgthread-2.0.so.0", ["libglib2.0-0", "glib2"]),
    ],
)
def test_a_missing_system_library_is_named_with_its_packages(monkeypatch, library, packages):
    def fail(name):
        raise ImportError(f"{library}: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(MissingLibraryError) as error:
        import_cv2()
    for word in (library, *packages):
        assert word in str(error.value)


def test_a_missing_opencv_is_said_too(monkeypatch):
    def fail(name):
        raise ModuleNotFoundError("No module named 'cv2'")

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(MissingLibraryError, match=r"pip install -r requirements\.txt"):
        import_cv2()
