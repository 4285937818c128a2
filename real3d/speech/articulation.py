"""What a mouth did while it spoke, heard in the sound: the step between a voice and a face.

A small network (`speech_network`) listens to the features of a recording (`speech_features`) and
tells how far the jaw was open, whether the lips were sealed, rounded or spread, and which sounds
were made. It was trained on synthetic voices of many languages, so it knows no words, only sounds;
`speech.md` is its model card. `articulate` hears a whole recording, `LiveArticulation` one that is
still going on, with another, smaller network that hardly looks ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_softmax, softmax

from real3d.numerics.smoothing import smooth, smoothstep
from real3d.speech.features import LiveFeatures, mel_powers, whole_features
from real3d.speech.network import LIVE, OUTPUT_RATE, WHOLE, NetworkStream, load_network

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.speech.network import SpeechNetwork

FloatArray = NDArray[np.float64]

CHANNELS = ("jaw", "seal", "rounding", "spreading", "tuck", "opening")
VISEMES = ("sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U")
"""Classes of sounds that look alike; the first is silence."""

THROATS = (0.8, 0.9, 1.0, 1.12, 1.25)
"""A recording is heard as if the speaker were smaller, the same or larger, as far as training went:
a giant is understood best by 0.8, a child by 1.25."""
PREFERENCE = 15.0
"""On the mean logarithm of how likely the sounds are in each throat: the throats that suit the
speaker count most, and all about the same where none suits best."""
SURER_SEAL, DOUBTED_SILENCE = 0.3, 0.8
"""Added to the logit of a seal, taken from that of silence: contacts are missed and silence is
imagined more often than the other way round in voices that were not heard in training. As much as
leaves the lips sealed in at most 5 % of the frames of open vowels, and music silent."""
TALKING_SIGMA_S = 0.04
CERTAINTY_SIGMA_S = 0.6
CERTAINTY = (0.28, 0.38)
"""Probability of the likeliest sound, averaged while there is any: about 0.2 in music, 0.45 in a
voice with noise 10 dB below it, 0.6 in clear speech."""
MOVEMENT_SIGMA_S = 1.0
MOVEMENT, STILL_DOUBT = (0.07, 0.09), 0.3
"""Deviation of the opening: about 0.12 in speech, 0.06 in melodies that sound like vowels. A mouth
that hardly moves must be heard with so much more certainty."""

WHOLE_WEIGHTS = Path(__file__).with_name("speech.npz")
LIVE_WEIGHTS = Path(__file__).with_name("speech_live.npz")


@dataclass(frozen=True)
class Articulation:
    """What a mouth did, 50 times per second, in time with the sound; each [N] in 0..1."""

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
    """The gap that was seen between the lips."""
    visemes: FloatArray
    """[N, 15] how likely each of `VISEMES` was."""

    def __len__(self) -> int:
        return len(self.jaw)

    @property
    def silence(self) -> FloatArray:
        """[N] how likely nobody spoke."""
        return self.visemes[:, 0]

    @property
    def hiss(self) -> FloatArray:
        """[N] how likely the teeth met for an s or sh."""
        return self.visemes[:, VISEMES.index("SS")] + self.visemes[:, VISEMES.index("CH")]

    @property
    def talking(self) -> FloatArray:
        """[N] 1 where somebody speaks or sings, 0 in pauses and in sounds without a voice.

        Of a whole recording: music now and then sounds like speech, but hardly ever like any
        sound in particular, so the mean certainty of about a second decides; and speech opens and
        closes the mouth all the time, which melodies seldom seem to do.
        """
        speech = 1.0 - self.silence
        reach = CERTAINTY_SIGMA_S * OUTPUT_RATE
        certain = smooth(self.visemes[:, 1:].max(axis=1) * speech, reach)
        certainty = certain / np.maximum(smooth(speech, reach), 0.02)
        doubt = STILL_DOUBT * (1.0 - smoothstep(self._movement, *MOVEMENT))
        gate = smoothstep(certainty - doubt, *CERTAINTY)
        return smooth(speech, TALKING_SIGMA_S * OUTPUT_RATE) * gate

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


def articulate(audio: Audio) -> Articulation:
    """Hears what the mouth did in a whole recording; `ceil(duration * 50)` steps or one more.

    Args:
        audio: 16 kHz mono, at least one sample.
    """
    return articulation_of(load_network(WHOLE_WEIGHTS, WHOLE), audio.samples)


def articulation_of(network: SpeechNetwork, samples: NDArray[np.float32]) -> Articulation:
    """The same with a network of one's own."""
    runs = np.stack([network.run(whole_features(mel)) for mel in mel_powers(samples, THROATS)])
    heard = np.tensordot(_shares(runs), runs, axes=1)
    heard[:, VISEMES.index("sil")] -= DOUBTED_SILENCE
    heard[:, len(VISEMES) + CHANNELS.index("seal")] += SURER_SEAL
    return _read(heard)


def _shares(runs: NDArray[np.float32]) -> NDArray[np.float32]:
    """[K] of each throat in what is heard, of sum 1, for raw outputs [K, N, 22].

    Vocal tract length normalisation (Lee and Rose 1996): the throat that fits the speaker is that
    in which the network recognises the sounds best.
    """
    likely = log_softmax(runs[..., : len(VISEMES)], axis=2)
    spoken = likely.mean(axis=0).argmax(axis=1) != VISEMES.index("sil")
    if not spoken.any():
        return np.full(len(runs), 1 / len(runs), np.float32)
    return softmax(PREFERENCE * likely[:, spoken].max(axis=2).mean(axis=1))


class LiveArticulation:
    """Hears a voice while it is still speaking; one for each speaker.

    What is said of a moment comes about 0.12 s after it: the network looks 80 ms ahead, and its
    features need some 35 ms to be complete.
    """

    def __init__(self) -> None:
        network = load_network(LIVE_WEIGHTS, LIVE)
        self._features = LiveFeatures(network.profile)
        self._network = NetworkStream(network)

    def push(self, samples: NDArray[np.float32]) -> Articulation:
        """What can now be told, possibly nothing.

        Args:
            samples: [N] the next ones, 16 kHz mono, any number.
        """
        return _read(self._network.push(self._features.push(samples)))

    def finish(self) -> Articulation:
        """The rest, once the last sample has been pushed."""
        rest = self._network.push(self._features.finish())
        return _read(np.concatenate([rest, self._network.finish()]))


def _read(outputs: NDArray[np.float32]) -> Articulation:
    outputs = outputs.astype(np.float64)
    logits = outputs[:, : len(VISEMES)]
    channels = expit(outputs[:, len(VISEMES) : len(VISEMES) + len(CHANNELS)])
    return Articulation(*channels.T, visemes=softmax(logits, axis=1))
