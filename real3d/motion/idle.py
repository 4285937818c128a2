"""What a face does besides articulating: sway, nods, posture, breath, brows.

Heads move almost incessantly while speaking, mostly below 1 Hz (Hadar et al. 1983), and dip on
stressed syllables. They move *because of* the voice: its loudness is the pace at which the sway
runs, so that a head hurries through loud syllables, lingers between words and comes to rest where
the voice does. Brows rise with about a third of the stresses. Everything starts and ends at the
photo, and nothing repeats: slow movement is filtered noise, not a loop.

Amounts are those of the people that `real3d.evaluation` was tuned to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.motion.pose_limits import soft_limit
from real3d.motion.settings import MotionSettings
from real3d.motion.track import Motion
from real3d.numerics.smoothing import fade, smooth, smoothstep
from real3d.numerics.types import FloatArray
from real3d.speech.prosody import Prosody

ONSET_S = 0.8
"""Time in which a head leaves the photo's pose, or returns to it, without haste."""

SLOW_HZ, FAST_HZ = 0.5, 2.0
SLOW_SWAY = np.radians([1.9, 2.9, 2.1])
FAST_SWAY = np.radians([0.6, 1.3, 0.9])
"""Standard deviations of pitch, yaw and roll."""
AXIS_VARIATION = 0.2
"""Share by which each axis is stronger or weaker: some speakers nod, others shake the head."""

REST_PACE = 0.04
"""Pace of the sway in silence; 1 in the loudest syllables."""
PACE_LOUDNESS = (0.40, 0.95)
PACE_SIGMA_S = 0.08
"""Smoothing of the pace: a head is heavier than a voice."""
SUPERSAMPLING = 4

PHRASE_SHIFT_SHARE = 0.8
"""Share of phrases with which the posture changes."""
ACCENT_SHIFT_SHARE = 0.25
"""The same of full stresses."""
SHIFT = np.radians([2.0, 3.2, 1.7])
SHIFT_LIMIT = 1.8
"""Largest change of posture, in standard deviations."""
SHIFT_S = (0.45, 0.9)

NOD_SHARE = 0.45
"""Share of full stresses that come with a nod."""
NOD = np.radians([1.0, 2.8])
NOD_SIDEWAYS = 0.5
"""A nod also turns and tilts the head by up to this share of itself."""
NOD_FALL_S, NOD_RISE_S = 0.20, 0.38
NOD_DELAY_S = 0.03
"""Time from the middle of a stressed syllable to a nod's lowest point."""

SHIFT_TRANSLATION = np.array([0.039, 0.023, 0.019])
"""Standard deviation of (x, y, z), in outer-eye-corner distances: two to four millimetres."""
LEAN_PER_YAW = 0.15
"""Sideways movement per radian of yaw: the neck carries the head to the side it turns to."""
HEAD_LIMIT = np.radians([6.5, 10.0, 4.0])
"""Limits of pitch, yaw and roll, approached softly. People turn further; but behind a head that
tilts by more, one photo's background is a guess that begins to show."""

BREATH_HZ = 0.25
BREATH_IRREGULARITY = 0.18
BREATH_LIFT = 0.006
"""How far a full breath lifts the head, in outer-eye-corner distances: half a millimetre."""

BROW_SHARE = 0.52
"""Raises per full stress, spread evenly: nobody lifts the brows at five in a row, or at none."""
BROW = (0.38, 0.68)
BROW_RISE_S, BROW_FALL_S = 0.16, 0.40
BROW_HOLD_S = 0.25
"""Mean of how long raised brows stay up."""
BROW_DRIFT, BROW_DRIFT_HZ = 0.08, 0.3
SMILE, SMILE_SWAY_HZ = 0.07, 0.15


@dataclass(frozen=True)
class HeadMotion:
    """Rotation [T, 3], translation [T, 3] and breath [T], in the terms of `Motion`."""

    rotation: FloatArray
    translation: FloatArray
    breath: FloatArray


