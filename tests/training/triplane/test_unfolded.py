"""The trainable networks have the release's tensors and compute what the runtime does."""

from __future__ import annotations

from hashlib import sha256

import pytest
import torch

from real3d.triplane.modeling.audio_to_motion import (
    AudioToMotionConfig,
    ExpressionStyle,
    SpeechFeatures,
)
from real3d.triplane.modeling.rays import cast_rays
from real3d.triplane.modeling.volume_rendering import Sampling
from real3d.triplane.weights.audio_to_motion_names import (
    build_audio_to_motion,
    translate_audio_to_motion,
)
from real3d.triplane.weights.checkpoint import released_tensors
from real3d.triplane.weights.renderer_names import translate
from tests.support.narrow_renderer import narrow_renderer
from training.triplane.audio_to_motion import TrainableAudioToMotion
from training.triplane.layers import SpectralConv2d, WeightNormConv1d
from training.triplane.renderer import Torso, TrainableRenderer
from training.triplane.sizes import scaled
from training.triplane.teachers.teacher import look_at

AUDIO_TENSORS = 231
AUDIO_DIGEST = "f8380695af61eb7d170af86e9ca8400984b2ece0df5b87b207057a1b9596d1aa"
"""SHA-256 of the released names and shapes, one a line, sorted."""


def test_the_renderer_has_the_tensors_of_the_release() -> None:
    with torch.device("meta"):
        state = TrainableRenderer(scaled(1)).state_dict()
    specs = released_tensors()
    assert set(state) == set(specs)
    for name, spec in specs.items():
        assert tuple(state[name].shape) == spec.shape, name
        assert str(state[name].dtype) == f"torch.{spec.dtype}", name


def test_audio_to_motion_has_the_tensors_of_the_release() -> None:
    with torch.device("meta"):
        state = TrainableAudioToMotion(AudioToMotionConfig()).state_dict()
    assert len(state) == AUDIO_TENSORS
    lines = sorted(f"{name} {list(tensor.shape)}" for name, tensor in state.items())
    assert sha256("\n".join(lines).encode()).hexdigest() == AUDIO_DIGEST


@torch.no_grad()
def test_the_renderer_computes_what_the_runtime_does() -> None:
    torch.manual_seed(0)
    model = TrainableRenderer(scaled(16)).eval()
    for name, statistics in model.named_buffers():
        if name.endswith("running_mean"):
            statistics.normal_(0, 0.1)
        if name.endswith("running_var"):
            statistics.uniform_(0.5, 1.5)
    size = 256
    image = torch.rand(1, 3, size, size) * 2 - 1
    keypoints = torch.rand(1, 68, 3) - 0.5
    masks = (torch.rand(1, 2, size, size) > 0.5).float()
    torso = Torso(image.flip(2), masks, keypoints, keypoints * 0.9, image.flip(3))
    meshes = image, image * 0.9, image * 0.8
    camera = look_at(torch.tensor([0.1]), torch.tensor([0.2]), torch.tensor([2.8]))
    planes = model.canonical_planes(image) + model.expression_planes(*meshes)
    found = model.render_person(planes, camera, torso, Sampling(8, 8)).image

    runtime = narrow_renderer(translate(model.state_dict()))
    reference = runtime.motion_adapter.reference_mix(torch.cat(meshes[:2], 1))
    planes = runtime.image_to_plane(image) + runtime.motion_adapter(reference, meshes[2])
    volume = runtime.volume_renderer(planes, cast_rays(camera, size // 4), Sampling(8, 8))
    upscale = runtime.super_resolution
    expected = upscale(
        volume.features,
        volume.opacity,
        upscale.encode_torso(torso.image, masks, keypoints),
        torso.driving_keypoints,
        upscale.encode_background(torso.background),
    )
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)


@torch.no_grad()
def test_audio_to_motion_computes_what_the_runtime_does() -> None:
    torch.manual_seed(0)
    config = AudioToMotionConfig(features=6, condition=8, latent=4, hidden=8, flow_hidden=4)
    model = TrainableAudioToMotion(config).eval()
    torch.nn.init.normal_(model.get_submodule("vae.prior_flow.flows.2.post").weight)
    speech = SpeechFeatures(
        torch.randn(1, 32, 6), torch.full((1, 32), 200.0), torch.zeros(1, 32, dtype=torch.int64)
    )
    noise, style = torch.randn(1, 4, 4), ExpressionStyle(temperature=1)
    released = model.state_dict()
    # The release has HuBERT's 1024 features; what is beyond the six here weighs nothing.
    first = released["mel_encoder.0.weight"]
    released["mel_encoder.0.weight"] = torch.cat((first, first.new_zeros(8, 1018, 3)), 1)
    runtime = build_audio_to_motion(translate_audio_to_motion(released))
    wide = SpeechFeatures(
        torch.cat((speech.hubert, torch.zeros(1, 32, 1018)), 2), speech.f0, speech.blink
    )
    expected = runtime(wide, noise, style)
    torch.testing.assert_close(model.runtime(speech, noise, style), expected, rtol=0, atol=1e-5)
    condition = model.runtime.condition(speech, style)
    slow = model.runtime.squeeze(condition)
    latent = noise
    for coupling in reversed(model.runtime.flow):
        latent = coupling.inverse(latent.flip(1), slow)
    torch.testing.assert_close(model.to_prior(latent, slow), noise, rtol=0, atol=1e-5)


def test_the_norm_of_a_spectral_convolution_approaches_one() -> None:
    torch.manual_seed(0)
    layer = SpectralConv2d(4, 8, 3)
    for _ in range(30):
        layer(torch.randn(1, 4, 5, 5))
    largest = torch.linalg.svdvals(layer.weight.detach().flatten(1))[0]
    assert largest.item() == pytest.approx(1, abs=5e-3)
    kept = layer.weight_u.clone()
    layer.eval()(torch.randn(1, 4, 5, 5))
    assert torch.equal(layer.weight_u, kept), "at rest nothing turns"


def test_length_and_direction_of_a_weight_are_apart() -> None:
    layer = WeightNormConv1d(3, 4, 5)
    assert set(layer.state_dict()) == {"weight_v", "weight_g", "bias"}
    with torch.no_grad():
        layer.weight_g.fill_(2)
    lengths = layer.weight.square().sum((1, 2)).sqrt()
    torch.testing.assert_close(lengths, torch.full((4,), 2.0))


@pytest.mark.parametrize("divisor", [2, 4, 8])
def test_narrower_networks_have_the_same_names(divisor: int) -> None:
    specs = scaled(divisor)
    assert list(specs) == list(released_tensors())
    assert specs["cano_img2plane_backbone.low_reso_vit.block1.attn.q.weight"].shape[0] == (
        1024 // divisor
    )
