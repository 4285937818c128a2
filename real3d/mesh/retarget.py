"""A driving video → `Motion`: head pose, bounded blendshapes, lids and gaze.

The driver's face at rest is told from the clip itself (`driver_neutral.py`), and every frame is
explained as that face plus blendshapes (`driver_expression.py`). Landmark differences are never
passed on raw: another person's anatomy and the tracker's noise would come with them. The head moves
from where it rests in each shot (`driver_head.py`).
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from real3d.engine import VideoMotion
from real3d.media import VideoClip
from real3d.mesh.driver_expression import expression_track, gaze_track, lid_track
from real3d.mesh.driver_face import DriverFace, driver_face
from real3d.mesh.driver_head import head_motion
from real3d.mesh.driver_neutral import driver_neutral
from real3d.motion import Motion, MotionSettings
from real3d.motion.moods import with_mood
from real3d.motion.neutral import neutral_track
from real3d.motion.reference import photo_moments
from real3d.numerics.types import FloatArray
from real3d.portrait import Portrait
from real3d.portrait.tracking import track
from real3d.runtime.threads import single_threaded

_TRACKED_SIDE = 720
"""Longest side of the frames that are tracked; the landmark model itself works on 192 pixels."""


def motion_from_video(
    clip: VideoClip, portrait: Portrait | None, settings: MotionSettings
) -> Generator[float, None, VideoMotion]:
    """The motion of the face in `clip`, at `settings.fps`; see `real3d.engine.Engine`.

    Raises:
        NoFaceInVideoError: no frame shows a face.
    """
    found = []
    for landmarks in track(clip.frames(settings.fps, max_side=_TRACKED_SIDE)):
        found.append(landmarks)
        yield min(len(found) / (clip.duration * settings.fps), 1.0)
    driver = driver_face(found, clip.path.name)
    photo = None if portrait is None else portrait.landmarks
    motion = retarget(driver, photo, settings)
    return VideoMotion(with_mood(motion, settings), driver.missing)


@single_threaded()
def retarget(driver: DriverFace, photo: FloatArray | None, settings: MotionSettings) -> Motion:
    """The driver's motion on the face of a photo with these landmarks [478, 3], pixels,
    or on anybody's.

    Who is driven by a clip that shows the photo itself starts from the photo in everything: its
    expression is not taken away, and what the clip does is added to it.
    """
    frames, faces, fps = len(driver.faces), driver.faces, settings.fps
    moments = None
    if photo is not None:
        moments = photo_moments(driver.landmarks[..., :2], photo[..., :2])
    if moments is None:
        rest, taken_away = driver_neutral(faces, driver.rotation), settings.neutralise
    else:
        rest, taken_away = np.tensordot(moments, faces, axes=1), 0.0
    rotation, translation = head_motion(driver, moments, fps)
    return Motion(
        fps=fps,
        expression=expression_track(faces, rest, driver.pitch, settings),
        rotation=settings.head * rotation,
        translation=settings.head * translation,
        blink=np.clip(settings.blink * lid_track(faces, moments, fps), 0, 1),
        gaze=np.clip(settings.gaze * gaze_track(faces, rest, fps), -1, 1),
        neutral=neutral_track(frames, fps, taken_away),
        smile_kept=np.full(frames, settings.smile),
        breath=np.zeros(frames),
    )
