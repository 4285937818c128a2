"""Sound in: any usual recording as 16 kHz mono samples, for the analysis of speech.

Everything is decoded by ffmpeg, also what libsndfile could read: it is the decoder that puts the
same file into the result, so analysis and result agree on where the sound begins and ends, and it
resamples on the way, so the full-rate stereo recording is never in memory. Its packets are counted
first: what is refused for its length has not been decoded, and no gap in it has been filled.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from real3d.errors import AudioTooShortError, NotAudioError, TooLongError
from real3d.media import ffmpeg
from real3d.media.files import check_file
from real3d.media.limits import DEFAULT_LIMITS, Limits
from real3d.media.packets import Packets, read_packets
from real3d.numerics.types import Float32Array, FloatArray

ANALYSIS_RATE = 16_000
"""Samples per second; what speech networks are trained on."""

MIN_SECONDS = 0.2
"""Least length of a recording, seconds: shorter than any spoken syllable."""

_INAUDIBLE = 1e-4
"""Of full scale, -80 dB: 3 steps of 16 bits, the noise of an input that nothing is plugged into."""

_SAMPLE_BYTES = 4
_FRAME_BYTES = 2 * _SAMPLE_BYTES
_CHUNK_BYTES = 2**17
_EXIT_SECONDS = 10.0
_PACKET_SECONDS = 0.25
"""The last packet may hold so much that is not played: encoders fill it up."""

# Gaps in the timestamps are filled with silence and a late start is padded, as a player does.
_TO_ANALYSIS = f"aresample={ANALYSIS_RATE}:async=1:first_pts=0:out_sample_fmt=flt"

_OPPOSED = 0.25
"""Share of the difference's power below which the sum's says that left and right oppose each other:
a voice on one side alone, where the two are equal, is not near it."""
_MIX_WINDOW = 512
"""32 ms, half overlapping: as long as speech stays the same."""


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

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing in it that anybody could hear."""
        return bool(np.abs(self.samples).max(initial=0.0) < _INAUDIBLE)


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
    path, stream = _check_audio(path, limits)
    packets = _count(path, stream, limits)
    if packets is not None:
        stream = replace(stream, is_timed=packets.is_timed)
    samples = _decode(path, stream, limits.audio_seconds)
    _check_length(path, len(samples) / ANALYSIS_RATE)
    return Audio(path, samples)


