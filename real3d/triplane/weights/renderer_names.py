"""The released renderer's tensors by this package's names.

Each line says which module here takes which layers there, and how they are folded (`folding.py`).
Tensors of the release that no line reads have no effect on a frame: batch counters, noise, training
scalars, and two predictors whose results the release does not use.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from real3d.triplane.modeling.super_resolution import OPACITY_CHANNELS
from real3d.triplane.modeling.torso import EVIDENCE_CHANNELS, EVIDENCE_PADDING
from real3d.triplane.weights.folding import (
    BatchNorm,
    compose,
    constant_style,
    demodulate,
    fold_norm,
    modulate,
    normalise_spectrum,
    sum_over_depth,
)

SQRT_2 = 2**0.5


@torch.no_grad()
def translate(released: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The state of `Renderer` from the tensors of the released renderer, all float32."""
    translation = Translation(released)
    walk(translation)
    return translation.state


def walk(translation: Translation) -> None:
    """Goes through the whole table, which says which module takes which layers."""
    _image_to_plane(translation)
    _motion_adapter(translation)
    _field(translation)
    _super_resolution(translation)
    _torso(translation)


class Translation:
    """Fills a state of this package from released tensors, layer by layer.

    In every method `own` names a module here and the other names are layers of the release.
    """

    def __init__(self, released: Mapping[str, Tensor]) -> None:
        self.released = released
        self.state: dict[str, Tensor] = {}

    def put(self, own: str, weight: Tensor, bias: Tensor | None = None) -> None:
        """Weight and, where there is one, bias of a module."""
        self.state[f"{own}.weight"] = _float32(weight)
        if bias is not None:
            self.state[f"{own}.bias"] = _float32(bias)

    def copy(self, own: str, layer: str, factor: float = 1.0) -> None:
        """A layer as it is, its weight times a factor."""
        self.put(own, self._weight(layer).double() * factor, self._bias(layer))

    def normed(self, own: str, layer: str, norm: str) -> None:
        """A convolution and the batch norm after it."""
        self.put(own, *fold_norm(self._weight(layer), self._bias(layer), self._norm(norm)))

    def preactivated(self, own: str, block: str) -> None:
        """A residual block: norm, (activation,) convolution, twice."""
        first, second = f"{block}.layers.0.layers", f"{block}.layers.1.layers"
        self.put(f"{own}.norm", *self._norm(f"{first}.0").affine())
        self.normed(f"{own}.conv1", f"{first}.2", f"{second}.0")
        self.copy(f"{own}.conv2", f"{second}.2")

    def patches(self, own: str, layer: str) -> None:
        """A patch embedding."""
        self.copy(f"{own}.patches", f"{layer}.proj")
        self.copy(f"{own}.norm", f"{layer}.norm")

    def transformer(self, own: str, block: str, reduced: bool) -> None:
        """A transformer block, with reduced keys and values or without."""
        layers = {
            "attention_norm": "norm1",
            "attention.query": "attn.q",
            "attention.key_value": "attn.kv",
            "attention.projection": "attn.proj",
            "feed_forward_norm": "norm2",
            "feed_forward.expand": "mlp.fc1",
            "feed_forward.depthwise": "mlp.dwconv.dwconv",
            "feed_forward.contract": "mlp.fc2",
        }
        if reduced:
            layers["attention.reduction.patches"] = "attn.sr"
            layers["attention.reduction.norm"] = "attn.norm"
        for module, layer in layers.items():
            self.copy(f"{own}.{module}", f"{block}.{layer}")

    def residual(self, own: str, block: str, shortcut: bool) -> None:
        """A block of the ResNet, with a convolution as shortcut or without."""
        self.normed(f"{own}.conv1", f"{block}.conv1", f"{block}.bn1")
        self.normed(f"{own}.conv2", f"{block}.conv2", f"{block}.bn2")
        if shortcut:
            self.normed(f"{own}.shortcut", f"{block}.downsample.0", f"{block}.downsample.1")

    def synthesis(self, own: str, block: str, upsampling: bool) -> None:
        """A block of StyleGAN2; the gain of its activation goes into weights and biases."""
        weight, bias = self.synthesis_layer(f"{block}.conv0")
        if upsampling:
            self.put(f"{own}.conv1", weight.transpose(0, 1))
            self.state[f"{own}.bias1"] = _float32(bias.view(-1, 1, 1))
            # Enlarging leaves three of four pixels zero, which a gain of four makes up for.
            smoothing = 4 * self.released[f"{block}.resample_filter"]
            self.state[f"{own}.smoothing"] = _float32(smoothing)
        else:
            self.put(f"{own}.conv1", weight, bias)
        self.put(f"{own}.conv2", *self.synthesis_layer(f"{block}.conv1"))
        rgb = f"{block}.torgb"
        style = self._style(rgb) / self._weight(rgb).shape[1] ** 0.5
        self.put(f"{own}.rgb", modulate(self._weight(rgb), style), self._bias(rgb))

    def synthesis_layer(self, layer: str) -> tuple[Tensor, Tensor]:
        """Weight and bias of a modulated 3x3 convolution."""
        weight = demodulate(modulate(self._weight(layer), self._style(layer)))
        return weight * SQRT_2, self.released[f"{layer}.bias"].double() * SQRT_2

    def stage_fusion(self, own: str, head: str) -> None:
        """SegFormer's head: a linear layer for each stage, then a mix of all with a batch norm."""
        mix, bias = fold_norm(
            self._weight(f"{head}.linear_fuse.conv"), None, self._norm(f"{head}.linear_fuse.bn")
        )
        deepest_first = mix.flatten(1).chunk(4, dim=1)
        weights = []
        for stage, part in zip((4, 3, 2, 1), deepest_first, strict=True):
            layer = f"{head}.linear_c{stage}.proj"
            weights.append(compose(part, self._weight(layer))[..., None, None])
            bias = bias + part @ self.released[f"{layer}.bias"].double()
        self.put(f"{own}.first", weights[3], bias)
        for index in range(3):
            self.put(f"{own}.deeper.{index}", weights[2 - index])

    def depth_fusion(self, own: str, layer: str, pictures: int) -> None:
        """A 3D convolution whose last `pictures` input channels are the same at every depth."""
        weight = self._weight(layer)
        self.put(f"{own}.volume", weight[:, :-pictures], self._bias(layer))
        self.put(f"{own}.picture", sum_over_depth(weight[:, -pictures:]))

    def insert_inputs(self, own: str, at: int, count: int) -> None:
        """Adds input channels that have no effect to a module that has its weights."""
        before, after = self.state[f"{own}.weight"].tensor_split([at], dim=1)
        nothing = torch.zeros_like(before[:, :1]).expand(-1, count, *before.shape[2:])
        self.put(own, torch.cat((before, nothing, after), 1), self.state[f"{own}.bias"])

    def _weight(self, layer: str) -> Tensor:
        spectral = f"{layer}.weight_orig"
        if spectral not in self.released:
            return self.released[f"{layer}.weight"]
        left, right = self.released[f"{layer}.weight_u"], self.released[f"{layer}.weight_v"]
        return normalise_spectrum(self.released[spectral], left, right)

    def _bias(self, layer: str) -> Tensor | None:
        return self.released.get(f"{layer}.bias")

    def _norm(self, layer: str) -> BatchNorm:
        names = ("weight", "bias", "running_mean", "running_var")
        return BatchNorm(*(self.released[f"{layer}.{name}"] for name in names))

    def _style(self, layer: str) -> Tensor:
        affine = f"{layer}.affine"
        return constant_style(self.released[f"{affine}.weight"], self.released[f"{affine}.bias"])


