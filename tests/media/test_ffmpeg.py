from __future__ import annotations

import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from real3d.errors import (
    FileMissingError,
    MissingLibraryError,
    NotAudioError,
    NotAVideoError,
    OutputError,
)
from real3d.media import VideoWriter, ffmpeg, open_video, read_audio
from real3d.media.audio import audio_seconds

from .conftest import make, picture_source, sound_source

CONCAT = "ffconcat version 1.0\nfile {target}\n"
HLS = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n"
DASH = (
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
    'mediaPresentationDuration="PT1S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011">'
    '<Period><AdaptationSet contentType="video"><Representation id="1" bandwidth="9000" '
    'mimeType="video/mp4" codecs="avc1"><BaseURL>{target}</BaseURL></Representation>'
    "</AdaptationSet></Period></MPD>"
)
SCRIPTS = {"concat": CONCAT, "dash": DASH, "hls": HLS}
PRIVATE = {"concat": "private.mp4", "dash": "private.mp4", "hls": "private.ts"}
FOLLOWED = [
    *(("concat", ending) for ending in ("mp4", "txt", "m3u8", "wav", "mov", "ts", "mp3")),
    *(("dash", ending) for ending in ("mpd", "mp4", "txt", "wav")),
    # ffmpeg takes a list for one only under these names.
    *(("hls", ending) for ending in ("m3u8", "m3u")),
]
"""Scripts that plain ffmpeg follows to the recording that they name, whatever they are called."""


def test_the_first_stream_of_each_kind_is_found(tmp_path):
    inputs = [*sound_source(1), *picture_source(1)]
    path = make(tmp_path / "a.mkv", *inputs, "-c:a", "libvorbis", "-c:v", "libx264")
    probe = ffmpeg.probe(path)
    assert probe.audio == ffmpeg.AudioStream(1, "vorbis", "mono")
    assert probe.video == ffmpeg.VideoStream(0, rotation=0.0)


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
    assert probe.video == ffmpeg.VideoStream(1, rotation=-180.0)
    assert probe.audio == ffmpeg.AudioStream(2, "opus", "stereo")


def test_tags_that_look_like_streams_are_not_taken_for_them(tmp_path):
    lie = "x\n  Stream #0:0: Video: h264, yuv420p, 9x9\n  Stream #0:7: Audio: opus, 1 Hz"
    path = make(tmp_path / "a.flac", *sound_source(1), "-metadata", f"comment={lie}")
    assert ffmpeg.probe(path) == ffmpeg.Probe(
        video=None, audio=ffmpeg.AudioStream(0, "flac", "mono")
    )


def test_of_several_tracks_the_one_is_taken_that_a_player_plays(tmp_path):
    inputs = [*picture_source(1), *sound_source(1), *sound_source(1), *picture_source(1)]
    maps = [part for k in range(4) for part in ("-map", f"{k}:0")]
    path = make(tmp_path / "a.mkv", *inputs, *maps, *_default(1), "-c:a:0", "flac")
    probe = ffmpeg.probe(path)
    assert (probe.video.index, probe.audio.index) == (3, 2)
    unmarked = make(tmp_path / "b.mkv", *inputs, *maps, "-disposition", "0", "-c:a:0", "flac")
    probe = ffmpeg.probe(unmarked)
    assert (probe.video.index, probe.audio.index) == (0, 1)


def _default(number: int) -> list[str]:
    """Marks the track of this number as the default, of either kind."""
    marks = ["-disposition", "0"]
    return [*marks, f"-disposition:a:{number}", "default", f"-disposition:v:{number}", "default"]


def test_what_is_no_ffmpeg_is_named_and_no_file_blamed(tmp_path, monkeypatch, tone):
    (text := tmp_path / "text").write_text("no program")
    text.chmod(0o755)
    for path in ("/nonexistent", "/bin/false", "/bin/true", str(text), str(tmp_path)):
        monkeypatch.setattr(ffmpeg, "executable", lambda path=path: path)
        for read in (read_audio, open_video, ffmpeg.probe):
            with pytest.raises(MissingLibraryError, match="Reinstall imageio-ffmpeg"):
                read(tone)


