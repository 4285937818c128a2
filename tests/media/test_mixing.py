"""Two recordings in one file: each from its own moment, as loud as it is, never clipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from real3d.errors import NotAudioError
from real3d.media import read_audio
from real3d.media.mixing import Placed, mix_recordings
from tests.support.recordings import header, write_clip, write_voice


def _loudness(samples: np.ndarray, start: float, end: float) -> float:
    """Root mean square of a stretch, in seconds."""
    part = samples[round(start * 16_000) : round(end * 16_000)].astype(float)
    return float(np.sqrt(np.mean(part**2)))


def test_each_is_heard_in_its_time_and_as_loud_as_it_is(tmp_path: Path) -> None:
    one = write_voice(tmp_path / "one.wav", 0.5, level=4000)
    other = write_voice(tmp_path / "other.wav", 0.5, rate=44_100, level=12_000)
    out = tmp_path / "both.wav"
    mix_recordings(Placed(one, 0.0), Placed(other, 0.8), 1.3, out)
    mixed = read_audio(out)
    assert mixed.duration == pytest.approx(1.3, abs=0.01)
    assert _loudness(mixed.samples, 0.1, 0.4) == pytest.approx(4000 / 32768 / np.sqrt(2), rel=0.03)
    assert _loudness(mixed.samples, 0.55, 0.75) < 1e-3
    assert _loudness(mixed.samples, 0.9, 1.2) == pytest.approx(12e3 / 32768 / np.sqrt(2), rel=0.03)


def test_two_loud_voices_together_are_not_clipped(tmp_path: Path) -> None:
    voice = write_voice(tmp_path / "one.wav", 0.5, level=30_000)
    out = tmp_path / "both.wav"
    mix_recordings(Placed(voice, 0.0), Placed(voice, 0.0), 0.5, out)
    loudest = np.abs(read_audio(out).samples).max()
    assert 0.85 < loudest < 0.99


def test_a_stereo_sound_of_a_video_stays_stereo(tmp_path: Path) -> None:
    voice = write_voice(tmp_path / "one.wav", 0.5)
    clip = write_clip(tmp_path / "clip.mp4", np.zeros((64, 64, 3), np.uint8), sound=voice)
    out = tmp_path / "both.wav"
    mix_recordings(Placed(clip, 0.0), Placed(voice, 0.2), 0.7, out)
    assert "48000 Hz, stereo" in header(out)


def test_a_file_without_sound_is_an_error(tmp_path: Path) -> None:
    voice = write_voice(tmp_path / "one.wav", 0.5)
    mute = write_clip(tmp_path / "mute.mp4", np.zeros((64, 64, 3), np.uint8))
    with pytest.raises(NotAudioError):
        mix_recordings(Placed(voice, 0.0), Placed(mute, 0.0), 0.5, tmp_path / "both.wav")
