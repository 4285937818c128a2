"""The audio-to-motion network as it is trained: the runtime's modules around unfolded leaves, and
the posterior encoder that only training needs.

Its state dict is that of the released checkpoint: 231 tensors in the released configuration.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from real3d.triplane.modeling.audio_to_motion import (
    EXPRESSION_SIZE,
    FRAMES_PER_LATENT,
    PITCH_TABLE,
    AudioToMotion,
    AudioToMotionConfig,
    Coupling,
    ExpressionStyle,
    GatedStack,
    PitchCondition,
    SpeechFeatures,
    StreamEncoder,
)
from training.triplane.layers import NormedConv, WeightNormConv1d
from training.triplane.unfolded import place

ENCODER_LAYERS, ENCODER_KERNEL = 8, 5


@dataclass(frozen=True)
class Reconstruction:
    """What the autoencoder makes of B clips."""

    expression: Tensor
    """[B, T, 64]."""
    divergence: Tensor
    """[B, latent, T / 4] of the posterior from the prior, by one sample."""


class TrainableAudioToMotion(nn.Module):
    """The released network with pitch, blinks and mouth amplitude as inputs, unfolded."""

    def __init__(self, config: AudioToMotionConfig) -> None:
        super().__init__()
        assert config.has_pitch, "the variant that is released"
        with torch.device("meta"):
            runtime = AudioToMotion(config)
        self._runtime = (runtime,)
        width, hidden = config.condition, config.hidden
        condition = runtime.condition
        assert isinstance(condition, PitchCondition)
        self._stream(condition.speech, "mel_encoder", config.features, width)
        self._stream(condition.pitch, "pitch_encoder", width, width)
        condition.pitch_table = self._put("pitch_embed", nn.Embedding(PITCH_TABLE, width))
        condition.blink_table = self._put("blink_embed", nn.Embedding(2, width))
        for name, present in (("mouth", config.has_mouth), ("eyes", config.has_eyes)):
            if present:
                amplitude = nn.Parameter(torch.randn(width))
                self.register_parameter(f"{name.removesuffix('s')}_amp_embed", amplitude)
                condition._parameters[name] = amplitude
        streams = condition.mix.in_features // width
        condition.mix = self._put("cond_proj", nn.Linear(streams * width, width))
        squeeze = nn.Conv1d(width, width, 8, FRAMES_PER_LATENT, padding=2)
        runtime.squeeze = self._put("vae.g_pre_net.0", squeeze)
        before = nn.Conv1d(EXPRESSION_SIZE, hidden, 8, FRAMES_PER_LATENT, padding=2)
        self._put("vae.encoder.pre_net.0", before)
        posterior = GatedStack(hidden, width, ENCODER_LAYERS, ENCODER_KERNEL)
        self._stack(posterior, "vae.encoder.wn", hidden, width, ENCODER_KERNEL)
        self._posterior = (posterior,)
        self._put("vae.encoder.out_proj", nn.Conv1d(hidden, 2 * config.latent, 1))
        for number, coupling in enumerate(runtime.flow):
            assert isinstance(coupling, Coupling)
            self._coupling(coupling, f"vae.prior_flow.flows.{2 * number}", config)
        expand = nn.ConvTranspose1d(config.latent, hidden, FRAMES_PER_LATENT, FRAMES_PER_LATENT)
        runtime.expand = self._put("vae.decoder.pre_net.0", expand)
        self._stack(runtime.decoder, "vae.decoder.wn", hidden, width, ENCODER_KERNEL)
        runtime.output = self._put("vae.decoder.out_proj", nn.Conv1d(hidden, EXPRESSION_SIZE, 1))

    @property
    def runtime(self) -> AudioToMotion:
        """The runtime's modules around the trainable leaves."""
        return self._runtime[0]

    def forward(
        self, speech: SpeechFeatures, expression: Tensor, mouth: Tensor, noise: Tensor
    ) -> Reconstruction:
        """Encodes expressions under a voice, and decodes them again.

        Args:
            speech: B recordings of one length.
            expression: [B, T, 64].
            mouth: [B] how far each clip's mouth opens, see `ExpressionStyle`.
            noise: [B, latent, T / 4] standard normal.
        """
        runtime = self.runtime
        style = ExpressionStyle(mouth=mouth.view(-1, 1, 1))  # type: ignore[arg-type]
        condition = runtime.condition(speech, style)
        slow = runtime.squeeze(condition)
        hidden = self.get_submodule("vae.encoder.pre_net.0")(expression.transpose(1, 2))
        hidden = self._posterior[0](hidden, slow)
        mean, logs = self.get_submodule("vae.encoder.out_proj")(hidden).chunk(2, 1)
        latent = mean + noise * logs.exp()
        decoded = runtime.output(runtime.decoder(runtime.expand(latent), condition))
        prior = self.to_prior(latent, slow)
        divergence = 0.5 * prior.square() - logs - 0.5 * noise.square()
        return Reconstruction(decoded.transpose(1, 2), divergence)

    def to_prior(self, latent: Tensor, slow_condition: Tensor) -> Tensor:
        """Through the flow, from the decoder's side to the prior's: [B, latent, T / 4] both."""
        for coupling in self.runtime.flow:
            assert isinstance(coupling, Coupling)
            kept, moved = latent.chunk(2, 1)
            latent = torch.cat((kept, moved + coupling.shift(kept, slow_condition)), 1).flip(1)
        return latent

    def _put(self, name: str, module: nn.Module):
        """Gives a module its released name."""
        return place(self, name, module)

    def _stream(self, encoder: StreamEncoder, layer: str, inputs: int, width: int) -> None:
        conv = self._put(f"{layer}.0", nn.Conv1d(inputs, width, 3, padding=1, bias=False))
        encoder.first = NormedConv(conv, self._put(f"{layer}.1", nn.BatchNorm1d(width)))
        second = nn.Conv1d(width, width, 3, padding=1, bias=False)
        encoder.second = self._put(f"{layer}.3", second)

    def _coupling(self, coupling: Coupling, layer: str, config: AudioToMotionConfig) -> None:
        half, hidden = config.latent // 2, config.flow_hidden
        coupling.before = self._put(f"{layer}.pre", nn.Conv1d(half, hidden, 1))
        self._stack(coupling.stack, f"{layer}.enc", hidden, config.condition, kernel=3)
        after = nn.Conv1d(hidden, half, 1)
        assert after.bias is not None
        # A flow begins as the identity (Kingma and Dhariwal, "Glow", NeurIPS 2018).
        nn.init.zeros_(after.weight)
        nn.init.zeros_(after.bias)
        coupling.after = self._put(f"{layer}.post", after)

    def _stack(
        self, stack: GatedStack, layer: str, hidden: int, condition: int, kernel: int
    ) -> None:
        count = len(stack.gates)
        given = WeightNormConv1d(condition, 2 * hidden * count, 1)
        stack.conditions = self._put(f"{layer}.cond_layer", given)
        for k in range(count):
            gate = WeightNormConv1d(hidden, 2 * hidden, kernel, padding=kernel // 2)
            stack.gates[k] = self._put(f"{layer}.in_layers.{k}", gate)
            output = WeightNormConv1d(hidden, hidden if k == count - 1 else 2 * hidden, 1)
            stack.outputs[k] = self._put(f"{layer}.res_skip_layers.{k}", output)
