"""The whole file: one portrait, reconstructed by the mesh engine, as a GLB.

What any viewer shows is there in glTF's own terms: meshes with morph targets on a skeleton. What
those terms cannot say (lids that are painted, light in the mouth) our player draws from pictures
and numbers that the file carries too.
"""

from __future__ import annotations

import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.folds import Folds
from real3d.mesh.texture import TEXELS_PER_PIXEL
from real3d.motion import Motion
from real3d.motion.pose_limits import limit_pose
from real3d.numerics.types import Float32Array
from real3d.portable.animation import add_animation
from real3d.portable.armature import add_armature
from real3d.portable.extras import MARK, player_extras
from real3d.portable.eye_layers import add_eyes
from real3d.portable.glb import GlbBuilder
from real3d.portable.metres import Metres
from real3d.portable.morphs import landmark_morphs
from real3d.portable.mouth_layers import add_mouth
from real3d.portable.pictures import jpeg
from real3d.portable.skin import add_skin
from real3d.runtime.version import __version__

_DRAWN_SCALE, _OWN_SCALE = 850.0, 205.0
"""Grey levels per unit of darkening (about the middle grey) and of brightening."""
_MIDDLE_GREY = 128


MOST_BYTES = 1_500_000
"""Of a file, as far as coarser pictures help."""
_FRAME_BYTES = 620
"""Of each frame of a motion, which are added to that."""
_QUALITIES = (95, 88, 80)
"""Of the skin's JPEG: the first makes a mean error of one grey level on noisy skin."""


def avatar_glb(avatar: MeshAvatar, motion: Motion | None = None) -> bytes:
    """The avatar as a glTF 2.0 binary (1.1 to 1.4 MB at 512 pixels, half a second).

    Args:
        avatar: the person.
        motion: in ARKit's basis, baked in as an animation (some 15 kB for each second).
    """
    most = MOST_BYTES + (0 if motion is None else _FRAME_BYTES * len(motion))
    content = b""
    for quality in _QUALITIES:
        content = _encode(avatar, quality, motion)
        if len(content) <= most:
            break
    return content


def _encode(avatar: MeshAvatar, quality: int, motion: Motion | None) -> bytes:
    builder, metres = GlbBuilder(), Metres.of(avatar.surface)
    skin = add_skin(builder, avatar, metres, landmark_morphs(avatar.rig), quality)
    mouth = add_mouth(builder, avatar, metres, skin)
    eyes = add_eyes(builder, avatar, metres)
    _add_folds(builder, avatar.folds, avatar.portrait.size)
    add_armature(builder, skin, mouth, eyes, metres.points(avatar.surface.pivot))
    if motion is not None:
        add_animation(builder, limit_pose(motion, avatar.pose_limits), avatar, metres, eyes)
    asset = {"generator": f"real3d {__version__}", "extras": MARK}
    extras = player_extras(avatar, metres)
    extras["folds"] |= {"drawnScale": _DRAWN_SCALE, "ownScale": _OWN_SCALE}
    return builder.to_bytes(asset, {"real3d": extras})


def _add_folds(builder: GlbBuilder, folds: Folds, size: int) -> None:
    """The ratio images at the portrait's size, for our player alone."""
    builder.image("folds", jpeg(_MIDDLE_GREY + _DRAWN_SCALE * _spread(folds, folds.drawn, size)))
    if folds.smile > 0:
        builder.image("ownFolds", jpeg(_OWN_SCALE * _spread(folds, folds.own, size)))


def _spread(folds: Folds, values: Float32Array, size: int) -> Float32Array:
    """[S, S, 3] of values [N, 3] at the texels that lie on pixels."""
    side = TEXELS_PER_PIXEL * size
    picture = np.zeros((side * side, 3), np.float32)
    picture[folds.texels] = values
    return picture.reshape(side, side, 3)[::TEXELS_PER_PIXEL, ::TEXELS_PER_PIXEL]