def _image_to_plane(t: Translation) -> None:
    own, there = "image_to_plane", "cano_img2plane_backbone"

    resnet, encoder = f"{own}.low_resolution.resnet", f"{there}.low_reso_encoder.encoder"
    t.normed(f"{resnet}.stem", f"{encoder}.conv1", f"{encoder}.bn1")
    for stage, blocks in enumerate((3, 4, 6, 3), start=1):
        for k in range(blocks):
            widens = stage > 1 and k == 0
            t.residual(f"{resnet}.stage{stage}.{k}", f"{encoder}.layer{stage}.{k}", widens)
    pyramid, decoder = f"{own}.low_resolution.pyramid", f"{there}.low_reso_encoder.decoder"
    t.copy(f"{pyramid}.point", f"{decoder}.0.convs.0.0")
    for branch, dilation in enumerate((12, 24, 36), start=1):
        t.copy(f"{pyramid}.atrous{dilation}", f"{decoder}.0.convs.{branch}.0")
    t.copy(f"{pyramid}.whole", f"{decoder}.0.convs.4.1")
    t.copy(f"{pyramid}.projection", f"{decoder}.0.project.0")
    t.copy(f"{own}.low_resolution.output", f"{decoder}.1")

    transformer, vit = f"{own}.transformer", f"{there}.low_reso_vit"
    t.patches(f"{transformer}.patches", f"{vit}.patch_embed")
    for k in range(5):
        t.transformer(f"{transformer}.blocks.{k}", f"{vit}.block{k + 1}", reduced=False)
    t.copy(f"{transformer}.conv1", f"{vit}.conv_after_upsample1")
    t.copy(f"{transformer}.conv2", f"{vit}.conv_after_upsample2")
    t.copy(f"{transformer}.output", f"{vit}.final_conv")

    high, encoder = f"{own}.high_resolution", f"{there}.high_reso_encoder"
    t.copy(f"{high}.stem", f"{encoder}.first")
    for k in range(4):
        t.copy(f"{high}.convs.{k}", f"{encoder}.conv_layers.{2 * k}")
    t.copy(f"{high}.output", f"{encoder}.final")

    predictor, vit = f"{own}.predictor", f"{there}.triplane_predictor_vit"
    t.copy(f"{predictor}.join1", f"{vit}.first_conv")
    t.copy(f"{predictor}.join2", f"{vit}.second_conv")
    t.patches(f"{predictor}.patches", f"{vit}.patch_embed")
    t.transformer(f"{predictor}.block", f"{vit}.block1", reduced=True)
    for k, order in enumerate(("first", "second", "third"), start=1):
        t.copy(f"{predictor}.conv{k}", f"{vit}.{order}_conv_after_cat")
    t.copy(f"{predictor}.output", f"{vit}.final_conv")