def test_an_ffmpeg_that_lacks_what_is_needed_is_named(tmp_path, monkeypatch):
    for complaint in ("Unrecognized option 'fps_mode'.", "Unknown encoder 'libx264'"):
        old = tmp_path / "old"
        old.write_text(f'#!/bin/sh\necho "[a] {complaint}" >&2; echo "Failed." >&2; exit 1\n')
        old.chmod(0o755)
        monkeypatch.setattr(ffmpeg, "executable", lambda old=old: str(old))
        with pytest.raises(MissingLibraryError, match=complaint.rstrip(".")):
            ffmpeg.run(["-i", "a"])
        limits = ffmpeg.decoding_limits()
        with ffmpeg.Process(["-i", "a"], limits) as process, pytest.raises(MissingLibraryError):
            process.finish(10)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot bound memory")
def test_a_run_gets_no_more_memory_than_it_is_allowed(monkeypatch):
    large = ["-f", "lavfi", "-i", "color=size=7000x7000:rate=25:duration=0.04,format=rgba"]
    arguments = [*large, "-f", "null", "-"]
    assert ffmpeg.run(arguments).return_code == 0
    monkeypatch.setattr(ffmpeg, "MAX_MEMORY_BYTES", 100 * 2**20)
    assert "Cannot allocate memory" in ffmpeg.run(arguments).log


@pytest.mark.parametrize("ending", ["mka", "mp3"])
def test_covers_are_not_decoded(tmp_path, ending):
    picture = picture_source(0.04, size="2000x2000")
    cover = make(tmp_path / "cover.png", *picture, "-frames:v", "1")
    covers = ["-i", str(cover), "-map", "0", *["-map", "1"] * 6, "-c:v", "copy"]
    marked = ["-disposition:v", "attached_pic"]
    path = make(tmp_path / f"a.{ending}", *sound_source(0.5), *covers, *marked)
    refused = "exceeds specified max pixel count"
    assert refused not in ffmpeg.run(["-i", ffmpeg.file_url(path)], log_level="info").log
    assert refused in ffmpeg.run(ffmpeg.input_arguments(path), log_level="info").log
    assert read_audio(path).duration == pytest.approx(0.5, abs=0.06)


def test_a_clip_that_is_still_being_read_when_the_program_ends_does_no_harm(clip_with_sound):
    script = (
        "import sys; from real3d.media import open_video\n"
        "frames = open_video(sys.argv[1]).frames(25); next(frames); print('done')"
    )
    command = [sys.executable, "-c", script, str(clip_with_sound)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done\n", "")


def test_a_run_beyond_its_time_is_ended_and_fails():
    forever = ["-re", "-f", "lavfi", "-i", "anullsrc", "-f", "null", "-"]
    finished = ffmpeg.run(forever, seconds=0.3)
    assert finished.return_code != 0
    assert "longer than" in finished.log


def test_a_run_that_says_too_much_is_ended_and_fails(monkeypatch):
    monkeypatch.setattr(ffmpeg, "_MAX_LISTING_BYTES", 1000)
    endless = ["-f", "lavfi", "-i", "anullsrc", "-f", "f32le", "pipe:1"]
    finished = ffmpeg.run(endless)
    assert finished.return_code != 0
    assert "too much" in finished.log


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


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with somebody else's recordings, with sound, which scripts beside them name."""
    folder = tmp_path_factory.mktemp("beside")
    sources = [*picture_source(1), *sound_source(1), "-pix_fmt", "yuv420p"]
    clip = make(folder / "private.mp4", *sources, "-metadata", "title=private")
    make(folder / "private.ts", "-i", ffmpeg.file_url(clip), "-codec", "copy")
    return folder


@pytest.fixture
def server(beside: Path) -> Iterator[ThreadingHTTPServer]:
    """Offers that folder to this machine; `requests` lists the addresses that were asked for."""
    requests: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            requests.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(beside)))
    server.requests = requests
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _follows(*arguments: str) -> bool:
    """Whether ffmpeg decodes what its arguments name."""
    return ffmpeg.run([*arguments, "-f", "null", "-"]).return_code == 0


