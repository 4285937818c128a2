from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from real3d.errors import NotAudioError, OutputError, SettingsError
from real3d.media import OutputSettings, VideoWriter, ffmpeg, open_video, read_audio
from real3d.runtime.work_folder import HIDDEN

from .conftest import make, picture_source, sound_source

SIZE = (64, 48)
GREY = np.full((48, 64, 3), 128, np.uint8)


def write(path, frames=50, frame=GREY, fps=25, **options):
    height, width = frame.shape[:2]
    with VideoWriter(path, (width, height), fps, **options) as writer:
        for _ in range(frames):
            writer.write(frame)
    return path


def write_all(path, frames, size=SIZE, **options):
    with VideoWriter(path, size, 25, **options) as writer:
        for frame in frames:
            writer.write(frame)


def describe(path):
    return ffmpeg.run(ffmpeg.input_arguments(path), log_level="info").log


def noise(frames, size=(320, 240)):
    random = np.random.default_rng(0)
    for _ in range(frames):
        yield random.integers(0, 256, (size[1], size[0], 3), np.uint8)


def sound_packets(path):
    """(size, checksum) of each packet of the compressed sound itself, without its container."""
    arguments = ["-i", ffmpeg.file_url(path), "-map", "0:a:0", "-c", "copy", "-f", "framecrc", "-"]
    lines = ffmpeg.run(arguments).output.splitlines()
    return [line.split(",")[4:6] for line in lines if not line.startswith("#")]


def test_the_result_is_h264_that_every_browser_plays(tmp_path):
    path = write(tmp_path / "a.mp4")
    description = describe(path)
    assert "Video: h264 (High)" in description
    assert "yuv420p(tv, bt709" in description
    clip = open_video(path)
    assert (clip.width, clip.height) == SIZE
    assert clip.fps == 25
    assert clip.duration == 2


def test_playing_can_start_before_the_download_ends(tmp_path, tone):
    content = write(tmp_path / "a.mp4", audio=tone).read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


@pytest.mark.parametrize("fps", [12, 25, 24000 / 1001, 30, 60])
def test_any_rate_is_exact(tmp_path, fps):
    clip = open_video(write(tmp_path / "a.mp4", frames=48, fps=fps))
    assert clip.fps == pytest.approx(fps, rel=1e-6)
    assert clip.duration == pytest.approx(48 / fps, rel=1e-5)
    assert sum(1 for _ in clip.frames(fps)) == 48


@pytest.mark.parametrize("colour", [(128, 128, 128), (224, 172, 140), (90, 56, 40), (141, 85, 36)])
def test_grey_and_skin_come_back_within_two_levels(tmp_path, colour):
    frame = np.empty_like(GREY)
    frame[:] = colour
    path = write(tmp_path / "a.mp4", frames=3, frame=frame)
    for back in open_video(path).frames(25):
        assert np.abs(back.astype(int) - colour).max() <= 2


def test_frames_come_back_in_their_order(tmp_path):
    write_all(tmp_path / "a.mp4", (np.full_like(GREY, level) for level in range(0, 250, 10)))
    levels = [frame.mean() for frame in open_video(tmp_path / "a.mp4").frames(25)]
    np.testing.assert_allclose(levels, np.arange(0, 250, 10), atol=2)


def test_an_odd_last_row_and_column_are_dropped(tmp_path):
    path = write(tmp_path / "a.mp4", frames=3, frame=np.full((47, 63, 3), 128, np.uint8))
    clip = open_video(path)
    assert (clip.width, clip.height) == (62, 46)


def test_frames_may_be_views_with_any_strides(tmp_path):
    write(tmp_path / "a.mp4", frames=3, frame=np.full((48, 128, 4), 128, np.uint8)[:, ::2, :3])
    assert next(open_video(tmp_path / "a.mp4").frames(25)).mean() == pytest.approx(128, abs=1)


def test_a_better_quality_is_nearer_and_larger(tmp_path):
    frames = list(noise(3))
    sizes = []
    for crf in (10, 40):
        path = tmp_path / f"{crf}.mp4"
        write_all(path, frames, size=(320, 240), settings=OutputSettings(crf=crf))
        sizes.append(path.stat().st_size)
    assert sizes[0] > 2 * sizes[1]


