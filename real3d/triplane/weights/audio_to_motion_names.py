"""The released audio-to-motion network's tensors by this package's names, folded.

Which variant a file holds shows in its tensors: one with pitch, blink and amplitudes as inputs, or
one with speech features alone; with or without a prior flow. The posterior encoder, which only
training needs, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from real3d.messages.message import Message
from real3d.triplane.modeling.audio_to_motion import AudioToMotion, AudioToMotionConfig
from real3d.triplane.weights.folding import BatchNorm, fold_norm

HUBERT_FEATURES = 1024


class NotAudioToMotionError(ValueError):
    """The tensors are not those of an audio-to-motion network that can be used here."""

    def __init__(self, reason: Message) -> None:
        """
        Args:
            reason: a clause that says why not.
        """
        super().__init__(reason)
        self.reason = reason


def translate_audio_to_motion(released: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The state of `AudioToMotion` from the released tensors, all float32.

    Raises:
        NotAudioToMotionError: a tensor is missing, or the network's input is not HuBERT's features.
    """
    try:
        state = _translate(released)
    except KeyError as error:
        raise NotAudioToMotionError(Message("tensor-missing", name=str(error))) from error
    features = state["condition.speech.first.weight"].shape[1]
    if features != HUBERT_FEATURES:
        raise NotAudioToMotionError(
            Message("speech-features-unknown", count=features, right=HUBERT_FEATURES)
        )
    return state


def build_audio_to_motion(state: dict[str, Tensor]) -> AudioToMotion:
    """The network around a state such as `translate_audio_to_motion` returns; nothing is copied.

    Raises:
        NotAudioToMotionError: the tensors do not make one network.
    """
    try:
        with torch.device("meta"):
            network = AudioToMotion(AudioToMotionConfig.from_state(state))
        network.load_state_dict(state, strict=True, assign=True)
    except (KeyError, RuntimeError) as error:
        raise NotAudioToMotionError(Message("tensors-of-no-network")) from error
    return network.eval().requires_grad_(False)


def fold_stack(released: Mapping[str, Tensor], layer: str, own: str) -> dict[str, Tensor]:
    """The state of a `GatedStack`; `own` is its name with a dot behind."""
    state = _weight_normalised(released, f"{layer}.cond_layer", f"{own}conditions")
    layers = sum(name.startswith(f"{layer}.in_layers.") for name in released) // 3
    for k in range(layers):
        state |= _weight_normalised(released, f"{layer}.in_layers.{k}", f"{own}gates.{k}")
        state |= _weight_normalised(released, f"{layer}.res_skip_layers.{k}", f"{own}outputs.{k}")
    return state


def _translate(released: Mapping[str, Tensor]) -> dict[str, Tensor]:
    state = _stream(released, "mel_encoder", "condition.speech")
    if "cond_proj.weight" in released:
        state |= _stream(released, "pitch_encoder", "condition.pitch")
        state["condition.pitch_table.weight"] = released["pitch_embed.weight"]
        state["condition.blink_table.weight"] = released["blink_embed.weight"]
        for own, name in (("mouth", "mouth_amp_embed"), ("eyes", "eye_amp_embed")):
            if name in released:
                state[f"condition.{own}"] = released[name]
        state |= _layer(released, "cond_proj", "condition.mix")
    state |= _layer(released, "vae.g_pre_net.0", "squeeze")
    couplings = sum(name.endswith("pre.weight") for name in released if "prior_flow" in name)
    for k in range(couplings):
        # Between two couplings the released list has a reversal of the channels.
        coupling = f"vae.prior_flow.flows.{2 * k}"
        state |= _layer(released, f"{coupling}.pre", f"flow.{k}.before")
        state |= fold_stack(released, f"{coupling}.enc", f"flow.{k}.stack.")
        state |= _layer(released, f"{coupling}.post", f"flow.{k}.after")
    state |= _layer(released, "vae.decoder.pre_net.0", "expand")
    state |= fold_stack(released, "vae.decoder.wn", "decoder.")
    state |= _layer(released, "vae.decoder.out_proj", "output")
    return state


def _layer(released: Mapping[str, Tensor], layer: str, own: str) -> dict[str, Tensor]:
    return {f"{own}.{part}": released[f"{layer}.{part}"] for part in ("weight", "bias")}


def _stream(released: Mapping[str, Tensor], layer: str, own: str) -> dict[str, Tensor]:
    norm = BatchNorm(
        *(released[f"{layer}.1.{part}"] for part in ("weight", "bias")),
        *(released[f"{layer}.1.running_{part}"] for part in ("mean", "var")),
    )
    weight, bias = fold_norm(released[f"{layer}.0.weight"], None, norm)
    return {
        f"{own}.first.weight": weight.float(),
        f"{own}.first.bias": bias.float(),
        f"{own}.second.weight": released[f"{layer}.3.weight"],
    }


def _weight_normalised(released: Mapping[str, Tensor], layer: str, own: str) -> dict[str, Tensor]:
    direction = released[f"{layer}.weight_v"].double()
    length = direction.square().sum((1, 2), keepdim=True).sqrt()
    weight = direction * (released[f"{layer}.weight_g"].double() / length)
    return {f"{own}.weight": weight.float(), f"{own}.bias": released[f"{layer}.bias"]}
