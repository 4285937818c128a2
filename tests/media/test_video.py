from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from real3d.errors import FileMissingError, FileTooLargeError, NotAVideoError, TooLongError
from real3d.media import Limits, ffmpeg, open_video

from .conftest import make, picture_source, sound_source


def colour_source(colour, seconds, rate=25, size="64x48"):
    return ["-f", "lavfi", "-i", f"color={colour}:duration={seconds}:rate={rate}:size={size}"]


@pytest.mark.parametrize(
    ("ending", "codec"),
    [
        ("mp4", ["-c:v", "libx264"]),
        ("mp4", ["-c:v", "mpeg4"]),
        ("mov", ["-c:v", "mjpeg"]),
        ("webm", ["-c:v", "libvpx-vp9", "-deadline", "realtime"]),
        ("mkv", ["-c:v", "libx264"]),
        ("avi", ["-c:v", "mpeg4"]),
        ("gif", []),
    ],
)
def test_every_usual_kind_is_opened_and_decoded(tmp_path, ending, codec):
    path = make(tmp_path / f"a.{ending}", *picture_source(1), *codec)
    clip = open_video(path)
    assert (clip.path, clip.width, clip.height) == (path, 64, 48)
    assert clip.fps == pytest.approx(25, rel=0.01)
    assert clip.duration == pytest.approx(1, abs=0.041)
    assert not clip.has_audio
    frames = list(clip.frames(25))
    assert len(frames) == pytest.approx(25, abs=1)
    assert all(frame.shape == (48, 64, 3) and frame.dtype == np.uint8 for frame in frames)


def test_a_clip_says_whether_it_has_sound(clip_with_sound):
    assert open_video(clip_with_sound).has_audio


def test_colours_are_those_of_the_video(tmp_path):
    path = make(tmp_path / "a.mkv", *colour_source("0xE0AC8C", 0.2), "-c:v", "ffv1")
    frame = next(open_video(path).frames(25))
    assert np.abs(frame.astype(int) - (0xE0, 0xAC, 0x8C)).max() <= 2


def test_every_colour_comes_back_within_one_level(tmp_path):
    """Of H.264's 4:2:0 in limited range, by the standard's own formula (ITU-R BT.709)."""
    random = np.random.default_rng(0)
    luma = random.integers(40, 200, (6, 8))
    chroma = random.integers(108, 149, (2, 6, 8))
    patches = [
        np.kron(plane, np.ones((side, side))) for plane, side in ((luma, 16), (chroma[0], 8))
    ]
    planes = [patches[0], patches[1], np.kron(chroma[1], np.ones((8, 8)))]
    raw = tmp_path / "a.yuv"
    raw.write_bytes(b"".join(plane.astype(np.uint8).tobytes() for plane in planes) * 3)
    options = ["-vf", "setparams=range=limited:colorspace=bt709", "-codec:v", "ffv1"]
    source = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "128x96", "-i", str(raw)]
    frame = next(open_video(make(tmp_path / "a.mkv", *source, *options)).frames(25))
    y, u, v = (luma - 16) / 219, (chroma[0] - 128) / 224, (chroma[1] - 128) / 224
    exact = np.stack([y + 1.5748 * v, y - 0.1873 * u - 0.4681 * v, y + 1.8556 * u], axis=-1)
    middles = frame[8::16, 8::16].astype(float)
    assert np.abs(middles - np.clip(255 * exact, 0, 255)).max() <= 1.0


def test_frames_are_the_receivers_own(clip_with_sound):
    frames = open_video(clip_with_sound).frames(25)
    first = next(frames)
    copy = first.copy()
    next(frames)[:] = 0
    np.testing.assert_array_equal(first, copy)
    first[:] = 0


@pytest.mark.parametrize("fps", [10, 25, 30, 30000 / 1001, 60])
def test_any_working_rate_covers_the_same_time(clip_with_sound, fps):
    count = sum(1 for _ in open_video(clip_with_sound).frames(fps))
    assert count / fps == pytest.approx(2, abs=1.01 / fps)


