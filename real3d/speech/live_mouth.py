"""The mouth of a voice that is still speaking: `mouth_shape` without hindsight.

Every 20 ms of articulation become a mouth at once, and nothing that follows changes it. Levels that
`real3d.speech.mouth_shape` and `Articulation.voice_activity` take from a whole recording are
running estimates here: how certain and how moving the sounds are, how much is spoken, how surely
this voice's contacts are heard, how loud it usually is. What cannot be known is left out: no breath
is taken before a phrase, and lips rest apart for a while after one, whether or not another follows.

`web/src/hearing/mouth.ts` is its twin in browsers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import FloatArray
from real3d.speech.articulation import (
    CERTAINTY,
    CHANNELS,
    MOVEMENT,
    STILL_PENALTY,
    Articulation,
)
from real3d.speech.mouth_shape import (
    CONTACT_TIME,
    EFFORT,
    GAP_SCALE,
    GLIDE_CONTACT,
    HISS_CLOSING,
    JAW_GAP,
    LIPS_APART,
    MAX_CONTACT,
    MIN_CONTACT,
    NEUTRAL_SPREADING,
    PAUSE_JAW,
    TUCK_CONTACT,
    VOICE_ACTIVITY,
    MouthShape,
)
from real3d.speech.network import OUTPUT_RATE

STEP_S = 1.0 / OUTPUT_RATE

CERTAINTY_MEMORY_S, MOVEMENT_MEMORY_S = 1.5, 2.0
"""Speech over which is judged whether it is speech."""
EXPECTED_CERTAINTY, EXPECTED_OPENING, EXPECTED_MOVEMENT = 0.5, 0.35, 0.12
EXPECTATION_S = 1.0
"""The first sounds are taken for speech; so many seconds of it the expectation counts for."""
ACTIVITY_SHARE = 0.5
"""Per step, with which activity follows the sound: one loud step is not yet speech."""

REST_S, REST_DECAY_S = 0.6, 0.3
"""Lips rest apart for so long after speech, as in short pauses, and then close."""
FLUENCY_MEMORY_S, FLUENT = 1.2, (0.15, 0.5)
"""Only who has talked for a share of the last seconds is about to go on."""

USUAL_CONTACT, CONTACT_LEARNING = 0.66, 0.009
"""Where the threshold of a voice's contacts begins, and by how much it moves in a step of speech,
up when lips touch and down by a tenth of it when they do not: it comes to rest where they touch in
a tenth of the time (Robbins and Monro 1951)."""
LIVE_CONTACT_MARGIN = 0.25
"""Wider than with hindsight: what is heard less surely is shown less firmly."""
LIVE_GLIDE_CONTACT, GLIDE_MEMORY_S = 0.4 * GLIDE_CONTACT, 0.12
"""A rounding that has just begun may stay, as an "oo"."""
APPROACH = (0.38, 0.24, 0.38)
"""With which lips approach before they meet and part after: contacts are told one step late, so
that they can be smoothed in both directions of time. Openings lead contacts anyway."""

JAW = (0.4, 0.3, 0.3)
"""A jaw is heavy: the mean of its last steps."""
SHAPE_SHARE = 0.7
"""Share per step with which rounding, spreading and the tongue follow."""

EFFORT_MEMORY_S, EFFORT_RANGE = 0.4, 0.3
USUAL_LOUDNESS, USUAL_MEMORY_S, USUAL_WEIGHT_S = 0.7, 10.0, 0.5
"""How loud a voice is expected to be, how long it is remembered, and the seconds of speech that the
expectation counts for."""

SILENT_S = 0.6
"""A speaker is silent after so long without speech; pauses between words are shorter."""


class LiveMouth:
    """One for each speaker. `speaking` says whether somebody speaks, or has just paused."""

    def __init__(self, opening: float = 1.0) -> None:
        """
        Args:
            opening: factor on gap and jaw.
        """
        self._opening = opening
        self._activity = _Activity()
        self._pause = _Pause()
        self._contact = _Contact()
        self._effort = _Effort()
        # The last two jaws, the last two pairs of contacts, and rounding, spreading, tongue.
        self._jaw: tuple[float, ...] = (0.0, 0.0)
        self._touching = ((0.0, 0.0), (0.0, 0.0))
        self._shape = [0.0, 0.0, 0.0]

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks, or has paused for less than `SILENT_S`."""
        return self._pause.since < SILENT_S

    def push(self, articulation: Articulation, loudness: FloatArray) -> MouthShape:
        """The mouth in each of the next steps; contacts are those of the step before.

        Args:
            articulation: [N] the next steps, any number.
            loudness: [N] of the same steps, as of `LiveLoudness`.
        """
        assert len(loudness) == len(articulation), f"{len(loudness)} for {len(articulation)} steps"
        rows = [self._step(heard) for heard in _steps(articulation, loudness)]
        return MouthShape(*np.array(rows).reshape(-1, len(fields(MouthShape))).T)

    def _step(self, heard: _Heard) -> tuple[float, ...]:
        """In the order of `MouthShape`."""
        active = self._activity.step(heard)
        resting = self._pause.step(active)
        amount = self._opening * self._effort.step(active, heard.loudness)

        speaking = LIPS_APART * (1.0 - heard.rounding) + GAP_SCALE * heard.opening
        gap = amount * (active * speaking + (1.0 - active) * resting)
        jaw = active * heard.jaw + (1.0 - active) * PAUSE_JAW * resting / JAW_GAP
        jaw *= amount * (1.0 - HISS_CLOSING * active * heard.sibilance)
        jaws = (jaw, *self._jaw)
        self._jaw = jaws[:2]

        touching = (
            self._contact.step(active, heard),
            float(smoothstep(active * heard.tuck, *TUCK_CONTACT)),
        )
        contact, tuck = map(_approaching, touching, *self._touching)
        self._touching = (touching, self._touching[0])

        spreading = max(heard.spreading - NEUTRAL_SPREADING, 0.0)
        goals = (active * goal for goal in (heard.rounding, spreading, heard.tongue_tip))
        self._shape = [
            now + SHAPE_SHARE * (goal - now) for now, goal in zip(self._shape, goals, strict=True)
        ]
        mean_jaw = min(sum(share * j for share, j in zip(JAW, jaws, strict=True)), 1.0)
        return gap, mean_jaw, contact, tuck * (1.0 - contact), *self._shape


