"""The audio-to-motion network: speech features to expression coefficients, 25 a second.

Section 3.4 of the paper, after GeneFace++: a variational autoencoder whose latent has a quarter of
the frame rate, conditioned on the voice. Only its generating half is here: noise goes backwards
through a normalizing flow (the prior) and through the decoder. Both are stacks of gated
convolutions (WaveNet, van den Oord et al. 2016; WaveGlow, Prenger et al. 2019).

Speech features come at 50 Hz, video frames at 25, latents at 6.25: t, T = t / 2 and T / 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FRAMES_PER_LATENT = 4
FEATURES_PER_FRAME = 2
FEATURES_PER_LATENT = FRAMES_PER_LATENT * FEATURES_PER_FRAME
EXPRESSION_SIZE = 64
WINDOW_FRAMES = 500
"""Video frames generated at once: 20 seconds, so that memory does not grow with the recording."""
MARGIN_FRAMES = 96
"""Frames computed on either side of a window and thrown away. The network sees some 80 to either
side: 64 by the flow, 8 by the decoder, the rest by the condition."""

PITCH_CLASSES = 255
PITCH_TABLE = 300
PITCH_RANGE_HZ = (50.0, 1100.0)


@dataclass(frozen=True)
class SpeechFeatures:
    """The network's input. t is a multiple of `FEATURES_PER_LATENT`."""

    hubert: Tensor
    """[B, t, 1024] float32, 50 a second."""
    f0: Tensor
    """[B, t] float32 Hz, 0 where unvoiced."""
    blink: Tensor
    """[B, t] int64, 1 where the eyes shall shut."""

    def __getitem__(self, steps: slice) -> SpeechFeatures:
        """A range of time steps."""
        return SpeechFeatures(self.hubert[:, steps], self.f0[:, steps], self.blink[:, steps])

    @property
    def frames(self) -> int:
        """T, video frames."""
        return self.f0.shape[1] // FEATURES_PER_FRAME

    @property
    def latents(self) -> int:
        """Time steps of the noise."""
        return self.f0.shape[1] // FEATURES_PER_LATENT


@dataclass(frozen=True)
class ExpressionStyle:
    """How widely and how variably the face speaks."""

    temperature: float = 0.2
    """Factor on the noise: 0 always the most likely face, 1 as varied as in training."""
    mouth: float = 0.45
    """How far the mouth opens: a high quantile of the distance of the lips in decimetres."""
    eyes: float = 1.0
    """The same for the eyes; few networks have learnt it."""


@dataclass(frozen=True)
class AudioToMotionConfig:
    """Sizes and variant of a network, which its tensors' names and shapes determine."""

    features: int = 1024
    """Of the speech, per time step."""
    condition: int = 128
    latent: int = 16
    hidden: int = 256
    decoder_layers: int = 4
    couplings: int = 4
    """Of the prior flow; 0 without one."""
    flow_hidden: int = 64
    flow_layers: int = 4
    outputs: int = EXPRESSION_SIZE
    """64 expression coefficients, or 80 identity coefficients before them."""
    has_pitch: bool = True
    """Pitch, blinks and amplitudes are inputs too, not HuBERT's features alone."""
    has_mouth: bool = True
    has_eyes: bool = False

    @classmethod
    def from_state(cls, state: dict[str, Tensor]) -> AudioToMotionConfig:
        """The sizes of a network with this state dict.

        Raises:
            KeyError: a tensor that every network has is missing.
        """
        speech = state["condition.speech.first.weight"]
        expand = state["expand.weight"]
        flow = [name for name in state if name.startswith("flow.")]
        return cls(
            features=speech.shape[1],
            condition=speech.shape[0],
            latent=expand.shape[0],
            hidden=expand.shape[1],
            decoder_layers=_count(state, "decoder.gates."),
            couplings=_count(state, "flow."),
            flow_hidden=state["flow.0.before.weight"].shape[0] if flow else cls.flow_hidden,
            flow_layers=_count(state, "flow.0.stack.gates.") if flow else cls.flow_layers,
            outputs=state["output.weight"].shape[0],
            has_pitch="condition.mix.weight" in state,
            has_mouth="condition.mouth" in state,
            has_eyes="condition.eyes" in state,
        )


