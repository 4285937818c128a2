from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from real3d.triplane.modeling.audio_to_motion import (
    FEATURES_PER_FRAME,
    WINDOW_FRAMES,
    AudioToMotion,
    AudioToMotionConfig,
    ExpressionStyle,
    SpeechFeatures,
    generate_expression,
    pitch_class,
    sample_noise,
)
from real3d.triplane.weights.audio_to_motion_names import (
    NotAudioToMotionError,
    build_audio_to_motion,
    translate_audio_to_motion,
)
from tests.support.closeness import assert_close
from tests.support.goldens import GOLDENS
from tests.support.motion_stand_in import stand_in_motion_weights

TINY = AudioToMotionConfig(
    features=6, condition=8, latent=4, hidden=8, decoder_layers=2, flow_hidden=4, flow_layers=2
)


@pytest.fixture(scope="module")
def goldens() -> dict[str, Tensor]:
    with np.load(GOLDENS / "audio_to_motion.npz") as arrays:
        return {name: torch.from_numpy(arrays[name]) for name in arrays.files}


@pytest.fixture(scope="module")
def released() -> dict[str, Tensor]:
    return stand_in_motion_weights()


@pytest.fixture(scope="module")
def network(released: dict[str, Tensor]) -> AudioToMotion:
    return build_audio_to_motion(translate_audio_to_motion(released))


@pytest.fixture(scope="module")
def speech(goldens: dict[str, Tensor]) -> SpeechFeatures:
    hubert, f0 = goldens["t32_hubert"].float(), goldens["t32_f0"]
    return SpeechFeatures(hubert, f0, torch.zeros_like(f0, dtype=torch.int64))


def tiny_network(config: AudioToMotionConfig = TINY) -> AudioToMotion:
    torch.manual_seed(0)
    return AudioToMotion(config).eval()


def tiny_speech(frames: int) -> SpeechFeatures:
    steps = FEATURES_PER_FRAME * frames
    generator = torch.Generator().manual_seed(1)
    return SpeechFeatures(
        torch.randn(1, steps, TINY.features, generator=generator),
        300 * torch.rand(1, steps, generator=generator),
        torch.zeros(1, steps, dtype=torch.int64),
    )


@pytest.mark.parametrize(
    ("name", "style"),
    [("exp_default", ExpressionStyle()), ("exp_temp0", ExpressionStyle(temperature=0))],
)
def test_expressions_are_those_of_the_published_network(
    network: AudioToMotion,
    speech: SpeechFeatures,
    goldens: dict[str, Tensor],
    name: str,
    style: ExpressionStyle,
) -> None:
    assert_close(network(speech, goldens["t32_noise"], style), goldens[f"t32_{name}"], 1e-5)


def test_blinks_and_amplitude_act_as_in_the_published_network(
    network: AudioToMotion, speech: SpeechFeatures, goldens: dict[str, Tensor]
) -> None:
    blinking = replace(speech, blink=goldens["t32_blink"][..., 0].long())
    found = network(blinking, goldens["t32_noise"], ExpressionStyle(temperature=1, mouth=1))
    assert_close(found, goldens["t32_exp_temp1_amp1_blink"], 1e-5)


def test_a_seed_draws_the_published_noise(
    speech: SpeechFeatures, goldens: dict[str, Tensor]
) -> None:
    assert torch.equal(sample_noise(16, speech, seed=42), goldens["t32_noise_seed42"])


def test_pitch_falls_into_the_published_classes(goldens: dict[str, Tensor]) -> None:
    assert torch.equal(pitch_class(goldens["f0_hz"]), goldens["f0_coarse"].long())


def test_a_long_recording_has_no_seams() -> None:
    network, speech = tiny_network(), tiny_speech(WINDOW_FRAMES + 60)
    noise = sample_noise(TINY.latent, speech, seed=0)
    whole = network(speech, noise, ExpressionStyle())[0]
    assert_close(generate_expression(network, speech, noise, ExpressionStyle()), whole)


@pytest.mark.parametrize("part", ["vae.prior_flow.", "mouth_amp_embed"])
def test_a_network_without_a_part_is_recognised(released: dict[str, Tensor], part: str) -> None:
    kept = {name: tensor for name, tensor in released.items() if not name.startswith(part)}
    if part == "mouth_amp_embed":
        kept["cond_proj.weight"] = kept["cond_proj.weight"][:, :384]
    config = build_audio_to_motion(translate_audio_to_motion(kept)).config
    assert (config.couplings == 0) == (part == "vae.prior_flow.")
    assert config.has_mouth == (part != "mouth_amp_embed")


@pytest.mark.parametrize(
    "config",
    [
        replace(TINY, has_pitch=False, has_mouth=False),
        replace(TINY, has_eyes=True),
        replace(TINY, couplings=0),
        replace(TINY, outputs=144),
    ],
)
def test_every_variant_is_known_by_its_tensors(config: AudioToMotionConfig) -> None:
    state = tiny_network(config).state_dict()
    if config.couplings == 0:
        config = replace(
            config,
            flow_hidden=AudioToMotionConfig.flow_hidden,
            flow_layers=AudioToMotionConfig.flow_layers,
        )
    assert AudioToMotionConfig.from_state(state) == config
    speech = tiny_speech(8)
    noise = sample_noise(TINY.latent, speech, seed=0)
    assert build_audio_to_motion(state)(speech, noise, ExpressionStyle()).shape == (1, 8, 64)


def test_other_tensors_are_refused(released: dict[str, Tensor]) -> None:
    with pytest.raises(NotAudioToMotionError, match="mel_encoder"):
        translate_audio_to_motion({"a": torch.zeros(1)})
    narrow = {**released, "mel_encoder.0.weight": torch.zeros(128, 13, 3)}
    with pytest.raises(NotAudioToMotionError, match="HuBERT"):
        translate_audio_to_motion(narrow)
