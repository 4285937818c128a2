"""What can be played of a video before it is finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import numpy as np
import pytest

from real3d.errors import OutputError
from real3d.media import Fragment, VideoWriter, open_video, read_audio
from tests.support.recordings import write_voice

from .conftest import make, sound_source

FPS, SECONDS = 25, 6


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Fragment], Path]:
    """The fragments of a video, read while it was written, and the finished video."""
    folder = tmp_path_factory.mktemp("fragments")
    voice = write_voice(folder / "voice.wav", seconds=SECONDS - 1.5)
    fragments, path = [], folder / "video.mp4"
    with VideoWriter(path, (64, 64), FPS, audio=voice) as writer:
        fragments += _write(writer)
    assert [*folder.glob(".real3d-*")] == []
    return fragments, path


def _write(writer: VideoWriter) -> Iterator[Fragment]:
    """At the pace of a renderer, which begins a while after the audio."""
    reader = writer.fragment_reader(SECONDS)
    sleep(0.3)
    for number in range(FPS * SECONDS):
        writer.write(np.full((64, 64, 3), number, np.uint8))
        if number % 10 == 0:
            sleep(0.05)
        fragment = reader.read()
        if fragment is not None:
            yield fragment


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


def test_with_every_fragment_the_audio_reaches_further_than_the_frames(written, tmp_path):
    """A player decodes a little ahead: it stops where the audio ends before the frames do."""
    fragments, _ = written
    audio, video = tmp_path / "audio.mp4", tmp_path / "video.mp4"
    for number in range(1, len(fragments) + 1):
        audio.write_bytes(b"".join(fragment.audio for fragment in fragments[:number]))
        video.write_bytes(b"".join(fragment.video for fragment in fragments[:number]))
        shown = open_video(video).duration
        assert read_audio(audio).duration - shown >= min(1.0, SECONDS - shown - 0.1)


def test_silence_follows_the_audio(written, tmp_path):
    fragments, _ = written
    audio = tmp_path / "audio.mp4"
    audio.write_bytes(b"".join(fragment.audio for fragment in fragments))
    samples = read_audio(audio).samples
    assert np.abs(samples[: 16000 * 2]).max() > 0.01
    after = samples[int(16000 * (SECONDS - 1.4)) :]
    assert len(after) > 1000
    assert np.abs(after).max() < 1e-3


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


def test_what_the_recording_says_about_its_owner_is_not_handed_out(tmp_path):
    tags = ["-metadata", "title=PRIVATE", "-metadata:s:a", "handler_name=PRIVATE"]
    voice = make(tmp_path / "voice.m4a", *sound_source(SECONDS), *tags)
    assert voice.read_bytes().count(b"PRIVATE") == 2
    with VideoWriter(tmp_path / "video.mp4", (64, 64), FPS, audio=voice) as writer:
        audio = b"".join(fragment.audio for fragment in _write(writer))
    assert len(audio) > 10_000
    assert b"PRIVATE" not in audio


def test_the_audio_that_is_handed_out_is_never_that_of_another_file(tmp_path):
    voice = make(tmp_path / "voice.wav", *sound_source(SECONDS))
    fragments: list[Fragment] = []
    with pytest.raises(OutputError):
        _write_with_another_sound(tmp_path / "video.mp4", voice, fragments)
    assert all(fragment.audio == b"" for fragment in fragments)


def _write_with_another_sound(path: Path, voice: Path, fragments: list[Fragment]) -> None:
    """A script takes the voice's place once the writer has looked into the voice."""
    with VideoWriter(path, (64, 64), FPS, audio=voice) as writer:
        other = voice.rename(voice.with_name("other.wav"))
        voice.write_text(f"ffconcat version 1.0\nfile {other.name}\n")
        fragments += _write(writer)
