"""A voice becomes a moving mouth: what was heard of the articulation, as ARKit blendshapes.

`real3d.speech.articulation` hears what a mouth did; here that becomes this rig's mouth. The gap
between the lips is the main thing a viewer sees, so it is decided first; a slow jaw provides part
of it and quick lips the rest, as in a real face. Where a sound needs contact (p, b, m: the lips;
f, v: lip and teeth) contact is made, however short the sound. `MotionSettings.mouth` scales how far
the mouth opens and `MotionSettings.articulation` how strongly the lips take shape: the two axes of
JALI (Edwards et al. 2016).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.mesh.rig import SMALLEST_JAW
from real3d.motion.neutral import fade
from real3d.motion.settings import MotionSettings
from real3d.motion.track import Motion
from real3d.numerics.smoothing import smooth, smoothstep
from real3d.speech.articulation import Articulation, articulate
from real3d.speech.network import OUTPUT_RATE
from real3d.speech.prosody import Prosody

if TYPE_CHECKING:
    from real3d.media.audio import Audio

FloatArray = NDArray[np.float64]

LEAD_S = 0.04
"""The mouth shows a sound before it is heard, by one frame of 25 per second; an early picture is
forgiven, a late one is not."""
VOWEL_LEAD_S = 0.03
"""The opening leads by so much more than contacts do: lips fly apart when they are let go, and a
mouth is widest early in a vowel, where the labels that the network learned from have it later."""
MOUTH_FADE_S = 0.12
"""A recording may begin or end in the middle of a word; the video still does so at the photo."""

LIPS_APART, GAP_SCALE = 0.085, 0.17
"""Gaps between the lips in outer-eye-corner distances. Real talkers keep their lips apart (median
0.08 to 0.12) through everything that the tongue does behind them and through short pauses; only
rounding and contact bring them together. Open vowels add to it, up to about 0.25."""
EFFORT = 0.15
"""Loud stretches open the mouth by up to this share further, quiet ones less."""
EFFORT_SIGMA_S = 0.3

TALKING = (0.4, 0.8)
"""From lips that do not care to lips that follow the sound; in doubt they rest."""
CONTACT_TIME = 0.10
"""Lips touch in about a tenth of the time that people talk, whatever the language. How surely a
contact is heard differs more than that from voice to voice, so each voice has its own threshold."""
LEAST_CONTACT, SUREST_CONTACT, CONTACT_MARGIN = 0.42, 0.84, 0.1
"""Where that threshold may lie, and from how far below it lips approach and above it are shut."""
GLIDE_SIGMA_S, GLIDE_CONTACT = 0.1, 10.0
"""Lips that round and let go again within so short a time are a w's, which all but touch; those of
an "oo" stay round, and apart. How much sooner they meet, per unit that rounding stands out."""
TUCK_CONTACT = (0.4, 0.6)
"""From no contact of lip and teeth to certain contact; short ones are heard weakly."""
APPROACH_SIGMA_S = 0.03
"""Lips approach before they meet, and part gradually."""

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
HISS_CLOSING = 0.6
"""Teeth come together in s and sh, and lips stay apart."""
GAP_OF_JAW, GAP_OF_LIPS, GAP_OF_FUNNEL = 0.29, 0.089, 0.075
"""Gap that one unit of `jawOpen`, of the lips' parting, of `mouthFunnel` makes on this rig."""
WIDTH_OF_JAW, WIDTH_OF_FUNNEL, WIDTH_OF_PUCKER, WIDTH_OF_STRETCH = -0.025, -0.092, -0.172, 0.07
"""Width of the mouth that one unit adds, also in outer-eye-corner distances."""
UPPER_LIP, MOST_PARTING = 0.6, 0.75
"""The upper lip's share of the lower one's movement, and the most of that."""
PUCKER, PUCKER_LOSS = 1.1, 3.0
FUNNEL, FUNNEL_OF_OPEN = 0.3, 1.5
"""At full rounding, and how they change with the gap: the lips of a nearly closed mouth ("oo")
protrude, those of an open one ("oh") flare."""
NEUTRAL_SPREADING, STRETCH = 0.3, 0.9
TUCK_GAP = 0.045
"""What an f leaves open: the edge of the upper teeth."""
TUCK_ROLL, TUCK_SHRUG, TUCK_RAISE = 0.6, 0.4, 0.2
LEAST_GAP = 1e-3
"""Nobody sees a smaller one."""