def test_a_variable_frame_rate_is_resampled_by_the_times_of_its_frames(tmp_path):
    inputs = [*colour_source("red", 1, rate=10), *colour_source("blue", 1, rate=50)]
    join = ["-filter_complex", "[0:v][1:v]concat", "-fps_mode", "vfr", "-c:v", "libx264"]
    clip = open_video(make(tmp_path / "a.mp4", *inputs, *join))
    assert clip.fps == pytest.approx(30, rel=0.05)
    assert clip.duration == pytest.approx(2, abs=0.03)
    frames = list(clip.frames(25))
    red = sum(frame[24, 32, 0] > 128 for frame in frames)
    assert len(frames) == pytest.approx(50, abs=1)
    assert red == pytest.approx(25, abs=1)


def test_pictures_that_start_after_the_sound_keep_their_place(tmp_path):
    inputs = [*sound_source(2), "-itsoffset", "1", *picture_source(1)]
    clip = open_video(make(tmp_path / "a.mkv", *inputs, "-c:v", "libx264"))
    assert clip.duration == pytest.approx(2, abs=0.05)
    assert clip.fps == pytest.approx(25, rel=0.02)
    assert sum(1 for _ in clip.frames(25)) == pytest.approx(50, abs=1)


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_phone_video_held_upright_is_upright(tmp_path, degrees):
    boxes = "drawbox=0:0:32:48:red:fill,drawbox=32:0:32:48:blue:fill"
    lying = make(tmp_path / "lying.mp4", *picture_source(0.4), "-vf", boxes, "-c:v", "libx264")
    turn = ["-display_rotation", str(degrees), "-i", str(lying), "-c", "copy"]
    clip = open_video(make(tmp_path / "a.mp4", *turn))
    assert (clip.width, clip.height) == (48, 64)
    frame = next(clip.frames(25))
    assert frame.shape == (64, 48, 3)
    red_is_above = frame[10, 24, 0] > 128
    # The flag says how far the picture is turned anticlockwise: at 90 the left side comes below.
    assert red_is_above == (degrees == 270)


def test_pixels_that_are_not_square_are_made_square(tmp_path):
    path = make(tmp_path / "a.mp4", *picture_source(0.4), "-vf", "setsar=2/1")
    clip = open_video(path)
    assert (clip.width, clip.height) == (128, 48)
    assert next(clip.frames(25)).shape == (48, 128, 3)


def test_large_frames_are_scaled_to_the_longest_side_and_small_ones_kept(clip_with_sound):
    clip = open_video(clip_with_sound)
    assert next(clip.frames(25, max_side=32)).shape == (24, 32, 3)
    assert next(clip.frames(25, max_side=500)).shape == (48, 64, 3)


def test_a_browser_recording_without_a_length_in_its_header_has_one(tmp_path):
    encode = ["-c:v", "libvpx", "-deadline", "realtime", "-f", "webm", "-live", "1"]
    clip = open_video(make(tmp_path / "a.webm", *picture_source(1), *encode))
    assert clip.duration == pytest.approx(1, abs=0.05)
    assert clip.fps == pytest.approx(25, rel=0.05)


def test_a_clip_beyond_the_limit_is_refused(clip_with_sound):
    with pytest.raises(TooLongError, match="minutes"):
        open_video(clip_with_sound, Limits(video_seconds=1.9))
    open_video(clip_with_sound, Limits(video_seconds=2.0))


def test_a_header_that_lies_about_the_length_is_not_believed(tmp_path):
    path = make(tmp_path / "a.webm", *picture_source(2), "-c:v", "libvpx", "-deadline", "realtime")
    content = bytearray(path.read_bytes())
    # Matroska's Duration: a double in milliseconds.
    place = content.index(b"\x44\x89\x88") + 3
    content[place : place + 8] = np.array(10.0, ">f8").tobytes()
    path.write_bytes(content)
    with pytest.raises(TooLongError):
        open_video(path, Limits(video_seconds=1))


def test_too_many_bytes_are_refused(clip_with_sound):
    with pytest.raises(FileTooLargeError):
        open_video(clip_with_sound, Limits(video_bytes=1000))


def test_frames_with_too_many_pixels_are_refused_without_decoding(clip_with_sound):
    with pytest.raises(FileTooLargeError, match="64x48"):
        open_video(clip_with_sound, Limits(frame_megapixels=0.003))


@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "mp4", "webp"])
def test_a_still_picture_is_no_video(tmp_path, ending):
    still = make(tmp_path / f"a.{ending}", *picture_source(1), "-frames:v", "1")
    with pytest.raises(NotAVideoError, match="no moving pictures"):
        open_video(still)


