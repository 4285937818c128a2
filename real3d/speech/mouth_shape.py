"""Articulation becomes what a mouth shows, frame by frame, for any engine's mouth.

The gap between the lips is the main thing a viewer sees, so it is decided first; a slow jaw
provides part of it and quick lips the rest, as in a real face. Where a sound needs contact
(p, b, m: the lips; f, v: lip and teeth) contact is made, however short the sound. An engine turns
these tracks into its own expression coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.numerics.smoothing import fade, smooth, smoothstep
from real3d.numerics.types import FloatArray
from real3d.speech.articulation import Articulation
from real3d.speech.network import OUTPUT_RATE
from real3d.speech.prosody import Prosody

LEAD_S = 0.04
"""The mouth shows a sound before it is heard, by one frame of 25 per second; an early picture is
forgiven, a late one is not."""
VOWEL_LEAD_S = 0.03
"""The opening leads by so much more than contacts do: lips fly apart when they are let go, and a
mouth is widest early in a vowel, where the labels that the network learned from have it later."""
MOUTH_FADE_S = 0.28
"""Time in which the mouth leaves the photo's pose, or returns to it, slowly at first: a recording
may begin or end in the middle of a word, and the photo's own opening would be torn if it opened
before the lips have shut over it (`real3d.motion.neutral`)."""

LIPS_APART, GAP_SCALE = 0.085, 0.17
"""Gaps between the lips in outer-eye-corner distances. Real talkers keep their lips apart (median
0.08 to 0.12) through everything that the tongue does behind them and through short pauses; only
rounding and contact bring them together. Open vowels add to it, up to about 0.25."""
JAW_GAP = 0.29
"""Gap that a fully lowered jaw alone makes, in outer-eye-corner distances."""
EFFORT = 0.15
"""Share by which loud stretches open the mouth further, and quiet ones less."""
EFFORT_SIGMA_S = 0.3

VOICE_ACTIVITY = (0.4, 0.8)
"""Between these, the mouth goes from rest to following the sound; in doubt it rests."""
CONTACT_TIME = 0.10
"""Lips touch in about a tenth of the time that people talk, whatever the language. How surely a
contact is detected differs more than that from voice to voice, so each voice has its own
threshold."""
MIN_CONTACT, MAX_CONTACT, CONTACT_MARGIN = 0.42, 0.84, 0.1
"""Where that threshold may lie, and from how far below it lips approach and above it are shut."""
GLIDE_SIGMA_S, GLIDE_CONTACT = 0.1, 10.0
"""Lips that round and let go again within so short a time are a w's, which all but touch; those of
an "oo" stay round, and apart. How much sooner they meet, per unit that rounding stands out."""
TUCK_CONTACT = (0.4, 0.6)
"""Channel values from no contact of lip and teeth to certain contact; short ones are weak."""
APPROACH_SIGMA_S = 0.03
"""Smoothing with which lips approach before they meet, and part gradually."""

LIP_SPEED = 1.7
"""Fastest that lips part or meet, in outer-eye-corner distances per second: two frames from a usual
opening to contact. On four real clips 99 of 100 frames change by less than 2.5 to 3 per second, of
mouths that open further than these, and of lips that a camera's exposure blurs; as fast, frames
without that blur seem to be switched."""

SHORT_PAUSE_S, PAUSE_DECAY_S = 0.8, 0.35
"""In short pauses lips rest apart; they close when nothing follows."""
FLUENT_SIGMA_S, FLUENT = 1.2, (0.3, 0.7)
"""Only who talks for a share of the time about a pause is about to go on."""
BREATH_PAUSE_S, BREATH_S, BREATH_GAP = 0.35, 0.25, 0.05
"""Before a phrase air is taken in through a mouth that opens a little."""
PAUSE_JAW = 0.7
"""The jaw's share of the gap while nobody articulates."""

