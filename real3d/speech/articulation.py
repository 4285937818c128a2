"""Articulation estimated from audio: the step between a voice and a face.

A small network (`real3d.speech.network`) reads the features of a recording
(`real3d.speech.features`) and estimates how far the jaw was open, whether the lips were sealed,
rounded or spread, and which sounds were made. It was trained on synthetic voices of many languages,
so it knows no words, only sounds; `model_card.md` is its model card. `estimate_articulation` reads
a whole recording, `LiveArticulation` one that is still going on, with another, smaller network that
hardly looks ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import expit, log_softmax, softmax

from real3d.media.audio import Audio
from real3d.numerics.smoothing import smooth, smoothstep
from real3d.numerics.types import Float32Array, FloatArray
from real3d.speech.features import LiveFeatures, mel_powers, whole_features
from real3d.speech.levelling import levelled
from real3d.speech.network import (
    LIVE,
    OUTPUT_RATE,
    WHOLE,
    NetworkStream,
    SpeechNetwork,
    load_network,
)

CHANNELS = ("jaw", "seal", "rounding", "spreading", "tuck", "opening")
VISEMES = ("sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U")
"""Classes of sounds that look alike; the first is silence."""

ALVEOLAR_TIP = 0.5
"""How far forward the tongue's tip is in d, n and l, of its place in th."""

VTLN_WARPS = (0.8, 0.9, 1.0, 1.12, 1.25)
"""Vocal tract length normalisation: factors on the frequencies with which a recording is read,
as if the speaker were smaller, the same or larger, as far as training went. A giant is recognised
best with 0.8, a child with 1.25."""
WARP_SHARPNESS = 15.0
"""On the mean log-likelihood of the sounds under each warp: the warps that suit the speaker count
most, and all about the same where none suits best."""
SEAL_BIAS, SILENCE_BIAS = 0.3, -0.8
"""Added to the logits of a seal and of silence: contacts are missed and silence is found more often
than the other way round in voices that are unseen in training. As much as leaves the lips sealed in
at most 5 % of the frames of open vowels, and music silent."""
ACTIVITY_SIGMA_S = 0.04
CERTAINTY_SIGMA_S = 0.6
CERTAINTY = (0.28, 0.38)
"""Probability of the likeliest sound, averaged while there is any: about 0.2 in music, 0.45 in a
voice with noise 10 dB below it, 0.6 in clear speech."""
MOVEMENT_SIGMA_S = 1.0
MOVEMENT, STILL_PENALTY = (0.07, 0.09), 0.3
"""Deviation of the opening: about 0.12 in speech, 0.06 in melodies that sound like vowels. A mouth
that hardly moves needs so much more certainty."""

WHOLE_WEIGHTS = Path(__file__).with_name("speech.npz")
LIVE_WEIGHTS = Path(__file__).with_name("speech_live.npz")


@dataclass(frozen=True)
class Articulation:
    """A mouth's articulators, 50 times per second, in time with the sound; each [N] in 0..1."""

    jaw: FloatArray
    """How far the jaw was lowered; 0.9 in "ah"."""
    seal: FloatArray
    """Lips pressed together, as in p, b, m."""
    rounding: FloatArray
    """Lips rounded and protruded, as in "oo"."""
    spreading: FloatArray
    """Corners drawn apart; 0.3 is neutral, 0.9 is "ee"."""
    tuck: FloatArray
    """Lower lip at the upper teeth, as in f and v."""
    opening: FloatArray
    """The gap between the lips, 0 shut .. 1 wide."""
    visemes: FloatArray
    """[N, 15] how likely each of `VISEMES` was."""

    def __len__(self) -> int:
        return len(self.jaw)

    @property
    def silence(self) -> FloatArray:
        """[N] how likely nobody spoke."""
        return self.visemes[:, 0]

    @property
    def sibilance(self) -> FloatArray:
        """[N] how likely the teeth met for an s or sh."""
        return self.visemes[:, VISEMES.index("SS")] + self.visemes[:, VISEMES.index("CH")]

    @property
    def tongue_tip(self) -> FloatArray:
        """[N] how far forward the tongue's tip was: 1 between the teeth as in th; less in d, n."""
        dental = self.visemes[:, VISEMES.index("TH")]
        alveolar = self.visemes[:, VISEMES.index("DD")] + self.visemes[:, VISEMES.index("nn")]
        return np.minimum(dental + ALVEOLAR_TIP * alveolar, 1.0)

    @property
    def voice_activity(self) -> FloatArray:
        """[N] 1 where somebody speaks or sings, 0 in pauses and in sounds without a voice.

        Of a whole recording: music now and then sounds like speech, but hardly ever like any
        sound in particular, so the mean certainty of about a second decides; and speech opens and
        closes the mouth all the time, which melodies seldom seem to do.
        """
        speech = 1.0 - self.silence
        reach = CERTAINTY_SIGMA_S * OUTPUT_RATE
        certain = smooth(self.visemes[:, 1:].max(axis=1) * speech, reach)
        certainty = certain / np.maximum(smooth(speech, reach), 0.02)
        doubt = STILL_PENALTY * (1.0 - smoothstep(self._movement, *MOVEMENT))
        gate = smoothstep(certainty - doubt, *CERTAINTY)
        return smooth(speech, ACTIVITY_SIGMA_S * OUTPUT_RATE) * gate

    @property
    def _movement(self) -> FloatArray:
        """[N] the deviation of the opening over two seconds or so of speech."""
        speech, reach = 1.0 - self.silence, MOVEMENT_SIGMA_S * OUTPUT_RATE
        presence = np.maximum(smooth(speech, reach), 1e-3)
        mean = smooth(speech * self.opening, reach) / presence
        square = smooth(speech * self.opening**2, reach) / presence
        return np.sqrt(np.maximum(square - mean**2, 0.0))

    @property
    def times(self) -> FloatArray:
        """[N] the middles of the steps in seconds."""
        return (np.arange(len(self)) + 0.5) / OUTPUT_RATE


