from __future__ import annotations

import pytest

from real3d.errors import SettingsError
from real3d.text_to_speech.voices import VOICES, find_voice


def test_a_voice_is_found_by_its_name_and_by_that_of_its_file():
    assert find_voice("heart") is find_voice("Heart ") is find_voice("af_heart")


def test_a_voice_says_what_it_is():
    george = find_voice("george")
    assert (george.language, george.speaker, george.file) == ("en-GB", "man", "bm_george.bin")
    assert str(george.title) == "George, British man"


def test_there_are_women_and_men_of_both_accents():
    assert len({(voice.accent, voice.speaker) for voice in VOICES}) == 4
    assert len({voice.sha256 for voice in VOICES}) == len(VOICES)


def test_a_slip_of_the_pen_is_understood():
    with pytest.raises(SettingsError, match=r"did you mean “george”\?"):
        find_voice("gorge")
    with pytest.raises(SettingsError, match="choose one of heart"):
        find_voice("xyz")
