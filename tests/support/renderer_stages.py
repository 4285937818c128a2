"""Every stage's tensor of one rendered frame, by the golden figures' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.rays import cast_rays, intersect_volume
from real3d.triplane.modeling.renderer import VOLUME_RESOLUTION, Renderer
from real3d.triplane.modeling.resizing import resize, shrink
from real3d.triplane.modeling.volume_rendering import (
    DETERMINISTIC_SAMPLING,
    coarse_distances,
    importance_distances,
    interval_weights,
)
from tests.support.triplane_stand_in import Scene


@torch.inference_mode()
def stages(renderer: Renderer, released: Mapping[str, Tensor], scene: Scene) -> dict[str, Tensor]:
    """Every stage's tensor of one frame, by the golden figures' names."""
    recorder = Recorder(renderer)
    portrait = renderer.encode_portrait(scene.portrait)
    background = renderer.encode_background(scene.background)
    reference = renderer.encode_reference(scene.mesh_canonical, scene.mesh_source)
    frames = renderer.render(portrait, background, reference, scene.states)
    recorder.close()

    torso = portrait.torso
    volume = recorder.volume
    found = {
        "input.img": scene.portrait.head,
        "input.cond_cano": scene.mesh_canonical,
        "input.cond_src": scene.mesh_source,
        "input.cond_tgt": scene.states.mesh,
        "input.ref_torso_img": scene.portrait.torso,
        "input.bg_img": scene.background,
        "input.segmap": scene.portrait.torso_masks,
        "input.camera": scene.states.camera,
        "input.kp_s": scene.portrait.keypoints,
        "input.kp_d": scene.states.keypoints,
        "cano_plane": portrait.planes.permute(0, 1, 4, 2, 3),
        "torso.input_rgb_256": shrink(scene.portrait.torso, 256),
        "torso.head_rgb_256": resize(volume.features[:, :3], 256),
        "weights_256": resize(volume.opacity, 256),
        "torso.kp_s4": torso.keypoints,
        "torso.kp_d4": scene.states.keypoints[:, [0, 8, 16, 27]],
        "torso.compressed": torso.compressed,
        "image_depth": frames.depth,
        "weights_img": frames.opacity,
        "image_raw": frames.head,
        "image_feature": volume.features[:, 3:],
        "render.features_channels_last": volume.features.flatten(2).transpose(1, 2),
        "image": frames.image,
        "image_i16": frames.image,
        "image_i16_crop": frames.image,
    }
    return (
        found
        | recorder.found
        | _rays(scene)
        | _samples(recorder, scene)
        | _unused(released, recorder)
    )


class Recorder:
    """Keeps what passes through a renderer's modules while one frame is made."""

    def __init__(self, renderer: Renderer) -> None:
        self.found: dict[str, Tensor] = {}
        self.densities: list[Tensor] = []
        self._handles: list[Any] = []
        to_plane, adapter = renderer.image_to_plane, renderer.motion_adapter
        upscaler = renderer.super_resolution
        torso = upscaler.torso

        low = to_plane.low_resolution
        self._output("cano.enc.layer1", low.resnet.stage1)
        self._output("cano.enc.layer4", low.resnet.stage4)
        self._output("cano.low_reso_encoder", low)
        self._output("cano.low_reso_vit.block1", to_plane.transformer.blocks[0], _tokens)
        self._output("cano.low_reso_vit", to_plane.transformer)
        self._output("cano.high_reso_encoder", to_plane.high_resolution)
        self._output("cano.triplane_predictor_vit.block1", to_plane.predictor.block, _tokens)

        self._input("secc.prenet", adapter.segformer)
        for k, stage in enumerate(adapter.segformer.stages):
            self._output(f"secc.mix_vit.{k}", stage)
        self._output("secc.fuse_head", adapter.fusion)
        self._output("secc_plane", adapter, lambda planes: planes.permute(0, 1, 4, 2, 3))

        self._input("plane", renderer.volume_renderer, lambda x: x.permute(0, 1, 4, 2, 3))
        self._hook(renderer.volume_renderer, self._keep_volume)
        self._hook(renderer.volume_renderer.decoder, self._keep_density)

        self._output("sr.block0.x", upscaler.head_block, _item(0))
        self._output("sr.block0.rgb", upscaler.head_block, _item(1))
        self._output("sr.x_bg", upscaler.scene.background)
        self._input("sr.fuse_head_torso", upscaler.person.block)
        self._output("sr.head_torso_block.x", upscaler.person.block, _item(0))
        self._output("sr.head_torso_block.rgb", upscaler.person.block, _item(1))
        self._input("sr.person_occlusion", upscaler.scene, argument=2)
        self._output("sr.fuse_fg_bg", upscaler.scene)
        self._input("sr.person_over_bg_rgb", upscaler.final_block, argument=1)
        self._output("image_before_clamp", upscaler)

        self._output("torso.appearance", torso.appearance)
        self._input("torso.motion_input", torso.compress)
        self._input("torso.hourglass_input", torso.flow.down[0], lambda volume: volume[:, :25])
        self._input("torso.down", torso.flow.up[0], lambda volume: volume[..., ::2, ::2])
        self._input("torso.up", torso.flow.fuse, lambda volume: volume[:, -32:])
        self._output("torso.tgt_head_encoder", torso.flow.head_blocks)
        self._output("torso.tgt_head_fuser", torso.flow.fuse)
        self._output("torso.mask_logits", torso.flow.motion_logits)
        self._output("torso.deformation", torso.flow, _item(0))
        self._output("torso.occlusion_2_coarse", torso.flow, _item(1))
        self._input("torso.gen_in_conv_input", torso.generator, lambda x: x.flatten(1, 2))
        self._input("torso.gen_in_conv", torso.generator.mix)
        self._output("torso.rgb", torso.generator, _item(0))
        self._output("torso.hidden", torso.generator, _item(1))
        self._output("torso.occlusion_2", torso.occlusion)

    def close(self) -> None:
        """Leaves the renderer as it was."""
        for handle in self._handles:
            handle.remove()

    def _keep_volume(self, module: nn.Module, inputs: Any, output: Any) -> None:
        self.volume = output

    def _keep_density(self, module: nn.Module, inputs: Any, output: Any) -> None:
        self.densities.append(output[0])

    def _hook(self, module: nn.Module, keep: Callable[..., None]) -> None:
        self._handles.append(module.register_forward_hook(keep))

    def _output(
        self, stage: str, module: nn.Module, view: Callable[[Any], Tensor] = lambda x: x
    ) -> None:
        def keep(module: nn.Module, inputs: Any, output: Any) -> None:
            self.found[stage] = view(output).clone()

        self._hook(module, keep)

    def _input(
        self,
        stage: str,
        module: nn.Module,
        view: Callable[[Any], Tensor] = lambda x: x,
        argument: int = 0,
    ) -> None:
        def keep(module: nn.Module, inputs: Any) -> None:
            self.found[stage] = view(inputs[argument]).clone()

        self._handles.append(module.register_forward_pre_hook(keep))


