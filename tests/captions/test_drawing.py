"""Captions in the picture: there when they should be, readable, and out of the way."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import pytest

from real3d.captions import fonts
from real3d.captions.caption import Caption
from real3d.captions.drawing import CaptionPainter
from real3d.errors import InputError
from real3d.provenance.badge import make_badge

SIZES = [(512, 512), (576, 1024), (1820, 1024), (288, 512), (1920, 1080)]
LONG = Caption(0, 1, "What is said here is far longer than one line, so that it takes both of them")


def _frames(count: int, size: tuple[int, int], value: int = 90) -> Generator[np.ndarray]:
    for _ in range(count):
        yield np.full((size[1], size[0], 3), value, np.uint8)


def _changed(captions: list[Caption], size: tuple[int, int], value: int = 90) -> np.ndarray:
    """[T, H, W] where frames differ from what was there."""
    burnt = CaptionPainter(captions, size).burn(_frames(25, size, value), 25)
    return np.stack([(frame != value).any(axis=2) for frame in burnt])


def test_a_caption_is_seen_in_its_time_and_no_longer():
    seen = _changed([Caption(0.2, 0.4, "Hello"), Caption(0.6, 0.8, "you")], (512, 512))
    assert np.flatnonzero(seen.any(axis=(1, 2))).tolist() == [*range(5, 10), *range(15, 20)]


@pytest.mark.parametrize("size", SIZES)
def test_it_lies_low_in_the_middle_and_away_from_edges_and_badge(size):
    width, height = size
    rows, columns = np.nonzero(_changed([LONG], size)[0])
    assert rows.min() > 0.6 * height
    assert rows.max() < 0.96 * height
    assert columns.min() > 0.04 * width
    assert columns.max() < 0.96 * width
    assert abs((columns.min() + columns.max()) / 2 - width / 2) < 0.01 * width + 2
    badge = make_badge(*size)
    assert rows.min() > badge.top + badge.alpha.shape[0]


@pytest.mark.parametrize("value", [0, 128, 255])
def test_letters_stand_out_from_any_picture(value):
    painter = CaptionPainter([Caption(0, 1, "Hello")], (512, 512))
    frame = next(painter.burn(_frames(1, (512, 512), value), 25))
    low = frame[450:, 100:400].astype(int)
    assert low.max() == 255
    assert low.min() < 30


def test_letters_are_as_high_as_a_phone_needs():
    rows, _ = np.nonzero(_changed([Caption(0, 1, "HHH")], (512, 512))[0])
    assert np.ptp(rows) > 20  # 3 mm where 512 pixels are 70 mm


def test_a_transparent_frame_shows_it_too():
    painter = CaptionPainter([Caption(0, 1, "Hello")], (256, 256))
    clear = (frame for frame in [np.zeros((256, 256, 4), np.uint8)])
    frame = next(painter.burn(clear, 25))
    assert frame[..., 3].max() == 255
    assert not frame[:128].any()


@pytest.mark.parametrize("text", ["Zoë sagt — “schön”", "Привет", "Γειά σου"])
def test_the_font_that_comes_along_has_the_scripts_of_europe(text, monkeypatch):
    monkeypatch.setattr(fonts, "_candidates", lambda: (fonts._bundled(),))
    assert _changed([Caption(0, 1, text)], (512, 512))[0].any()


def test_letters_that_no_font_has_are_a_sentence_and_pictures_are_left_out(monkeypatch):
    monkeypatch.setattr(fonts, "_candidates", lambda: (fonts._bundled(),))
    with pytest.raises(InputError, match="No font on this machine has the letters 你 好"):
        CaptionPainter([Caption(0, 1, "Hello 你好")], (512, 512))
    plain = _changed([Caption(0, 1, "Hello")], (512, 512))
    assert np.array_equal(_changed([Caption(0, 1, "Hello 🤗")], (512, 512)), plain)


def test_frames_that_are_not_taken_are_not_made():
    made = []

    def frames() -> Generator[np.ndarray]:
        try:
            yield np.zeros((64, 64, 3), np.uint8)
        finally:
            made.append("closed")

    burnt = CaptionPainter([], (64, 64)).burn(frames(), 25)
    next(burnt)
    burnt.close()
    assert made == ["closed"]