def _motion_adapter(t: Translation) -> None:
    own, there = "motion_adapter", "secc_img2plane_backbone"

    # The release scales this layer's weight by one over the root of its nine inputs.
    mix = t.released[f"{there}.prenet.weight"].double() / 3
    t.put(f"{own}.reference_mix", mix[:, :6], t.released[f"{there}.prenet.bias"])
    t.put(f"{own}.driving_mix", mix[:, 6:])
    for k in range(4):
        stage, vit = f"{own}.segformer.stages.{k}", f"{there}.mix_vit"
        t.patches(f"{stage}.patches", f"{vit}.patch_embed{k + 1}")
        for block in range(2):
            t.transformer(f"{stage}.blocks.{block}", f"{vit}.block{k + 1}.{block}", reduced=k < 3)
        t.copy(f"{stage}.norm", f"{vit}.norm{k + 1}")
    t.stage_fusion(f"{own}.fusion", f"{there}.fuse_head")
    for k in range(3):
        t.copy(f"{own}.convs.{k}", f"{there}.to_plane_cnn.{2 * k}")
    t.copy(f"{own}.output", f"{there}.to_plane_cnn.7")


def _field(t: Translation) -> None:
    # The release scales these layers' weights by one over the root of their inputs, 32 and 64.
    t.copy("volume_renderer.decoder.hidden", "decoder.net.0", 32**-0.5)
    t.copy("volume_renderer.decoder.output", "decoder.net.2", 1 / 8)