class _Heard(NamedTuple):
    """One step of articulation."""

    jaw: float
    seal: float
    rounding: float
    spreading: float
    tuck: float
    opening: float
    speech: float
    """How likely anything is said."""
    likeliest: float
    """Probability of the likeliest sound."""
    sibilance: float
    tongue_tip: float
    loudness: float


def _steps(articulation: Articulation, loudness: FloatArray) -> Iterator[_Heard]:
    channels = (getattr(articulation, name) for name in CHANNELS)
    likeliest = articulation.visemes[:, 1:].max(axis=1)
    speech, hiss, tip = 1.0 - articulation.silence, articulation.sibilance, articulation.tongue_tip
    tracks = (*channels, speech, likeliest, hiss, tip, loudness)
    return map(_Heard._make, zip(*(track.tolist() for track in tracks), strict=True))


def _approaching(now: float, before: float, earlier: float) -> float:
    """A contact of the step before: never less than it was, and softly begun and ended."""
    after, here, past = APPROACH
    return max(before, after * now + here * before + past * earlier)


def _forgetting(memory_s: float) -> float:
    """What is left of a running mean after a step."""
    return float(np.exp(-STEP_S / memory_s))


class _Activity:
    """How surely somebody speaks: `Articulation.voice_activity`, of what has been heard so far."""

    _FORGET_CERTAINTY = _forgetting(CERTAINTY_MEMORY_S)
    _FORGET_MOVEMENT = _forgetting(MOVEMENT_MEMORY_S)

    def __init__(self) -> None:
        expected = EXPECTATION_S / STEP_S
        self._heard, self._certain = expected, expected * EXPECTED_CERTAINTY
        self._presence, self._sum = expected, expected * EXPECTED_OPENING
        self._squares = expected * (EXPECTED_OPENING**2 + EXPECTED_MOVEMENT**2)
        self._level = 0.0

    def step(self, heard: _Heard) -> float:
        """0 at rest .. 1 the mouth follows the sound."""
        speech, opening = heard.speech, heard.opening
        forget = self._FORGET_CERTAINTY
        self._heard = forget * self._heard + speech
        self._certain = forget * self._certain + speech * heard.likeliest
        forget = self._FORGET_MOVEMENT
        self._presence = forget * self._presence + speech
        self._sum = forget * self._sum + speech * opening
        self._squares = forget * self._squares + speech * opening**2
        mean = self._sum / self._presence
        movement = np.sqrt(max(self._squares / self._presence - mean**2, 0.0))
        doubt = STILL_PENALTY * (1.0 - smoothstep(movement, *MOVEMENT))
        goal = speech * smoothstep(self._certain / self._heard - doubt, *CERTAINTY)
        self._level += ACTIVITY_SHARE * (goal - self._level)
        return float(smoothstep(self._level, *VOICE_ACTIVITY))


