"""The person's mesh: head and torso, fully opaque triangles apart from the soft edge.

The opaque ones show a JPEG; only a band along the outline needs alpha, and few viewers sort
triangles that do. The torso is what no expression moves and the shoulders carry: it needs no morph
targets.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.frame import lip_shares
from real3d.mesh.surface import Surface
from real3d.mesh.texture import TEXELS_PER_PIXEL
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, IndexArray
from real3d.portable.glb import GlbBuilder
from real3d.portable.metres import Metres
from real3d.portable.morphs import Ways
from real3d.portable.pictures import jpeg, png, straight
from real3d.portrait.push_pull import push_pull

_OPAQUE = 0.995
_TORSO_WEIGHT = 0.5
"""Share of the head's movement up to which still skin is the torso's."""
_BAND_MARGIN = 7
"""Texels around the soft triangles that filtering may reach, across."""
_SHORT = 65535


@dataclass(frozen=True)
class Skin:
    """What the builder knows of the person's mesh."""

    head: int
    """Its mesh."""
    torso: int
    neutral: FloatArray
    """[V, 3] metres, lips closed and at rest."""
    morphs: Ways
    """[V, 3] metres, by name."""


def add_skin(
    builder: GlbBuilder, avatar: MeshAvatar, metres: Metres, landmarks: Ways, quality: int
) -> Skin:
    """Adds head and torso.

    Args:
        builder: of the file.
        avatar: the person.
        metres: the file's space.
        landmarks: the rig's targets, see `landmark_morphs`.
        quality: of the texture's JPEG.
    """
    surface, rig = avatar.surface, avatar.rig
    morphs = {name: metres.ways(_on_mesh(avatar, ways)) for name, ways in landmarks.items()}
    neutral = metres.points(surface.vertices + _on_mesh(avatar, rig.neutral_offset))
    attributes = {
        "POSITION": builder.vertices(neutral),
        "TEXCOORD_0": builder.vertices(_texture_coordinates(surface, avatar.portrait.size)),
        "WEIGHTS_0": builder.vertices(_joint_weights(surface), normalised=True),
        "JOINTS_0": builder.vertices(_joints(surface)),
        "_LAYER": builder.vertices(_layer(surface), normalised=True),
    }
    soft = _soft_triangles(surface.triangles, surface.texture_uv, avatar.portrait.alpha)
    inner, edge = _textures(avatar, surface.triangles[soft])
    materials = (
        builder.material("skin", builder.image("skin", jpeg(inner, quality)), "OPAQUE"),
        builder.material("edge", builder.image("edge", png(edge)), "BLEND"),
    )
    torso = _is_torso(surface)
    meshes = []
    for part, name, targets in ((~torso, "head", morphs), (torso, "torso", None)):
        primitives = [
            builder.primitive(attributes, _facing_front(surface, part & kind), material)
            for kind, material in zip((~soft, soft), materials, strict=True)
            if (part & kind).any()
        ]
        meshes.append(builder.mesh(name, primitives, targets))
    return Skin(meshes[0], meshes[1], neutral, morphs)


def _on_mesh(avatar: MeshAvatar, ways: FloatArray) -> FloatArray:
    """Displacements [468, 3] of landmarks, head frame → [V, 3] of the mesh, the camera's space."""
    pose = avatar.portrait.pose
    moved = (pose.scale * ways @ pose.rotation.T).astype(np.float32)
    return np.asarray(avatar.surface.landmark_weights @ moved)


def _texture_coordinates(surface: Surface, size: int) -> FloatArray:
    """[V, 2]: texel 2 i lies on the centre of pixel i."""
    return (TEXELS_PER_PIXEL * surface.texture_uv + 0.5) / (TEXELS_PER_PIXEL * size)


def _joint_weights(surface: Surface) -> NDArray[np.uint16]:
    """[V, 4] of the spine and the head; the other two are nothing."""
    head = np.rint(surface.head_weights * _SHORT).astype(np.uint16)
    nothing = np.zeros_like(head)
    return np.column_stack([_SHORT - head, head, nothing, nothing]).astype(np.uint16)


def _joints(surface: Surface) -> NDArray[np.uint8]:
    """[V, 4]: the second joint where it has any weight; unused ones are 0, as the format asks."""
    joints = np.zeros((len(surface.vertices), 4), np.uint8)
    joints[:, 1] = np.rint(surface.head_weights * _SHORT) > 0
    return joints


def _layer(surface: Surface) -> NDArray[np.uint16]:
    """[V, 4] for our player: shares of the chest's rise, of the lips' place before the cheek, and
    of a rise and a fall that are taken back at the picture's edges."""
    lips = lip_shares(len(surface.vertices))
    shares = np.column_stack([surface.breath_weights, lips, surface.edge_weights])
    return np.rint(shares * _SHORT).astype(np.uint16)


def _is_torso(surface: Surface) -> BoolArray:
    """[F] triangles that follow the shoulders more than the head, and no landmark at all."""
    free = np.diff(surface.landmark_weights.indptr) == 0
    return np.asarray((free & (surface.head_weights < _TORSO_WEIGHT))[surface.triangles].all(1))


def _facing_front(surface: Surface, which: BoolArray) -> IndexArray:
    """[F, 3] triangles, counter-clockwise as the viewer sees them."""
    triangles = surface.triangles[which].copy()
    corners = surface.uv[triangles]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    clockwise = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] > 0  # y points down
    triangles[clockwise] = triangles[clockwise][:, ::-1]
    return triangles


def _soft_triangles(triangles: IndexArray, uv: Float32Array, alpha: Float32Array) -> BoolArray:
    """[F] triangles whose box in the picture holds a pixel that is not fully opaque."""
    table = cv2.integral((alpha < _OPAQUE).astype(np.uint8))
    corners = uv[triangles]
    last = len(alpha)
    low = np.clip(np.floor(corners.min(axis=1)).astype(int) - 1, 0, last - 1)
    high = np.clip(np.ceil(corners.max(axis=1)).astype(int) + 2, low + 1, last)
    (x0, y0), (x1, y1) = low.T, high.T
    return np.asarray(table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0] > 0)


def _textures(avatar: MeshAvatar, soft: IndexArray) -> tuple[Float32Array, Float32Array]:
    """[2S, 2S, 3] colours for the opaque triangles, [2S, 2S, 4] for the soft ones."""
    texture = straight(avatar.texture(None))
    colours, alpha = texture[..., :3], texture[..., 3]
    band = np.zeros(alpha.shape, np.uint8)
    for corners in np.rint(TEXELS_PER_PIXEL * avatar.surface.texture_uv[soft]).astype(np.int32):
        cv2.fillConvexPoly(band, corners, 1)
    band = cv2.dilate(band, np.ones((_BAND_MARGIN, _BAND_MARGIN), np.uint8))
    edge = texture * ((band > 0) & (alpha > 0))[..., None]
    # Smooth where nothing is shown: a step there would cost bytes and ring into the skin.
    return push_pull(colours, (alpha / 255) ** 4), edge