def _super_resolution(t: Translation) -> None:
    own, there = "super_resolution", "superresolution"
    t.synthesis(f"{own}.head_block", f"{there}.block0", upsampling=True)
    t.synthesis(f"{own}.person.block", f"{there}.head_torso_block", upsampling=False)
    t.synthesis(f"{own}.final_block", f"{there}.block1", upsampling=True)

    fusion, encoder = f"{there}.fuse_head_torso_convs.0", f"{there}.torso_encoder.0"
    head, torso = t.released[f"{fusion}.weight"].double().chunk(2, dim=1)
    widen = t.released[f"{encoder}.weight"].flatten(1)
    widen_bias = t.released[f"{encoder}.bias"][:, None] / OPACITY_CHANNELS
    opacity = compose(torso, widen_bias).expand(-1, OPACITY_CHANNELS, -1, -1)
    t.put(f"{own}.person.head", head, t.released[f"{fusion}.bias"])
    t.put(f"{own}.person.torso", torch.cat((compose(torso, widen), opacity), 1))
    t.copy(f"{own}.person.conv2", f"{there}.fuse_head_torso_convs.2")

    scene, fusion = f"{own}.scene", f"{there}.fuse_fg_bg_convs"
    for k in (0, 2, 4):
        t.copy(f"{scene}.background.{k}", f"{there}.bg_encoder.{k}")
    person, background = t.released[f"{fusion}.0.weight"].chunk(2, dim=1)
    t.put(f"{scene}.person_mix", person)
    t.put(f"{scene}.background_mix", background)
    t.state[f"{scene}.mix_bias"] = _float32(t.released[f"{fusion}.0.bias"].view(-1, 1, 1))
    t.copy(f"{scene}.conv1", f"{fusion}.2")
    t.copy(f"{scene}.conv2", f"{fusion}.4")


def _torso(t: Translation) -> None:
    own, there = "super_resolution.torso", "superresolution.torso_model"

    appearance, extractor = f"{own}.appearance", f"{there}.appearance_extractor"
    stem = f"{extractor}.in_conv.layers"
    t.normed(f"{appearance}.stem", f"{stem}.0", f"{stem}.1")
    for k in range(2):
        down = f"{extractor}.down.{k}.layers.0.layers"
        t.normed(f"{appearance}.down{k + 1}", f"{down}.0", f"{down}.1")
    t.copy(f"{appearance}.lift", f"{extractor}.mid_conv")
    for k in range(6):
        t.preactivated(f"{appearance}.blocks.{k}", f"{extractor}.res.{k}")

    flow, estimator = f"{own}.flow", f"{there}.motion_field_estimator"
    t.copy(f"{own}.compress", f"{estimator}.compress")
    for k in range(5):
        down, up = f"{estimator}.down.{k}.layers.0.layers", f"{estimator}.up.{k}.layers.1.layers"
        t.normed(f"{flow}.down.{k}", f"{down}.0", f"{down}.1")
        t.normed(f"{flow}.up.{k}", f"{up}.0", f"{up}.1")
    stem = f"{estimator}.tgt_head_encoder.0.layers"
    t.normed(f"{flow}.head_stem", f"{stem}.0", f"{stem}.1")
    for k in range(3):
        t.preactivated(f"{flow}.head_blocks.{k}", f"{estimator}.tgt_head_encoder.{k + 1}")
    pictures = t.released[f"{estimator}.tgt_head_encoder.0.layers.0.weight"].shape[0]
    t.depth_fusion(f"{flow}.fuse", f"{estimator}.tgt_head_fuser", pictures)
    for module in ("down.0", "fuse.volume"):
        t.insert_inputs(f"{flow}.{module}", EVIDENCE_CHANNELS, EVIDENCE_PADDING)
    t.copy(f"{flow}.motion_logits", f"{estimator}.mask_conv")
    t.copy(f"{flow}.occlusion", f"{estimator}.occlusion_conv2")

    generator, there_generator = f"{own}.generator", f"{there}.deform_based_generator"
    flatten = f"{there_generator}.in_conv.layers"
    t.normed(f"{generator}.flatten", f"{flatten}.0", f"{flatten}.1")
    t.copy(f"{generator}.mix", f"{there_generator}.mid_conv")
    for k in range(6):
        t.preactivated(f"{generator}.blocks.{k}", f"{there_generator}.res.{k}")
    for k in range(2):
        up = f"{there_generator}.up.{k}.layers.1.layers"
        t.normed(f"{generator}.up{k + 1}", f"{up}.0", f"{up}.1")
    t.copy(f"{generator}.rgb", f"{there_generator}.out_conv")

    predictor = f"{there}.occlusion_2_predictor"
    t.copy(f"{own}.occlusion.conv1", f"{predictor}.0")
    t.copy(f"{own}.occlusion.conv2", f"{predictor}.2")
    t.copy(f"{own}.occlusion.output", f"{predictor}.4")


def _float32(tensor: Tensor) -> Tensor:
    return tensor.float().contiguous()
