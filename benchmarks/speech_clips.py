"""Heard mouths against seen ones: clips of people talking, their lips measured in the picture.

Sound and picture of a clip are seldom exactly in time, so each clip gets one offset, common to all
methods that are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import lip_contacts, speech_baseline
from real3d.media import VideoClip, open_video, read_audio
from real3d.mesh.visemes import commanded_gap, mouth_from_articulation
from real3d.motion import MotionSettings
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import OUTER_EYE_CORNERS
from real3d.portrait.tracking import track
from real3d.speech.articulation import estimate_articulation
from real3d.speech.mouth_shape import LEAD_S
from real3d.speech.network import OUTPUT_RATE
from real3d.speech.prosody import Prosody
from tests.support.mouth_width import commanded_width

INNER_LIPS = ((13, 14), (81, 178), (311, 402))
MOUTH_CORNERS = (61, 291)
MAX_OFFSET_S = 0.3
WIDE_SHARE = 0.55
"""Of the 90th percentile of the gap: a mouth that is clearly open."""
NEAR_S = 0.06
"""By which a contact may be early or late."""


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
    width_shown: float
    """That the rig shows."""
    width_baseline: float
    contacts: int
    """Short ones of the real lips, while they speak."""
    contacts_shown: int
    """Those at which the rig's lips touch too."""
    false_contacts: float
    """Share of clearly open frames in which the rig's lips touch."""


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
    articulation = estimate_articulation(audio)
    base = speech_baseline.estimate_articulation(audio, prosody)
    motion = mouth_from_articulation(articulation, prosody, MotionSettings(fps=OUTPUT_RATE))
    shown, shown_wide = _without_lead(commanded_gap(motion)), _without_lead(commanded_width(motion))
    openings = (articulation.opening, shown, base.opening[::2], prosody.loudness)
    heard_wide, base_wide = (
        articulation.spreading - articulation.rounding,
        base.spreading - base.rounding,
    )
    spreads = (heard_wide, shown_wide, base_wide[::2])
    offset = _common_offset(lips, openings, spreads)
    gaps = [_correlation(*_aligned(lips.gap, track, offset)) for track in openings]
    widths = [_correlation(*_aligned(lips.width, track, offset)) for track in spreads]
    contacts, found, false = _contacts(lips.gap, shown, articulation.voice_activity, offset)
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
    reach = int(MAX_OFFSET_S * OUTPUT_RATE)
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


def _contacts(
    gap: FloatArray, shown: FloatArray, talking: FloatArray, offset: int
) -> tuple[int, int, float]:
    """Short contacts seen in speech, how many were shown, and the share of false ones."""
    talking = _aligned(gap, talking, offset)[1]
    gap, shown = _aligned(gap, shown, offset)
    ours = lip_contacts.touching(shown, lip_contacts.smallest_gap(shown))
    near = int(NEAR_S * OUTPUT_RATE)
    seen = [
        (start, stop)
        for start, stop in lip_contacts.contacts(gap, lip_contacts.smallest_gap(gap), OUTPUT_RATE)
        if talking[start:stop].mean() > 0.5
    ]
    met = sum(ours[max(0, start - near) : stop + near].any() for start, stop in seen)
    open_wide = gap > WIDE_SHARE * np.percentile(gap, 90)
    return len(seen), int(met), float(ours[open_wide].mean())