def test_a_better_transparent_quality_is_nearer_and_larger(tmp_path):
    frames = [np.dstack([frame, frame[..., :1]]) for frame in noise(3)]
    sizes = []
    for crf in (10, 40):
        path = tmp_path / f"{crf}.webm"
        settings = OutputSettings(crf=crf)
        write_all(path, frames, size=(320, 240), settings=settings, transparent=True)
        sizes.append(path.stat().st_size)
    assert sizes[0] > 1.5 * sizes[1]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (OutputSettings(crf=23), b" crf=23.0 "),
        (OutputSettings(preset="ultrafast"), b" subme=0 "),
        (OutputSettings(preset="medium"), b" subme=7 "),
        (OutputSettings(threads=1), b" threads=1 "),
        (OutputSettings(threads=3), b" threads=3 "),
    ],
)
def test_the_encoder_works_with_the_settings_that_were_chosen(tmp_path, settings, told):
    """x264 writes its own into the stream."""
    assert told in write(tmp_path / "a.mp4", frames=3, settings=settings).read_bytes()


@pytest.mark.parametrize(
    "wrong", [{"crf": -1}, {"crf": 52}, {"preset": "warp"}, {"threads": -1}, {"threads": 1000}]
)
def test_settings_outside_their_range_are_refused(wrong):
    with pytest.raises(SettingsError):
        OutputSettings(**wrong)


def test_aac_goes_in_bit_by_bit(tmp_path):
    voice = make(tmp_path / "voice.m4a", *sound_source(2, rate=48000), "-ac", "2")
    path = write(tmp_path / "a.mp4", audio=voice)
    assert sound_packets(path) == sound_packets(voice)
    np.testing.assert_array_equal(
        read_audio(path).samples[:31000], read_audio(voice).samples[:31000]
    )


def test_the_aac_of_a_driving_video_goes_in_bit_by_bit(tmp_path, clip_with_sound):
    path = write(tmp_path / "a.mp4", audio=clip_with_sound)
    assert sound_packets(path) == sound_packets(clip_with_sound)


@pytest.mark.parametrize(
    ("rate", "channels"),
    [(44100, 1), (48000, 2), (16000, 1), (48000, 6), (48000, 8), (16000, 12), (16000, 64)],
)
def test_other_sound_becomes_aac_at_its_own_rate_in_mono_or_stereo(tmp_path, rate, channels):
    tone = 0.3 * np.sin(2800 * np.arange(2 * rate) / rate)
    soundfile.write(voice := tmp_path / "voice.wav", np.tile(tone[:, None], channels), rate)
    result = write(tmp_path / "a.mp4", audio=voice)
    description = describe(result)
    assert "Audio: aac" in description
    assert f"{rate} Hz, {'mono' if channels == 1 else 'stereo'}" in description
    assert np.std(read_audio(result).samples) > 0.1


@pytest.mark.parametrize("rate", [11000, 192000])
@pytest.mark.parametrize("ending", ["mp4", "webm"])
def test_sound_at_an_unusual_rate_is_still_heard(tmp_path, rate, ending):
    voice = make(tmp_path / "voice.wav", *sound_source(2, rate=rate), "-ac", "3")
    frame = np.full((48, 64, 4), 128, np.uint8) if ending == "webm" else GREY
    path = write(tmp_path / f"a.{ending}", audio=voice, frame=frame, transparent=ending == "webm")
    assert read_audio(path).duration == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("ending", ["wav", "m4a", "mp3", "ogg"])
def test_sound_and_pictures_end_together_when_the_frames_cover_the_sound(tmp_path, ending):
    voice = make(tmp_path / f"voice.{ending}", *sound_source(1.97))
    frames = int(np.ceil(read_audio(voice).duration * 25))
    path = write(tmp_path / "a.mp4", frames=frames, audio=voice)
    assert read_audio(path).duration == pytest.approx(open_video(path).duration, abs=1 / 25)


@pytest.mark.parametrize("ending", ["wav", "m4a"])
def test_sound_longer_than_the_frames_is_cut(tmp_path, ending):
    voice = make(tmp_path / f"voice.{ending}", *sound_source(4))
    path = write(tmp_path / "a.mp4", frames=25, audio=voice)
    assert open_video(path).duration == 1
    assert read_audio(path).duration == pytest.approx(1, abs=1 / 25)


