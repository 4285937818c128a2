"""What fills the panels of a row."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from real3d.media.audio import ANALYSIS_RATE, Audio
from real3d.pipeline.panels import letterboxed, repeated, title, waveform


def loudness(picture: np.ndarray) -> np.ndarray:
    """Of each column: how many of its pixels are drawn."""
    return picture.any(2).sum(0)


def test_a_voice_passes_from_right_to_left():
    samples = np.zeros(2 * ANALYSIS_RATE, np.float32)
    samples[ANALYSIS_RATE : ANALYSIS_RATE + 800] = 0.5
    frames = list(waveform(Audio(Path("voice.wav"), samples), 25, 128, 50))
    assert len(frames) == 50
    peaks = [int(np.delete(loudness(frame), 64).argmax()) for frame in frames]
    assert peaks[5] > peaks[15] > peaks[25] - 3
    assert abs(peaks[25] - 64) <= 4


def test_silence_and_the_time_after_the_end_are_a_line():
    quiet = Audio(Path("voice.wav"), np.zeros(ANALYSIS_RATE, np.float32))
    *_, last = waveform(quiet, 25, 64, 60)
    assert np.delete(loudness(last), 32).max() <= 1


def test_the_last_picture_of_a_short_video_stays():
    pictures = iter([np.full((32, 64, 3), level, np.uint8) for level in (10, 20)])
    frames = list(letterboxed(pictures, 64, 4))
    assert [frame[32, 32, 0] for frame in frames] == [10, 20, 20, 20]
    assert not frames[0][:15].any()
    assert len(list(repeated(frames[0], 3))) == 3


def test_a_title_is_legible_and_as_wide_as_its_words():
    short, long = title("depth", 512), title("volume rendering", 512)
    assert short.shape[0] == long.shape[0] == 28
    assert short.shape[1] < long.shape[1] < 256
    assert short.max() > 240
