"""What can be played of a video before it is finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import numpy as np
import pytest

from real3d.errors import OutputError
from real3d.media import Piece, VideoWriter, open_video, read_audio
from tests.support.recordings import write_voice

from .conftest import make, sound_source

FPS, SECONDS = 25, 6


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> tuple[list, Path]:
    """The pieces of a film, and the finished film."""
    folder = tmp_path_factory.mktemp("live")
    voice = write_voice(folder / "voice.wav", seconds=SECONDS - 1.5)
    found = _film(folder, voice)
    assert [*folder.glob(".real3d-*")] == []
    return found, folder / "film.mp4"


def test_pieces_come_while_frames_are_written_and_make_a_film(pieces, tmp_path):
    found, finished = pieces
    assert len(found) >= 2
    pictures = tmp_path / "pictures.mp4"
    pictures.write_bytes(b"".join(piece.pictures for piece in found))
    shown, whole = (list(open_video(film).frames(FPS)) for film in (pictures, finished))
    assert FPS <= len(shown) < len(whole)
    # At the cut, some frames still wait for those that they are predicted from.
    settled = len(shown) - 5
    assert np.array_equal(shown[:settled], whole[:settled]), "they are the pictures of the result"


def test_with_every_piece_the_sound_reaches_further_than_the_pictures(pieces, tmp_path):
    """A player decodes a little ahead: it stops where the sound ends before the pictures do."""
    found, _ = pieces
    for number in range(1, len(found) + 1):
        sound, pictures = tmp_path / "sound.mp4", tmp_path / "pictures.mp4"
        sound.write_bytes(b"".join(piece.sound for piece in found[:number]))
        pictures.write_bytes(b"".join(piece.pictures for piece in found[:number]))
        ahead = read_audio(sound).duration - open_video(pictures).duration
        assert ahead >= min(1.0, SECONDS - open_video(pictures).duration - 0.1)


def test_silence_follows_the_sound(pieces, tmp_path):
    found, _ = pieces
    sound = tmp_path / "sound.mp4"
    sound.write_bytes(b"".join(piece.sound for piece in found))
    heard = read_audio(sound)
    assert np.abs(heard.samples[: 16000 * 2]).max() > 0.01
    after = heard.samples[int(16000 * (SECONDS - 1.4)) :]
    assert len(after) > 1000
    assert np.abs(after).max() < 1e-3


def test_a_film_without_sound_is_played_too(tmp_path):
    with VideoWriter(tmp_path / "film.mp4", (64, 64), FPS) as writer:
        live = writer.live(4.0)
        found = []
        for number in range(FPS * 4):
            writer.write(np.full((64, 64, 3), number, np.uint8))
            sleep(0.004)
            found.append(live.new_piece())
    assert any(found)
    assert all(piece.sound == b"" for piece in found if piece)


def test_what_the_recording_says_about_its_owner_is_not_handed_out(tmp_path):
    tags = ["-metadata", "title=PRIVATE", "-metadata:s:a", "handler_name=PRIVATE"]
    voice = make(tmp_path / "voice.m4a", *sound_source(SECONDS), *tags)
    assert voice.read_bytes().count(b"PRIVATE") == 2
    sound = b"".join(piece.sound for piece in _film(tmp_path, voice))
    assert len(sound) > 10_000
    assert b"PRIVATE" not in sound


def test_the_sound_that_is_handed_out_is_never_that_of_another_file(tmp_path):
    voice = make(tmp_path / "voice.wav", *sound_source(SECONDS))
    script = f"ffconcat version 1.0\nfile {voice.name}\n".encode()
    pieces: list[Piece] = []
    with pytest.raises(OutputError):
        _write_with_another_sound(tmp_path / "a.mp4", voice, script, pieces)
    assert all(piece.sound == b"" for piece in pieces)


def _write_with_another_sound(path: Path, voice: Path, script: bytes, pieces: list[Piece]) -> None:
    """The script takes the voice's place once the writer has looked into the voice."""
    with VideoWriter(path, (64, 64), FPS, audio=voice) as writer:
        other = voice.rename(voice.with_name("other.wav"))
        voice.write_bytes(script.replace(voice.name.encode(), other.name.encode()))
        pieces += _pieces(writer)


def _film(folder: Path, voice: Path) -> list[Piece]:
    with VideoWriter(folder / "film.mp4", (64, 64), FPS, audio=voice) as writer:
        return list(_pieces(writer))


def _pieces(writer: VideoWriter) -> Iterator[Piece]:
    """At the pace of a renderer, which begins a while after its sound."""
    live = writer.live(SECONDS)
    sleep(0.3)
    for number in range(FPS * SECONDS):
        writer.write(np.full((64, 64, 3), number, np.uint8))
        if number % 10 == 0:
            sleep(0.05)
        piece = live.new_piece()
        if piece is not None:
            yield piece