class AudioToMotion(nn.Module):
    """Speech features and noise to expression coefficients."""

    def __init__(self, config: AudioToMotionConfig) -> None:
        super().__init__()
        self.config = config
        width = config.condition
        self.condition = PitchCondition(config) if config.has_pitch else SpeechCondition(config)
        self.squeeze = nn.Conv1d(width, width, 8, stride=FRAMES_PER_LATENT, padding=2)
        self.flow = nn.ModuleList(Coupling(config) for _ in range(config.couplings))
        self.expand = nn.ConvTranspose1d(
            config.latent, config.hidden, FRAMES_PER_LATENT, stride=FRAMES_PER_LATENT
        )
        self.decoder = GatedStack(config.hidden, width, config.decoder_layers, kernel=5)
        self.output = nn.Conv1d(config.hidden, config.outputs, 1)

    def forward(self, speech: SpeechFeatures, noise: Tensor, style: ExpressionStyle) -> Tensor:
        """
        Args:
            speech: B recordings of one length.
            noise: [B, latent, T / 4] standard normal.
            style: of all of them.

        Returns:
            [B, T, 64] expression coefficients.
        """
        condition = self.condition(speech, style)
        latent = noise * style.temperature
        slow_condition = self.squeeze(condition)
        for coupling in reversed(self.flow):
            assert isinstance(coupling, Coupling)
            latent = coupling.inverse(latent.flip(1), slow_condition)
        motion = self.output(self.decoder(self.expand(latent), condition))
        return motion[:, -EXPRESSION_SIZE:].transpose(1, 2)


class SpeechCondition(nn.Module):
    """Condition of a network whose input is HuBERT's features alone: [B, C, T]."""

    def __init__(self, config: AudioToMotionConfig) -> None:
        super().__init__()
        self.speech = StreamEncoder(config.features, config.condition)

    def forward(self, speech: SpeechFeatures, style: ExpressionStyle) -> Tensor:
        pairs = speech.hubert.unflatten(1, (-1, FEATURES_PER_FRAME))
        return self.speech(pairs.mean(2).transpose(1, 2))


class PitchCondition(nn.Module):
    """Condition of a network with pitch, blinks and amplitudes as further inputs: [B, C, T]."""

    def __init__(self, config: AudioToMotionConfig) -> None:
        super().__init__()
        width = config.condition
        self.speech = StreamEncoder(config.features, width)
        self.pitch_table = nn.Embedding(PITCH_TABLE, width)
        self.pitch = StreamEncoder(width, width)
        self.blink_table = nn.Embedding(2, width)
        self.mouth = nn.Parameter(torch.zeros(width)) if config.has_mouth else None
        self.eyes = nn.Parameter(torch.zeros(width)) if config.has_eyes else None
        streams = 3 + config.has_mouth + config.has_eyes
        self.mix = nn.Linear(streams * width, width)

    def forward(self, speech: SpeechFeatures, style: ExpressionStyle) -> Tensor:
        # Every second time step, as the published network does; nothing is averaged.
        hubert, f0, blink = (x[:, ::2] for x in (speech.hubert, speech.f0, speech.blink))
        pitch = self.pitch_table(pitch_class(f0))
        streams = [
            self.speech(hubert.transpose(1, 2)).transpose(1, 2),
            self.pitch(pitch.transpose(1, 2)).transpose(1, 2),
            self.blink_table(blink),
        ]
        if self.mouth is not None:
            streams.append((style.mouth * self.mouth).expand_as(pitch))
        if self.eyes is not None:
            streams.append((style.eyes * self.eyes).expand_as(pitch))
        return self.mix(torch.cat(streams, -1)).transpose(1, 2)


