"""What can be played of a video before it is finished."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import numpy as np
import pytest

from real3d.media import Fragment, VideoWriter, open_video, read_audio
from tests.support.recordings import write_voice

FPS, SECONDS = 25, 6


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Fragment], Path]:
    """The fragments of a video, read while it was written, and the finished video."""
    folder = tmp_path_factory.mktemp("fragments")
    voice = write_voice(folder / "voice.wav", seconds=SECONDS - 1.5)
    fragments, path = [], folder / "video.mp4"
    with VideoWriter(path, (64, 64), FPS, audio=voice) as writer:
        reader = writer.fragment_reader(SECONDS)
        for number in range(FPS * SECONDS):
            writer.write(np.full((64, 64, 3), number, np.uint8))
            if number % 10 == 0:
                sleep(0.05)  # as slow as a renderer
            fragment = reader.read()
            if fragment is not None:
                fragments.append(fragment)
    assert [*folder.glob(".real3d-*")] == []
    return fragments, path


def test_fragments_come_while_frames_are_written_and_make_a_video(written, tmp_path):
    fragments, finished = written
    assert len(fragments) >= 2
    video = tmp_path / "video.mp4"
    video.write_bytes(b"".join(fragment.video for fragment in fragments))
    shown, whole = (list(open_video(path).frames(FPS)) for path in (video, finished))
    assert FPS <= len(shown) < len(whole)
    # At the cut, some frames still wait for those that they are predicted from.
    settled = len(shown) - 5
    assert np.array_equal(shown[:settled], whole[:settled]), "they are the frames of the result"


def test_audio_is_ahead_of_the_frames_and_silence_follows_it(written, tmp_path):
    fragments, _ = written
    audio, video = tmp_path / "audio.mp4", tmp_path / "video.mp4"
    audio.write_bytes(b"".join(fragment.audio for fragment in fragments))
    video.write_bytes(b"".join(fragment.video for fragment in fragments))
    recording = read_audio(audio)
    assert recording.duration >= open_video(video).duration
    assert np.abs(recording.samples[: 16000 * 2]).max() > 0.01


def test_a_video_without_audio_is_played_too(tmp_path):
    with VideoWriter(tmp_path / "video.mp4", (64, 64), FPS) as writer:
        reader = writer.fragment_reader(4.0)
        fragments = []
        for number in range(FPS * 4):
            writer.write(np.full((64, 64, 3), number, np.uint8))
            sleep(0.004)
            fragments.append(reader.read())
    assert any(fragments)
    assert all(fragment.audio == b"" for fragment in fragments if fragment)
