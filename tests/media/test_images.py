from __future__ import annotations

import sys
from dataclasses import replace
from time import monotonic

import numpy as np
import pytest
from PIL import Image

from real3d.errors import FileMissingError, FileTooLargeError, NotAPictureError
from real3d.media import Limits, images, read_image


@pytest.fixture
def noise():
    """[20, 40, 3] RGB."""
    return np.random.default_rng(0).integers(0, 256, (20, 40, 3), np.uint8)


@pytest.fixture
def photo(tmp_path, noise):
    Image.fromarray(noise).save(tmp_path / "a.png")
    return tmp_path / "a.png"


def test_the_picture_is_the_callers_own_to_change(photo):
    read_image(photo)[:] = 0


def test_a_picture_of_many_rows_arrives_whole(tmp_path):
    noise = np.random.default_rng(0).integers(0, 256, (1100, 3, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "a.webp", lossless=True)
    np.testing.assert_array_equal(read_image(tmp_path / "a.webp"), noise)


@pytest.mark.parametrize(
    "name", ["with space.png", 'it\'s "q".png', "Übung.png", "照片.png", "-i.png", "\udcff.png"]
)
def test_any_file_name_works(tmp_path, noise, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open(name, "wb") as file:
        Image.fromarray(noise).save(file, "PNG")
    np.testing.assert_array_equal(read_image(name), noise)


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(FileMissingError):
        read_image(tmp_path / "photo.jpg")


def test_what_is_wrong_is_said_in_the_words_of_the_decoder(tmp_path, photo):
    with pytest.raises(FileTooLargeError, match=r"more than 0\.0007 megapixels"):
        read_image(photo, Limits(picture_megapixels=0.0007))
    (tmp_path / "b.png").write_bytes(b"%PDF-1.7" + bytes(200))
    with pytest.raises(NotAPictureError, match="PDF"):
        read_image(tmp_path / "b.png")


def _decoding(monkeypatch, work, **limits):
    """Lets the process do something else than decoding."""
    monkeypatch.setattr(images, "_PROGRAM", f"import os, signal, sys, time\n{work}")
    monkeypatch.setattr(images, "DECODING", replace(images.DECODING, **limits))


@pytest.mark.parametrize(
    ("work", "limits"),
    [
        ("time.sleep(60)", {"stall_seconds": 0.5}),
        ("time.sleep(60)", {"seconds": 0.5}),
        ("while True: pass", {"computing_seconds": 1}),
    ],
)
def test_a_decoder_that_takes_too_long_is_killed(photo, monkeypatch, work, limits):
    _decoding(monkeypatch, work, **limits)
    began = monotonic()
    with pytest.raises(NotAPictureError, match="too long"):
        read_image(photo)
    assert monotonic() - began < 10


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot bound memory")
def test_a_picture_that_takes_too_much_memory_is_refused(tmp_path, monkeypatch):
    Image.new("RGB", (5000, 5000)).save(tmp_path / "a.png", compress_level=1)
    assert read_image(tmp_path / "a.png").shape == (5000, 5000, 3)
    monkeypatch.setattr(images, "DECODING", replace(images.DECODING, memory_bytes=80 * 2**20))
    with pytest.raises(NotAPictureError, match="memory"):
        read_image(tmp_path / "a.png")


def test_a_decoder_that_crashes_takes_nothing_with_it(photo, monkeypatch):
    _decoding(monkeypatch, "os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(NotAPictureError, match="damaged"):
        read_image(photo)


def test_a_decoder_that_cannot_work_is_not_blamed_on_the_picture(photo, monkeypatch):
    _decoding(monkeypatch, "import nothing_of_that_name")
    with pytest.raises(RuntimeError, match="nothing_of_that_name"):
        read_image(photo)
