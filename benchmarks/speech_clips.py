"""Heard mouths against seen ones: clips of people talking, their lips measured in the picture.

Sound and picture of a clip are seldom exactly in time, so each clip gets one offset, common to all
methods that are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import speech_baseline
from real3d.media import VideoClip, open_video, read_audio
from real3d.mesh.speech import LEAD_S, shape_mouth, shown_gap
from real3d.motion import MotionSettings
from real3d.motion.articulation import Articulation, articulate
from real3d.motion.prosody import Prosody
from real3d.motion.speech_network import OUTPUT_RATE
from real3d.portrait.landmarks import OUTER_EYE_CORNERS
from real3d.portrait.tracking import track

FloatArray = NDArray[np.float64]

INNER_LIPS = ((13, 14), (81, 178), (311, 402))
MOUTH_CORNERS = (61, 291)
MOST_OFFSET_S = 0.3
CONTACT_SHARE, WIDE_SHARE = 0.18, 0.55
"""Of the 90th percentile of the gap: lips that touch, and a mouth that is clearly open."""
LONGEST_CONTACT_S = 0.28
NEAR_S = 0.06
CONTACT_HEARD = 0.4


@dataclass(frozen=True)
class Lips:
    """What was seen, 50 times per second; lengths in outer-eye-corner distances."""

    gap: FloatArray
    width: FloatArray


@dataclass(frozen=True)
class ClipFigures:
    """Correlations and counts of one clip."""

    offset_ms: int
    gap: float
    gap_shown: float
    """Of the gap that the rig shows after all rules about pauses and contacts."""
    gap_baseline: float
    gap_loudness: float
    width: float
    width_baseline: float
    contacts: int
    contacts_heard: int
    false_contacts: float
    """Share of clearly open frames in which a contact was heard."""


def measure_lips(clip: VideoClip) -> Lips:
    """Follows the lips through the clip; lost frames are bridged."""
    gaps, widths = [], []
    for face in track(clip.frames(clip.fps)):
        if face is None:
            gaps.append(np.nan)
            widths.append(np.nan)
            continue
        eyes = np.linalg.norm(face[OUTER_EYE_CORNERS[0]] - face[OUTER_EYE_CORNERS[1]])
        gaps.append(np.mean([np.linalg.norm(face[a] - face[b]) for a, b in INNER_LIPS]) / eyes)
        widths.append(np.linalg.norm(face[MOUTH_CORNERS[0]] - face[MOUTH_CORNERS[1]]) / eyes)
    return Lips(_at_output_rate(gaps, clip.fps), _at_output_rate(widths, clip.fps))


def clip_figures(path: Path) -> ClipFigures:
    """Everything about one clip with sound and a face."""
    return compare(measure_lips(open_video(path)), read_audio(path))


def compare(lips: Lips, audio) -> ClipFigures:
    """The measured lips against what each method hears in the sound."""
    prosody = Prosody.of(audio, OUTPUT_RATE)
    heard = articulate(audio)
    base = speech_baseline.articulate(audio, prosody)
    shown = _without_lead(shown_gap(shape_mouth(heard, prosody, MotionSettings(fps=OUTPUT_RATE))))
    openings = (heard.opening, shown, base.opening[::2], prosody.loudness)
    spreads = (heard.spreading - heard.rounding, (base.spreading - base.rounding)[::2])
    offset = _common_offset(lips, openings, spreads)
    gaps = [_correlation(*_aligned(lips.gap, track, offset)) for track in openings]
    widths = [_correlation(*_aligned(lips.width, track, offset)) for track in spreads]
    contacts, found, false = _contacts(lips.gap, heard, offset)
    return ClipFigures(
        round(1000 * offset / OUTPUT_RATE),
        *gaps,
        *widths,
        contacts,
        found,
        false,
    )


def _without_lead(shown: FloatArray) -> FloatArray:
    """In time with the sound, as the other methods are: the lead is a choice of presentation."""
    lead = round(LEAD_S * OUTPUT_RATE)
    return np.concatenate([np.full(lead, shown[0]), shown[: len(shown) - lead]])


def _at_output_rate(track: list[float], fps: float) -> FloatArray:
    values = np.array(track)
    known = np.flatnonzero(np.isfinite(values))
    times = np.arange(0.5, len(values) / fps * OUTPUT_RATE) / OUTPUT_RATE
    return np.interp(times, (known + 0.5) / fps, values[known])


def _common_offset(
    lips: Lips, openings: tuple[FloatArray, ...], spreads: tuple[FloatArray, ...]
) -> int:
    """Steps by which the picture is late for the sound, as all methods together find it."""
    reach = int(MOST_OFFSET_S * OUTPUT_RATE)
    pairs = [(lips.gap, track) for track in openings] + [(lips.width, track) for track in spreads]

    def agreement(offset: int) -> float:
        return sum(_correlation(*_aligned(seen, track, offset)) for seen, track in pairs)

    return max(range(-reach, reach + 1), key=agreement)


def _aligned(seen: FloatArray, heard: FloatArray, offset: int) -> tuple[FloatArray, FloatArray]:
    seen, heard = (seen[offset:], heard) if offset >= 0 else (seen, heard[-offset:])
    count = min(len(seen), len(heard))
    return seen[:count], heard[:count]


def _correlation(a: FloatArray, b: FloatArray) -> float:
    return float(np.corrcoef(a, b)[0, 1]) if min(a.std(), b.std()) > 1e-9 else 0.0


def _contacts(gap: FloatArray, heard: Articulation, offset: int) -> tuple[int, int, float]:
    """Short closures seen in speech, how many were heard, and the share of false ones."""
    talking = _aligned(gap, heard.talking, offset)[1]
    gap, contact = _aligned(gap, np.maximum(heard.seal, heard.tuck) * heard.talking, offset)
    wide = np.percentile(gap, 90)
    touching = np.concatenate([[False], gap < CONTACT_SHARE * wide, [False]])
    edges = np.flatnonzero(np.diff(touching.astype(np.int8)))
    near = int(NEAR_S * OUTPUT_RATE)
    runs = [
        (start, stop)
        for start, stop in zip(edges[::2], edges[1::2], strict=True)
        if stop - start <= LONGEST_CONTACT_S * OUTPUT_RATE
        and talking[start : min(stop, len(talking))].mean() > 0.5
    ]
    found = sum(contact[max(0, a - near) : b + near].max() > CONTACT_HEARD for a, b in runs)
    open_wide = gap > WIDE_SHARE * wide
    return len(runs), int(found), float((contact[open_wide] > CONTACT_HEARD).mean())
