"""A single picture of a person whose face is set by hand."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image

from real3d.errors import SettingsError
from real3d.media.writer import hidden_folder
from real3d.motion.face_pose import FacePose
from real3d.motion.held_face import held
from real3d.numerics.types import Picture
from real3d.pipeline.own_results import check_output
from real3d.pipeline.request import FilePath, PictureSource, Point
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.whole_file import write_file

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
_QUALITY = 92
"""Of JPEG and WebP."""


def pose_range(
    pipeline: TalkingPortrait, photo: PictureSource, face: Point | None = None
) -> tuple[Point, Point]:
    """((lowest, highest) pitch, (lowest, highest) yaw) in degrees that the photo can be turned by.

    Raises:
        InputError: the photo cannot be used.
    """
    limits = pipeline.avatar(pipeline.portrait(photo, face=face)).pose_limits
    pitch, yaw = np.degrees(limits.pitch), np.degrees(limits.yaw)
    return (float(pitch[0]), float(pitch[1])), (float(yaw[0]), float(yaw[1]))


def still(
    pipeline: TalkingPortrait,
    photo: PictureSource,
    pose: FacePose,
    face: Point | None = None,
    size: int = 512,
) -> Picture:
    """The person with this face, before the photo's own background; it carries the badge.

    Args:
        pipeline: renders it; its engine's face must move by ARKit's shapes, as the mesh engine's.
        photo: of whom.
        pose: what the face shows; the head turns no farther than the photo lets it.
        face: as for `TalkingPortrait.generate`.
        size: pixels a side.

    Returns:
        [size, size, 3] RGB.

    Raises:
        InputError: the photo cannot be used.
    """
    from real3d.provenance.badge import make_badge

    portrait = pipeline.portrait(photo, size, face)
    avatar = pipeline.avatar(portrait)
    motion = held(pose, avatar.pose_limits)
    picture = next(iter(avatar.render(motion, portrait.clean_background)))
    make_badge(size, size).draw(picture)
    return picture


def pose_like(
    pipeline: TalkingPortrait,
    photo: PictureSource,
    like: PictureSource,
    face: Point | None = None,
) -> FacePose:
    """The face with which the person in `photo` looks as the one in the picture `like` does.

    Raises:
        InputError: one of the two cannot be used.
    """
    from real3d.mesh.driver_picture import face_pose_of

    return face_pose_of(pipeline.portrait(like), pipeline.portrait(photo, face=face))


def write_still(
    pipeline: TalkingPortrait,
    photo: PictureSource,
    pose: FacePose,
    out: FilePath,
    face: Point | None = None,
    size: int = 512,
    overwrite: bool = False,
) -> None:
    """The picture of `still` as a file, marked as synthetic.

    Args:
        pipeline, photo, pose, face, size: as for `still`.
        out: a name that ends in .png, .jpg or .webp.
        overwrite: replace a file that this program did not make.

    Raises:
        InputError: the photo cannot be used.
        OutputError: the file cannot be written, or may not be replaced.
        SettingsError: the name's ending does not fit.
    """
    path = Path(os.path.abspath(out))
    if path.suffix.lower() not in SUFFIXES:
        raise SettingsError("still-name", name=path.name)
    inputs = [Path(photo)] if isinstance(photo, str | os.PathLike) else []
    check_output(path, inputs, overwrite)
    # Before the work: a place that cannot be written to is known at once.
    with hidden_folder(path) as folder:
        picture = still(pipeline, photo, pose, face, size)
        write_file(path, folder / path.name, _encoded(picture, path.suffix.lower()))


def _encoded(picture: Picture, suffix: str) -> bytes:
    """The file of a picture, which says that it is synthetic."""
    from PIL.PngImagePlugin import PngInfo

    from real3d.provenance.tags import SYNTHETIC_XMP

    content, image = io.BytesIO(), Image.fromarray(picture)
    if suffix == ".png":
        mark = PngInfo()
        mark.add_itxt("XML:com.adobe.xmp", SYNTHETIC_XMP)
        image.save(content, "PNG", pnginfo=mark)
    else:
        kind = "WEBP" if suffix == ".webp" else "JPEG"
        image.save(content, kind, quality=_QUALITY, xmp=SYNTHETIC_XMP.encode())
    return content.getvalue()
