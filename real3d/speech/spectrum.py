"""Short-time power spectra of a recording, a few seconds at a time.

Whoever looks at a voice (its rhythm, its vowels) looks at it through these frames. They come in
blocks, so that memory does not grow with the recording.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from real3d.numerics.types import Float32Array, FloatArray

SAMPLE_RATE = 16000
FRAME_RATE = 100
"""Analysis frames per second; a plosive lasts a few of them."""
HOP = SAMPLE_RATE // FRAME_RATE
BLOCK_FRAMES = 500
"""Five seconds: about 20 MB while they are transformed."""


def frame_count(samples: Float32Array) -> int:
    """Number of analysis frames of a recording, at least one."""
    return max(1, -(-len(samples) // HOP))


def frame_times(count: int) -> FloatArray:
    """[N] the middles of the analysis frames in seconds."""
    return (np.arange(count) + 0.5) / FRAME_RATE


def power_spectra(samples: Float32Array, window: int, fft_size: int) -> Iterator[Float32Array]:
    """Blocks [B, fft_size // 2 + 1] of power spectra, `frame_count(samples)` rows in all.

    Args:
        samples: [N] 16 kHz mono; silence is assumed before and after.
        window: length of the Hann window in samples, centred on each frame's middle.
        fft_size: samples per transform, zero-padded.
    """
    taper = np.hanning(window + 1)[:-1].astype(np.float32)
    count = frame_count(samples)
    for first in range(0, count, BLOCK_FRAMES):
        frames = min(BLOCK_FRAMES, count - first)
        begin = first * HOP + HOP // 2 - window // 2
        stretch = _cut(samples, begin, begin + (frames - 1) * HOP + window)
        stacked = np.lib.stride_tricks.sliding_window_view(stretch, window)[::HOP]
        spectrum = np.fft.rfft(stacked * taper, fft_size, axis=1)
        yield (spectrum.real**2 + spectrum.imag**2).astype(np.float32)


def band(low_hz: float, high_hz: float, fft_size: int) -> slice:
    """The bins of a spectrum from `low_hz` up to, not including, `high_hz`."""
    return slice(
        int(np.ceil(low_hz * fft_size / SAMPLE_RATE)),
        int(np.ceil(high_hz * fft_size / SAMPLE_RATE)),
    )


def _cut(samples: Float32Array, begin: int, end: int) -> Float32Array:
    inside = samples[max(begin, 0) : max(end, 0)]
    before = min(max(-begin, 0), end - begin)
    return np.pad(inside, (before, end - begin - before - len(inside)))
