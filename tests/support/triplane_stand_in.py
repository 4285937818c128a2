"""Deterministic stand-in weights and inputs for the tri-plane renderer.

The released weights cannot be in every checkout, so parity and speed are measured on weights that
every machine can make: normal numbers whose seed is the tensor's name, scaled so that activations
keep their size through the network. Inputs are smooth random pictures and ellipses. Neither is ever
shown to a user.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.numerics.types import Float32Array
from real3d.triplane.modeling.renderer import DrivingStates, PortraitImages
from real3d.triplane.weights.checkpoint import released_tensors

SIZE = 512

# Gains of matrices and convolutions whose layer of the network would else grow or fade. The last
# name found in the tensor's name counts.
GAINS = (
    ("low_reso_encoder.encoder.layer", 0.8),
    ("triplane_predictor_vit.final_conv", 0.6),
    ("to_plane_cnn.7", 0.6),
    ("motion_field_estimator.mask_conv", 0.4),
    ("deform_based_generator.out_conv", 0.25),
    ("superresolution.torso_encoder", 0.5),
)
# Layers that scale or normalise their weights themselves.
SELF_SCALING = (
    "decoder.net.",
    "secc_img2plane_backbone.prenet.",
    "superresolution.block0.",
    "superresolution.block1.",
    "superresolution.head_torso_block.",
)


def stand_in_weights(salt: str = "", density_bias: float = -15.0) -> dict[str, Tensor]:
    """All tensors of the released renderer.

    Args:
        salt: other salts make other weights.
        density_bias: added to the raw density, so that part of the volume is empty.
    """
    shapes = {name: entry.shape for name, entry in released_tensors().items()}
    weights: dict[str, NDArray] = {}
    for name, entry in released_tensors().items():
        if entry.dtype == "int64":
            weights[name] = np.zeros(entry.shape, np.int64)
        elif name.endswith(".weight_v"):
            matrix = _tensor(base := name[:-1] + "orig", shapes[base], salt, density_bias)
            left = _tensor(base := name[:-1] + "u", shapes[base], salt, density_bias)
            product = matrix.reshape(len(matrix), -1).astype(np.float64).T @ left.astype(np.float64)
            weights[name] = (product / np.linalg.norm(product)).astype(np.float32)
        else:
            weights[name] = _tensor(name, entry.shape, salt, density_bias)
    return {name: torch.from_numpy(np.asarray(array)) for name, array in weights.items()}


def _tensor(name: str, shape: tuple[int, ...], salt: str, density_bias: float) -> Float32Array:
    """One tensor that depends on its own name only."""
    last = name.rsplit(".", 1)[-1]
    if last == "resample_filter":
        taps = np.array([1, 3, 3, 1], np.float32)
        return np.outer(taps, taps) / 64
    if name.startswith("lambda_pertube"):
        return np.full(shape, 0.001, np.float32)
    normal = np.random.Generator(np.random.PCG64(crc32((name + salt).encode()))).standard_normal(
        shape, dtype=np.float32
    )
    if last == "weight_u":
        wide = normal.astype(np.float64)
        return (wide / np.linalg.norm(wide)).astype(np.float32)
    if last == "noise_strength":
        return np.float32(0.1 * float(normal))
    if last == "running_mean":
        return np.float32(0.1) * normal
    if last == "noise_const":
        return normal
    if last == "running_var":
        return np.exp(np.float32(0.2) * normal)
    if last == "bias":
        return _bias(name, normal, density_bias)
    if len(shape) == 1:
        return 1 + np.float32(0.1) * normal
    if name.startswith(SELF_SCALING):
        return _self_scaling(name, normal)
    gain = 1.4 if len(shape) > 2 else 1.0
    for part, exception in GAINS:
        gain = exception if part in name else gain
    return normal * np.float32(gain / np.sqrt(np.prod(shape[1:])))


def _bias(name: str, normal: Float32Array, density_bias: float) -> Float32Array:
    if name.endswith("affine.bias"):
        return 1 + np.float32(0.1) * normal
    bias = np.float32(0.05) * normal
    if name == "decoder.net.2.bias":
        bias[0] += np.float32(density_bias)
    if name.endswith("occlusion_2_predictor.4.bias"):
        bias -= np.float32(3)
    return bias


def _self_scaling(name: str, normal: Float32Array) -> Float32Array:
    if name.endswith("affine.weight"):
        return np.float32(0.3) * normal
    if name.endswith("torgb.weight"):
        return np.float32(0.06) * normal
    if name == "decoder.net.2.weight":
        # The first row is the density: steep, and blind to the mean of the hidden layer.
        normal[0] = np.float32(40) * (normal[0] - normal[0].mean())
        normal[1:] *= np.float32(2)
    return normal


@dataclass(frozen=True)
class Scene:
    """Everything that one frame needs."""

    portrait: PortraitImages
    background: Tensor
    """[1, 3, 512, 512]."""
    mesh_canonical: Tensor
    """[1, 3, 512, 512]."""
    mesh_source: Tensor
    """[1, 3, 512, 512]."""
    states: DrivingStates
    """Of one frame."""


@dataclass(frozen=True)
class Pose:
    """Where head and landmarks of a stand-in frame are."""

    euler: tuple[float, float, float]
    """Rotation of the head about x, y and z in radians."""
    trans: tuple[float, float, float]
    """Translation of the head in the face model's unit."""
    shift: tuple[float, float]
    """Of the landmarks, in half pictures."""
    angle: float
    """Of the landmarks in the picture, radians."""
    scale: float
    """Of the landmarks."""


