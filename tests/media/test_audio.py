from __future__ import annotations

import struct
import subprocess
import tracemalloc

import numpy as np
import pytest
import soundfile

from real3d.errors import (
    AudioTooShortError,
    FileMissingError,
    FileTooLargeError,
    NotAudioError,
    TooLongError,
)
from real3d.media import Limits, ffmpeg, read_audio
from real3d.media.audio import audio_seconds

from .conftest import make, picture_source, sound_source

TONE_LEVEL = 1 / 8
"""Of ffmpeg's `sine` source."""


def wav(path, samples, rate=16000, data_bytes=None, extensible=False):
    """Writes 16-bit WAV by hand, so that its header may be unusual; `data_bytes` may lie."""
    pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    tag = 0xFFFE if extensible else 1
    block = 2 * channels
    form = struct.pack("<HHIIHH", tag, channels, rate, rate * block, block, 16)
    if extensible:
        pcm_guid = bytes.fromhex("0100000000001000800000aa00389b71")
        form += struct.pack("<HHI", 22, 16, 0) + pcm_guid
    size = len(pcm) if data_bytes is None else data_bytes
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form
    body += b"data" + struct.pack("<I", size) + pcm
    path.write_bytes(b"RIFF" + struct.pack("<I", min(4 + size + len(form), 2**32 - 1)) + body)
    return path


def sine(seconds, rate=16000, hertz=440.0, level=0.5):
    return level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def loudest_hertz(audio):
    spectrum = np.abs(np.fft.rfft(audio.samples * np.hanning(len(audio.samples))))
    return np.argmax(spectrum) / audio.duration


@pytest.mark.parametrize(
    ("ending", "codec"),
    [
        ("wav", ["-c:a", "pcm_s24le"]),
        ("wav", ["-c:a", "pcm_f32le"]),
        ("mp3", []),
        ("m4a", []),
        ("aac", []),
        ("ogg", ["-c:a", "libvorbis"]),
        ("opus", ["-c:a", "libopus"]),
        ("webm", ["-c:a", "libopus"]),
        ("flac", []),
        ("aiff", []),
        ("wma", []),
    ],
)
def test_every_usual_kind_is_heard_alike(tmp_path, ending, codec):
    path = make(tmp_path / f"voice.{ending}", *sound_source(1.5, rate=48000), *codec)
    audio = read_audio(path)
    assert audio.path == path
    assert audio.rate == 16000
    assert audio.samples.dtype == np.float32
    assert audio.duration == pytest.approx(1.5, abs=0.1)
    assert loudest_hertz(audio) == pytest.approx(440, abs=2)
    assert np.abs(audio.samples[8000:16000]).max() == pytest.approx(TONE_LEVEL, rel=0.15)


def test_the_sound_of_a_video_is_read(clip_with_sound):
    assert read_audio(clip_with_sound).duration == pytest.approx(2, abs=0.05)


def test_a_song_with_a_cover_picture_is_sound(tmp_path, tone):
    cover = make(tmp_path / "cover.png", *picture_source(1), "-frames:v", "1")
    arguments = ["-i", str(tone), "-i", str(cover), "-map", "0", "-map", "1"]
    song = make(tmp_path / "song.mp3", *arguments, "-disposition:v", "attached_pic")
    assert read_audio(song).duration == pytest.approx(2, abs=0.06)


def test_sound_that_starts_late_in_a_video_starts_as_late_in_the_samples(tmp_path):
    arguments = [*picture_source(2), "-itsoffset", "0.5", *sound_source(1.5)]
    samples = read_audio(make(tmp_path / "late.mkv", *arguments)).samples
    assert np.abs(samples[:7000]).max() < 0.01
    assert np.abs(samples[9000:]).max() > 0.05


