from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from real3d.errors import FileMissingError, NotAVideoError, OutputError, SettingsError
from real3d.media import VideoWriter, ffmpeg, preview, write_preview

from .conftest import make, picture_source

XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>made by a program; 人工</x:xmpmeta>"
COMMENT = "Synthetic media. 合成。" * 20
"""Longer than one block of a GIF."""

ENDINGS = pytest.mark.parametrize("ending", ["gif", "webp"])
RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> Path:
    """Two seconds: red, then blue from 1.2 s on, with a white square that moves."""
    path = tmp_path_factory.mktemp("preview") / "clip.mp4"
    with VideoWriter(path, (640, 320), 25) as writer:
        for k in range(50):
            frame = np.full((320, 640, 3), RED if k < 30 else BLUE, np.uint8)
            frame[100:140, 10 * k : 10 * k + 40] = 255
            writer.write(frame)
    return path


def frames_of(path):
    with Image.open(path) as picture:
        return [np.asarray(frame.convert("RGBA")) for frame in ImageSequence.Iterator(picture)]


def times_of(path):
    """Seconds at which each frame ends, as a viewer shows them."""
    with Image.open(path) as picture:
        # WebP tells a frame's duration once its pixels are read.
        lasting = [f.convert("L").info["duration"] for f in ImageSequence.Iterator(picture)]
    return np.cumsum(lasting) / 1000


@ENDINGS
def test_a_preview_shows_the_video_in_time(tmp_path, clip, ending):
    path = write_preview(clip, tmp_path / f"a.{ending}")
    frames, ends = frames_of(path), times_of(path)
    assert ends[-1] == pytest.approx(2.0, abs=0.05)
    for frame, end in zip(frames, ends, strict=True):
        if abs(end - 1.2) > 0.09:
            colour = RED if end < 1.2 else BLUE
            assert np.abs(frame[220, 240, :3].astype(int) - colour).max() < 20


@ENDINGS
def test_a_preview_is_small_and_begins_again_for_ever(tmp_path, clip, ending):
    with Image.open(write_preview(clip, tmp_path / f"a.{ending}")) as picture:
        assert picture.size == (480, 240)
        assert picture.n_frames == 25
        assert picture.info["loop"] == 0


@ENDINGS
def test_a_small_video_is_not_enlarged(tmp_path, ending):
    video = make(tmp_path / "a.mp4", *picture_source(0.4), "-pix_fmt", "yuv420p")
    with Image.open(write_preview(video, tmp_path / f"a.{ending}")) as picture:
        assert picture.size == (64, 48)


@ENDINGS
def test_only_the_beginning_of_a_long_video_is_shown(tmp_path, ending):
    video = make(tmp_path / "a.mp4", *picture_source(11), "-pix_fmt", "yuv420p")
    ends = times_of(write_preview(video, tmp_path / f"a.{ending}"))
    assert ends[-1] == pytest.approx(preview.SECONDS, abs=0.05)


@ENDINGS
def test_a_preview_that_would_be_too_large_is_smaller(tmp_path, clip, ending, monkeypatch):
    usual = write_preview(clip, tmp_path / f"usual.{ending}").stat().st_size
    monkeypatch.setattr(preview, "MAX_BYTES", usual - 1)
    path = write_preview(clip, tmp_path / f"a.{ending}")
    assert path.stat().st_size < usual
    with Image.open(path) as picture:
        assert picture.size == (360, 180)
        assert picture.n_frames == 25


@ENDINGS
def test_what_is_transparent_stays_so(tmp_path, ending):
    with VideoWriter(tmp_path / "a.webm", (64, 48), 25, transparent=True) as writer:
        for k in range(20):
            frame = np.zeros((48, 64, 4), np.uint8)
            frame[10:30, k : k + 20] = (*RED, 255)
            writer.write(frame)
    frames = frames_of(write_preview(tmp_path / "a.webm", tmp_path / f"a.{ending}"))
    assert len(frames) == 10
    for k, frame in enumerate(frames):
        assert frame[20, 2 * k + 10, 3] > 200
        assert frame[20, 2 * k + 30, 3] < 50
        assert frame[40, 20, 3] < 50


