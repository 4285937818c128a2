from __future__ import annotations

import os
from pathlib import Path

import pytest

from real3d.errors import FileMissingError, FileTooLargeError
from real3d.media.files import check_file


def test_an_ordinary_file_passes_and_its_path_becomes_absolute(tmp_path, monkeypatch):
    (tmp_path / "a.wav").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    assert check_file("a.wav", max_bytes=1) == tmp_path / "a.wav"


def test_a_missing_file_is_named_in_the_error(tmp_path):
    with pytest.raises(FileMissingError, match=r"no file 'photo\.jpg'"):
        check_file(tmp_path / "photo.jpg", max_bytes=10)


def test_a_file_below_another_file_is_missing(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"x")
    with pytest.raises(FileMissingError):
        check_file(tmp_path / "a.wav" / "b.wav", max_bytes=10)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(FileMissingError, match="is a folder"):
        check_file(tmp_path, max_bytes=10**9)


def test_a_device_that_never_ends_is_refused():
    with pytest.raises(FileMissingError, match="not an ordinary file"):
        check_file("/dev/zero", max_bytes=10)


def test_a_named_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(FileMissingError, match="not an ordinary file"):
        check_file(tmp_path / "pipe.wav", max_bytes=10)


def test_an_unreadable_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.wav").write_bytes(b"x")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(FileMissingError, match="permissions"):
        check_file(tmp_path / "a.wav", max_bytes=10)


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "a.wav").touch()
    with pytest.raises(FileMissingError, match="is empty"):
        check_file(tmp_path / "a.wav", max_bytes=10)


def test_a_file_above_the_limit_is_refused_with_both_sizes(tmp_path):
    path = tmp_path / "a.wav"
    path.touch()
    os.truncate(path, 3 * 2**20)
    with pytest.raises(FileTooLargeError, match=r"3 MiB.*2 MiB"):
        check_file(path, max_bytes=2 * 2**20)


@pytest.mark.parametrize("name", ["x" * 300, "nul\0byte"])
def test_a_name_that_no_file_can_have_is_a_clear_error(name):
    with pytest.raises(FileMissingError):
        check_file(Path("/tmp") / name, max_bytes=10)
