"""The player that web pages load, built from `web/`."""

from __future__ import annotations

from pathlib import Path

PLAYER = Path(__file__).with_name("real3d-player.js")
"""One file without dependencies; it loads nothing but what a page tells it to, and `HEARING`."""
HEARING = Path(__file__).with_name("real3d-hearing.bin")
"""What the player hears voices with, made by `real3d.portable.hearing`."""
TRACKER = Path(__file__).with_name("real3d-tracker.bin")
"""What it follows faces with, MediaPipe's Face Mesh for browsers: 10.5 MB, packed to 5.5."""
LICENCE = Path(__file__).with_name("real3d-tracker.LICENSE.txt")
"""The tracker's, which goes wherever it goes."""
