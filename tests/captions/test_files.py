"""Captions read from files as people have them."""

from __future__ import annotations

import pytest

from real3d.captions.caption import Caption
from real3d.captions.files import (
    MAX_LETTERS,
    check_length,
    is_timed,
    parse_captions,
    read_transcript,
    srt_text,
)
from real3d.errors import FileMissingError, InputError, TooLongError

SRT = """1
00:00:01,000 --> 00:00:02,500
Hello, <i>world</i>.

2
00:00:03,000 --> 00:00:04,000
Two
lines
"""
VTT = """WEBVTT

00:01.000 --> 00:02.500 line:80%
Hello, world.

00:03.000 --> 00:04.000
Two
lines
"""
READ = (Caption(1.0, 2.5, "Hello, world."), Caption(3.0, 4.0, "Two\nlines"))


@pytest.mark.parametrize("content", [SRT, VTT, SRT.replace("\n", "\r\n"), "\ufeff" + SRT])
def test_srt_and_webvtt_are_read_without_their_styles(content):
    assert is_timed(content)
    assert parse_captions(content) == READ


def test_what_is_written_is_read_again():
    assert parse_captions(srt_text(READ)) == READ


@pytest.mark.parametrize("head", ["WEBVTT\n\n", ""])
@pytest.mark.parametrize("numbers", [True, False])
def test_a_year_at_the_end_of_a_caption_stays(head, numbers):
    point = "." if head else ","
    captions = [
        f"{f'{k}{chr(10)}' if numbers else ''}00:00:0{k}{point}000 --> 00:00:0{k}{point}900\n"
        f"In the year\n{1968 + k}\n"
        for k in (1, 2)
    ]
    found = parse_captions(head + "\n".join(captions))
    assert [caption.text for caption in found] == ["In the year\n1969", "In the year\n1970"]


def test_an_arrow_is_no_line_of_times():
    (caption,) = parse_captions(srt_text([Caption(0, 1, "A --> B")]))
    assert caption.text == "A → B"


def test_braces_are_letters():
    assert parse_captions(srt_text([Caption(0, 1, "{\\b1} a")]))[0].text.endswith("a")


def test_captions_come_in_order_and_never_two_at_a_time():
    mixed = srt_text([Caption(3, 5, "later"), Caption(1, 4, "earlier"), Caption(1, 2, "first")])
    times = [(caption.start, caption.end) for caption in parse_captions(mixed)]
    assert times == [(1.0, 2.0), (3.0, 5.0)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SRT.replace("00:00:03,000", "00:00:xx"), "line of times .* “00:00:xx --> 00:00:04,000”"),
        (SRT.replace("00:00:04,000", "00:00:02,900"), "“Two.*” ends before it begins, at 3.0 s"),
        ("WEBVTT\n\n", "holds no captions"),
    ],
)
def test_damaged_captions_are_a_sentence(content, sentence):
    with pytest.raises(InputError, match=sentence):
        parse_captions(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_editors(encoding, tmp_path):
    path = tmp_path / "a.srt"
    path.write_text("你好, Zoë", encoding)
    assert read_transcript(path) == "你好, Zoë"


@pytest.mark.parametrize("content", ["Zoë".encode("latin-1"), "你好".encode("gb18030"), b"a\0b"])
def test_another_encoding_is_a_sentence(content, tmp_path):
    path = tmp_path / "a.srt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"'a\.srt' cannot be read as text.*UTF-8"):
        read_transcript(path)
    with pytest.raises(FileMissingError):
        read_transcript(tmp_path / "nowhere.srt")


def test_a_book_is_too_long():
    check_length("a" * MAX_LETTERS)
    with pytest.raises(TooLongError, match="have 50001 characters; the limit is 50000"):
        check_length("a" * (MAX_LETTERS + 1))
