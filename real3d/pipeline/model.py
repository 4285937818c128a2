"""A person as a 3D model for other programs."""

from __future__ import annotations

from pathlib import Path

from real3d.errors import SettingsError
from real3d.pipeline.request import PictureSource, Point
from real3d.pipeline.talking_portrait import TalkingPortrait


def write_model(
    pipeline: TalkingPortrait, photo: PictureSource, out: Path, face: Point | None = None
) -> None:
    """Write the person in a photo as a GLB file, front side only.

    Args:
        pipeline: with the mesh engine.
        photo: of whom.
        out: the `.glb` to write.
        face: as in `JobRequest`.

    Raises:
        InputError: the photo cannot be used.
        SettingsError: another engine was chosen, whose avatars are no meshes.
    """
    from real3d.mesh.avatar import MeshAvatar
    from real3d.mesh.gltf import write_glb

    avatar = pipeline.avatar(pipeline.portrait(photo, face=face))
    if not isinstance(avatar, MeshAvatar):
        raise SettingsError("model-needs-mesh-engine")
    write_glb(avatar, out)
