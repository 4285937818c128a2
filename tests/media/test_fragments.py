"""What can be played of a video before it is finished."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import numpy as np
import pytest

from real3d.media import VideoWriter, open_video, read_audio
from tests.support.recordings import write_voice

FPS, SECONDS = 25, 6


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> tuple[list, Path]:
    """The pieces of a film, and the finished film."""
    folder = tmp_path_factory.mktemp("live")
    voice = write_voice(folder / "voice.wav", seconds=SECONDS - 1.5)
    found, path = [], folder / "film.mp4"
    with VideoWriter(path, (64, 64), FPS, audio=voice) as writer:
        live = writer.live(SECONDS)
        for number in range(FPS * SECONDS):
            writer.write(np.full((64, 64, 3), number, np.uint8))
            if number % 10 == 0:
                sleep(0.05)  # as slow as a renderer
            piece = live.new_piece()
            if piece is not None:
                found.append(piece)
    assert [*folder.glob(".real3d-*")] == []
    return found, path


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


def test_sound_is_ahead_of_the_pictures_and_silence_follows_it(pieces, tmp_path):
    found, _ = pieces
    sound = tmp_path / "sound.mp4"
    sound.write_bytes(b"".join(piece.sound for piece in found))
    heard = read_audio(sound)
    pictures = tmp_path / "pictures.mp4"
    pictures.write_bytes(b"".join(piece.pictures for piece in found))
    assert heard.duration >= open_video(pictures).duration
    assert np.abs(heard.samples[: 16000 * 2]).max() > 0.01


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