def _rays(scene: Scene) -> dict[str, Tensor]:
    rays = cast_rays(scene.states.camera, VOLUME_RESOLUTION)
    near, far = intersect_volume(rays.origins, rays.directions)
    side = (VOLUME_RESOLUTION, VOLUME_RESOLUTION)
    return {
        "ray_origins": rays.origins,
        "ray_directions": rays.directions,
        "render.ray_near": rays.near.unflatten(1, side),
        "render.ray_far": rays.far.unflatten(1, side),
        "render.is_ray_valid": (far > near)[..., None],
    }


def _samples(recorder: Recorder, scene: Scene) -> dict[str, Tensor]:
    """What the volume renderer found on its rays; it decodes coarse and fine samples in turn."""
    rays = cast_rays(scene.states.camera, VOLUME_RESOLUTION)
    coarse_density = torch.cat(recorder.densities[0::2], 1)
    fine_density = torch.cat(recorder.densities[1::2], 1)
    sampling = DETERMINISTIC_SAMPLING
    coarse = coarse_distances(rays.near, rays.far, sampling.jitter(rays.near), sampling.coarse)
    weights = interval_weights(coarse, coarse_density)
    fine = importance_distances(coarse, weights, sampling.quantiles(rays.near))
    return {
        "render.sigma_coarse": coarse_density.reshape(1, -1, 1),
        "render.sigma_fine": fine_density.reshape(1, -1, 1),
        "render.coarse_weights": weights[..., None],
        "render.fine_depths": fine[..., None],
    }


def _unused(released: Mapping[str, Tensor], recorder: Recorder) -> dict[str, Tensor]:
    """Stages of the published network that this one folds into others or does without."""
    occlusion = "superresolution.torso_model.motion_field_estimator.occlusion_conv"
    encoder = "superresolution.torso_encoder.0"
    fused = recorder.found["torso.tgt_head_fuser"].flatten(1, 2)
    return {
        "torso.occlusion": _conv(released, occlusion, fused, padding=3).sigmoid(),
        "sr.x_torso": _conv(released, encoder, recorder.found["torso.hidden"], padding=0),
    }


def _conv(released: Mapping[str, Tensor], layer: str, features: Tensor, padding: int) -> Tensor:
    weight, bias = (released[f"{layer}.{name}"].to(features) for name in ("weight", "bias"))
    return F.conv2d(features, weight, bias, padding=padding)


def _tokens(features: Tensor) -> Tensor:
    return features.flatten(1, 2)


def _item(index: int) -> Callable[[Any], Tensor]:
    return lambda outputs: outputs[index]