def test_sound_is_no_video_even_with_a_cover_picture(tmp_path, tone):
    with pytest.raises(NotAVideoError):
        open_video(tone)
    cover = make(tmp_path / "cover.png", *picture_source(1), "-frames:v", "1")
    arguments = ["-i", str(tone), "-i", str(cover), "-map", "0", "-map", "1"]
    song = make(tmp_path / "song.mp3", *arguments, "-disposition:v", "attached_pic")
    with pytest.raises(NotAVideoError):
        open_video(song)


@pytest.mark.parametrize("ending", ["mp4", "webm", "avi", "mkv"])
def test_text_under_the_name_of_a_video_is_refused(tmp_path, ending):
    (tmp_path / f"a.{ending}").write_bytes(b"This is no video. " * 100)
    with pytest.raises(NotAVideoError, match=f"'a.{ending}'"):
        open_video(tmp_path / f"a.{ending}")


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "a.mp4").touch()
    with pytest.raises(FileMissingError):
        open_video(tmp_path / "a.mp4")


def test_a_video_cut_off_before_its_index_is_refused(tmp_path, clip_with_sound):
    (tmp_path / "a.mp4").write_bytes(clip_with_sound.read_bytes()[:5000])
    with pytest.raises(NotAVideoError):
        open_video(tmp_path / "a.mp4")


def test_pictures_of_garbage_are_refused(tmp_path):
    path = make(tmp_path / "a.mp4", *picture_source(1), "-movflags", "+faststart")
    content = bytearray(path.read_bytes())
    start = content.index(b"mdat") + 4
    content[start:] = np.random.default_rng(0).bytes(len(content) - start)
    path.write_bytes(content)
    with pytest.raises(NotAVideoError):
        open_video(path)


def test_pictures_that_cannot_be_decoded_are_an_error_not_an_empty_clip(tmp_path, clip_with_sound):
    (tmp_path / "a.mp4").write_bytes(clip_with_sound.read_bytes())
    clip = open_video(tmp_path / "a.mp4")
    (tmp_path / "a.mp4").write_bytes(b"overwritten meanwhile")
    with pytest.raises(NotAVideoError, match="damaged"):
        list(clip.frames(25))


def test_a_decoder_that_fails_in_the_middle_is_not_the_end_of_the_clip(
    tmp_path, clip_with_sound, monkeypatch
):
    clip = open_video(clip_with_sound)
    script = tmp_path / "ffmpeg"
    body = "import sys; sys.stdout.buffer.write(bytes(64 * 48 * 3)); sys.exit('[x @ 0x1] broken')"
    script.write_text(f"#!{sys.executable}\n{body}\n")
    script.chmod(0o755)
    monkeypatch.setattr(ffmpeg, "executable", lambda: str(script))
    frames = clip.frames(25)
    assert next(frames).shape == (48, 64, 3)
    with pytest.raises(NotAVideoError, match="broken"):
        next(frames)


def test_a_playlist_is_not_followed(tmp_path, clip_with_sound):
    hls = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{}\n#EXT-X-ENDLIST\n"
    concat = "ffconcat version 1.0\nfile '{}'\n"
    for text in (hls, concat):
        for ending in ("m3u8", "mp4", "txt"):
            playlist = tmp_path / f"list.{ending}"
            playlist.write_text(text.format(clip_with_sound))
            with pytest.raises(NotAVideoError):
                open_video(playlist)


def test_closing_the_iterator_early_ends_the_decoder(tmp_path, monkeypatch):
    path = make(tmp_path / "a.mp4", *picture_source(20, size="320x240"), "-preset", "ultrafast")
    clip = open_video(path)
    started = []

    class Watched(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(ffmpeg.subprocess, "Popen", Watched)
    frames = clip.frames(25)
    next(frames)
    assert started[0].poll() is None
    frames.close()
    assert started[0].returncode is not None
    assert started[0].stdout.closed


@pytest.mark.parametrize(
    "name", ["two words.mp4", 'it\'s "q".mp4', "Größe.mp4", "视频.mp4", "-y.mp4"]
)
def test_any_file_name_works(tmp_path, clip_with_sound, name, monkeypatch):
    (tmp_path / name).write_bytes(clip_with_sound.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert next(open_video(name).frames(25)).shape == (48, 64, 3)