def mouth_from_audio(audio: Audio, prosody: Prosody, settings: MotionSettings) -> Motion:
    """The mouth that says `audio`: a motion in which only mouth blendshapes are filled.

    Args:
        audio: 16 kHz mono.
        prosody: of the same recording, at `settings.fps`.
        settings: `mouth` is a factor on the opening (0: the mouth does not move at all),
            `articulation` one on the shapes of the lips.
    """
    if settings.mouth == 0 or not len(audio.samples):
        return Motion.still(len(prosody), settings.fps)
    return shape_mouth(articulate(audio), prosody, settings)


def shape_mouth(heard: Articulation, prosody: Prosody, settings: MotionSettings) -> Motion:
    """Articulation as ARKit blendshapes, the mouth a little ahead of the sound.

    Args:
        heard: 50 times per second.
        prosody: of the same recording, at `settings.fps`; its loudness tells the voice's effort.
        settings: as for `mouth_from_audio`.
    """
    if not heard.talking.any():
        return Motion.still(len(prosody), settings.fps)
    return _blendshapes(_seen(heard, prosody, settings), settings)


def shown_gap(motion: Motion) -> FloatArray:
    """[T] the gap between the lips that `shape_mouth` asked for, in outer-eye-corner distances."""
    jaw = motion.channel("jawOpen")
    made = (
        GAP_OF_JAW * jaw
        + GAP_OF_FUNNEL * motion.channel("mouthFunnel")
        + GAP_OF_LIPS * motion.channel("mouthLowerDownLeft")
    )
    return made * (1.0 - motion.channel("mouthClose") / np.maximum(jaw, SMALLEST_JAW))


def shown_width(motion: Motion) -> FloatArray:
    """[T] by how much the mouth is wider than at rest, in outer-eye-corner distances."""
    return (
        WIDTH_OF_JAW * motion.channel("jawOpen")
        + WIDTH_OF_FUNNEL * motion.channel("mouthFunnel")
        + WIDTH_OF_PUCKER * motion.channel("mouthPucker")
        + WIDTH_OF_STRETCH * motion.channel("mouthStretchLeft")
    )


@dataclass(frozen=True)
class _Seen:
    """What of the articulation is to be seen in each video frame, [T] each."""

    gap: FloatArray
    """Between the lips, in outer-eye-corner distances."""
    jaw: FloatArray
    contact: FloatArray
    """Of the lips."""
    tuck: FloatArray
    """Contact of lower lip and upper teeth."""
    rounding: FloatArray
    spreading: FloatArray
    """0 is neutral."""


def _seen(heard: Articulation, prosody: Prosody, settings: MotionSettings) -> _Seen:
    talking = smoothstep(heard.talking, *TALKING)
    speaking = LIPS_APART * (1.0 - heard.rounding) + GAP_SCALE * heard.opening
    resting = _pause_gap(talking)
    gap = talking * speaking + (1.0 - talking) * resting
    jaw = talking * heard.jaw + (1.0 - talking) * PAUSE_JAW * resting / GAP_OF_JAW
    jaw = jaw * (1.0 - HISS_CLOSING * talking * heard.hiss)
    spreading = talking * np.maximum(heard.spreading - NEUTRAL_SPREADING, 0.0)

    at_frame = _Sampler(len(prosody), settings.fps)
    amount = settings.mouth * (1.0 + EFFORT * _effort(prosody))
    glide = np.maximum(heard.rounding - smooth(heard.rounding, GLIDE_SIGMA_S * OUTPUT_RATE), 0.0)
    seal = heard.seal * (1.0 + GLIDE_CONTACT * glide)
    contact = at_frame.contact(smoothstep(talking * seal, *_contact_range(seal, talking)))
    return _Seen(
        gap=amount * at_frame.mean(gap, LIP_SIGMA_S, VOWEL_LEAD_S),
        jaw=np.minimum(amount * at_frame.mean(jaw, JAW_SIGMA_S, VOWEL_LEAD_S), 1.0),
        contact=contact,
        tuck=at_frame.contact(smoothstep(talking * heard.tuck, *TUCK_CONTACT)) * (1.0 - contact),
        rounding=at_frame.mean(talking * heard.rounding, SHAPE_SIGMA_S),
        spreading=at_frame.mean(spreading, SHAPE_SIGMA_S),
    )


def _contact_range(seal: FloatArray, talking: FloatArray) -> tuple[float, float]:
    """From no contact of the lips to certain contact, in this voice."""
    spoken = seal[talking > 0.5]
    usual = np.quantile(spoken, 1.0 - CONTACT_TIME) if len(spoken) else SUREST_CONTACT
    middle = float(np.clip(usual, LEAST_CONTACT, SUREST_CONTACT))
    return middle - CONTACT_MARGIN, middle + CONTACT_MARGIN