def head_motion(
    prosody: Prosody | None, frames: int, settings: MotionSettings, rng: np.random.Generator
) -> HeadMotion:
    """How the head accompanies speech, or silence; zero in the first and the last frame.

    Args:
        prosody: the voice; None for silence.
        frames: length of the track.
        settings: `head` is a factor on all of it (0 exactly still); `fps`.
        rng: source of sway, nods, shifts and breaths.
    """
    fps = settings.fps
    prosody = prosody or Prosody.silent(frames, fps)
    pace = _pace(prosody)
    rotation = SLOW_SWAY * _paced_sway(pace, fps, SLOW_HZ, rng)
    rotation += FAST_SWAY * _paced_sway(pace, fps, FAST_HZ, rng)
    rotation += _posture(prosody, pace, rng)
    rotation *= 1.0 + AXIS_VARIATION * rng.uniform(-1, 1, 3)
    rotation += _nods(prosody, frames, fps, rng)
    rotation = np.stack(
        [soft_limit(angle, limit) for angle, limit in zip(rotation.T, HEAD_LIMIT, strict=True)],
        axis=1,
    )
    breath = fade(frames, fps, ONSET_S) * _breath(frames, fps, rng)
    lift = np.outer(breath, (0.0, -BREATH_LIFT, 0.0))
    translation = SHIFT_TRANSLATION * _paced_sway(pace, fps, SLOW_HZ, rng)
    translation[:, 0] += LEAN_PER_YAW * rotation[:, 1]
    presence = fade(frames, fps, ONSET_S) * _onset(pace, fps)
    return HeadMotion(
        rotation=settings.head * presence[:, None] * rotation,
        translation=settings.head * (presence[:, None] * translation + lift),
        breath=min(settings.head, 1.0) * breath,
    )


def expression_motion(
    prosody: Prosody | None, frames: int, settings: MotionSettings, rng: np.random.Generator
) -> Motion:
    """Brows that rise with stress and a faint, uneven smile; zero in the first and last frame.

    Args:
        prosody: the voice; None for silence.
        frames: length of the track.
        settings: `expression` is a factor on all of it (0 exactly still); `fps`.
        rng: source of choices and drift.

    Returns:
        A motion in which only brows, cheeks, lids' squint and mouth corners are filled.
    """
    fps = settings.fps
    prosody = prosody or Prosody.silent(frames, fps)
    amount = settings.expression * fade(frames, fps, ONSET_S)
    brows = _brow_raises(prosody, frames, fps, rng)
    drift = np.maximum(0.0, BROW_DRIFT * _paced_sway(_pace(prosody), fps, BROW_DRIFT_HZ, rng)[:, 0])
    smile = SMILE * np.maximum(0.0, 1.0 + 0.7 * _sway(frames, fps, SMILE_SWAY_HZ, 2, rng))
    # Hardly any face is symmetric; one side leads for a whole recording.
    left, right = 1.0 + 0.2 * rng.uniform(-1, 1) * np.array([1, -1])
    return Motion.still(frames, fps).with_channels(
        browInnerUp=np.clip(amount * (brows + drift), 0, 1),
        browOuterUpLeft=np.clip(amount * 0.7 * left * (brows + drift), 0, 1),
        browOuterUpRight=np.clip(amount * 0.7 * right * (brows + drift), 0, 1),
        mouthSmileLeft=np.clip(amount * left * smile[:, 0], 0, 1),
        mouthSmileRight=np.clip(amount * right * smile[:, 1], 0, 1),
        cheekSquintLeft=np.clip(amount * 0.6 * left * smile[:, 0], 0, 1),
        cheekSquintRight=np.clip(amount * 0.6 * right * smile[:, 1], 0, 1),
        eyeSquintLeft=np.clip(amount * 0.8 * left * smile[:, 0], 0, 1),
        eyeSquintRight=np.clip(amount * 0.8 * right * smile[:, 1], 0, 1),
    )


def _sway(
    frames: int, fps: float, cutoff_hz: float, channels: int, rng: np.random.Generator
) -> FloatArray:
    """[T, channels] noise of unit variance below `cutoff_hz`, without beginning or period."""
    from scipy.signal import butter, sosfilt

    filter_ = butter(2, cutoff_hz, fs=fps, output="sos")
    settling = int(np.ceil(3.0 * fps / cutoff_hz))
    impulse = np.zeros(settling)
    impulse[0] = 1.0
    gain = np.sqrt(np.sum(sosfilt(filter_, impulse) ** 2))
    noise = rng.standard_normal((settling + frames, channels))
    return sosfilt(filter_, noise, axis=0)[settling:] / gain


def _pace(prosody: Prosody) -> FloatArray:
    """[T] how fast the sway runs, from `REST_PACE` in silence to 1."""
    loud = smoothstep(prosody.loudness, *PACE_LOUDNESS) * prosody.voice
    return REST_PACE + (1.0 - REST_PACE) * smooth(loud, PACE_SIGMA_S * prosody.fps)


def _onset(pace: FloatArray, fps: float) -> FloatArray:
    """[T] 0 at first, 1 from when the voice has sounded for `ONSET_S`: silence moves nobody."""
    clock = np.cumsum(pace) / fps
    return smoothstep(clock - clock[:1].sum(), 0.0, ONSET_S)