def test_stereo_at_48_khz_is_averaged_without_getting_louder(tmp_path):
    tone = sine(1, rate=48000)
    soundfile.write(tmp_path / "a.wav", np.stack([tone, tone], 1), 48000)
    audio = read_audio(tmp_path / "a.wav")
    assert len(audio.samples) == 16000
    assert np.abs(audio.samples[2000:-2000]).max() == pytest.approx(0.5, abs=0.01)


def noise(seconds, rate=16000):
    return 0.2 * np.random.default_rng(0).normal(size=round(seconds * rate)).clip(-4, 4)


@pytest.mark.parametrize("right", [-1.0, -0.7])
def test_a_voice_does_not_cancel_out_in_stereo_whose_one_side_is_upside_down(tmp_path, right):
    voice = noise(1.5)
    soundfile.write(tmp_path / "a.wav", np.stack([voice, right * voice], 1), 16000)
    heard = read_audio(tmp_path / "a.wav").samples
    assert len(heard) == len(voice)
    assert np.std(heard[500:-500]) > 0.8 * np.std(voice)
    assert np.corrcoef(heard, voice)[0, 1] > 0.99


def test_what_is_upside_down_for_a_while_only_is_heard_all_the_time(tmp_path):
    voice = noise(2)
    other = np.where(np.arange(len(voice)) < 16000, voice, -voice)
    soundfile.write(tmp_path / "a.wav", np.stack([voice, other], 1), 16000)
    heard = read_audio(tmp_path / "a.wav").samples
    for part in (slice(500, 15500), slice(16500, -500)):
        assert np.std(heard[part]) == pytest.approx(np.std(voice[part]), rel=0.05)


def test_stereo_with_the_same_on_both_sides_is_that(tmp_path):
    voice = noise(1.3)
    soundfile.write(tmp_path / "a.wav", np.stack([voice, voice], 1), 16000, subtype="FLOAT")
    heard = read_audio(tmp_path / "a.wav").samples
    np.testing.assert_allclose(heard, np.clip(voice, -1, 1), atol=1e-5)


@pytest.mark.parametrize("channels", [9, 12, 24, 64])
def test_tracks_that_have_no_place_in_a_room_are_mixed(tmp_path, channels):
    signs = np.resize([1.0, -1.0], channels)  # as of microphones wired in turns
    soundfile.write(tmp_path / "a.wav", sine(1)[:, None] * signs, 16000)
    heard = read_audio(tmp_path / "a.wav")
    assert heard.duration == 1
    assert loudest_hertz(heard) == pytest.approx(440, abs=2)
    assert np.abs(heard.samples).max() > 0.3


def test_the_default_track_is_heard_rather_than_the_first(tmp_path):
    first, second = sound_source(1, hertz=200), sound_source(1, hertz=700)
    maps = ["-map", "0", "-map", "1", "-disposition:a:0", "0", "-disposition:a:1", "default"]
    for ending in ("mkv", "mp4", "mov"):
        path = make(tmp_path / f"a.{ending}", *first, *second, *maps, "-c:a", "aac")
        assert loudest_hertz(read_audio(path)) == pytest.approx(700, abs=3)


def test_a_gap_of_hours_is_refused_before_it_is_filled(tmp_path):
    gap = "asetpts='if(gt(T,0.3),PTS+3*3600/TB,PTS)'"
    path = make(tmp_path / "a.mkv", *sound_source(0.7), "-af", gap, "-c:a", "libmp3lame")
    with pytest.raises(TooLongError):
        read_audio(path)
    assert audio_seconds(path, Limits(audio_seconds=4 * 3600)) == pytest.approx(10800.7, abs=0.2)


def test_a_short_gap_is_silence(tmp_path):
    gap = "asetpts='if(gt(T,0.5),PTS+1/TB,PTS)'"
    path = make(tmp_path / "a.mkv", *sound_source(1), "-af", gap, "-c:a", "libmp3lame")
    heard = read_audio(path).samples
    assert len(heard) == pytest.approx(32000, abs=1600)
    assert np.abs(heard[10000:20000]).max() < 0.01 < np.abs(heard[26000:30000]).max()