def test_sound_shorter_than_the_frames_is_followed_by_silence(tmp_path):
    voice = make(tmp_path / "voice.wav", *sound_source(1))
    audio = read_audio(write(tmp_path / "a.mp4", frames=75, audio=voice))
    assert audio.duration == pytest.approx(3, abs=1 / 25)
    assert np.abs(audio.samples[:15000]).max() > 0.1
    assert np.abs(audio.samples[18000:]).max() < 1e-3


def test_the_last_spoken_word_is_not_lost(tmp_path):
    samples = "aevalsrc=if(gt(t\\,1.9)\\,0.5*sin(2800*t)\\,0):d=1.99:s=16000"
    for ending in ("wav", "m4a", "mp3"):
        voice = make(tmp_path / f"voice.{ending}", "-f", "lavfi", "-i", samples)
        path = write(tmp_path / "a.mp4", frames=50, audio=voice)
        end = read_audio(path).samples[int(1.92 * 16000) : int(1.97 * 16000)]
        assert np.abs(end).max() > 0.3


def test_sound_stays_in_time(tmp_path):
    beep = "aevalsrc=if(between(t\\,1\\,1.2)\\,0.5*sin(2800*t)\\,0):d=2:s=44100"
    for ending in ("wav", "m4a", "mp3", "flac", "opus"):
        voice = make(tmp_path / f"voice.{ending}", "-f", "lavfi", "-i", beep)
        path = write(tmp_path / "a.mp4", audio=voice)
        begins = [np.argmax(np.abs(read_audio(file).samples) > 0.2) for file in (voice, path)]
        assert begins[0] / 16000 == pytest.approx(1, abs=0.015)
        assert begins[1] == pytest.approx(begins[0], abs=0.005 * 16000)


def test_of_several_sounds_the_default_one_is_taken_and_analysed(tmp_path):
    sources = [*sound_source(2, hertz=3000), *sound_source(2, hertz=440)]
    layouts = ["-map", "0", "-map", "1", "-ac:a:0", "1", "-ac:a:1", "6"]
    layouts += ["-disposition:a:0", "0", "-disposition:a:1", "default"]
    voice = make(tmp_path / "voice.mkv", *sources, *layouts, "-codec:a", "flac")
    for file in (voice, write(tmp_path / "a.mp4", audio=voice)):
        spectrum = np.abs(np.fft.rfft(read_audio(file).samples[8000:24000]))
        assert np.argmax(spectrum) == pytest.approx(440, abs=3)


def test_a_file_without_sound_is_refused_before_the_first_frame(tmp_path):
    silent = make(tmp_path / "silent.mp4", *picture_source(0.2))
    with pytest.raises(NotAudioError), VideoWriter(tmp_path / "a.mp4", SIZE, 25, audio=silent):
        pytest.fail("the writer opened")
    assert [entry.name for entry in tmp_path.iterdir()] == ["silent.mp4"]


def test_metadata_comes_back_word_for_word(tmp_path):
    metadata = {
        "title": 'A "title"; with #odd = signs',
        "comment": "größe 说话\nsecond line",
        "real3d": '{"seed": 7, "engine": "mesh"}',
    }
    path = write(tmp_path / "a.mp4", metadata=metadata)
    lines = ffmpeg.run(["-i", ffmpeg.file_url(path), "-f", "ffmetadata", "-"]).output
    for mark in "=;#":
        lines = lines.replace(f"\\{mark}", mark)
    lines = lines.replace("\\\n", "\n")
    for name, value in metadata.items():
        assert f"{name}={value}\n" in lines


PERSONAL = """;FFMETADATA1
title=PRIVATE title
artist=PRIVATE name
comment=PRIVATE comment
location=+59.3000+018.0000/
com.apple.quicktime.location.ISO6709=+59.3000+018.0000/
[CHAPTER]
TIMEBASE=1/1000
START=0
END=900
title=PRIVATE chapter
"""