def _blendshapes(seen: _Seen, settings: MotionSettings) -> Motion:
    shapes = settings.articulation * min(settings.mouth, 1.0)
    gap = seen.gap * (1.0 - seen.tuck) + np.minimum(seen.gap, TUCK_GAP) * seen.tuck
    rounding, tuck = shapes * seen.rounding, shapes * seen.tuck
    funnel = np.clip(rounding * (FUNNEL + FUNNEL_OF_OPEN * gap), 0.0, 1.0)
    pucker = np.clip(rounding * PUCKER * (1.0 - PUCKER_LOSS * gap), 0.0, 1.0)
    stretch = np.clip(shapes * STRETCH * seen.spreading, 0.0, 1.0)

    made = GAP_OF_JAW * seen.jaw + GAP_OF_FUNNEL * funnel
    parting = np.clip((gap - made) / GAP_OF_LIPS, 0.0, MOST_PARTING)
    raising = np.clip(UPPER_LIP * parting + TUCK_RAISE * tuck, 0.0, 1.0)
    # Lips are quicker than the jaw: what it leaves open too long, they close.
    excess = np.maximum(made - gap, 0.0) / np.maximum(made, LEAST_GAP)
    return Motion.still(len(gap), settings.fps).with_channels(
        jawOpen=seen.jaw,
        mouthClose=np.maximum(seen.contact, excess) * np.maximum(seen.jaw, SMALLEST_JAW),
        mouthFunnel=funnel,
        mouthPucker=pucker,
        mouthStretchLeft=stretch,
        mouthStretchRight=stretch,
        mouthLowerDownLeft=parting,
        mouthLowerDownRight=parting,
        mouthUpperUpLeft=raising,
        mouthUpperUpRight=raising,
        mouthRollLower=np.clip(TUCK_ROLL * tuck, 0.0, 1.0),
        mouthShrugLower=np.clip(TUCK_SHRUG * tuck, 0.0, 1.0),
    )


class _Sampler:
    """Reads 50 steps per second at video frames, ahead of the sound, faded in and out."""

    def __init__(self, frames: int, fps: float) -> None:
        self._begins = np.arange(frames) / fps + LEAD_S
        self._frame_s = 1.0 / fps
        self._fade = fade(frames, fps, MOUTH_FADE_S)

    def mean(self, track: FloatArray, sigma_s: float, lead_s: float = 0.0) -> FloatArray:
        """[T] the smoothed track at the middle of each frame, or so much later."""
        times = (np.arange(len(track)) + 0.5) / OUTPUT_RATE - lead_s
        smoothed = smooth(track, sigma_s * OUTPUT_RATE)
        return self._fade * np.interp(self._begins + self._frame_s / 2, times, smoothed)

    def contact(self, track: FloatArray) -> FloatArray:
        """[T] the most of each frame, or what is shorter than a frame would never be seen."""
        first = (self._begins * OUTPUT_RATE).astype(int)
        steps = max(1, round(self._frame_s * OUTPUT_RATE))
        within = np.minimum(first[:, None] + np.arange(steps), len(track) - 1)
        made = self._fade * track[within].max(axis=1)
        return np.maximum(made, self.mean(track, APPROACH_SIGMA_S))


def _pause_gap(talking: FloatArray) -> FloatArray:
    """[N] how far lips are apart while nothing is said: before, between and after phrases."""
    steps = np.arange(len(talking))
    spoken = np.flatnonzero(talking > 0.5)
    if not len(spoken):
        return np.zeros(len(talking))
    last = np.searchsorted(spoken, steps, side="right") - 1
    following = np.minimum(np.searchsorted(spoken, steps), len(spoken) - 1)
    since = np.where(last >= 0, steps - spoken[last], np.inf) / OUTPUT_RATE
    until = np.where(steps <= spoken[-1], spoken[following] - steps, np.inf) / OUTPUT_RATE
    resting = LIPS_APART * np.exp(-np.maximum(since - SHORT_PAUSE_S, 0.0) / PAUSE_DECAY_S)
    # At the end of everything lips close at once: nobody waits to go on.
    resting = np.where(np.isfinite(until), resting, LIPS_APART * np.exp(-since / PAUSE_DECAY_S))
    fluency = smooth(talking, FLUENT_SIGMA_S * OUTPUT_RATE)
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