def audio_seconds(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> float:
    """How long the sound of a file lasts, from its packets: nothing is decoded.

    Raises:
        FileMissingError, FileTooLargeError, NotAudioError, AudioTooShortError, TooLongError: as
            `read_audio`, as far as it can be known without decoding.
    """
    path, stream = _check_audio(path, limits)
    packets = _count(path, stream, limits)
    seconds = 0.0 if packets is None else packets.end
    _check_length(path, seconds)
    return seconds


def _check_audio(path: str | os.PathLike[str], limits: Limits) -> tuple[Path, ffmpeg.AudioStream]:
    """The file and the sound in it; a video may be as large as a video may be."""
    path = check_file(path, max(limits.audio_bytes, limits.video_bytes))
    probe = ffmpeg.probe(path)
    if probe.audio is None:
        if probe.video is not None:
            raise NotAudioError("video-mute", name=path.name)
        raise NotAudioError("sound-unknown", name=path.name)
    if probe.video is None:
        check_file(path, limits.audio_bytes)
    return path, probe.audio


def _count(path: Path, stream: ffmpeg.AudioStream, limits: Limits) -> Packets | None:
    packets = read_packets(path, stream)
    if packets is not None and packets.end > limits.audio_seconds + _PACKET_SECONDS:
        raise _too_long(path, limits.audio_seconds)
    return packets


def _check_length(path: Path, seconds: float) -> None:
    if seconds < MIN_SECONDS:
        raise AudioTooShortError(
            "sound-too-short", name=path.name, seconds=seconds, least=MIN_SECONDS
        )


def _too_long(path: Path, max_seconds: float) -> TooLongError:
    return TooLongError("recording-too-long", name=path.name, limit=max_seconds / 60)


def _decode(path: Path, stream: ffmpeg.AudioStream, max_seconds: float) -> Float32Array:
    """[N] samples at the analysis rate; stops reading as soon as there are too many."""
    max_bytes = int(max_seconds * ANALYSIS_RATE) * _SAMPLE_BYTES
    arguments = [
        *ffmpeg.input_arguments(path),
        *("-map", stream.specifier, "-filter:a", f"{stream.mix},{_TO_ANALYSIS}"),
        *("-ac", str(stream.channels), "-f", "f32le", "pipe:1"),
    ]
    pcm, downmix = bytearray(), None if stream.channels == 1 else _Downmix()
    with ffmpeg.Process(arguments, ffmpeg.decoding_limits(), stdout=subprocess.PIPE) as decoder:
        while chunk := decoder.read(_CHUNK_BYTES):
            samples = _clean(chunk)
            pcm += (samples if downmix is None else downmix.push(samples.reshape(-1, 2))).data
            if len(pcm) > max_bytes:
                raise _too_long(path, max_seconds)
        finished = decoder.finish(_EXIT_SECONDS)
    if finished.return_code != 0:
        raise NotAudioError("sound-damaged", name=path.name, reason=ffmpeg.last_line(finished.log))
    if downmix is not None:
        pcm += downmix.finish().data
    return np.frombuffer(pcm, np.float32)


def _clean(chunk: bytearray) -> Float32Array:
    """Finite samples within full scale: what a loudspeaker would make of them."""
    whole = len(chunk) // _FRAME_BYTES * _FRAME_BYTES  # of a decoder that was killed
    samples = np.nan_to_num(np.frombuffer(chunk[:whole], "<f4"), nan=0.0)
    return np.clip(samples, -1.0, 1.0, out=samples)


class _Downmix:
    """Left and right as one channel in which nothing that is heard cancels out.

    The average of a voice and of its inverse, as a wrongly wired cable gives, is silence. So the
    power of the two is averaged, for each frequency and moment, and the phase is that of their sum,
    or where they oppose each other of their difference (as the energy-preserving downmix of
    parametric stereo, Breebaart et al. 2005).
    """

    _HOP = _MIX_WINDOW // 2

    def __init__(self) -> None:
        self._window = np.sqrt(np.hanning(_MIX_WINDOW + 1)[:-1]).astype(np.float32)
        self._held = np.zeros((self._HOP, 2), np.float32)
        self._tail = np.zeros(self._HOP, np.float32)
        self._late = self._HOP
        """Samples of silence before the beginning that are still to come out."""

    def push(self, samples: Float32Array) -> Float32Array:
        """[N] for [M, 2]; N differs from M by less than a window."""
        held = np.concatenate([self._held, samples])
        count = max(0, len(held) // self._HOP - 1)
        self._held = held[count * self._HOP :]
        if count == 0:
            return np.zeros(0, np.float32)
        blocks = held[: (count + 1) * self._HOP].reshape(-1, self._HOP, 2)
        windows = np.concatenate([blocks[:-1], blocks[1:]], axis=1) * self._window[:, None]
        spectra = np.fft.rfft(windows, axis=1)
        left, right = spectra[..., 0], spectra[..., 1]
        both, apart = _power(left + right), _power(left - right)
        opposed = both < _OPPOSED * apart
        phase, power = (
            np.where(opposed, left - right, left + right),
            np.maximum(both, opposed * apart),
        )
        gain = 0.5 * np.sqrt((both + apart) / np.maximum(power, np.finfo(np.float32).tiny))
        mixed = np.fft.irfft(phase * gain, axis=1).astype(np.float32) * self._window
        first, second = mixed[:, : self._HOP], mixed[:, self._HOP :]
        first[1:] += second[:-1]
        first[0] += self._tail
        self._tail = second[-1].copy()
        ready = first.reshape(-1)
        late, self._late = self._late, 0
        return ready[late:]

    def finish(self) -> Float32Array:
        """The rest."""
        rest = len(self._held) - self._late
        return self.push(np.zeros((2 * self._HOP, 2), np.float32))[:rest]


def _power(spectrum: NDArray[np.complex128]) -> FloatArray:
    return spectrum.real**2 + spectrum.imag**2
