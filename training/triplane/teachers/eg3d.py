"""An EG3D generator (Chan et al., CVPR 2022) as a teacher, written anew around weights that its
owner converts and provides.

NVIDIA's weights are for non-commercial research, and so is what is trained with them; theirs for
FFHQ know other cameras than these. The file is safetensors with the published names of the
exponential average (`backbone.mapping.fc0.weight`, `backbone.synthesis.b4.const`,
`decoder.net.0.weight`, `superresolution.block0.conv0.weight`, ...).
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.errors import FileMissingError, InputError
from real3d.triplane.modeling.planes import PLANE_CHANNELS
from real3d.triplane.modeling.rays import cast_rays
from real3d.triplane.modeling.resizing import resize
from real3d.triplane.modeling.super_resolution import enlarge, smooth
from real3d.triplane.modeling.volume_rendering import DETERMINISTIC_SAMPLING, VolumeRenderer
from real3d.triplane.weights.tensor_file import read_tensors
from training.triplane.discriminator import EqualLinear
from training.triplane.layers import SQRT_2, smoothing_filter
from training.triplane.optimisation import training_device
from training.triplane.teachers.teacher import Reach, TeacherView

TRUNCATION = 0.7
MAPPING_RATE = 0.01
"""Factor on the learning rate of the mapping's layers."""


class Backbone(nn.Module):
    """Latents to planes, under the names of the checkpoints."""

    def __init__(self, mapping: Mapping, synthesis: nn.Module) -> None:
        super().__init__()
        self.mapping, self.synthesis = mapping, synthesis


class SuperResolution(nn.Module):
    """Features to a picture four times as large."""

    def __init__(self, block0: Block, block1: Block) -> None:
        super().__init__()
        self.block0, self.block1 = block0, block1


class Decoder(nn.Module):
    """Features of planes to density and colour."""

    def __init__(self, net: nn.ModuleDict) -> None:
        super().__init__()
        self.net = net


class Generator(nn.Module):
    """Latents and cameras to planes and pictures."""

    def __init__(
        self,
        plane_size: int = 256,
        base: int = 32768,
        widest: int = 512,
        latent: int = 512,
        upscaled: tuple[int, int] = (128, 64),
    ) -> None:
        """
        Args:
            plane_size: of the planes, a power of two.
            base: channels times resolution.
            widest: channels at most.
            latent: size of latents and styles.
            upscaled: channels of the super-resolution's two blocks.
        """
        super().__init__()
        self.latent_size, self.plane_size = latent, plane_size
        synthesis = nn.Module()
        sizes = [2**k for k in range(2, plane_size.bit_length())]
        inputs = 0
        for size in sizes:
            outputs = min(base // size, widest)
            block = Block(inputs, outputs, latent, size, 3 * PLANE_CHANNELS)
            synthesis.add_module(f"b{size}", block)
            inputs = outputs
        self.backbone = Backbone(Mapping(latent, 25), synthesis)
        first, second = upscaled
        self.superresolution = SuperResolution(
            Block(PLANE_CHANNELS, first, latent, plane_size, 3),
            Block(first, second, latent, 2 * plane_size, 3),
        )
        layers = {"0": EqualLinear(PLANE_CHANNELS, 64), "2": EqualLinear(64, 1 + PLANE_CHANNELS)}
        self.decoder = Decoder(nn.ModuleDict(layers))

    def planes(self, styles: Tensor) -> Tensor:
        """[B, 3, H, W, 32] of styles [B, latent]; here planes span (x, y), (x, z) and (z, y)."""
        features = rgb = None
        for block in self.backbone.synthesis.children():
            features, rgb = block(features, rgb, styles)
        assert rgb is not None
        return rgb.unflatten(1, (3, PLANE_CHANNELS)).permute(0, 1, 3, 4, 2).contiguous()

    def upscale(self, features: Tensor, styles: Tensor) -> Tensor:
        """[B, 32, H, W] to a picture [B, 3, 4H, 4W]."""
        features, rgb = resize(features, self.plane_size // 2), features[:, :3]
        rgb = resize(rgb, self.plane_size // 2)
        for block in (self.superresolution.block0, self.superresolution.block1):
            features, rgb = block(features, rgb, styles)
        return rgb


class Mapping(nn.Module):
    """Latents [B, L] and cameras [B, 25] to styles [B, L]."""

    w_avg: Tensor

    def __init__(self, latent: int, camera: int) -> None:
        super().__init__()
        self.embed = EqualLinear(camera, latent)
        self.fc0 = EqualLinear(2 * latent, latent, MAPPING_RATE)
        self.fc1 = EqualLinear(latent, latent, MAPPING_RATE)
        self.register_buffer("w_avg", torch.zeros(latent))

    def forward(self, latent: Tensor, camera: Tensor) -> Tensor:
        both = [_unit(latent), _unit(self.embed(camera))]
        styles = torch.cat(both, 1)
        for layer in (self.fc0, self.fc1):
            styles = F.leaky_relu(layer(styles), 0.2) * SQRT_2
        return torch.lerp(self.w_avg, styles, TRUNCATION)


class StyledConv(nn.Module):
    """StyleGAN2's modulated 3x3 convolution, without noise."""

    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int, latent: int, size: int, upsampling: bool) -> None:
        super().__init__()
        self.upsampling = upsampling
        self.affine = EqualLinear(latent, inputs, bias=1.0)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.noise_strength = nn.Parameter(torch.zeros(()))
        self.register_buffer("noise_const", torch.zeros(size, size))
        self.register_buffer("resample_filter", smoothing_filter())

    def forward(self, features: Tensor, styles: Tensor) -> Tensor:
        style = self.affine(styles)[:, None, :, None, None]
        weight = self.weight[None] * style
        weight = weight * (weight.square().sum((2, 3, 4), keepdim=True) + 1e-8).rsqrt()
        pictures = [self._one(one[None], own) for one, own in zip(features, weight, strict=True)]
        return F.leaky_relu(torch.cat(pictures), 0.2) * SQRT_2

    def _one(self, features: Tensor, weight: Tensor) -> Tensor:
        if not self.upsampling:
            return F.conv2d(features, weight, self.bias, padding=1)
        features = F.conv_transpose2d(features, weight.transpose(0, 1), stride=2)
        return smooth(features, 4 * self.resample_filter, self.bias)


class ToRgb(nn.Module):
    """StyleGAN2's modulated 1x1 convolution, without demodulation."""

    def __init__(self, inputs: int, outputs: int, latent: int) -> None:
        super().__init__()
        self.affine = EqualLinear(latent, inputs, bias=1.0)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 1, 1))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, features: Tensor, styles: Tensor) -> Tensor:
        style = self.affine(styles) * self.weight.shape[1] ** -0.5
        return F.conv2d(features * style[..., None, None], self.weight, self.bias)


