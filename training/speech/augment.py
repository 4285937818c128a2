"""Examples for training: stretches of tape, spoken by larger and smaller people in worse rooms.

Everything is done to spectra. A voice's size and pitch are the frequency axis, its tempo the time
axis; a room is an exponential tail in every band; a microphone is a smooth curve over the bands;
noise, music and other voices are added as power. Half of what is heard in the real world is none
of the training voices' business, so hardly any example is clean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from real3d.numerics.types import Float32Array
from real3d.speech.articulation import VISEMES
from real3d.speech.features import (
    AUDIBLE_RANGE,
    BAND_HZ,
    BANDS,
    DYNAMIC_RANGE,
    POWER_FLOOR,
    RunningNormaliser,
    frame_level,
    loud_level,
    mel_filters,
    whole_features,
)
from training.speech.corpus import Tape, silent_labels
from training.speech.labels import with_opening
from training.speech.timing import MAX_DELAY

EXAMPLE_FRAMES = 400
"""Four seconds: a sentence, or two with a pause."""
WARPS = tuple(float(w) for w in np.round(np.geomspace(0.80, 1.25, 24), 3))
"""Factors on all frequencies: vocal tracts from a tall man's to a child's."""
RATES = (0.82, 1.22)
FORMANT_SHIFT = 0.6
"""Bands by which parts of the spectrum move: people's resonances differ by more than their size."""
NONSPEECH_SHARE = 0.12
"""Examples in which nobody speaks; half of the others' music and noise is as loud as this."""


@dataclass(frozen=True)
class Example:
    """Four seconds as the network sees them, with what it should say."""

    features: Float32Array
    """[400, 41]"""
    articulation: Float32Array
    """[200, 6] in the order of `CHANNELS`."""
    viseme: NDArray[np.int64]
    """[200], `UNSEEN` where nothing is known."""
    voiced: Float32Array
    """[200] 0 or 1."""