def estimate_articulation(audio: Audio) -> Articulation:
    """The articulation of a whole recording; `ceil(duration * 50)` steps or one more.

    Args:
        audio: 16 kHz mono, at least one sample.
    """
    return run_network(load_network(WHOLE_WEIGHTS, WHOLE), levelled(audio.samples))


def run_network(network: SpeechNetwork, samples: Float32Array) -> Articulation:
    """The articulation of [N] samples at 16 kHz, by a given network."""
    runs = np.stack([network.run(whole_features(mel)) for mel in mel_powers(samples, VTLN_WARPS)])
    outputs = np.tensordot(_warp_weights(runs), runs, axes=1)
    outputs[:, VISEMES.index("sil")] += SILENCE_BIAS
    outputs[:, len(VISEMES) + CHANNELS.index("seal")] += SEAL_BIAS
    return _decode(outputs)


def _warp_weights(runs: Float32Array) -> Float32Array:
    """[K] weight of each warp, of sum 1, for raw outputs [K, N, 22].

    Vocal tract length normalisation (Lee and Rose 1996): the warp that fits the speaker is that
    with which the network recognises the sounds best.
    """
    likely = log_softmax(runs[..., : len(VISEMES)], axis=2)
    spoken = likely.mean(axis=0).argmax(axis=1) != VISEMES.index("sil")
    if not spoken.any():
        return np.full(len(runs), 1 / len(runs), np.float32)
    return softmax(WARP_SHARPNESS * likely[:, spoken].max(axis=2).mean(axis=1))


class LiveArticulation:
    """The articulation of a voice while it is still speaking; one for each speaker.

    The estimate for a moment comes about 0.12 s after it: the network looks 80 ms ahead, and its
    features need some 35 ms to be complete.
    """

    def __init__(self) -> None:
        network = load_network(LIVE_WEIGHTS, LIVE)
        self._features = LiveFeatures(network.profile)
        self._network = NetworkStream(network)

    def push(self, samples: Float32Array) -> Articulation:
        """The steps that these samples complete, possibly none.

        Args:
            samples: [N] the next ones, 16 kHz mono, any number.
        """
        return _decode(self._network.push(self._features.push(samples)))

    def finish(self) -> Articulation:
        """The rest, once the last sample has been pushed."""
        rest = self._network.push(self._features.finish())
        return _decode(np.concatenate([rest, self._network.finish()]))


def _decode(outputs: Float32Array) -> Articulation:
    """Probabilities and channels from raw outputs [N, 22]."""
    raw = outputs.astype(np.float64)
    logits = raw[:, : len(VISEMES)]
    channels = expit(raw[:, len(VISEMES) : len(VISEMES) + len(CHANNELS)])
    tracks = dict(zip(CHANNELS, channels.T, strict=True))
    return Articulation(**tracks, visemes=softmax(logits, axis=1))
