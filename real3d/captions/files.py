"""Captions in and out: SRT and WebVTT, by the library pysubs2, which also takes their tags away."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from real3d.captions.caption import Caption
from real3d.errors import InputError, TooLongError
from real3d.media.files import check_file

MAX_LETTERS = 50_000
"""Of a transcript with its times: three times what is said in a quarter of an hour."""
_MAX_BYTES = 2**20
"""Of its file: far more, so that it is told what the limit is."""
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""By the mark in front of a text; editors on Windows write it."""
_ARROW = "-->"
_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[,.]\d{1,3}"
_TIMES = re.compile(rf"{_TIME}\s*-->\s*{_TIME}")


def read_transcript(path: str | os.PathLike[str]) -> str:
    """The text of a file: plain, SRT or WebVTT, in UTF-8 or UTF-16.

    Raises:
        FileMissingError: it cannot be opened, or is empty.
        FileTooLargeError: it is too large for any transcript.
        InputError: it is no text, or in another encoding.
    """
    path = check_file(path, _MAX_BYTES)
    content = path.read_bytes()
    try:
        text = content.decode(_ENCODINGS.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("text-file-unreadable", name=path.name) from error
    if "\0" in text:
        raise InputError("text-file-unreadable", name=path.name)
    return text


def is_timed(transcript: str) -> bool:
    """Whether a transcript is SRT or WebVTT, not plain words."""
    return _ARROW in transcript or transcript.lstrip("\ufeff \n").startswith("WEBVTT")


def parse_captions(transcript: str) -> tuple[Caption, ...]:
    """The captions of an SRT or WebVTT file, in the order of their times; none overlaps the next.

    Args:
        transcript: what is in the file; tags for styles are left out.

    Raises:
        InputError: a line of times cannot be read, a caption ends before it begins, or there is
            none.
    """
    from pysubs2 import SSAFile

    is_vtt = transcript.lstrip("\ufeff \n").startswith("WEBVTT")
    lines = _numbered(transcript.splitlines())
    events = SSAFile.from_string("\n".join(lines), format_="vtt" if is_vtt else "srt")
    found = [
        Caption(event.start / 1000, event.end / 1000, text)
        for event in events
        if (text := event.plaintext.strip())
    ]
    for caption in found:
        if caption.end <= caption.start:
            words = " ".join(caption.text.split())[:40]
            raise InputError("captions-backwards", text=words, start=caption.start)
    if not found:
        raise InputError("captions-absent")
    return tuple(_in_order(found))


def srt_text(captions: Iterable[Caption]) -> str:
    """An SRT file."""
    from pysubs2 import SSAEvent, SSAFile

    written = SSAFile()
    for caption in captions:
        event = SSAEvent(round(1000 * caption.start), round(1000 * caption.end))
        event.plaintext = caption.text.replace(_ARROW, "→")  # it would be taken for times
        written.append(event)
    return written.to_string("srt")


def check_length(transcript: str) -> None:
    """
    Raises:
        TooLongError: a transcript has more than `MAX_LETTERS`.
    """
    if len(transcript) > MAX_LETTERS:
        raise TooLongError("transcript-too-long", count=len(transcript), limit=MAX_LETTERS)


def _numbered(lines: Sequence[str]) -> list[str]:
    """Lines in which every caption has a number before it, and one comes at the end: the library
    takes a number that ends a caption, “In the year / 1969”, for that of the next one.

    Raises:
        InputError: a line of times cannot be read.
    """
    numbered: list[str] = []
    for line in lines:
        if _ARROW in line:
            if not _TIMES.search(line):
                raise InputError("captions-times-unreadable", line=line.strip()[:60])
            if not (numbered and numbered[-1].strip()):
                numbered.append("0")
        numbered.append(line)
    return [*numbered, "", "0"]


def _in_order(captions: list[Caption]) -> Iterator[Caption]:
    """The next one takes the place of one that is still there."""
    ordered = sorted(captions, key=lambda caption: caption.start)
    for caption, following in pairwise(ordered):
        if caption.start < following.start:
            yield replace(caption, end=min(caption.end, following.start))
    yield ordered[-1]
