"""The page as its owner starts it, with the stand-in for the voice that says typed words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

import app
from tests.support.typed_voice import speak_without_downloads

if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        speak_without_downloads(patch)
        sys.exit(app.main())