@pytest.mark.parametrize("channels", [3, 6, 7])
def test_any_number_of_channels_is_read(tmp_path, channels):
    soundfile.write(tmp_path / "a.wav", np.tile(sine(1)[:, None], channels), 16000)
    assert loudest_hertz(read_audio(tmp_path / "a.wav")) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("channels", [65, 60_000, 2_130_706_434])
def test_a_header_that_says_more_channels_than_can_be_is_refused_at_once(tmp_path, channels):
    description = struct.pack(">d4sIIIII", 16000.0, b"lpcm", 0, 2, 1, channels, 16)
    sound = struct.pack(">I", 0) + bytes(32_000)
    chunks = [(b"desc", description), (b"data", sound)]
    content = b"".join(kind + struct.pack(">Q", len(held)) + held for kind, held in chunks)
    path = tmp_path / "a.caf"
    path.write_bytes(b"caff\0\1\0\0" + content)
    with pytest.raises(NotAudioError):
        read_audio(path)


def test_an_extensible_header_is_understood(tmp_path):
    audio = read_audio(wav(tmp_path / "a.wav", sine(1), extensible=True))
    np.testing.assert_allclose(audio.samples, sine(1), atol=1e-3)


@pytest.mark.parametrize("data_bytes", [0, 0xFFFFFFFF, 10**9])
def test_the_length_is_that_of_the_sound_when_the_header_says_another(tmp_path, data_bytes):
    path = wav(tmp_path / "a.wav", sine(1), data_bytes=data_bytes)
    assert read_audio(path).duration == pytest.approx(1, abs=0.01)


def test_silence_is_sound(tmp_path):
    audio = read_audio(wav(tmp_path / "a.wav", np.zeros(16000)))
    np.testing.assert_array_equal(audio.samples, np.zeros(16000))


def test_samples_that_are_not_numbers_become_silence_and_the_rest_is_kept(tmp_path):
    samples = sine(1).astype(np.float32)
    samples[4000:4010] = np.nan
    samples[8000], samples[9000] = np.inf, -np.inf
    soundfile.write(tmp_path / "a.wav", samples, 16000, subtype="FLOAT")
    cleaned = read_audio(tmp_path / "a.wav").samples
    assert np.isfinite(cleaned).all()
    assert np.abs(cleaned).max() <= 1
    np.testing.assert_allclose(cleaned[12000:], samples[12000:], atol=1e-3)


def test_zero_samples_are_too_short(tmp_path):
    with pytest.raises(AudioTooShortError, match=r"0\.00 seconds"):
        read_audio(wav(tmp_path / "a.wav", np.zeros(0)))


def test_a_click_is_too_short(tmp_path):
    with pytest.raises(AudioTooShortError, match=r"0\.19 seconds"):
        read_audio(wav(tmp_path / "a.wav", sine(0.19)))
    assert read_audio(wav(tmp_path / "b.wav", sine(0.2))).duration == pytest.approx(0.2)


def test_sound_beyond_the_limit_is_refused(tmp_path, tone):
    with pytest.raises(TooLongError, match=r"0\.02 minutes"):
        read_audio(tone, Limits(audio_seconds=1.2))
    assert read_audio(tone, Limits(audio_seconds=2.0)).duration == pytest.approx(2)


def test_a_header_that_hides_the_length_does_not_pass_the_limit(tmp_path):
    path = wav(tmp_path / "a.wav", np.zeros(16000 * 60), data_bytes=0)
    with pytest.raises(TooLongError):
        read_audio(path, Limits(audio_seconds=30))


def test_a_small_file_of_endless_silence_is_given_up_at_the_limit(tmp_path):
    path = make(tmp_path / "a.flac", "-f", "lavfi", "-t", "5000", "-i", "anullsrc=r=8000:cl=mono")
    with pytest.raises(TooLongError):
        read_audio(path)


