"""The person in a photo as a portable avatar: one glTF file for web pages and 3D programs."""

from __future__ import annotations

import os
from pathlib import Path

from real3d.errors import SettingsError
from real3d.media.writer import hidden_folder
from real3d.motion import Motion
from real3d.motion.motion_file import load_motion
from real3d.motion.shipped import find_motion
from real3d.pipeline.own_results import check_output
from real3d.pipeline.request import FilePath, PictureSource, Point
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.whole_file import write_file
from real3d.portrait import Portrait

SUFFIX = ".glb"


def write_avatar(
    pipeline: TalkingPortrait,
    photo: PictureSource,
    out: FilePath,
    face: Point | None = None,
    overwrite: bool = False,
    motion: FilePath | None = None,
) -> Portrait:
    """Write the avatar of the person in a photo.

    Args:
        pipeline: with the mesh engine.
        photo: of whom.
        out: the `.glb` to write.
        face: as in `JobRequest`.
        overwrite: replace a file that this program did not make.
        motion: a kept one, or the name of a bundled one, that the file moves by.

    Returns:
        The analysed photo, with advice for its owner.

    Raises:
        InputError: the photo or the motion cannot be used.
        OutputError: the file cannot be written, or may not be replaced.
        SettingsError: the name's ending does not fit, or another engine was chosen, whose avatars
            are no meshes.
    """
    path = Path(os.path.abspath(out))
    if path.suffix.lower() != SUFFIX:
        raise SettingsError("avatar-name-not-glb", name=path.name)
    inputs = [Path(photo)] if isinstance(photo, str | os.PathLike) else []
    check_output(path, inputs, overwrite)
    moves = None if motion is None else load_motion(find_motion(motion))
    # Before the work: a place that cannot be written to is known at once.
    with hidden_folder(path) as folder:
        portrait = pipeline.portrait(photo, face=face)
        write_file(path, folder / path.name, avatar_bytes(pipeline, portrait, moves))
    return portrait


def avatar_bytes(
    pipeline: TalkingPortrait, portrait: Portrait, motion: Motion | None = None
) -> bytes:
    """The file of a portrait.

    Args:
        pipeline: with the mesh engine.
        portrait: of whom.
        motion: baked in as an animation.

    Raises:
        SettingsError: the engine's avatars are no meshes.
    """
    from real3d.mesh.avatar import MeshAvatar
    from real3d.portable.avatar_file import avatar_glb

    avatar = pipeline.avatar(portrait)
    if not isinstance(avatar, MeshAvatar):
        raise SettingsError("model-needs-mesh-engine")
    return avatar_glb(avatar, motion)