def test_a_gif_says_in_its_comment_what_it_is(tmp_path, clip):
    path = write_preview(clip, tmp_path / "a.gif", comment=COMMENT, xmp=XMP)
    assert len(frames_of(path)) == 25
    with Image.open(path) as picture:
        assert picture.info["comment"].decode() == COMMENT


@ENDINGS
@pytest.mark.parametrize("xmp", [XMP, XMP + " "], ids=["odd", "even"])
def test_programs_find_the_mark(tmp_path, clip, ending, xmp):
    path = write_preview(clip, tmp_path / f"a.{ending}", xmp=xmp)
    assert xmp.encode() in path.read_bytes()
    assert len(frames_of(path)) == 25
    with Image.open(path) as picture:
        if ending == "webp":
            assert picture.info["xmp"].decode() == xmp
        else:
            assert picture.info["extension"][0] == b"XMP DataXMP"


@ENDINGS
def test_a_video_in_which_nothing_moves_is_marked_too(tmp_path, ending):
    with VideoWriter(tmp_path / "still.mp4", (64, 48), 25) as writer:
        for _ in range(2):
            writer.write(np.full((48, 64, 3), RED, np.uint8))
    path = write_preview(tmp_path / "still.mp4", tmp_path / f"a.{ending}", xmp=XMP)
    assert XMP.encode() in path.read_bytes()
    assert np.abs(frames_of(path)[0][24, 32, :3].astype(int) - RED).max() < 20


@ENDINGS
def test_the_last_step_is_done_on_the_whole_file(tmp_path, clip, ending):
    signed = []

    def sign(path):
        signed.append(len(frames_of(path)))
        path.write_bytes(path.read_bytes() + b"signed")

    path = write_preview(clip, tmp_path / f"a.{ending}", xmp=XMP, finalize=sign)
    assert signed == [25]
    assert path.read_bytes().endswith(b"signed")


@ENDINGS
def test_what_goes_wrong_leaves_nothing_behind(tmp_path, clip, ending):
    out = tmp_path / f"a.{ending}"
    out.write_bytes(b"older")

    def fail(path):
        raise OutputError("result-not-signed", reason="no certificate")

    with pytest.raises(OutputError):
        write_preview(clip, out, finalize=fail)
    assert out.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [out]


def test_another_ending_is_refused(tmp_path, clip):
    with pytest.raises(SettingsError, match=r"a\.png"):
        write_preview(clip, tmp_path / "a.png")


def test_sound_alone_is_refused(tmp_path, tone):
    with pytest.raises(NotAVideoError, match=r"tone\.wav' holds no moving pictures"):
        write_preview(tone, tmp_path / "a.gif")


def test_what_is_no_video_is_refused(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"no video")
    with pytest.raises(NotAVideoError, match=r"a\.mp4' holds no moving pictures"):
        write_preview(tmp_path / "a.mp4", tmp_path / "a.gif")
    with pytest.raises(FileMissingError):
        write_preview(tmp_path / "missing.mp4", tmp_path / "a.gif")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


@ENDINGS
def test_a_full_disk_is_reported_as_one(tmp_path, clip, ending, monkeypatch):
    streams, full = ffmpeg.probe(clip), "Error writing trailer: No space left on device"
    monkeypatch.setattr(ffmpeg, "probe", lambda _: streams)
    monkeypatch.setattr(ffmpeg, "run", lambda *_, **__: ffmpeg.Finished(1, "", full))
    with pytest.raises(OutputError, match=f"disk is full.*{re.escape(str(tmp_path))}'"):
        write_preview(clip, tmp_path / f"a.{ending}")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_an_output_error(tmp_path, clip):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        write_preview(clip, tmp_path / "file" / "a.gif")


@ENDINGS
def test_memory_does_not_grow_with_the_video(tmp_path, ending):
    """Eight seconds of frames alone are 69 MB here."""
    video = make(tmp_path / "a.mp4", *picture_source(9, size="480x480"), "-pix_fmt", "yuv420p")
    program = f"""
        import resource
        from real3d.media import write_preview
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        write_preview({str(video)!r}, {str(tmp_path / f"a.{ending}")!r})
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True
    )
    grown, encoder = map(int, done.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert grown * unit < 40e6
    assert encoder * unit < 130e6