class Block(nn.Module):
    """A block of StyleGAN2: the first begins with a constant, the others enlarge."""

    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int, latent: int, size: int, rgb: int) -> None:
        super().__init__()
        self.register_buffer("resample_filter", smoothing_filter())
        if inputs == 0:
            self.const = nn.Parameter(torch.randn(outputs, size, size))
        else:
            self.conv0 = StyledConv(inputs, outputs, latent, size, upsampling=True)
        self.conv1 = StyledConv(outputs, outputs, latent, size, upsampling=False)
        self.torgb = ToRgb(outputs, rgb, latent)

    def forward(
        self, features: Tensor | None, rgb: Tensor | None, styles: Tensor
    ) -> tuple[Tensor, Tensor]:
        if features is None:
            features = self.const.expand(len(styles), -1, -1, -1)
        else:
            features = self.conv0(features, styles)
        features = self.conv1(features, styles)
        seen = self.torgb(features, styles)
        if rgb is None:
            return features, seen
        channels = rgb.shape[1]
        parts = [enlarge(part, 4 * self.resample_filter) for part in rgb.split(3, 1)]
        assert channels % 3 == 0, f"{channels} channels"
        return features, torch.cat(parts, 1) + seen


class Eg3dTeacher:
    """See `teachers.teacher.Teacher`."""

    def __init__(self, generator: Generator) -> None:
        self.reach = Reach()
        self.latent_size = generator.latent_size
        device = training_device()
        self._generator = generator.eval().requires_grad_(False).to(device)
        self._volume = VolumeRenderer().to(device)
        for own, name in (("hidden", "0"), ("output", "2")):
            layer = generator.decoder.net[name]
            assert isinstance(layer, EqualLinear)
            target = getattr(self._volume.decoder, own)
            target.load_state_dict({"weight": layer.weight * layer.scale, "bias": layer.bias})
        self._volume.requires_grad_(False)

    @torch.no_grad()
    def render(self, latent: Tensor, camera: Tensor) -> TeacherView:
        latent, camera = latent.to(training_device()), camera.to(training_device())
        styles = self._generator.backbone.mapping(latent, camera)
        planes = self._generator.planes(styles)
        rays = cast_rays(camera, self._generator.plane_size // 2)
        volume = self._volume(planes, rays, DETERMINISTIC_SAMPLING)
        image = self._generator.upscale(volume.features, styles).clamp(-1, 1)
        raw = volume.features[:, :3]
        return TeacherView(image, raw, camera, volume.depth, planes)


def load_eg3d(path: Path) -> Eg3dTeacher:
    """The teacher with the weights of a file.

    Raises:
        FileMissingError: there is no such file.
        InputError: it holds another network.
    """
    if not path.is_file():
        raise FileMissingError("teacher-missing", path=path)
    generator = Generator()
    try:
        generator.load_state_dict(read_tensors(path), strict=True)
    except (RuntimeError, ValueError) as error:
        raise InputError("teacher-unusable", path=path) from error
    return Eg3dTeacher(generator)


def _unit(vector: Tensor) -> Tensor:
    """Scaled to a mean square of one."""
    return vector * (vector.square().mean(1, keepdim=True) + 1e-8).rsqrt()