JAW_SIGMA_S, LIP_SIGMA_S, SHAPE_SIGMA_S = 0.045, 0.012, 0.03
"""A jaw is heavier than lips; rounding and spreading them takes its time."""
TONGUE_SIGMA_S = 0.025
"""The tongue's tip is nearly as quick as the lips."""
HISS_CLOSING = 0.6
"""Share by which the jaw rises in s and sh: teeth come together, lips stay apart."""
NEUTRAL_SPREADING = 0.3


@dataclass(frozen=True)
class MouthShape:
    """What a mouth shows in each video frame; [T] each."""

    gap: FloatArray
    """Between the lips, in outer-eye-corner distances."""
    jaw: FloatArray
    """How far the jaw is lowered, 0..1."""
    contact: FloatArray
    """Of the lips, 0..1."""
    tuck: FloatArray
    """Contact of lower lip and upper teeth, 0..1."""
    rounding: FloatArray
    """0..1."""
    spreading: FloatArray
    """0 neutral .. 0.7."""
    tongue: FloatArray
    """How far forward its tip is, 0 lying .. 1 between the teeth."""


def mouth_shape(articulation: Articulation, prosody: Prosody, opening: float = 1.0) -> MouthShape:
    """The mouth of a voice, a little ahead of the sound.

    Args:
        articulation: 50 times per second.
        prosody: of the same recording, at the frame rate of the result; its loudness tells the
            voice's effort.
        opening: factor on gap and jaw.
    """
    activity = smoothstep(articulation.voice_activity, *VOICE_ACTIVITY)
    speaking = LIPS_APART * (1.0 - articulation.rounding) + GAP_SCALE * articulation.opening
    resting = _pause_gap(activity)
    gap = activity * speaking + (1.0 - activity) * resting
    jaw = activity * articulation.jaw + (1.0 - activity) * PAUSE_JAW * resting / JAW_GAP
    jaw = jaw * (1.0 - HISS_CLOSING * activity * articulation.sibilance)
    spreading = activity * np.maximum(articulation.spreading - NEUTRAL_SPREADING, 0.0)

    at_frame = _Sampler(len(prosody), prosody.fps)
    amount = opening * (1.0 + EFFORT * _effort(prosody))
    slow_rounding = smooth(articulation.rounding, GLIDE_SIGMA_S * OUTPUT_RATE)
    glide = np.maximum(articulation.rounding - slow_rounding, 0.0)
    seal = articulation.seal * (1.0 + GLIDE_CONTACT * glide)
    contact = at_frame.peak(smoothstep(activity * seal, *_contact_range(seal, activity)))
    tuck = at_frame.peak(smoothstep(activity * articulation.tuck, *TUCK_CONTACT))
    gap = at_frame.mean(gap, LIP_SIGMA_S, VOWEL_LEAD_S)
    contact = _parting_in_time(contact, gap, prosody.fps)
    return MouthShape(
        gap=amount * gap,
        jaw=np.minimum(amount * at_frame.mean(jaw, JAW_SIGMA_S, VOWEL_LEAD_S), 1.0),
        contact=contact,
        tuck=tuck * (1.0 - contact),
        rounding=at_frame.mean(activity * articulation.rounding, SHAPE_SIGMA_S),
        spreading=at_frame.mean(spreading, SHAPE_SIGMA_S),
        tongue=at_frame.mean(activity * articulation.tongue_tip, TONGUE_SIGMA_S),
    )


def _contact_range(seal: FloatArray, activity: FloatArray) -> tuple[float, float]:
    """From no contact of the lips to certain contact, in this voice."""
    spoken = seal[activity > 0.5]
    usual = np.quantile(spoken, 1.0 - CONTACT_TIME) if len(spoken) else MAX_CONTACT
    middle = float(np.clip(usual, MIN_CONTACT, MAX_CONTACT))
    return middle - CONTACT_MARGIN, middle + CONTACT_MARGIN