def _paced_sway(
    pace: FloatArray, fps: float, cutoff_hz: float, rng: np.random.Generator
) -> FloatArray:
    """[T, 3] sway through which the time runs at `pace`."""
    rate = SUPERSAMPLING * fps
    sway = _sway(SUPERSAMPLING * len(pace) + 1, rate, cutoff_hz, 3, rng)
    place = SUPERSAMPLING * np.cumsum(pace)
    steps = np.arange(len(sway))
    return np.stack([np.interp(place, steps, axis) for axis in sway.T], axis=1)


def _posture(prosody: Prosody, pace: FloatArray, rng: np.random.Generator) -> FloatArray:
    """[T, 3] radians: a new resting pose at some phrase starts and stresses, held until the next.

    Time runs at `pace` here too: a turn that the voice breaks off is finished when it goes on.
    """
    clock = np.cumsum(pace) / prosody.fps
    time = np.arange(len(pace)) / prosody.fps
    posture, current = np.zeros((len(pace), 3)), np.zeros(3)
    moments = np.concatenate([prosody.phrase_starts, prosody.accent_times])
    shares = np.concatenate(
        [
            np.full(len(prosody.phrase_starts), PHRASE_SHIFT_SHARE),
            ACCENT_SHIFT_SHARE * prosody.accent_strengths,
        ]
    )
    for index in np.argsort(moments):
        moves, seconds = rng.uniform() < shares[index], rng.uniform(*SHIFT_S)
        target = SHIFT * rng.standard_normal(3).clip(-SHIFT_LIMIT, SHIFT_LIMIT)
        if moves:
            start = np.interp(moments[index], time, clock)
            posture += (target - current) * smoothstep(clock, start, start + seconds)[:, None]
            current = target
    return posture


def _nods(prosody: Prosody, frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T, 3] radians: down, and a little to some side."""
    nods = np.zeros((frames, 3))
    for accent, strength in zip(prosody.accent_times, prosody.accent_strengths, strict=True):
        chance, vigour = rng.uniform(size=2)
        sideways = NOD_SIDEWAYS * rng.uniform(-1, 1, 2)
        if chance < NOD_SHARE * strength:
            depth = NOD[0] + (NOD[1] - NOD[0]) * 0.5 * (strength + vigour)
            bump = _bump(frames, fps, accent + NOD_DELAY_S, NOD_FALL_S, NOD_RISE_S)
            nods += np.outer(bump, depth * np.array([-1.0, *sideways]))
    return nods


def _brow_raises(prosody: Prosody, frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T] of the amount of a raise; the stresses add up until they are due to lift the brows."""
    raises, due = np.zeros(frames), rng.uniform()
    for accent, strength in zip(prosody.accent_times, prosody.accent_strengths, strict=True):
        weight, vigour = rng.uniform(size=2)
        hold = rng.exponential(BROW_HOLD_S)
        due += 2.0 * weight * BROW_SHARE * strength
        if due >= 1.0:
            due -= 1.0
            height = BROW[0] + (BROW[1] - BROW[0]) * 0.5 * (strength + vigour)
            bump = _bump(frames, fps, accent, BROW_RISE_S, BROW_FALL_S, min(hold, 4 * BROW_HOLD_S))
            raises = np.maximum(raises, height * bump)
    return raises


def _bump(
    frames: int, fps: float, peak: float, rise: float, fall: float, hold: float = 0.0
) -> FloatArray:
    """[T] from 0 to 1 at `peak`, there for `hold`, and back; level at both ends and at the top."""
    time = np.arange(frames) / fps
    end = peak + hold
    return np.minimum(smoothstep(time, peak - rise, peak), 1.0 - smoothstep(time, end, end + fall))


def _breath(frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T] 0 exhaled to 1 inhaled, beginning exhaled, with uneven breaths."""
    unevenness = BREATH_IRREGULARITY * _sway(frames, fps, BREATH_HZ / 2, 1, rng)[:, 0]
    pace = BREATH_HZ * np.clip(1.0 + unevenness, 0.5, 1.5) / fps
    cycle = np.cumsum(pace) - pace[:1].sum()
    depth = np.clip(0.85 + 0.1 * _sway(frames, fps, BREATH_HZ / 4, 1, rng)[:, 0], 0.6, 1.0)
    # The phase hurries through the first half: breathing in is quicker than breathing out.
    phase = 2 * np.pi * cycle
    return depth * 0.5 * (1.0 - np.cos(phase + 0.5 * (1.0 - np.cos(phase))))
