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
from real3d.numerics.types import Float32Array

ANALYSIS_RATE = 16_000
"""Samples per second; what speech networks are trained on."""

MIN_SECONDS = 0.2
"""Shorter than any spoken syllable."""

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
    path = check_file(path, limits.audio_bytes)
    if ffmpeg.probe(path).audio is None:
        raise NotAudioError(
            f"'{path.name}' holds no sound that can be read. Use a WAV, MP3, M4A, OGG or FLAC file."
        )
    samples = _decode(path, limits.audio_seconds)
    if len(samples) < MIN_SECONDS * ANALYSIS_RATE:
        raise AudioTooShortError(
            f"'{path.name}' holds {len(samples) / ANALYSIS_RATE:.2f} seconds of sound; "
            f"at least {MIN_SECONDS} are needed. Record a longer one."
        )
    return Audio(path, samples)


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
                raise TooLongError(
                    f"'{path.name}' lasts longer than {max_seconds / 60:g} minutes. Shorten it."
                )
        finished = decoder.wait(_EXIT_SECONDS)
    if finished.return_code != 0:
        raise NotAudioError(
            f"The sound of '{path.name}' is damaged ({ffmpeg.last_line(finished.log)}). "
            "Save it again as WAV or MP3."
        )
    return np.frombuffer(pcm, np.float32)


def _clean(chunk: bytes) -> memoryview:
    """Finite samples within full scale: what a loudspeaker would make of them."""
    samples = np.nan_to_num(np.frombuffer(chunk, "<f4"), nan=0.0)
    return np.clip(samples, -1.0, 1.0, out=samples).data
