"""What a face does besides articulating: sway, nods, posture, breath, brows.

Heads move almost incessantly while speaking, mostly below 1 Hz (Hadar et al. 1983), and dip on
stressed syllables; loudness as such does not drive them. Brows rise with about a third of the
stresses. Everything starts and ends at the photo, and nothing repeats: slow movement is filtered
noise, not a loop.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from real3d.motion.fades import fade
from real3d.motion.prosody import Prosody
from real3d.motion.settings import MotionSettings
from real3d.motion.smoothing import smooth, smoothstep
from real3d.motion.track import Motion

FloatArray = NDArray[np.float64]

ONSET_S = 0.8
"""A head leaves the photo's pose, and returns to it, without haste."""

SLOW_HZ, FAST_HZ = 0.30, 1.2
SLOW_SWAY = np.radians([1.5, 2.4, 1.1])
FAST_SWAY = np.radians([0.35, 0.5, 0.3])
"""Standard deviations of pitch, yaw and roll while speaking."""
SILENT_SHARE = 0.55
"""Share of the sway that is left in silence."""
ACTIVITY_S = 0.6
"""The head calms down and livens up slower than the voice."""

SHIFT_SHARE = 0.6
"""Share of phrase boundaries at which the posture changes."""
SHIFT = np.radians([0.8, 1.2, 1.1])
SHIFT_LIMIT = 1.6
"""In standard deviations."""
SHIFT_S = (0.6, 1.0)

NOD_SHARE = 0.55
"""Share of full stresses that come with a nod."""
NOD = np.radians([1.2, 3.0])
NOD_FALL_S, NOD_RISE_S = 0.18, 0.32
NOD_DELAY_S = 0.03
"""The lowest point falls just after the middle of the stressed syllable."""

SHIFT_TRANSLATION = np.array([0.012, 0.008, 0.015])
"""Standard deviation of (x, y, z), in outer-eye-corner distances: about a millimetre."""
LEAN_PER_YAW = 0.12
"""The neck carries the head to the side it turns to."""

BREATH_HZ = 0.25
BREATH_IRREGULARITY = 0.18
BREATH_LIFT = 0.006
"""How far a full breath lifts the head, in outer-eye-corner distances: half a millimetre."""

BROW_SHARE = 0.4
BROW = (0.18, 0.45)
BROW_RISE_S, BROW_FALL_S = 0.15, 0.40
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
    liveliness = SILENT_SHARE + (1 - SILENT_SHARE) * smooth(prosody.voice, ACTIVITY_S * fps)
    rotation = liveliness[:, None] * (
        SLOW_SWAY * _sway(frames, fps, SLOW_HZ, 3, rng)
        + FAST_SWAY * _sway(frames, fps, FAST_HZ, 3, rng)
    )
    rotation += _posture(prosody, frames, fps, rng)
    rotation[:, 0] -= _nods(prosody, frames, fps, rng)
    breath = _breath(frames, fps, rng)
    translation = SHIFT_TRANSLATION * _sway(frames, fps, SLOW_HZ, 3, rng)
    translation[:, 0] += LEAN_PER_YAW * rotation[:, 1]
    translation[:, 1] -= BREATH_LIFT * breath
    presence = fade(frames, fps, ONSET_S)
    return HeadMotion(
        rotation=settings.head * presence[:, None] * rotation,
        translation=settings.head * presence[:, None] * translation,
        breath=min(settings.head, 1.0) * presence * breath,
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
    drift = np.maximum(0.0, 0.05 * _sway(frames, fps, SMILE_SWAY_HZ, 1, rng)[:, 0])
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


def _posture(prosody: Prosody, frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T, 3] radians: a new resting pose at some phrase boundaries, held until the next."""
    time = np.arange(frames) / fps
    posture, current = np.zeros((frames, 3)), np.zeros(3)
    for boundary in np.sort(np.concatenate([prosody.phrase_starts, prosody.phrase_ends])):
        moves, seconds = rng.uniform() < SHIFT_SHARE, rng.uniform(*SHIFT_S)
        target = SHIFT * np.clip(rng.standard_normal(3), -SHIFT_LIMIT, SHIFT_LIMIT)
        if moves:
            posture += (target - current) * smoothstep(time, boundary, boundary + seconds)[:, None]
            current = target
    return posture


def _nods(prosody: Prosody, frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T] radians downward."""
    nods = np.zeros(frames)
    for accent, strength in zip(prosody.accent_times, prosody.accent_strengths, strict=True):
        chance, vigour = rng.uniform(size=2)
        if chance < NOD_SHARE * strength:
            depth = NOD[0] + (NOD[1] - NOD[0]) * 0.5 * (strength + vigour)
            lowest = accent + NOD_DELAY_S
            nods = np.maximum(nods, depth * _bump(frames, fps, lowest, NOD_FALL_S, NOD_RISE_S))
    return nods


def _brow_raises(prosody: Prosody, frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    raises = np.zeros(frames)
    for accent, strength in zip(prosody.accent_times, prosody.accent_strengths, strict=True):
        chance, vigour = rng.uniform(size=2)
        if chance < BROW_SHARE * strength:
            height = BROW[0] + (BROW[1] - BROW[0]) * 0.5 * (strength + vigour)
            raises = np.maximum(
                raises, height * _bump(frames, fps, accent, BROW_RISE_S, BROW_FALL_S)
            )
    return raises


def _bump(frames: int, fps: float, peak: float, rise: float, fall: float) -> FloatArray:
    """[T] from 0 to 1 at `peak` and back, level at both ends and at the top."""
    time = np.arange(frames) / fps
    return np.minimum(
        smoothstep(time, peak - rise, peak), 1.0 - smoothstep(time, peak, peak + fall)
    )


def _breath(frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T] 0 exhaled to 1 inhaled, beginning exhaled, with uneven breaths."""
    unevenness = BREATH_IRREGULARITY * _sway(frames, fps, BREATH_HZ / 2, 1, rng)[:, 0]
    pace = BREATH_HZ * np.clip(1.0 + unevenness, 0.5, 1.5) / fps
    cycle = np.cumsum(pace) - pace[:1].sum()
    depth = np.clip(0.85 + 0.1 * _sway(frames, fps, BREATH_HZ / 4, 1, rng)[:, 0], 0.6, 1.0)
    # The phase hurries through the first half: breathing in is quicker than breathing out.
    phase = 2 * np.pi * cycle
    return depth * 0.5 * (1.0 - np.cos(phase + 0.5 * (1.0 - np.cos(phase))))
