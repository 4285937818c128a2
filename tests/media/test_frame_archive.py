"""Frames one by one: with their alpha, marked, and never half written."""

from __future__ import annotations

import errno
import io
import zipfile
from contextlib import ExitStack
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from real3d.errors import OutputError, SettingsError, TooLongError
from real3d.media import FrameArchive, frame_archive
from real3d.provenance.tags import DIGITAL_SOURCE_TYPE, SYNTHETIC_XMP
from real3d.runtime.work_folder import HIDDEN


def test_colours_and_alpha_are_kept_exactly(tmp_path):
    frame = np.random.default_rng(0).integers(0, 256, (20, 30, 4), np.uint8)
    with FrameArchive(tmp_path / "frames.zip", SYNTHETIC_XMP) as archive:
        archive.write(frame)
        archive.write(frame[..., :3])
    with zipfile.ZipFile(tmp_path / "frames.zip") as read:
        assert read.namelist() == ["00001.png", "00002.png"]
        first, second = (Image.open(BytesIO(read.read(name))) for name in read.namelist())
    assert np.array_equal(np.array(first), frame)
    assert np.array_equal(np.array(second), frame[..., :3])


def test_every_picture_says_that_it_is_synthetic(tmp_path):
    with FrameArchive(tmp_path / "frames.zip", SYNTHETIC_XMP) as archive:
        archive.write(np.zeros((8, 8, 4), np.uint8))
    with zipfile.ZipFile(tmp_path / "frames.zip") as read:
        picture = Image.open(BytesIO(read.read("00001.png")))
    picture.load()
    assert DIGITAL_SOURCE_TYPE in picture.text["XML:com.adobe.xmp"]


def test_what_goes_wrong_leaves_nothing(tmp_path):
    with ExitStack() as stopped:
        archive = stopped.enter_context(FrameArchive(tmp_path / "a.zip", "x"))
        archive.write(np.zeros((8, 8, 4), np.uint8))
        job = stopped.pop_all()
    job.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert [*tmp_path.iterdir()] == []
    with pytest.raises(SettingsError, match=r"into a \.zip file"):
        FrameArchive(tmp_path / "a.tar", "x")


def test_what_a_killed_job_left_goes_with_the_next_one(tmp_path):
    (tmp_path / f"{HIDDEN}abcdefgh").mkdir()
    with FrameArchive(tmp_path / "a.zip", "x"):
        pass
    assert [*tmp_path.iterdir()] == [tmp_path / "a.zip"]


def test_too_many_pictures_are_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(frame_archive, "MAX_FRAMES", 2)
    picture = np.zeros((8, 8, 4), np.uint8)
    with FrameArchive(tmp_path / "a.zip", "x") as archive:
        archive.write(picture)
        archive.write(picture)
        with pytest.raises(TooLongError, match="More than 2 pictures"):
            archive.write(picture)


def test_an_archive_that_was_given_up_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(frame_archive, "MAX_FRAMES", 0)
    with pytest.raises(TooLongError), FrameArchive(tmp_path / "a.zip", "x") as archive:
        archive.write(np.zeros((8, 8, 4), np.uint8))
    assert [*tmp_path.iterdir()] == []


class _FullDisk(io.BytesIO):
    """Takes nothing any more, and says so at every attempt."""

    def write(self, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self):
        super().close()
        raise OSError(errno.ENOSPC, "No space left on device")


def _write_until_the_disk_is_full(path, frames_before):
    with FrameArchive(path, "x") as archive:
        for _ in range(frames_before):
            archive.write(np.zeros((4, 4, 3), np.uint8))
        archive._archive.fp.close()
        archive._archive.fp = _FullDisk()
        if frames_before == 0:
            archive.write(np.zeros((4, 4, 3), np.uint8))


@pytest.mark.parametrize("frames_before", [0, 1])
def test_a_full_disk_is_said_once_and_nothing_is_left(tmp_path, frames_before):
    """At a frame, or at the list of contents after the last one."""
    with pytest.raises(OutputError, match=r"The disk is full: 'a\.zip'"):
        _write_until_the_disk_is_full(tmp_path / "a.zip", frames_before)
    assert list(tmp_path.iterdir()) == []