class StreamEncoder(nn.Module):
    """Two convolutions over time; the batch norm between them is part of the first."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        # While it is trained, the batch norm is not part of it yet.
        self.first: nn.Module = nn.Conv1d(inputs, outputs, 3, padding=1)
        self.second = nn.Conv1d(outputs, outputs, 3, padding=1, bias=False)

    def forward(self, stream: Tensor) -> Tensor:
        return self.second(F.gelu(self.first(stream)))


class Coupling(nn.Module):
    """One step of the flow: moves half of the channels by a function of the other half."""

    def __init__(self, config: AudioToMotionConfig) -> None:
        super().__init__()
        half, hidden = config.latent // 2, config.flow_hidden
        self.before = nn.Conv1d(half, hidden, 1)
        self.stack = GatedStack(hidden, config.condition, config.flow_layers, kernel=3)
        self.after = nn.Conv1d(hidden, half, 1)

    def shift(self, kept: Tensor, condition: Tensor) -> Tensor:
        """How far the second half moves."""
        return self.after(self.stack(self.before(kept), condition))

    def inverse(self, latent: Tensor, condition: Tensor) -> Tensor:
        """From the prior's side to the decoder's: [B, latent, T / 4] both."""
        kept, moved = latent.chunk(2, 1)
        return torch.cat((kept, moved - self.shift(kept, condition)), 1)


class GatedStack(nn.Module):
    """Residual gated convolutions over time under a condition: [B, H, L] to [B, H, L]."""

    def __init__(self, hidden: int, condition: int, layers: int, kernel: int) -> None:
        super().__init__()
        self.conditions = nn.Conv1d(condition, 2 * hidden * layers, 1)
        self.gates = nn.ModuleList(
            nn.Conv1d(hidden, 2 * hidden, kernel, padding=kernel // 2) for _ in range(layers)
        )
        # Each layer gives a residual and a skip; the last one only a skip.
        self.outputs = nn.ModuleList(
            nn.Conv1d(hidden, hidden if last else 2 * hidden, 1)
            for last in (k == layers - 1 for k in range(layers))
        )

    def forward(self, signal: Tensor, condition: Tensor) -> Tensor:
        conditions = self.conditions(condition).chunk(len(self.gates), 1)
        skips = []
        for gate, output, given in zip(self.gates, self.outputs, conditions, strict=True):
            value, openness = (gate(signal) + given).chunk(2, 1)
            *residual, skip = output(value.tanh() * openness.sigmoid()).split(signal.shape[1], 1)
            skips.append(skip)
            if residual:
                signal = signal + residual[0]
        return sum(skips)


def pitch_class(f0: Tensor) -> Tensor:
    """Classes 1..255 on the mel scale from f0 in Hz, any shape; 1 where unvoiced."""
    low, high = (_mel(torch.tensor(edge)) for edge in PITCH_RANGE_HZ)
    mel = _mel(f0)
    scaled = (mel - low) * ((PITCH_CLASSES - 1) / (high - low)) + 1
    return (torch.where(mel > 0, scaled, mel).clip(1, PITCH_CLASSES) + 0.5).long()


def sample_noise(latent: int, speech: SpeechFeatures, seed: int) -> Tensor:
    """[1, latent, T / 4] noise for `AudioToMotion`, drawn on the CPU wherever the network runs."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(1, latent, speech.latents, generator=generator)


@torch.inference_mode()
def generate_expression(
    network: AudioToMotion, speech: SpeechFeatures, noise: Tensor, style: ExpressionStyle
) -> Tensor:
    """Expressions for a recording of any length, in windows that overlap by all a frame can see.

    Args:
        network: on the device of the tensors.
        speech: one recording.
        noise: [1, latent, T / 4], of the whole recording.
        style: of the face.

    Returns:
        [T, 64], the same as in one piece.
    """
    pieces = []
    for start in range(0, speech.frames, WINDOW_FRAMES):
        stop = min(start + WINDOW_FRAMES, speech.frames)
        first = max(start - MARGIN_FRAMES, 0)
        last = min(stop + MARGIN_FRAMES, speech.frames)
        chunk = speech[first * FEATURES_PER_FRAME : last * FEATURES_PER_FRAME]
        chunk_noise = noise[..., first // FRAMES_PER_LATENT : last // FRAMES_PER_LATENT]
        pieces.append(network(chunk, chunk_noise, style)[0, start - first : stop - first])
    return torch.cat(pieces)


def _mel(hertz: Tensor) -> Tensor:
    return 1127 * (1 + hertz / 700).log()


def _count(state: dict[str, Tensor], prefix: str) -> int:
    """How many items a list of modules has."""
    return len({name[len(prefix) :].split(".")[0] for name in state if name.startswith(prefix)})