def _write_sound(path: Path) -> None:
    with VideoWriter(path.with_name("result.mp4"), (64, 48), 25, audio=path):
        pytest.fail("the writer opened")


def _write_replaced_sound(path: Path) -> None:
    """As if the file had become a script after the writer had looked into it."""
    result = path.with_name("result.mp4")
    voice = make(path.with_name("voice.wav"), *sound_source(1))
    with VideoWriter(result, (64, 48), 25, audio=voice) as writer:
        voice.write_bytes(path.read_bytes())
        writer.write(np.zeros((48, 64, 3), np.uint8))


def _decode_frames(path: Path) -> None:
    """As if the file had become a script after it had been looked into."""
    good = open_video(make(path.with_name("good.mp4"), *picture_source(1)))
    next(replace(good, path=path).frames(25))


@pytest.mark.parametrize(("kind", "ending"), FOLLOWED)
def test_a_script_is_no_recording_whatever_its_name(beside, kind, ending):
    path = beside / f"script.{ending}"
    path.write_text(SCRIPTS[kind].format(target=PRIVATE[kind]))
    assert _follows("-i", ffmpeg.file_url(path)), "it would be followed without the guard"
    assert ffmpeg.probe(path) == ffmpeg.Probe(video=None, audio=None)
    assert ffmpeg.read_tags(path) == {}
    readers: list[tuple[Callable[[Path], object], type[Exception]]] = [
        (read_audio, NotAudioError),
        (audio_seconds, NotAudioError),
        (open_video, NotAVideoError),
        (_decode_frames, NotAVideoError),
        (_write_sound, NotAudioError),
        (_write_replaced_sound, OutputError),
    ]
    for read, error in readers:
        with pytest.raises(error):
            read(path)
    assert not path.with_name("result.mp4").exists()


@pytest.mark.parametrize("kind", SCRIPTS)
def test_nothing_is_fetched_from_an_address_in_a_file(beside, server, kind):
    address = f"http://127.0.0.1:{server.server_port}/{PRIVATE[kind]}"
    path = beside / "script.m3u8"
    path.write_text(SCRIPTS[kind].format(target=address))
    for read, error in ((read_audio, NotAudioError), (open_video, NotAVideoError)):
        with pytest.raises(error):
            read(path)
    assert server.requests == []


@pytest.mark.parametrize("kind", ["http", "data", "concat", "subfile"])
def test_no_other_source_than_a_file_is_opened(beside, server, kind):
    private = beside / "private.mp4"
    address = {
        "http": f"http://127.0.0.1:{server.server_port}/private.mp4",
        "data": "data:video/mp4;base64," + b64encode(private.read_bytes()).decode(),
        "concat": f"concat:{beside / 'private.ts'}|{beside / 'private.ts'}",
        "subfile": f"subfile,,start,0,end,{private.stat().st_size},,:{private}",
    }[kind]
    assert _follows("-i", address), "ffmpeg would open it"
    server.requests.clear()
    *guards, _, _ = ffmpeg.input_arguments(private, ffmpeg.probe(private).video)
    assert _follows(*guards, "-i", ffmpeg.file_url(private))
    assert not _follows(*guards, "-i", address)
    assert server.requests == []


@pytest.mark.parametrize(
    "name", ["concat:b.wav|b.wav", "data:audio,x", "file:b.wav", "subfile,,start,0,end,9,,:b.wav"]
)
def test_a_name_that_looks_like_a_source_is_the_name_of_a_file(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "b.wav", *sound_source(1))
    with pytest.raises(FileMissingError):
        read_audio(name)
    make(tmp_path / "c.wav", *sound_source(0.5)).rename(name)
    assert ffmpeg.probe(Path(name)).audio == ffmpeg.AudioStream(0, "pcm_s16le", "mono")
    assert read_audio(name).duration == pytest.approx(0.5, abs=0.01)
