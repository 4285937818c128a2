"""Recordings made on the spot, with the same ffmpeg that reads them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from real3d.media import ffmpeg


def make(path: Path, *arguments: str) -> Path:
    """Runs ffmpeg with `arguments` and `path` as its output."""
    subprocess.run(
        [ffmpeg.executable(), "-loglevel", "error", "-y", *arguments, ffmpeg.file_url(path)],
        check=True,
        timeout=60,
    )
    return path


def picture_source(seconds: float, rate: int = 25, size: str = "64x48") -> list[str]:
    """Input arguments for moving test pictures."""
    return ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:rate={rate}:size={size}"]


def sound_source(seconds: float, rate: int = 44100, hertz: int = 440) -> list[str]:
    """Input arguments for a tone, an eighth of full scale, in mono."""
    return ["-f", "lavfi", "-i", f"sine=duration={seconds}:sample_rate={rate}:frequency={hertz}"]


@pytest.fixture(scope="session")
def clip_with_sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of H.264 at 25 fps with AAC."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    sources = [*picture_source(2), *sound_source(2)]
    return make(path, *sources, "-pix_fmt", "yuv420p", "-preset", "ultrafast")


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of a tone as 44.1 kHz mono WAV."""
    return make(tmp_path_factory.mktemp("tone") / "tone.wav", *sound_source(2))
