from __future__ import annotations

import numpy as np
import pytest

from real3d.errors import InputError, SettingsError, TooLongError
from real3d.text_to_speech.speech import (
    MAX_LETTERS,
    SpeechStep,
    SpokenPiece,
    speak,
    write_script,
)
from real3d.text_to_speech.synthesis import RATE
from tests.support.typed_voice import HummingNetwork, speak_without_downloads

LONG = f"{'Hello world ' * 9}stop. {'It is a cat ' * 9}stop.\nStop it."


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> HummingNetwork:
    return speak_without_downloads(monkeypatch)


def _said(text: str, speed: float = 1.0) -> tuple[list[SpeechStep], np.ndarray]:
    speaking, steps = speak(write_script(text, "heart", speed)), []
    while True:
        try:
            steps.append(next(speaking))
        except StopIteration as finished:
            return steps, finished.value.sound


def test_a_text_is_spoken_piece_by_piece_with_pauses_between(network):
    steps, sound = _said(LONG)
    assert [str(step.message) for step in steps[-3:]] == [
        f"Speaking the text: part {part} of 3" for part in (1, 2, 3)
    ]
    assert len(network.heard) == 3
    loud = np.flatnonzero(np.abs(sound) > 0.1)
    gaps = np.diff(loud)[np.diff(loud) > 0.2 * RATE] / RATE
    assert gaps == pytest.approx([0.45, 0.8], abs=0.02)  # with the breath that is left
    assert loud[0] == pytest.approx(0.25 * RATE, abs=0.02 * RATE)


def _pieces(text: str) -> tuple[SpokenPiece, ...]:
    speaking = speak(write_script(text, "heart", 1.0))
    while True:
        try:
            next(speaking)
        except StopIteration as finished:
            return finished.value.pieces


def test_it_is_known_when_each_piece_is_said():
    _, sound = _said(LONG)
    pieces = _pieces(LONG)
    assert [piece.words.split()[-1] for piece in pieces] == ["stop.", "stop.", "it."]
    for piece in pieces:
        first, last = (round(time * RATE) for time in (piece.start, piece.end))
        assert np.abs(sound[first:last]).max() > 0.1
    assert pieces[1].start - pieces[0].end == pytest.approx(0.35)
    assert pieces[-1].end == pytest.approx(len(sound) / RATE - 0.3)


def test_a_piece_that_is_read_in_parts_is_one_piece():
    (piece,) = _pieces(" ".join("W" * 150))
    assert piece.end > 10


def test_what_is_downloaded_is_said(network):
    steps, _ = _said("Hello")
    assert str(steps[0].message) == "Downloading the voice, once (92 MB): 50%"


def test_the_same_text_is_the_same_sound():
    assert np.array_equal(_said(LONG)[1], _said(LONG)[1])


def test_faster_is_shorter():
    assert len(_said(LONG, 2.0)[1]) < 0.6 * len(_said(LONG)[1])


def test_it_can_be_stopped_between_two_pieces(network):
    speaking = speak(write_script(LONG, "heart", 1.0))
    for step in speaking:
        if step.fraction > 0:
            break
    speaking.close()
    assert len(network.heard) == 1


def test_nobody_is_kept_waiting_for_a_text_that_cannot_be_spoken(network):
    for text, error, sentence in (
        (" \n", InputError, "The text is empty"),
        ("... 你好 !", InputError, "nothing in the text that can be spoken"),
        ("a" * (MAX_LETTERS + 1), TooLongError, "has 2001 characters; the limit is 2000"),
    ):
        with pytest.raises(error, match=sentence):
            write_script(text, "heart", 1.0)
    assert not network.heard


@pytest.mark.parametrize("speed", [0.4, 2.1, float("nan")])
def test_a_speed_out_of_reach_is_refused(speed):
    with pytest.raises(SettingsError, match=r"“speed” is .*; choose a value from 0.5 to 2.0"):
        write_script("Hello", "heart", speed)


def test_no_more_symbols_are_read_at_a_time_than_the_network_can(network):
    _said(" ".join("W" * 300))
    assert max(given["input_ids"].size for given in network.heard) <= 512
    assert sum(given["input_ids"].size for given in network.heard) > 1500


def test_how_long_it_will_last_is_known_before():
    assert write_script(LONG, "heart", 2.0).seconds < write_script(LONG, "heart", 1.0).seconds
    assert 0.5 < write_script("Hello", "heart", 1.0).seconds < 2