def personal_recording(folder, ending):
    """A recording that says whose it is, where and with what it was made: in its tags, chapters,
    streams, subtitles, a timecode and a large cover picture."""
    (folder / "tags.txt").write_text(PERSONAL)
    (folder / "words.srt").write_text("1\n00:00:00,000 --> 00:00:01,900\nPRIVATE words\n")
    cover = make(folder / "cover.jpg", *picture_source(0.04, size="640x480"), "-frames:v", "1")
    inputs = [*sound_source(2), "-i", str(folder / "tags.txt")]
    maps = ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
    if ending in ("m4a", "mp3", "flac", "mkv", "mov"):
        inputs += ["-i", str(cover)]
        maps += ["-map", "2:v", "-codec:v", "copy", "-disposition:v", "attached_pic"]
    if ending in ("mkv", "mov"):
        subtitles = "srt" if ending == "mkv" else "mov_text"
        inputs += ["-i", str(folder / "words.srt")]
        maps += ["-map", "3:s", "-codec:s", subtitles]
    if ending == "mov":
        maps += ["-timecode", "01:02:03:04", "-movflags", "+use_metadata_tags"]
    if ending in ("mkv", "mov", "m4a"):
        maps += ["-codec:a", "aac"]
    for name in ("title", "handler_name", "comment"):
        maps += ["-metadata:s:a", f"{name}=PRIVATE {name}"]
    maps += ["-metadata:s:a", "language=swe"]
    recording = make(folder / f"voice.{ending}", *inputs, *maps)
    assert b"PRIVATE" in recording.read_bytes()
    return recording


@pytest.mark.parametrize("ending", ["m4a", "mkv", "mov", "webm", "mp3", "flac", "ogg", "wav"])
@pytest.mark.parametrize("transparent", [False, True], ids=["mp4", "webm"])
def test_nothing_that_a_recording_says_of_its_owner_is_passed_on(tmp_path, ending, transparent):
    voice = personal_recording(tmp_path, ending)
    frame = np.full((48, 64, 4), 128, np.uint8) if transparent else GREY
    path = tmp_path / f"result.{'webm' if transparent else 'mp4'}"
    write(path, audio=voice, frame=frame, transparent=transparent, metadata={"comment": "ours"})
    content = path.read_bytes()
    for private in (b"PRIVATE", b"+59.3", b"ISO6709"):
        assert private not in content
    description = describe(path)
    assert "swe" not in description
    assert "Chapter" not in description
    assert description.count("Stream #0") == 2, "its pictures and its sound, and nothing else"
    assert "Video: vp9" in description if transparent else "Video: h264" in description
    assert open_video(path).width == 64, "not the cover"
    assert read_audio(path).duration == pytest.approx(2, abs=1 / 25)


@pytest.mark.parametrize("tags", [{"a=b": "c"}, {"a": "b\0"}, {"": "b"}, {"a": "b" * 100_000}])
def test_a_tag_that_cannot_be_written_is_refused(tmp_path, tags):
    with pytest.raises(SettingsError):
        VideoWriter(tmp_path / "a.mp4", SIZE, 25, metadata=tags)


