"""What a face does besides articulating: sway, nods, posture, breath, brows.

Heads move almost incessantly while speaking, mostly below 1 Hz (Hadar et al. 1983), and dip on
stressed syllables. They move *because of* the voice: its loudness is the pace at which the sway
runs, so that a head hurries through loud syllables, lingers between words and comes to rest where
the voice does. With phrases the posture changes: the head turns, and the trunk leans and carries
it along. Single movements have the bell-shaped speed of human reaching (Flash and Hogan 1985).
Brows rise with about a third of the stresses and stir with others. Everything starts and ends at
the photo, and nothing repeats: slow movement is filtered noise, not a loop.

Amounts are those of the people that `real3d.evaluation` was tuned to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.motion.pose_limits import soft_limit
from real3d.motion.settings import MotionSettings
from real3d.motion.track import Motion
from real3d.numerics.smoothing import fade, minimum_jerk, smooth, smoothstep
from real3d.numerics.types import FloatArray
from real3d.speech.prosody import Prosody

ONSET_S = 0.8
"""Time in which a head leaves the photo's pose, or returns to it, without haste."""
LEAN_ONSET_S = 1.2
"""The same of the trunk, which is heavier."""

SLOW_HZ, FAST_HZ = 0.5, 2.0
SWAY_ORDER = 3
"""Of the low-pass; a lower one would let a tremble through."""
SLOW_SWAY = np.radians([2.2, 3.2, 2.3])
FAST_SWAY = np.radians([1.0, 1.8, 1.4])
"""Standard deviations of pitch, yaw and roll."""
AXIS_VARIATION = 0.2
"""Share by which each axis is stronger or weaker: some speakers nod, others shake the head."""

REST_PACE = 0.05
"""Pace of the sway in silence; 1 in the loudest syllables."""
PACE_LOUDNESS = (0.40, 0.95)
PACE_SIGMA_S = 0.10
"""Smoothing of the pace: a head is heavier than a voice."""
LEAN_PACE_SIGMA_S = 0.25
"""The same of the trunk's."""
SUPERSAMPLING = 4

PHRASE_SHIFT_SHARE = 0.8
"""Share of phrases with which the posture changes."""
ACCENT_SHIFT_SHARE = 0.25
"""The same of full stresses."""
SHIFT = np.radians([2.6, 3.8, 2.0])
"""Standard deviations of pitch, yaw and roll."""
SHIFT_LIMIT = 1.8
"""Largest change of posture, in standard deviations."""
SHIFT_S = (0.6, 1.1)

NOD_SHARE = 0.45
"""Share of full stresses that come with a nod."""
NOD = np.radians([1.0, 2.8])
NOD_SIDEWAYS = 0.5
"""A nod also turns and tilts the head by up to this share of itself."""
NOD_FALL_S, NOD_RISE_S = 0.20, 0.38
NOD_DELAY_S = 0.03
"""Time from the middle of a stressed syllable to a nod's lowest point."""

LEAN_HZ = 0.75
LEAN_SHIFT = np.array([0.14, 0.080, 0.13])
LEAN_SWAY = np.array([0.11, 0.075, 0.11])
"""Standard deviations of (x, y, z), in outer-eye-corner distances: about a centimetre, as far as
the heads of people who talk while they sit or stand."""
LEAN_SHIFT_S = (1.0, 1.7)
LEAN_LIMIT = np.array([0.22, 0.16, 0.26])
"""Limits of (x, y, z), approached softly: beyond, one photo's neck would stretch."""
LEAN_PER_YAW = 0.15
"""Sideways movement per radian of yaw: the neck carries the head to the side it turns to."""
HEAD_LIMIT = np.radians([7.0, 10.0, 4.5])
"""Limits of pitch, yaw and roll, approached softly. People turn further; but behind a head that
tilts by more, one photo's background is a guess that begins to show."""

BREATH_HZ = 0.25
BREATH_IRREGULARITY = 0.18
BREATH_LIFT = 0.006
"""How far a full breath lifts the head, in outer-eye-corner distances: half a millimetre."""

