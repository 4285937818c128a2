"""A single picture of a person whose face is set by hand."""

from __future__ import annotations

import numpy as np

from real3d.motion.face_pose import FacePose, held
from real3d.numerics.types import Picture
from real3d.pipeline.request import PictureSource, Point
from real3d.pipeline.talking_portrait import TalkingPortrait


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