class _Pause:
    """How far lips are apart while nothing is said."""

    _FORGET = _forgetting(FLUENCY_MEMORY_S)

    def __init__(self) -> None:
        self.since = np.inf
        """Seconds since somebody spoke."""
        self._fluency = 0.0

    def step(self, active: float) -> float:
        """In outer-eye-corner distances."""
        self.since = 0.0 if active > 0.5 else self.since + STEP_S
        self._fluency = self._FORGET * self._fluency + (1.0 - self._FORGET) * active
        closing = np.exp(-max(self.since - REST_S, 0.0) / REST_DECAY_S)
        return float(LIPS_APART * closing * smoothstep(self._fluency, *FLUENT))


class _Contact:
    """Whether the lips touch, by a threshold that suits the voice."""

    _FORGET = _forgetting(GLIDE_MEMORY_S)

    def __init__(self) -> None:
        self._threshold = USUAL_CONTACT
        self._slow_rounding = 0.0

    def step(self, active: float, heard: _Heard) -> float:
        """0..1."""
        rounding = heard.rounding
        self._slow_rounding = self._FORGET * self._slow_rounding + (1.0 - self._FORGET) * rounding
        glide = max(rounding - self._slow_rounding, 0.0)
        seal = heard.seal * (1.0 + LIVE_GLIDE_CONTACT * glide)
        middle = self._threshold
        if active > 0.5:
            moved = middle + CONTACT_LEARNING * (float(seal > middle) - CONTACT_TIME)
            self._threshold = min(max(moved, MIN_CONTACT), MAX_CONTACT)
        margin = LIVE_CONTACT_MARGIN
        return float(smoothstep(active * seal, middle - margin, middle + margin))


class _Effort:
    """Loud stretches open the mouth further, quiet ones less."""

    _FORGET = _forgetting(EFFORT_MEMORY_S)

    def __init__(self) -> None:
        self._local = self._usual = USUAL_LOUDNESS
        self._steps = USUAL_WEIGHT_S / STEP_S

    def step(self, active: float, loudness: float) -> float:
        """A factor on the opening, about 1."""
        if active > 0.5:
            self._steps = min(self._steps + 1.0, USUAL_MEMORY_S / STEP_S)
            self._usual += (loudness - self._usual) / self._steps
            self._local = self._FORGET * self._local + (1.0 - self._FORGET) * loudness
        louder = (self._local - self._usual) / EFFORT_RANGE
        return 1.0 + EFFORT * min(max(louder, -1.0), 1.0)