def _parting_in_time(contact: FloatArray, gap: FloatArray, fps: float) -> FloatArray:
    """[T] contact that comes and goes no faster than lips move; where they touch, they still do."""
    step = LIP_SPEED / fps * np.arange(len(gap))
    seen = gap * (1.0 - contact)
    after = np.minimum.accumulate(seen - step) + step
    before = np.minimum.accumulate((seen + step)[::-1])[::-1] - step
    reached = np.minimum(after, before)
    share = np.divide(reached, gap, out=1.0 - contact, where=gap > 0)
    return np.maximum(contact, 1.0 - share)


class _Sampler:
    """Reads 50 steps per second at video frames, ahead of the sound, faded in and out."""

    def __init__(self, frames: int, fps: float) -> None:
        self._begins = np.arange(frames) / fps + LEAD_S
        self._frame_s = 1.0 / fps
        self._fade = fade(frames, fps, MOUTH_FADE_S) ** 2

    def mean(self, track: FloatArray, sigma_s: float, lead_s: float = 0.0) -> FloatArray:
        """[T] the smoothed track at the middle of each frame, or so much later."""
        times = (np.arange(len(track)) + 0.5) / OUTPUT_RATE - lead_s
        smoothed = smooth(track, sigma_s * OUTPUT_RATE)
        return self._fade * np.interp(self._begins + self._frame_s / 2, times, smoothed)

    def peak(self, track: FloatArray) -> FloatArray:
        """[T] the most of each frame, or what is shorter than a frame would never be seen."""
        first = (self._begins * OUTPUT_RATE).astype(int)
        steps = max(1, round(self._frame_s * OUTPUT_RATE))
        within = np.minimum(first[:, None] + np.arange(steps), len(track) - 1)
        peaks = self._fade * track[within].max(axis=1)
        return np.maximum(peaks, self.mean(track, APPROACH_SIGMA_S))


def _pause_gap(activity: FloatArray) -> FloatArray:
    """[N] how far lips are apart while nothing is said: before, between and after phrases."""
    steps = np.arange(len(activity))
    spoken = np.flatnonzero(activity > 0.5)
    if not len(spoken):
        return np.zeros(len(activity))
    last = np.searchsorted(spoken, steps, side="right") - 1
    following = np.minimum(np.searchsorted(spoken, steps), len(spoken) - 1)
    since = np.where(last >= 0, steps - spoken[last], np.inf) / OUTPUT_RATE
    until = np.where(steps <= spoken[-1], spoken[following] - steps, np.inf) / OUTPUT_RATE
    resting = LIPS_APART * np.exp(-np.maximum(since - SHORT_PAUSE_S, 0.0) / PAUSE_DECAY_S)
    # At the end of everything lips close at once: nobody waits to go on.
    resting = np.where(np.isfinite(until), resting, LIPS_APART * np.exp(-since / PAUSE_DECAY_S))
    fluency = smooth(activity, FLUENT_SIGMA_S * OUTPUT_RATE)
    resting = resting * smoothstep(fluency, *FLUENT)
    breathing = BREATH_GAP * (1.0 - smoothstep(until, 0.0, BREATH_S))
    return resting + np.where(since + until > BREATH_PAUSE_S, breathing, 0.0)


def _effort(prosody: Prosody) -> FloatArray:
    """[T] -1..1: how much louder than usual the voice is."""
    spoken = prosody.voice > 0.5
    if not spoken.any():
        return np.zeros(len(prosody))
    loudness = smooth(np.where(spoken, prosody.loudness, 0.0), EFFORT_SIGMA_S * prosody.fps)
    presence = smooth(spoken.astype(np.float64), EFFORT_SIGMA_S * prosody.fps)
    usual = float(np.median(prosody.loudness[spoken]))
    local = loudness / np.maximum(presence, 1e-3)
    return np.where(presence > 0.05, np.clip((local - usual) / 0.3, -1.0, 1.0), 0.0)