def stand_in_scene(portrait: str, drive: str, pose: Pose) -> Scene:
    """The scene of one frame; `portrait` and `drive` are seeds."""
    masks = _masks()
    canonical = _field(f"pncc_cano:{portrait}")
    source = _blend(canonical, 0.9, _field(f"pncc_src:{portrait}"))
    driven = _blend(canonical, 0.8, _field(f"pncc_tgt:{drive}"))
    still = Pose((0, 0, 0), (0, 0, 0), (0, 0), 0, 1)
    return Scene(
        portrait=PortraitImages(
            head=_cut_out(_field(f"head:{portrait}"), masks["head"]),
            torso=_cut_out(_field(f"torso:{portrait}"), masks["torso"]),
            torso_masks=_batch(np.stack((masks["neck"], masks["clothes"]))),
            keypoints=_keypoints(portrait, still),
        ),
        background=_batch(_field(f"background:{portrait}")),
        mesh_canonical=_cut_out(canonical, masks["mesh"]),
        mesh_source=_cut_out(source, masks["mesh"]),
        states=DrivingStates(
            mesh=_cut_out(driven, masks["mesh"]),
            camera=_camera(pose),
            keypoints=_keypoints(portrait, pose),
        ),
    )


def _field(tag: str) -> Float32Array:
    """[3, 512, 512] smooth picture in -1..1: the tanh of twelve plane waves per channel."""
    generator = _generator(tag)
    waves = 12
    horizontal = generator.uniform(-5.0, 5.0, (3, waves))
    vertical = generator.uniform(-5.0, 5.0, (3, waves))
    phase = generator.uniform(0.0, 2 * np.pi, (3, waves))
    amplitude = generator.standard_normal((3, waves))
    # A wave is the real part of the product of a row's and a column's rotation.
    angles = 2j * np.pi * _centres()
    rows = amplitude[..., None] * np.exp(angles * vertical[..., None] + 1j * phase[..., None])
    columns = np.exp(angles * horizontal[..., None])
    picture = np.einsum("cky,ckx->cyx", rows, columns, optimize=True).real
    return np.tanh(1.2 * picture / np.sqrt(waves)).astype(np.float32)


def _masks() -> Mapping[str, NDArray[np.bool_]]:
    x, y = _centres()[None, :], _centres()[:, None]
    head = _ellipse(x, y, 0.42, 0.24, 0.30)
    column = np.abs(x - 0.5) < 0.10
    neck = column & (y > 0.60) & (y < 0.82) & ~head
    clothes = (y > 0.76 + 0.25 * np.abs(x - 0.5)) & ~head & ~neck
    return {
        "head": head,
        "neck": neck,
        "clothes": clothes,
        "torso": neck | clothes | (column & (y > 0.50) & (y < 0.82)),
        "mesh": _ellipse(x, y, 0.50, 0.20, 0.26),
    }


def _ellipse(
    x: NDArray, y: NDArray, centre_y: float, radius_x: float, radius_y: float
) -> NDArray[np.bool_]:
    return ((x - 0.5) / radius_x) ** 2 + ((y - centre_y) / radius_y) ** 2 < 1


def _camera(pose: Pose) -> Tensor:
    """[1, 25] the camera that sees a head in this pose."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(pose.euler), np.sin(pose.euler)
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    rotation = (about_z @ about_y @ about_x).T
    to_world = np.eye(4)
    to_world[:3, :3] = rotation @ np.diag([1.0, -1.0, -1.0])
    distance = np.array(pose.trans) - np.array((0.0, 0.0, 10.0))
    to_world[:3, 3] = -(rotation @ distance) * 0.27 + (0, 0.006, 0.161)
    focal = 2985.29 / 700
    intrinsics = np.array([[focal, 0, 0.5], [0, focal, 0.5], [0, 0, 1]])
    return _batch(np.concatenate([to_world.ravel(), intrinsics.ravel()]))


def _keypoints(portrait: str, pose: Pose) -> Tensor:
    """[1, 68, 3] landmarks: a jaw line, the bridge of the nose, the rest anywhere."""
    points = _generator(f"kp:{portrait}").uniform(-0.25, 0.25, (68, 2))
    jaw = np.pi * np.arange(17) / 16
    points[:17] = np.stack((-0.42 * np.cos(jaw), 0.05 + 0.40 * np.sin(jaw)), -1)
    points[27] = (0, -0.12)
    cos, sin = np.cos(pose.angle), np.sin(pose.angle)
    points = (points * pose.scale) @ np.array([[cos, sin], [-sin, cos]]) + pose.shift
    return _batch(np.pad(points.clip(-1, 1), ((0, 0), (0, 1))))


def _centres() -> NDArray[np.float64]:
    return (np.arange(SIZE) + 0.5) / SIZE


def _generator(tag: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(crc32(tag.encode())))


def _blend(first: Float32Array, share: float, second: Float32Array) -> Float32Array:
    mixed = np.float32(share) * first + np.float32(1 - share) * second
    return mixed.clip(-1, 1)


def _cut_out(picture: Float32Array, mask: NDArray[np.bool_]) -> Tensor:
    return _batch(np.where(mask, picture, np.float32(-1)))


def _batch(array: NDArray) -> Tensor:
    return torch.from_numpy(array.astype(np.float32))[None]