def test_a_transparent_video_keeps_its_alpha_and_its_sound(tmp_path, tone):
    frame = np.full((48, 64, 4), 200, np.uint8)
    frame[..., 3] = np.arange(64) * 4
    options = {"transparent": True, "audio": tone, "metadata": {"real3d": "mesh"}}
    path = write(tmp_path / "a.webm", frame=frame, **options)
    description = describe(path)
    assert "Video: vp9" in description
    assert "Audio: opus" in description
    assert ": mesh" in description
    assert b"\x53\xc0\x81\x01" in path.read_bytes(), "AlphaMode of Matroska: browsers look for it"
    decode = ["-loglevel", "error", "-c:v", "libvpx-vp9", "-i", str(path)]
    raw = subprocess.run(
        [ffmpeg.executable(), *decode, "-pix_fmt", "rgba", "-f", "rawvideo", "-"],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    back = np.frombuffer(raw, np.uint8).reshape(-1, 48, 64, 4)
    assert len(back) == 50
    assert np.abs(back[..., 3].astype(int) - frame[..., 3]).max() <= 8
    assert read_audio(path).duration == pytest.approx(2, abs=1 / 25)


def test_opus_goes_into_a_transparent_video_bit_by_bit(tmp_path):
    voice = make(tmp_path / "voice.webm", *sound_source(2), "-c:a", "libopus")
    frame = np.full((48, 64, 4), 200, np.uint8)
    path = write(tmp_path / "a.webm", frame=frame, transparent=True, audio=voice)
    assert sound_packets(path)[:99] == sound_packets(voice)[:99]


@pytest.mark.parametrize(
    ("name", "transparent"), [("a.webm", False), ("a.mp4", True), ("a", False)]
)
def test_a_name_whose_ending_does_not_fit_is_refused(tmp_path, name, transparent):
    with pytest.raises(SettingsError, match="named"):
        VideoWriter(tmp_path / name, SIZE, 25, transparent=transparent)


@pytest.mark.parametrize(
    "name", ["two words.mp4", 'it\'s "q".mp4', "Größe.mp4", "视频.mp4", "-y.mp4", "%d http:.mp4"]
)
def test_any_file_name_works(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(name, frames=2)
    assert open_video(name).width == 64


def test_a_missing_folder_is_made(tmp_path):
    assert open_video(write(tmp_path / "new" / "folder" / "a.mp4", frames=2)).width == 64


def test_a_finished_video_leaves_nothing_else_and_replaces_the_older_one(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"older")
    write(tmp_path / "a.mp4", frames=2)
    assert os.listdir(tmp_path) == ["a.mp4"]
    assert open_video(tmp_path / "a.mp4").width == 64


def test_what_a_killed_job_left_beside_its_result_goes_with_the_next_one(tmp_path):
    (tmp_path / f"{HIDDEN}abcdefgh").mkdir()
    (tmp_path / f"{HIDDEN}abcdefgh" / "pictures.mp4").write_bytes(b"unfinished")
    write(tmp_path / "a.mp4", frames=2)
    assert os.listdir(tmp_path) == ["a.mp4"]


def test_a_finished_video_may_be_read_like_any_new_file(tmp_path):
    (tmp_path / "new").touch()
    write(tmp_path / "a.mp4", frames=2)
    assert (tmp_path / "a.mp4").stat().st_mode == (tmp_path / "new").stat().st_mode


def test_the_whole_file_can_be_signed_before_it_takes_its_place(tmp_path):
    path, seen = tmp_path / "a.mp4", []

    def finish(whole: Path) -> None:
        seen.append((open_video(whole).duration, path.exists(), whole.parent != path.parent))
        signed = whole.with_name("signed.mp4")
        signed.write_bytes(whole.read_bytes() + b"\0\0\0\x0cfreesign")
        signed.replace(whole)

    write(path, finalize=finish)
    assert seen == [(2, False, True)]
    assert path.read_bytes().endswith(b"freesign")
    assert os.listdir(tmp_path) == ["a.mp4"]


def test_a_signature_that_fails_leaves_the_older_result(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"older")

    def fail(whole: Path) -> None:
        raise OutputError("no certificate")

    with pytest.raises(OutputError, match="no certificate"):
        write(tmp_path / "a.mp4", finalize=fail)
    assert os.listdir(tmp_path) == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == b"older"


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt, GeneratorExit])
def test_an_interruption_leaves_nothing_and_keeps_the_older_result(tmp_path, stop):
    (tmp_path / "a.mp4").write_bytes(b"older")

    def frames():
        yield GREY
        raise stop

    with pytest.raises(stop):
        write_all(tmp_path / "a.mp4", frames())
    assert os.listdir(tmp_path) == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == b"older"


def test_closing_a_generator_that_writes_leaves_nothing(tmp_path):
    def steps():
        with VideoWriter(tmp_path / "a.mp4", SIZE, 25) as writer:
            while True:
                writer.write(GREY)
                yield

    running = steps()
    next(running)
    assert os.listdir(tmp_path)
    running.close()
    assert os.listdir(tmp_path) == []


def test_ctrl_c_ends_the_encoder_and_leaves_nothing(tmp_path):
    script = textwrap.dedent("""
        import sys, time
        import numpy as np
        from real3d.media import VideoWriter
        with VideoWriter(sys.argv[1], (64, 48), 25) as writer:
            writer.write(np.zeros((48, 64, 3), np.uint8))
            print(writer._encoder._process.pid, flush=True)
            time.sleep(60)
    """)
    run = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "a.mp4")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with run:
        encoder = int(run.stdout.readline())
        assert os.listdir(tmp_path)
        assert os.getpgid(encoder) != run.pid
        os.killpg(run.pid, signal.SIGINT)
        run.wait(20)
    assert os.listdir(tmp_path) == []
    assert not Path(f"/proc/{encoder}").exists()


