"""What fills the panels of a row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from real3d.media.audio import ANALYSIS_RATE, Audio
from real3d.media.video import open_video
from real3d.pipeline.panels import (
    beside,
    beside_size,
    letterboxed,
    repeated,
    title,
    waveform,
)
from tests.support.recordings import write_clip


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


@pytest.mark.parametrize(("width", "height"), [(64, 36), (36, 64), (160, 36)])
def test_a_driving_video_stands_beside_each_frame_unstretched(width, height, tmp_path):
    picture = np.zeros((height, width, 3), np.uint8)
    # A square in the middle stays one.
    top, left = (height - 16) // 2, (width - 16) // 2
    picture[top : top + 16, left : left + 16] = 255
    clip = open_video(write_clip(tmp_path / "clip.mp4", picture, frames=4))
    ours = (np.full((128, 96, 3), 90, np.uint8) for _ in range(6))
    rows = list(beside(clip, ours, 25))
    assert len(rows) == 6  # the last one of the clip stays
    assert {row.shape[1::-1] for row in rows} == {beside_size(clip, (96, 128))}
    for row in rows:
        assert (row[:, -96:] == 90).all()
        shown, side = row[:, :-96], 16 * 128 / height
        assert abs((shown[64] > 128).all(axis=1).sum() - side) <= 3
        assert abs((shown[:, shown.shape[1] // 2] > 128).all(axis=1).sum() - side) <= 3


def test_frames_that_are_not_taken_end_both(tmp_path):
    clip = open_video(write_clip(tmp_path / "clip.mp4", np.zeros((64, 64, 3), np.uint8), frames=9))
    ended = []

    def ours():
        try:
            while True:
                yield np.zeros((64, 64, 3), np.uint8)
        finally:
            ended.append(True)

    rows = beside(clip, ours(), 25)
    next(rows)
    rows.close()
    assert ended == [True]


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
