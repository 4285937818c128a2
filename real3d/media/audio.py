"""Sound in: any usual recording as 16 kHz mono samples, for the analysis of speech.

Everything is decoded by ffmpeg, also what libsndfile could read: it is the decoder that puts the
same file into the result, so analysis and result agree on where the sound begins and ends, and it
resamples on the way, so the full-rate stereo recording is never in memory.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from real3d.errors import AudioTooShortError, NotAudioError, TooLongError
from real3d.media import ffmpeg
from real3d.media.files import check_file
from real3d.media.limits import DEFAULT_LIMITS, Limits
from real3d.media.packets import read_packets
from real3d.numerics.types import Float32Array

ANALYSIS_RATE = 16_000
"""Samples per second; what speech networks are trained on."""

MIN_SECONDS = 0.2
"""Least length of a recording, seconds: shorter than any spoken syllable."""

_SAMPLE_BYTES = 4
_CHUNK_BYTES = 2**18
_EXIT_SECONDS = 10.0

# Gaps in the timestamps are filled with silence and a late start is padded, as a player does.
# Channels are averaged: a voice on both keeps its level.
_TO_ANALYSIS = (
    f"aresample={ANALYSIS_RATE}:async=1:first_pts=0:"
    "out_sample_fmt=flt:out_chlayout=mono:rematrix_maxval=1"
)


@dataclass(frozen=True, eq=False)
class Audio:
    """A recording, and its samples for analysis."""

    path: Path
    """The user's own file; its sound goes into the result."""
    samples: Float32Array
    """[N] mono, -1..1, all finite."""
    rate: int = ANALYSIS_RATE
    """Samples per second."""

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


def read_audio(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Audio:
    """The sound of a file of any usual kind: wav, mp3, m4a, ogg, opus, flac, webm, or a video.

    The length is that of the sound itself; what the file's header says about it is not believed.

    Raises:
        FileMissingError: the file cannot be opened, or is empty.
        FileTooLargeError: it has more than `limits.audio_bytes`.
        NotAudioError: it holds no sound that can be decoded.
        AudioTooShortError: it lasts less than `MIN_SECONDS`.
        TooLongError: it lasts longer than `limits.audio_seconds`.
    """
    path = _check_audio(path, limits)
    samples = _decode(path, limits.audio_seconds)
    _check_length(path, len(samples) / ANALYSIS_RATE)
    return Audio(path, samples)


def audio_seconds(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> float:
    """How long the sound of a file lasts, from its packets: nothing is decoded.

    Raises:
        FileMissingError, FileTooLargeError, NotAudioError, AudioTooShortError, TooLongError: as
            `read_audio`, as far as it can be known without decoding.
    """
    path = _check_audio(path, limits)
    packets = read_packets(path, "0:a:0", limits.audio_seconds)
    seconds = 0.0 if packets is None else packets.end
    _check_length(path, seconds)
    if seconds > limits.audio_seconds:
        raise _too_long(path, limits.audio_seconds)
    return seconds


def _check_audio(path: str | os.PathLike[str], limits: Limits) -> Path:
    path = check_file(path, limits.audio_bytes)
    if ffmpeg.probe(path).audio is None:
        raise NotAudioError("sound-unknown", name=path.name)
    return path


def _check_length(path: Path, seconds: float) -> None:
    if seconds < MIN_SECONDS:
        raise AudioTooShortError(
            "sound-too-short", name=path.name, seconds=seconds, least=MIN_SECONDS
        )


def _too_long(path: Path, max_seconds: float) -> TooLongError:
    return TooLongError("recording-too-long", name=path.name, limit=max_seconds / 60)


def _decode(path: Path, max_seconds: float) -> Float32Array:
    """[N] samples at the analysis rate; stops reading as soon as there are too many."""
    max_bytes = int(max_seconds * ANALYSIS_RATE) * _SAMPLE_BYTES
    arguments = [
        *ffmpeg.input_arguments(path),
        *("-map", "0:a:0", "-filter:a", _TO_ANALYSIS, "-f", "f32le", "pipe:1"),
    ]
    pcm = bytearray()
    with ffmpeg.Process(arguments, stdout=subprocess.PIPE) as decoder:
        while chunk := decoder.stdout.read(_CHUNK_BYTES):
            pcm += _clean(chunk)
            if len(pcm) > max_bytes:
                raise _too_long(path, max_seconds)
        finished = decoder.wait(_EXIT_SECONDS)
    if finished.return_code != 0:
        raise NotAudioError("sound-damaged", name=path.name, reason=ffmpeg.last_line(finished.log))
    return np.frombuffer(pcm, np.float32)


def _clean(chunk: bytes) -> memoryview:
    """Finite samples within full scale: what a loudspeaker would make of them."""
    samples = np.nan_to_num(np.frombuffer(chunk, "<f4"), nan=0.0)
    return np.clip(samples, -1.0, 1.0, out=samples).data