def test_a_video_without_frames_is_not_written(tmp_path):
    with pytest.raises(OutputError, match="no frames"), VideoWriter(tmp_path / "a.mp4", SIZE, 25):
        pass
    assert os.listdir(tmp_path) == []


def test_a_frame_of_another_size_is_a_programming_error_and_leaves_nothing(tmp_path):
    with pytest.raises(AssertionError), VideoWriter(tmp_path / "a.mp4", SIZE, 25) as writer:
        writer.write(GREY[:-1])
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("folder", ["/proc", "/proc/new/folder"])
def test_a_folder_that_cannot_be_written_to_is_refused_before_the_first_frame(folder):
    with pytest.raises(OutputError, match="cannot be written to"):
        write(Path(folder) / "a.mp4")


def test_a_folder_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written to"):
        write(tmp_path / "file" / "a.mp4")


def test_a_result_that_is_a_folder_is_refused_before_the_first_frame(tmp_path):
    (tmp_path / "a.mp4").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write(tmp_path / "a.mp4")


def stand_in(folder, monkeypatch, body):
    """Replaces ffmpeg by a script."""
    script = folder / "ffmpeg"
    script.write_text(f"#!{sys.executable}\nimport sys\n{textwrap.dedent(body)}")
    script.chmod(0o755)
    monkeypatch.setattr(ffmpeg, "executable", lambda: str(script))


def test_a_full_disk_is_reported_as_one_while_frames_are_written(
    tmp_path, tmp_path_factory, monkeypatch
):
    full = """
        sys.stdin.buffer.read(100_000)
        sys.exit("[out#0/mp4 @ 0x1] Error writing trailer: No space left on device")
    """
    stand_in(tmp_path_factory.mktemp("bin"), monkeypatch, full)
    (tmp_path / "a.mp4").write_bytes(b"older")
    with pytest.raises(OutputError, match="disk is full"):
        write(tmp_path / "a.mp4", frames=1000)
    assert os.listdir(tmp_path) == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == b"older"


def test_a_disk_that_is_full_at_the_very_end_is_reported_as_one(
    tmp_path, tmp_path_factory, monkeypatch
):
    full = """
        if "pipe:0" in sys.argv:
            sys.stdin.buffer.read()
        else:
            sys.exit("av_interleaved_write_frame(): No space left on device\\nConversion failed!")
    """
    stand_in(tmp_path_factory.mktemp("bin"), monkeypatch, full)
    with pytest.raises(OutputError, match="disk is full"):
        write(tmp_path / "a.mp4")
    assert os.listdir(tmp_path) == []


def test_an_encoder_that_may_write_no_more_is_an_error_and_leaves_nothing(tmp_path):
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, unlimited[1]))
    try:
        with pytest.raises(OutputError, match=r"'a\.mp4' was not written"):
            write_all(tmp_path / "a.mp4", noise(100), size=(320, 240))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert os.listdir(tmp_path) == []


def test_a_talkative_encoder_does_not_block(tmp_path, tmp_path_factory, monkeypatch):
    talk = """
        while sys.stdin.buffer.read(9216):
            sys.stderr.write("[libx264 @ 0x1] something to say\\n" * 200)
        sys.exit("[out @ 0x1] the reason")
    """
    stand_in(tmp_path_factory.mktemp("bin"), monkeypatch, talk)
    began = time.monotonic()
    with pytest.raises(OutputError, match="not written: the reason"):
        write(tmp_path / "a.mp4", frames=200)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("name", "transparent", "fitting"),
    [("a.avi", False, "a.mp4"), ("a", False, "a.mp4"), ("a.mp4", True, "a.webm")],
)
def test_a_name_that_does_not_fit_is_answered_with_one_that_does(
    name, transparent, fitting, tmp_path
):
    frame = np.full((48, 64, 4), 128, np.uint8) if transparent else GREY
    with pytest.raises(SettingsError, match=f"not '{name}'; '{fitting}' fits"):
        write(tmp_path / name, frame=frame, transparent=transparent)