def test_ten_minutes_of_stereo_cost_no_more_memory_than_their_samples(tmp_path):
    path = make(tmp_path / "a.flac", "-f", "lavfi", "-t", "600", "-i", "anullsrc=r=48000:cl=stereo")
    tracemalloc.start()
    audio = read_audio(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert audio.duration == 600
    assert peak < 45 * 2**20


def test_too_many_bytes_are_refused(tone):
    with pytest.raises(FileTooLargeError):
        read_audio(tone, Limits(audio_bytes=1000))


def test_a_video_may_be_as_large_as_a_video(clip_with_sound):
    limits = Limits(audio_bytes=1000)
    assert read_audio(clip_with_sound, limits).duration == pytest.approx(2, abs=0.05)
    with pytest.raises(FileTooLargeError):
        read_audio(clip_with_sound, Limits(audio_bytes=1000, video_bytes=1000))


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "a.mp3").touch()
    with pytest.raises(FileMissingError):
        read_audio(tmp_path / "a.mp3")


@pytest.mark.parametrize("ending", ["mp3", "m4a", "wav", "ogg"])
def test_text_under_the_name_of_sound_is_refused(tmp_path, ending):
    (tmp_path / f"a.{ending}").write_bytes(b"This is not sound. " * 100)
    with pytest.raises(NotAudioError, match="holds no sound"):
        read_audio(tmp_path / f"a.{ending}")


def test_a_picture_is_no_sound(tmp_path):
    path = make(tmp_path / "a.png", *picture_source(1), "-frames:v", "1")
    with pytest.raises(NotAudioError):
        read_audio(path)


def test_a_video_without_sound_is_no_sound(tmp_path):
    with pytest.raises(NotAudioError, match="has no sound"):
        read_audio(make(tmp_path / "a.mp4", *picture_source(1)))


def test_a_recording_cut_off_before_its_index_is_refused(tmp_path):
    path = make(tmp_path / "a.m4a", *sound_source(2))
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(NotAudioError):
        read_audio(path)


def test_a_recording_cut_off_in_its_sound_is_as_long_as_what_is_left(tmp_path, tone):
    path = tmp_path / "a.wav"
    path.write_bytes(tone.read_bytes()[: tone.stat().st_size // 2])
    assert read_audio(path).duration == pytest.approx(1, abs=0.01)


def test_sound_of_garbage_is_refused(tmp_path):
    path = make(tmp_path / "a.m4a", *sound_source(2), "-movflags", "+faststart")
    content = bytearray(path.read_bytes())
    start = content.index(b"mdat") + 4
    content[start:] = np.random.default_rng(0).bytes(len(content) - start)
    path.write_bytes(content)
    with pytest.raises(NotAudioError, match="damaged"):
        read_audio(path)


def test_the_decoder_is_gone_when_a_long_file_is_refused(tmp_path, monkeypatch):
    started = []

    class Watched(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            started.append(self)

    path = make(tmp_path / "a.flac", "-f", "lavfi", "-t", "3000", "-i", "anullsrc=r=8000:cl=mono")
    monkeypatch.setattr(ffmpeg.subprocess, "Popen", Watched)
    with pytest.raises(TooLongError):
        read_audio(path, Limits(audio_seconds=1))
    assert len(started) >= 2
    assert all(process.returncode is not None for process in started)


@pytest.mark.parametrize(
    "name",
    [
        "with space.wav",
        'it\'s "quoted".wav',
        "Übung größe.wav",
        "声音.wav",
        "-i.wav",
        "http:voice.wav",
        "concat:a|b.wav",
        "%03d.wav",
        "$(touch x);`y`.wav",
    ],
)
def test_any_file_name_works(tmp_path, monkeypatch, name):
    wav(tmp_path / name, sine(1))
    monkeypatch.chdir(tmp_path)
    assert read_audio(name).duration == pytest.approx(1)
