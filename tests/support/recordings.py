"""Short recordings made on the spot, for tests of what stands above the media room."""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import numpy as np

from real3d.media import VideoWriter, ffmpeg


def write_voice(path: Path, seconds: float = 0.6, rate: int = 16_000, level: int = 8000) -> Path:
    """A humming tone as a mono WAV file, as loud as that level of 16 bits."""
    time = np.arange(round(seconds * rate)) / rate
    samples = (level * np.sin(2 * np.pi * 180 * time)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


def write_clip(
    path: Path, frame: np.ndarray, frames: int = 10, fps: float = 25.0, sound: Path | None = None
) -> Path:
    """A video that shows one picture, with or without sound."""
    height, width = frame.shape[:2]
    with VideoWriter(path, size=(width, height), fps=fps, audio=sound) as writer:
        for _ in range(frames):
            writer.write(frame)
    return path


def header(path: Path) -> str:
    """What ffmpeg says about a file: its streams and tags."""
    # The tags once more on their own: in what is said about a file, long ones are cut off.
    command = [ffmpeg.executable(), "-hide_banner", "-i", str(path), "-f", "ffmetadata", "-"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return said.stderr + said.stdout
