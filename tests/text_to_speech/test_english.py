from __future__ import annotations

import pytest

from real3d.text_to_speech.english import phonemes, spoken_text
from tests.support.typed_voice import speak_without_downloads


@pytest.fixture(autouse=True)
def _few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_without_downloads(monkeypatch)


def test_words_are_parted_by_spaces_and_marks_stand_where_they_are_heard():
    assert phonemes("Hello, world! “Stop” (it) — well.", "american") == (
        "həlˈO, wˈɜɹld! “stˈɑp” (ɪt) — wˈɛl."
    )


def test_a_word_is_spoken_by_what_follows_it():
    said = phonemes("the apple, the cat to be", "american")
    assert said == "ði ˈæpᵊl, ðə kˈæt tə bˈi"


def test_a_flap_is_written_as_the_voice_knows_it():
    assert "ɾ" not in phonemes("wanted", "american")


def test_a_text_that_shouts_is_not_spelled():
    assert spoken_text("STOP THE CAT", "american") == "stop the cat"
    assert spoken_text("FBI", "american") == "FBI"


@pytest.mark.parametrize("text", ["", "...", "?!", "— “ ”"])
def test_marks_alone_say_nothing(text):
    assert phonemes(text, "american") == ""
