"""A file of captions fills the words on the page, or says why not."""

from __future__ import annotations

import pytest

from real3d.ui.handlers.transcripts import read_captions_file


def test_the_text_of_a_file_fills_the_words(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("你好", encoding="utf-8")
    assert read_captions_file(str(path)) == ("你好", "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"1\n00:xx --> 00:00:02,000\nHello", "cannot be read: “00:xx"),
        ("Zoë".encode("latin-1"), "cannot be read as text"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence_and_the_words_stay(tmp_path, content, sentence):
    path = tmp_path / "a.srt"
    path.write_bytes(content)
    words, status = read_captions_file(str(path))
    assert words["__type__"] == "update"
    assert sentence in status
