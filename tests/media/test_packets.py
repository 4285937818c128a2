from __future__ import annotations

import struct
from math import inf

import numpy as np
import pytest

from real3d.errors import TooLongError
from real3d.media import VideoWriter, ffmpeg, open_video, packets, read_audio
from real3d.media.audio import audio_seconds

from .conftest import make, picture_source, sound_source


@pytest.mark.parametrize("read", [read_audio, audio_seconds, open_video])
def test_what_lies_behind_too_many_packets_is_not_guessed(tmp_path, monkeypatch, read):
    sources = [*picture_source(1), *sound_source(1)]
    path = make(tmp_path / "a.mkv", *sources, "-c:a", "libvorbis", "-c:v", "libx264")
    monkeypatch.setattr(packets, "_MOST", 10)
    assert packets.read_packets(path, ffmpeg.probe(path).video).end == inf
    with pytest.raises(TooLongError):
        read(path)


def _patched(path, patch):
    """The file with some of its bytes replaced by `patch`."""
    content = bytearray(path.read_bytes())
    patch(content)
    path.write_bytes(content)
    return path


def _no_rate(avi):
    """A rate of a million frames per second in the stream's header."""
    header = avi.index(b"strh") + 8
    avi[header + 24 : header + 28] = (10**6).to_bytes(4, "little")


def _no_flv_times(flv):
    """Every tag at the beginning."""
    at = 13
    while at + 11 < len(flv):
        flv[at + 4 : at + 8] = bytes(4)
        at += 15 + int.from_bytes(flv[at + 1 : at + 4], "big")


def _frames_of_a_second(mkv):
    """A default duration of one second, and a day for the whole."""
    at = mkv.index(b"\x23\xe3\x83")
    length = mkv[at + 3] & 0x7F
    mkv[at + 4 : at + 4 + length] = (10**9).to_bytes(length, "big")
    at = mkv.index(b"\x44\x89\x88")
    mkv[at + 3 : at + 11] = struct.pack(">d", 86_400_000.0)


def _no_pes_times(mpeg):
    """Packets without presentation and decoding times."""
    at = mpeg.find(b"\0\0\1")
    while 0 <= at < len(mpeg) - 9:
        if mpeg[at + 3] in range(0xC0, 0xF0) and mpeg[at + 6] & 0xC0 == 0x80:
            length = mpeg[at + 8]
            mpeg[at + 7] &= 0x3F
            mpeg[at + 9 : at + 9 + length] = b"\xff" * length
        at = mpeg.find(b"\0\0\1", at + 4)


H264 = ["-c:v", "libx264", "-bf", "2", "-pix_fmt", "yuv420p"]
MPEG4 = ["-c:v", "mpeg4"]


@pytest.mark.parametrize(
    ("ending", "codecs", "patch"),
    [
        ("avi", H264, lambda avi: None),
        ("avi", H264, _no_rate),
        ("avi", ["-c:v", "mjpeg"], _no_rate),
        ("avi", MPEG4, _no_rate),
        ("flv", H264, _no_flv_times),
        ("flv", ["-c:v", "flv"], _no_flv_times),
        ("mkv", H264, _frames_of_a_second),
        ("mpg", ["-c:v", "mpeg2video"], lambda mpeg: None),
        ("mpg", ["-c:v", "mpeg2video"], _no_pes_times),
        ("vob", H264, lambda vob: None),
        ("vob", H264, _no_pes_times),
    ],
)
def test_a_clip_is_what_its_frames_make_of_it_whatever_its_headers_say(
    tmp_path, ending, codecs, patch
):
    sources = [*picture_source(2), *sound_source(2)]
    sound = ["-c:a", "mp3" if ending == "flv" else "mp2"]
    path = _patched(make(tmp_path / f"a.{ending}", *sources, *codecs, *sound), patch)
    clip = open_video(path)
    assert clip.fps == pytest.approx(25, rel=0.03)
    assert clip.duration == pytest.approx(2, abs=0.09)
    assert sum(1 for _ in clip.frames(25)) == pytest.approx(50, abs=2)
    assert read_audio(path).duration == pytest.approx(2, abs=0.12)


def test_sound_without_times_is_whole_in_the_result(tmp_path):
    sources = [*sound_source(2), "-c:a", "aac"]
    path = _patched(make(tmp_path / "a.flv", *sources), _no_flv_times)
    with VideoWriter(tmp_path / "b.mp4", (64, 48), 25, audio=path) as writer:
        for _ in range(50):
            writer.write(np.zeros((48, 64, 3), np.uint8))
    heard = read_audio(tmp_path / "b.mp4").samples
    assert np.abs(heard[24_000:30_000]).max() > 0.1


def test_a_last_frame_is_shown_for_as_long_as_the_file_says(tmp_path):
    frames = ["-f", "lavfi", "-i", "testsrc=rate=10:size=64x48:duration=1", "-final_delay", "200"]
    assert open_video(make(tmp_path / "a.gif", *frames)).duration == pytest.approx(2.9, abs=0.02)


@pytest.mark.parametrize("seconds", [0.3, 0.7])
def test_a_short_vorbis_recording_is_as_long_as_it_is(tmp_path, seconds):
    """On its only page the last packet ends before it begins."""
    sound = [*sound_source(seconds), "-ar", "16000", "-ac", "2", "-c:a", "libvorbis"]
    path = make(tmp_path / "a.ogg", *sound)
    assert audio_seconds(path) == pytest.approx(seconds, abs=0.05)
    assert read_audio(path).duration == pytest.approx(seconds, abs=0.05)
