from __future__ import annotations

import subprocess
import sys

import pytest

from real3d.errors import MissingLibraryError
from real3d.media import ffmpeg

from .conftest import make, picture_source, sound_source


def test_the_first_stream_of_each_kind_is_found(tmp_path):
    inputs = [*sound_source(1), *picture_source(1)]
    path = make(tmp_path / "a.mkv", *inputs, "-c:a", "libvorbis", "-c:v", "libx264")
    probe = ffmpeg.probe(path)
    assert probe.audio == ffmpeg.AudioStream("vorbis")
    assert probe.video == ffmpeg.VideoStream(rotation=0.0)


def test_a_cover_picture_does_not_hide_the_video_behind_it():
    log = (
        "  Stream #0:0: Video: mjpeg (Baseline), yuvj444p(pc), 9x9, 90k tbr (attached pic)\n"
        "      Side data:\n        displaymatrix: rotation of 90.00 degrees\n"
        "  Stream #0:1[0x1](und): Video: h264 (High), yuv420p, 64x48 (default)\n"
        "      Side data:\n        Display Matrix: rotation of -180.00 degrees\n"
        "  Stream #0:2(eng): Audio: opus, 48000 Hz, stereo, fltp (default)\n"
        "  Stream #0:3: Video: h264 (High), yuv420p, 64x48\n"
        "      Side data:\n        displaymatrix: rotation of 90.00 degrees\n"
    )
    probe = ffmpeg._parse_streams(log)
    assert probe.video == ffmpeg.VideoStream(rotation=-180.0)
    assert probe.audio == ffmpeg.AudioStream("opus")


def test_tags_that_look_like_streams_are_not_taken_for_them(tmp_path):
    lie = "x\n  Stream #0:0: Video: h264, yuv420p, 9x9\n  Stream #0:7: Audio: opus, 1 Hz"
    path = make(tmp_path / "a.flac", *sound_source(1), "-metadata", f"comment={lie}")
    assert ffmpeg.probe(path) == ffmpeg.Probe(video=None, audio=ffmpeg.AudioStream("flac"))


def test_a_run_beyond_its_time_is_ended_and_fails():
    forever = ["-re", "-f", "lavfi", "-i", "anullsrc", "-f", "null", "-"]
    finished = ffmpeg.run(forever, seconds=0.3)
    assert finished.return_code != 0
    assert "longer than" in finished.log


def test_a_process_is_gone_after_its_block_even_if_nobody_reads_it():
    endless = ["-f", "lavfi", "-i", "anullsrc", "-f", "f32le", "pipe:1"]
    with ffmpeg.Process(endless, stdout=subprocess.PIPE) as process:
        process.stdout.read(10)
    assert process._process.returncode is not None


@pytest.mark.parametrize(
    ("fps", "fraction"), [(25, "25"), (29.97003, "30000/1001"), (12.5, "25/2"), (0.1, "1/10")]
)
def test_a_rate_is_the_fraction_that_is_meant(fps, fraction):
    assert ffmpeg.frame_rate(fps) == fraction


def test_the_last_word_is_without_addresses():
    assert ffmpeg.last_line("first\n[out#0/mp4 @ 0x55] Bad thing\n\n") == "Bad thing"
    assert ffmpeg.last_line("") == "no reason was given"


def test_a_machine_without_ffmpeg_is_told_what_to_install(monkeypatch):
    import imageio_ffmpeg

    def missing():
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", missing)
    with pytest.raises(MissingLibraryError, match="Install ffmpeg"):
        ffmpeg.executable()


def test_importing_the_room_loads_no_heavy_library():
    heavy = "{'PIL', 'imageio_ffmpeg', 'soundfile', 'librosa', 'cv2', 'scipy'}"
    script = f"import sys, real3d.media; print({heavy} & set(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert loaded.stdout.strip() == "set()"
