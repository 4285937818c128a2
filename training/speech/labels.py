"""From phones in time to what the mouth does: coarticulation by dominance functions.

Every phone pulls each articulator towards its target with a dominance that is full in the phone's
middle and dies away exponentially before and after; what is seen is the weighted mean of all pulls
(Cohen and Massaro 1993). Rounding is anticipated earliest, lips close latest and part quickest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import BoolArray, Float32Array, FloatArray
from real3d.speech.articulation import CHANNELS, VISEMES
from real3d.speech.spectrum import FRAME_RATE, frame_times
from training.speech.phones import PHONES, SILENCE, Segment

UNSEEN = -1
"""Viseme of sounds that look like their neighbours."""

# Decay of the dominance in 1/s, before and after the phone.
_RATES = {
    "jaw": (18.0, 14.0),
    "seal": (45.0, 40.0),
    "rounding": (10.0, 14.0),
    "spreading": (14.0, 14.0),
    "tuck": (40.0, 35.0),
}
_SHARPNESS = 1.3
"""Exponent on the decay; on real faces anything from 1 to 1.5 does equally well."""
_PLATEAU, _CLOSURE_PLATEAU = 0.4, 0.7
"""Share of a phone with full dominance; lips stay closed for nearly all of a p."""
_REACH_S = 0.4


@dataclass(frozen=True)
class Labels:
    """What a mouth did, 100 times per second."""

    articulation: Float32Array
    """[N, 5] in 0..1: jaw, seal, rounding, spreading, tuck."""
    viseme: NDArray[np.int8]
    """[N] index into `VISEMES`, or `UNSEEN`."""
    voiced: BoolArray
    """[N]"""

    def __len__(self) -> int:
        return len(self.viseme)


def labels(segments: Sequence[Segment], frames: int) -> Labels:
    """The labels of a recording of `frames` analysis frames, silent outside the segments."""
    end = frames / FRAME_RATE
    first, last = segments[0].start, segments[-1].end
    framed = [*segments]
    if first > 0:
        framed.insert(0, Segment(0.0, first, SILENCE))
    if last < end:
        framed.append(Segment(last, end, SILENCE))
    times = frame_times(frames)
    viseme = np.full(frames, VISEMES.index("sil"), np.int8)
    voiced = np.zeros(frames, dtype=bool)
    for segment in framed:
        phone = PHONES[segment.phone]
        inside = slice(*np.searchsorted(times, (segment.start, segment.end)))
        viseme[inside] = UNSEEN if phone.viseme is None else VISEMES.index(phone.viseme)
        voiced[inside] = phone.voiced
    tracks = [_track(framed, channel, times) for channel in _RATES]
    return Labels(np.stack(tracks, axis=1).astype(np.float32), viseme, voiced)


def with_opening(articulation: Float32Array) -> Float32Array:
    """[..., 6] in the order of `CHANNELS`: the visible gap between the lips is added.

    Rounding narrows the lips, a seal closes them, and a tucked lower lip hides most of the gap.
    """
    jaw, seal, rounding, _, tuck = np.moveaxis(articulation, -1, 0)
    gap = np.clip(0.12 + 0.88 * jaw, 0, 1) * (1 - 0.45 * rounding)
    gap = gap * np.clip(1 - 1.15 * seal, 0, 1) * (1 - 0.6 * tuck)
    assert CHANNELS[-1] == "opening"
    return np.concatenate([articulation, gap[..., None]], axis=-1).astype(np.float32)


def _track(segments: Sequence[Segment], channel: str, times: NDArray) -> FloatArray:
    before, after = _RATES[channel]
    weight_name = "seal_weight" if channel == "tuck" else f"{channel}_weight"
    pull, total = np.zeros(len(times)), np.full(len(times), 1e-6)
    for segment in segments:
        phone = PHONES[segment.phone]
        target, weight = getattr(phone, channel), getattr(phone, weight_name)
        closure = channel in ("seal", "tuck") and target > 0.5
        plateau = _CLOSURE_PLATEAU if closure else _PLATEAU
        margin = (1 - plateau) / 2 * (segment.end - segment.start)
        start, end = segment.start + margin, segment.end - margin
        near = slice(*np.searchsorted(times, (start - _REACH_S, end + _REACH_S)))
        early = np.maximum(start - times[near], 0)
        late = np.maximum(times[near] - end, 0)
        dominance = weight * np.exp(-_SHARPNESS * (before * early + after * late))
        pull[near] += dominance * target
        total[near] += dominance
    return pull / total
