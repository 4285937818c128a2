"""The eyes: whites that fill the openings of the lids, and irises that turn on their joints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.eyes import GAZE_REACH, Eye, Eyeball
from real3d.mesh.topology import Slit, face_topology
from real3d.numerics.types import Float32Array, FloatArray, IndexArray
from real3d.portable.glb import AlphaMode, GlbBuilder
from real3d.portable.metres import Metres
from real3d.portable.morphs import SIDES
from real3d.portable.pictures import png

_BEHIND_LIDS = 0.004
_IRIS_BEFORE_WHITE = 0.0008
_RADIUS = 0.012
"""Metres: how far whites lie behind the lids, irises before them, and joints behind the eyes."""
_OPENING_GROWN = 1.25
"""The white reaches so far beyond the lids, or their edge would show."""


@dataclass(frozen=True)
class EyeParts:
    """One eye's meshes, and where its joint is."""

    white: int
    iris: int
    centre: FloatArray
    """[3] metres."""
    reach: FloatArray
    """[2] radians of a full gaze, across and down."""


def add_eyes(builder: GlbBuilder, avatar: MeshAvatar, metres: Metres) -> list[EyeParts]:
    """(left, right)."""
    slits = face_topology().eyes
    parts = []
    for side, eye, slit in zip(SIDES, avatar.eyes, slits, strict=True):
        _add_player_pictures(builder, side, eye)
        layers = _EyeLayers(builder, avatar, eye.ball, metres)
        parts.append(
            EyeParts(
                white=layers.white(f"white{side}", slit),
                iris=layers.iris(f"iris{side}"),
                centre=layers.corners().mean(axis=0) - [0, 0, _RADIUS],
                reach=np.arctan(GAZE_REACH * eye.ball.width * metres.scale / _RADIUS),
            )
        )
    return parts


def eye_box(avatar: MeshAvatar, ball: Eyeball) -> FloatArray:
    """[2] pixels of the portrait at which the eye's pictures begin: left, top."""
    return np.rint(avatar.surface.camera.project(ball.anchors)[0, :2])


def _add_player_pictures(builder: GlbBuilder, side: str, eye: Eye) -> None:
    """What our player paints lids with; no viewer shows it."""
    skin, front = eye.lid.skin, eye.lid.front
    before = np.ones(skin.shape[:2], np.float32) if front is None else front
    builder.image(f"lid{side}", png(skin[..., :3]))
    # Red: where the lid is before the frame of glasses; green: the old lashes that it covers.
    shares: Float32Array = np.dstack([before, skin[..., 3], np.zeros_like(before)])
    builder.image(f"lidMask{side}", png(255 * shares))
    builder.image(f"catchLight{side}", png(eye.ball.catch_light))


class _EyeLayers:
    def __init__(
        self, builder: GlbBuilder, avatar: MeshAvatar, ball: Eyeball, metres: Metres
    ) -> None:
        self._builder, self._avatar, self._ball, self._metres = builder, avatar, ball, metres

    def corners(self) -> FloatArray:
        """[4, 3] of the eye's pictures, metres: the edges of their outermost pixels."""
        return self._on_plane(self._ends())

    def white(self, name: str, slit: Slit) -> int:
        rims = self._avatar.surface.uv[np.concatenate([slit.upper, slit.lower])]
        middle = rims.mean(axis=0)
        grown = middle + _OPENING_GROWN * (rims - middle) - eye_box(self._avatar, self._ball)
        points = self._on_plane(grown) - [0, 0, _BEHIND_LIDS]
        return self._flat(name, points, grown, _strip(len(slit.upper)), self._ball.white, "OPAQUE")

    def iris(self, name: str) -> int:
        points = self.corners() - [0, 0, _BEHIND_LIDS - _IRIS_BEFORE_WHITE]
        triangles = np.array([[0, 2, 1], [1, 2, 3]], np.int32)
        return self._flat(name, points, self._ends(), triangles, whole_iris(self._ball), "BLEND")

    def _ends(self) -> FloatArray:
        """[4, 2] the outer edges of the eye's pictures, in their pixels."""
        height, width = self._ball.photo.shape[:2]
        right, bottom = width - 0.5, height - 0.5
        return np.array([[-0.5, -0.5], [right, -0.5], [-0.5, bottom], [right, bottom]])

    def _flat(
        self,
        name: str,
        points: FloatArray,
        places: FloatArray,  # [N, 2] pixels of the picture
        triangles: IndexArray,
        picture: Float32Array | FloatArray,
        mode: AlphaMode,
    ) -> int:
        builder = self._builder
        height, width = picture.shape[:2]
        attributes = {
            "POSITION": builder.vertices(points),
            "TEXCOORD_0": builder.vertices((places + 0.5) / (width, height)),
        }
        image = builder.image(name, png(picture))
        material = builder.material(name, image, mode)
        return builder.mesh(name, [builder.primitive(attributes, triangles, material)])

    def _on_plane(self, places: FloatArray) -> FloatArray:
        """Pixels [N, 2] of the eye's pictures → [N, 3] metres."""
        height, width = self._ball.photo.shape[:2]
        origin, right, bottom = self._metres.points(self._ball.anchors)
        across, down = (right - origin) / (width - 1), (bottom - origin) / (height - 1)
        return origin + places[:, :1] * across + places[:, 1:] * down


def whole_iris(ball: Eyeball) -> Float32Array:
    """[h, w, 4] the iris with its catch-light, not premultiplied, 0..255."""
    alpha = ball.iris[..., 3:]
    colours = (ball.iris[..., :3] + ball.catch_light) / np.maximum(alpha, 1 / 255)
    return np.dstack([colours * (alpha > 0), 255 * alpha]).astype(np.float32)


def _strip(columns: int) -> IndexArray:
    """[F, 3] between the upper rim and the lower one."""
    a, b = np.arange(columns - 1), columns + np.arange(columns - 1)
    left = np.column_stack([a, b, a + 1])
    return np.vstack([left, np.column_stack([a + 1, b, b + 1])]).astype(np.int32)