BROW_SHARE = 0.54
"""Raises per full stress, spread evenly: nobody lifts the brows at five in a row, or at none."""
BROW = (0.46, 0.78)
BROW_INNER, BROW_OUTER = 0.8, 0.95
"""Shares of a raise of their two ends, which rise alike: inner ends alone look worried."""
BROW_RISE_S, BROW_FALL_S = 0.16, 0.40
BROW_HOLD_S = 0.25
"""Mean of how long raised brows stay up."""
BROW_BEAT = 0.26
"""How far the brows stir with a stress that does not raise them: hardly seen, but never still."""
BROW_DRIFT, BROW_DRIFT_HZ = 0.10, 0.8
BROW_LIMIT = 0.95
"""Approached softly: raise and drift together must not stop short at the highest there is."""
SMILE, SMILE_SWAY_HZ = 0.09, 0.2


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
    pace = _pace(prosody, PACE_SIGMA_S)
    rotation = SLOW_SWAY * _paced_sway(pace, fps, SLOW_HZ, rng)
    rotation += FAST_SWAY * _paced_sway(pace, fps, FAST_HZ, rng)
    rotation += _posture(prosody, pace, SHIFT, SHIFT_S, rng)
    rotation *= 1.0 + AXIS_VARIATION * rng.uniform(-1, 1, 3)
    rotation += _nods(prosody, frames, fps, rng)
    rotation = _presence(pace, fps, ONSET_S) * _limited(rotation, HEAD_LIMIT)
    breath = fade(frames, fps, ONSET_S) * _breath(frames, fps, rng)
    lift = np.outer(breath, (0.0, -BREATH_LIFT, 0.0))
    lean = _lean(prosody, rng)
    lean[:, 0] += LEAN_PER_YAW * rotation[:, 1]
    return HeadMotion(
        rotation=settings.head * rotation,
        translation=settings.head * (lean + lift),
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
    drift = np.maximum(
        0.0, BROW_DRIFT * _paced_sway(_pace(prosody, PACE_SIGMA_S), fps, BROW_DRIFT_HZ, rng)[:, 0]
    )
    brows = soft_limit(brows + drift, BROW_LIMIT)
    smile = SMILE * np.maximum(0.0, 1.0 + 0.7 * _sway(frames, fps, SMILE_SWAY_HZ, 2, rng))
    # Hardly any face is symmetric; one side leads for a whole recording.
    left, right = 1.0 + 0.2 * rng.uniform(-1, 1) * np.array([1, -1])
    return Motion.still(frames, fps).with_channels(
        browInnerUp=np.clip(amount * BROW_INNER * brows, 0, 1),
        browOuterUpLeft=np.clip(amount * BROW_OUTER * left * brows, 0, 1),
        browOuterUpRight=np.clip(amount * BROW_OUTER * right * brows, 0, 1),
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

    filter_ = butter(SWAY_ORDER, cutoff_hz, fs=fps, output="sos")
    settling = int(np.ceil(3.0 * fps / cutoff_hz))
    impulse = np.zeros(settling)
    impulse[0] = 1.0
    gain = np.sqrt(np.sum(sosfilt(filter_, impulse) ** 2))
    noise = rng.standard_normal((settling + frames, channels))
    return sosfilt(filter_, noise, axis=0)[settling:] / gain


def _lean(prosody: Prosody, rng: np.random.Generator) -> FloatArray:
    """[T, 3] how far the trunk carries the head, in outer-eye-corner distances."""
    pace = _pace(prosody, LEAN_PACE_SIGMA_S)
    lean = LEAN_SWAY * _paced_sway(pace, prosody.fps, LEAN_HZ, rng)
    lean += _posture(prosody, pace, LEAN_SHIFT, LEAN_SHIFT_S, rng)
    return _presence(pace, prosody.fps, LEAN_ONSET_S) * _limited(lean, LEAN_LIMIT)


def _limited(tracks: FloatArray, limits: FloatArray) -> FloatArray:
    """The [T, C] tracks, each of which approaches its own limit [C] softly."""
    limited = [soft_limit(track, limit) for track, limit in zip(tracks.T, limits, strict=True)]
    return np.stack(limited, axis=1)


def _pace(prosody: Prosody, sigma_s: float) -> FloatArray:
    """[T] how fast the sway runs, from `REST_PACE` in silence to 1."""
    loud = smoothstep(prosody.loudness, *PACE_LOUDNESS) * prosody.voice
    return REST_PACE + (1.0 - REST_PACE) * smooth(loud, sigma_s * prosody.fps)


def _presence(pace: FloatArray, fps: float, onset_s: float) -> FloatArray:
    """[T, 1] 0 in the first and last frame, and until a voice sounds: silence moves nobody."""
    clock = np.cumsum(pace) / fps
    onset = minimum_jerk(clock - clock[:1].sum(), 0.0, onset_s)
    return (fade(len(pace), fps, onset_s) * onset)[:, None]


def _paced_sway(
    pace: FloatArray, fps: float, cutoff_hz: float, rng: np.random.Generator
) -> FloatArray:
    """[T, 3] sway through which the time runs at `pace`."""
    rate = SUPERSAMPLING * fps
    sway = _sway(SUPERSAMPLING * len(pace) + 1, rate, cutoff_hz, 3, rng)
    place = SUPERSAMPLING * np.cumsum(pace)
    steps = np.arange(len(sway))
    return np.stack([np.interp(place, steps, axis) for axis in sway.T], axis=1)


def _posture(
    prosody: Prosody,
    pace: FloatArray,
    spread: FloatArray,  # [3] standard deviations
    seconds: tuple[float, float],
    rng: np.random.Generator,
) -> FloatArray:
    """[T, 3] a new resting place at some phrase starts and stresses, held until the next.

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
        moves, duration = rng.uniform() < shares[index], rng.uniform(*seconds)
        target = spread * rng.standard_normal(3).clip(-SHIFT_LIMIT, SHIFT_LIMIT)
        if moves:
            start = np.interp(moments[index], time, clock)
            posture += (target - current) * minimum_jerk(clock, start, start + duration)[:, None]
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
        height, held = BROW_BEAT * strength * vigour, 0.0
        if due >= 1.0:
            due -= 1.0
            height = BROW[0] + (BROW[1] - BROW[0]) * 0.5 * (strength + vigour)
            held = min(hold, 4 * BROW_HOLD_S)
        bump = _bump(frames, fps, accent, BROW_RISE_S, BROW_FALL_S, held)
        raises = np.maximum(raises, height * bump)
    return raises


def _bump(
    frames: int, fps: float, peak: float, rise: float, fall: float, hold: float = 0.0
) -> FloatArray:
    """[T] from 0 to 1 at `peak`, there for `hold`, and back; level at both ends and at the top."""
    time = np.arange(frames) / fps
    end = peak + hold
    up, down = minimum_jerk(time, peak - rise, peak), minimum_jerk(time, end, end + fall)
    return np.minimum(up, 1.0 - down)


def _breath(frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T] 0 exhaled to 1 inhaled, beginning exhaled, with uneven breaths."""
    unevenness = BREATH_IRREGULARITY * _sway(frames, fps, BREATH_HZ / 2, 1, rng)[:, 0]
    pace = BREATH_HZ * np.clip(1.0 + unevenness, 0.5, 1.5) / fps
    cycle = np.cumsum(pace) - pace[:1].sum()
    depth = np.clip(0.85 + 0.1 * _sway(frames, fps, BREATH_HZ / 4, 1, rng)[:, 0], 0.6, 1.0)
    # The phase hurries through the first half: breathing in is quicker than breathing out.
    phase = 2 * np.pi * cycle
    return depth * 0.5 * (1.0 - np.cos(phase + 0.5 * (1.0 - np.cos(phase))))
