"""The inside of the mouth: rows of teeth, tongue, a cavity on the rims, the photo's open mouth."""

from __future__ import annotations

import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.blendshapes import JAW_FULL_ANGLE, rotate_jaw
from real3d.mesh.head_transform import head_to_space
from real3d.mesh.teeth import DentalArch
from real3d.mesh.topology import face_topology
from real3d.numerics.types import Float32Array, FloatArray, IndexArray
from real3d.portable.glb import GlbBuilder
from real3d.portable.metres import Metres
from real3d.portable.morphs import CORRECTIVE, Ways
from real3d.portable.pictures import png, straight
from real3d.portable.skin import Skin

_CAVITY_DEPTH = 0.03
"""Metres from the lips to the back of the bag that stands for the cavity."""
_LIGHT = {"teethUpper": 0.8, "teethLower": 0.65, "photoTeeth": 0.9, "tongue": 0.85}
"""Shares of light that plain viewers, which know no shadow of the lips, show."""
_MOVES_LIPS = 1e-4
"""Metres by which a target has to move the rims for the bag to need it."""


def add_mouth(
    builder: GlbBuilder, avatar: MeshAvatar, metres: Metres, skin: Skin
) -> dict[str, int]:
    """Adds the meshes of the mouth; returns them by the names of their nodes."""
    layers = _MouthLayers(builder, avatar, metres)
    mouth = avatar.mouth
    meshes = {
        "teethLower": layers.teeth("teethLower", mouth.lower_teeth, rides_on_jaw=True),
        "tongue": layers.tongue(),
        "mouthCavity": layers.cavity(skin),
    }
    photo = mouth.photo
    if photo is None or not photo.has_upper_row:
        meshes["teethUpper"] = layers.teeth("teethUpper", mouth.upper_teeth, rides_on_jaw=False)
    if photo is not None:
        # What the photo shows of the open mouth, for our player alone; a viewer sees the teeth.
        builder.image("photoMouth", png(_with_alpha(photo.photo, photo.opening)))
        meshes["photoTeeth"] = layers.photo_teeth()
    return meshes


class _MouthLayers:
    def __init__(self, builder: GlbBuilder, avatar: MeshAvatar, metres: Metres) -> None:
        self._builder, self._metres = builder, metres
        self._mouth, self._pose = avatar.mouth, avatar.portrait.pose
        self._camera = avatar.surface.camera

    def teeth(self, name: str, arch: DentalArch, rides_on_jaw: bool) -> int:
        opened = rotate_jaw(arch.vertices, JAW_FULL_ANGLE)
        morphs = {"jawOpen": self._ways(arch.vertices, opened)} if rides_on_jaw else None
        picture = straight(arch.texture)
        return self._sheet(
            name, self._points(arch.vertices), arch.uv, arch.triangles, picture, morphs
        )

    def tongue(self) -> int:
        """The blade, which lies behind the teeth until `tongueOut` brings it out."""
        tongue = self._mouth.tongue
        inside, _ = tongue.blade_at(0.0, 0.0)
        out, _ = tongue.blade_at(0.0, 1.0)
        opened = rotate_jaw(inside, JAW_FULL_ANGLE)
        morphs = {"tongueOut": self._ways(inside, out), "jawOpen": self._ways(inside, opened)}
        picture = straight(tongue.paint)
        return self._sheet(
            "tongue", self._points(inside), tongue.uv, tongue.triangles, picture, morphs
        )

    def cavity(self, skin: Skin) -> int:
        """A bag that hangs on the lips' rims and follows them."""
        rim = face_topology().mouth
        edge = np.concatenate([rim.upper, rim.lower])
        back = np.array([0, 0, -_CAVITY_DEPTH])
        points = np.vstack([skin.neutral[edge], skin.neutral[edge] + back])
        morphs = {
            name: np.tile(ways[edge], (2, 1))
            for name, ways in skin.morphs.items()
            if not name.startswith(CORRECTIVE) and np.abs(ways[edge]).max() > _MOVES_LIPS
        }
        material = self._builder.colour("mouthCavity", self._mouth.colours.cavity)
        attributes = {"POSITION": self._builder.vertices(points)}
        triangles = _bag(len(rim.upper))
        primitive = self._builder.primitive(attributes, triangles, material)
        return self._builder.mesh("mouthCavity", [primitive], morphs)

    def photo_teeth(self) -> int:
        photo = self._mouth.photo
        assert photo is not None, "the photo's mouth is shut"
        points = self._metres.points(photo.vertices)
        picture = _with_alpha(photo.upper, photo.upper_alpha)
        return self._sheet("photoTeeth", points, photo.uv, photo.triangles, picture, None)

    def _sheet(
        self,
        name: str,
        points: FloatArray,
        uv: Float32Array,
        triangles: IndexArray,
        picture: Float32Array,  # [h, w, 4]
        morphs: Ways | None,
    ) -> int:
        builder = self._builder
        height, width = picture.shape[:2]
        attributes = {
            "POSITION": builder.vertices(points),
            "TEXCOORD_0": builder.vertices((uv + 0.5) / (width, height)),
        }
        image = builder.image(name, png(picture))
        material = builder.material(name, image, "MASK", _LIGHT[name])
        primitive = builder.primitive(attributes, triangles, material)
        return builder.mesh(name, [primitive], morphs)

    def _points(self, head: FloatArray) -> FloatArray:
        return self._metres.points(head_to_space(head, self._pose, self._camera))

    def _ways(self, start: FloatArray, end: FloatArray) -> FloatArray:
        return self._points(end) - self._points(start)


def _with_alpha(colours: Float32Array, alpha: Float32Array) -> Float32Array:
    """[h, w, 4] from colours 0..255 and alpha 0..1, empty where nothing is seen."""
    return np.dstack([colours, 255 * alpha]) * (alpha > 0)[..., None]


def _bag(columns: int) -> IndexArray:
    """[F, 3] over the upper and the lower rim and the same again behind: two walls and a back."""

    def strip(first: int, second: int) -> IndexArray:
        a, b = first + np.arange(columns - 1), second + np.arange(columns - 1)
        left = np.column_stack([a, b, a + 1])
        return np.vstack([left, np.column_stack([a + 1, b, b + 1])]).astype(np.int32)

    behind = 2 * columns
    return np.vstack(
        [strip(0, behind), strip(behind, behind + columns), strip(behind + columns, columns)]
    )