class Examples:
    """Endless examples from tapes of speech and of music."""

    def __init__(self, tapes: list[Tape], seed: int, profile: Float32Array | None = None) -> None:
        """
        Args:
            profile: [40] the expected spectrum if features are to follow the sound as in a live
                stream; None if they are to be those of a whole recording.
        """
        self._profile = profile
        self._rng = np.random.default_rng(seed)
        self._speech = [tape for tape in tapes if not tape.is_music]
        self._music = [tape for tape in tapes if tape.is_music]
        weights = np.array([tape.weight * len(tape.labels) for tape in self._speech])
        self._shares = weights / weights.sum()

    def draw(self) -> Example:
        """The next example."""
        rng = self._rng
        tape = self._speech[rng.choice(len(self._speech), p=self._shares)]
        rate = rng.uniform(*RATES) if rng.random() < 0.7 else 1.0
        reach = int(np.ceil(EXAMPLE_FRAMES * rate)) + 1
        first = int(rng.integers(MAX_DELAY, len(tape.labels) - reach - MAX_DELAY))
        stretch = slice(first, first + reach)
        when = np.arange(EXAMPLE_FRAMES) * rate
        found = tape.labels
        warp = float(rng.choice(WARPS)) if rng.random() < 0.85 else 1.0
        voice = _resampled(_mel(tape.magnitude[stretch], warp), when) @ self._vary_vocal_tract()
        # Two analysis frames make one output: the lips of its middle, the sound of its first.
        labelled = first + when[::2] - tape.delay
        articulation = _resampled(found.articulation, labelled + rate / 2)
        nearest = np.round(labelled).astype(int)
        viseme, voiced = found.viseme[nearest].astype(np.int64), found.voiced[nearest]
        if rng.random() < NONSPEECH_SHARE:
            voice, nothing = self._nonspeech(), silent_labels(len(viseme))
            articulation, viseme, voiced = nothing.articulation, nothing.viseme, nothing.voiced
        else:
            voice = self._degrade(voice, viseme[np.arange(EXAMPLE_FRAMES) // 2])
        features = self._features(self._microphone(voice))
        return Example(
            self._perturb(features),
            with_opening(articulation),
            viseme.astype(np.int64),
            voiced.astype(np.float32),
        )

    def _vary_vocal_tract(self) -> Float32Array:
        """[40, 40] bands to bands: resonances a little elsewhere, and less sharp."""
        rng, bands = self._rng, np.arange(BANDS)
        if rng.random() < 0.3:
            return np.eye(BANDS, dtype=np.float32)
        shifts = rng.uniform(-FORMANT_SHIFT, FORMANT_SHIFT, 5)
        centres = bands + np.interp(bands, np.linspace(0, BANDS - 1, 5), shifts)
        width = rng.uniform(0.35, 1.0)
        weights = np.exp(-0.5 * ((bands[:, None] - centres) / width) ** 2)
        return (weights / weights.sum(axis=0)).astype(np.float32)

    def _features(self, mel: Float32Array) -> Float32Array:
        if self._profile is None:
            return whole_features(mel)
        # A live sound comes at any gain; 1 is the largest magnitude on a tape.
        gain = 10 ** self._rng.uniform(1.0, 5.0)
        return RunningNormaliser(self._profile).push(mel * np.float32(gain))

    def _degrade(self, voice: Float32Array, viseme: NDArray) -> Float32Array:
        """A voice [N, 40] in a room with company; `viseme` [N] says when it speaks."""
        rng = self._rng
        spoken = viseme != VISEMES.index("sil")
        if not spoken.any():
            return voice
        level = float(voice[spoken].mean()) + 1e-12
        if rng.random() < 0.45:
            voice = _reverberant(voice, rng.uniform(0.08, 0.7), 10 ** rng.uniform(-1.3, -0.2))
        if rng.random() < 0.3:
            voice = voice * _curve(rng, len(voice), len(voice) // 100 + 2, 5.0)[:, None]
        added = _noise(rng, len(voice)) * 10 ** (
            -rng.uniform(0.6, 4.0) if rng.random() < 0.8 else -5
        )
        if rng.random() < 0.3:
            added = added + self._music_excerpt() * 10 ** -rng.uniform(0.0, 2.5)
        if rng.random() < 0.12:
            added = added + self._babble() * 10 ** -rng.uniform(0.8, 2.5)
        return voice + level * added

    def _nonspeech(self) -> Float32Array:
        """[400, 40] music or noise, each of mean power 1, alone or together."""
        rng = self._rng
        music = self._music_excerpt() if rng.random() < 0.7 else 0.0
        if rng.random() < 0.4:
            music = _reverberant(np.broadcast_to(music, (EXAMPLE_FRAMES, BANDS)) + 1e-9, 0.5, 0.4)
        noise = _noise(rng, EXAMPLE_FRAMES)
        if rng.random() < 0.4:
            noise = noise * _rhythm(rng, EXAMPLE_FRAMES)[:, None]
        return music + noise * 10 ** -rng.uniform(0.0, 4.0)

    def _music_excerpt(self) -> Float32Array:
        """[400, 40] music of mean power 1, in any key and tempo."""
        rng = self._rng
        tape = self._music[rng.integers(len(self._music))]
        first = int(rng.integers(len(tape.labels) - EXAMPLE_FRAMES))
        mel = _mel(tape.magnitude[first : first + EXAMPLE_FRAMES], float(rng.choice(WARPS)))
        return mel / max(float(mel.mean()), 1e-9)

    def _babble(self) -> Float32Array:
        """[400, 40] several voices at once, of mean power 1."""
        rng = self._rng
        total = np.full((EXAMPLE_FRAMES, BANDS), 1e-9, np.float32)
        for _ in range(rng.integers(2, 5)):
            tape = self._speech[rng.integers(len(self._speech))]
            first = int(rng.integers(len(tape.labels) - EXAMPLE_FRAMES))
            mel = _mel(tape.magnitude[first : first + EXAMPLE_FRAMES], float(rng.choice(WARPS)))
            total += mel / max(float(mel.mean()), 1e-9)
        return total / total.mean()

    def _microphone(self, mel: Float32Array) -> Float32Array:
        rng = self._rng
        if rng.random() < 0.7:
            mel = mel * _curve(rng, BANDS, int(rng.integers(4, 9)), 9.0)
        if rng.random() < 0.15:
            mel = mel.copy()
            mel[:, _band_at(float(rng.choice((3400.0, 4000.0, 5500.0)))) :] *= 1e-5
        if rng.random() < 0.15:
            mel = mel.copy()
            mel[:, : _band_at(rng.uniform(150.0, 400.0))] *= 1e-3
        return mel

    def _perturb(self, features: Float32Array) -> Float32Array:
        """Features that are not quite right, with parts missing."""
        rng = self._rng
        features = features + rng.normal(0, 0.06, features.shape).astype(np.float32)
        features[:, :BANDS] += rng.normal(0, 0.15, BANDS) + rng.normal(0, 0.05)
        features[:, BANDS] += rng.normal(0, 0.1)
        for _ in range(rng.integers(0, 3)):
            band = rng.integers(0, BANDS - 6)
            features[:, band : band + rng.integers(1, 7)] = 0
        if rng.random() < 0.3:
            frame = rng.integers(0, len(features) - 10)
            features[frame : frame + rng.integers(2, 9)] = 0
        return features


def mean_spectrum(tapes: list[Tape]) -> Float32Array:
    """[40] of what is audible of the voices, relative to their loud syllables."""
    means = []
    for tape in tapes:
        if tape.is_music:
            continue
        mel = _mel(tape.magnitude[:6000], 1.0)
        level = frame_level(mel)
        loud = loud_level(level)
        audible = level > loud - AUDIBLE_RANGE
        means.append(
            np.maximum(np.log(mel[audible] + POWER_FLOOR) - loud, -DYNAMIC_RANGE).mean(axis=0)
        )
    return np.mean(means, axis=0)


def _mel(magnitude: NDArray[np.float16], warp: float) -> Float32Array:
    power = np.square(magnitude, dtype=np.float32)
    return power @ mel_filters(warp).T


def _resampled(track: Float32Array, when: NDArray) -> Float32Array:
    """The rows of a track at fractional positions."""
    low = when.astype(int)
    share = (when - low).astype(np.float32)[:, None]
    return track[low] * (1 - share) + track[np.minimum(low + 1, len(track) - 1)] * share


def _reverberant(mel: Float32Array, seconds: float, energy: float) -> Float32Array:
    """With a tail that falls by 60 dB in `seconds` and holds `energy` of the direct sound's."""
    decay = 10 ** (-6 / (seconds * 100))
    tail = lfilter([0.0, energy * (1 - decay)], [1.0, -decay], mel, axis=0)
    return (mel + tail).astype(np.float32)


def _noise(rng: np.random.Generator, frames: int) -> Float32Array:
    """[frames, 40] coloured noise of mean power 1."""
    hz = np.geomspace(BAND_HZ[0] + 100, BAND_HZ[1], BANDS)
    colour = hz ** -rng.uniform(-0.6, 1.6) * _curve(rng, BANDS, 6, 4.0)
    # A band's power is a sum of independent bins: nearly constant in wide bands.
    grain = np.exp(rng.standard_normal((frames, BANDS), np.float32) * np.linspace(0.9, 0.3, BANDS))
    noise = grain * colour
    return (noise / noise.mean()).astype(np.float32)


def _rhythm(rng: np.random.Generator, frames: int) -> Float32Array:
    """[frames] bursts that die away: knocks, steps, a drum, a ticking clock."""
    strokes = (rng.random(frames) < rng.uniform(0.005, 0.08)).astype(np.float32)
    decay = np.exp(-1 / rng.uniform(1.0, 25.0))
    return lfilter([1.0], [1.0, -decay], strokes).astype(np.float32) + 10 ** -rng.uniform(1, 4)


def _curve(rng: np.random.Generator, length: int, knots: int, decibels: float) -> Float32Array:
    """[length] a smooth random factor on power within `decibels` up and down."""
    heights = rng.uniform(-decibels, decibels, knots)
    positions = np.linspace(0, knots - 1, length)
    return (10 ** (np.interp(positions, np.arange(knots), heights) / 10)).astype(np.float32)


def _band_at(hz: float) -> int:
    """The first band whose middle is above `hz`."""
    low, high = (np.log10(1 + limit / 700) for limit in BAND_HZ)
    return int(np.ceil((np.log10(1 + hz / 700) - low) / (high - low) * (BANDS + 1) - 1))
