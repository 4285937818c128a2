import numpy as np
import pytest

from tests.support.spoken import read_speech
from training.speech.alignment import align
from training.speech.phones import SILENCE


@pytest.fixture(scope="module")
def speech():
    return read_speech()


def said(speech):
    """The phones as one who only knows the text would give them, with a pause where one may be."""
    return [phone for _, _, phone in speech.phones if phone != SILENCE]


def middle_errors(segments, speech):
    spoken = [(a + b) / 2 for a, b, phone in speech.phones if phone != SILENCE]
    found = [(s.start + s.end) / 2 for s in segments if s.phone != SILENCE]
    return np.abs(np.subtract(spoken, found))


def test_phones_are_found_where_they_were_spoken(speech):
    segments, _ = align(speech.samples, said(speech))
    errors = middle_errors(segments, speech)
    assert np.median(errors) < 0.02
    assert np.percentile(errors, 90) < 0.05


def test_segments_follow_each_other_without_gaps(speech):
    segments, _ = align(speech.samples, said(speech))
    assert segments[0].start == 0
    assert [s.end for s in segments[:-1]] == [s.start for s in segments[1:]]


def test_a_pause_that_was_not_made_is_left_out(speech):
    phones = said(speech)
    with_pauses = [p for phone in phones for p in (phone, SILENCE)]
    segments, _ = align(speech.samples, with_pauses)
    inner = [s for s in segments[1:-1] if s.phone == SILENCE]
    assert sum(s.end - s.start for s in inner) < 0.1 * len(speech.samples) / speech.rate


def test_another_sentence_is_less_probable(speech):
    phones = said(speech)
    _, right = align(speech.samples, phones)
    _, wrong = align(speech.samples, phones[::-1])
    assert wrong < right - 0.5


def test_too_many_phones_for_the_sound_are_refused():
    assert align(np.zeros(1600, np.float32), ["a"] * 50) is None
