from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from real3d.engine import drain
from real3d.errors import NoFaceInVideoError
from real3d.media import open_video
from real3d.motion import MotionSettings
from real3d.portrait import Portrait
from real3d.triplane.driving.driving_video import (
    eyelid_closure,
    interpolate_missing,
    motion_from_landmarks,
)
from tests.support.face_stand_in import LEFT_EYE, RIGHT_EYE, seen_landmarks, stand_in_face_model
from tests.support.recordings import write_clip
from tests.support.tiny_engine import tiny_engine


def test_frames_without_a_face_are_interpolated_and_counted() -> None:
    first, last = np.zeros((478, 3)), np.full((478, 3), 4.0)
    face = interpolate_missing([None, first, None, last], "clip.mp4")
    assert face.missing == 2
    np.testing.assert_allclose(face.landmarks[:, 0, 0], [0, 0, 2, 4])


def test_a_video_without_a_face_is_refused(portrait: Portrait, tmp_path: Path) -> None:
    clip = open_video(write_clip(tmp_path / "wall.mp4", np.full((64, 64, 3), 90, np.uint8)))
    with pytest.raises(NoFaceInVideoError, match=r"wall\.mp4"):
        drain(tiny_engine().motion_from_video(clip, portrait, MotionSettings()))


@pytest.mark.parametrize("frame", [0, 20, 45])
def test_the_head_is_at_rest_where_the_driver_looks_like_the_photo(frame: int) -> None:
    model, settings = stand_in_face_model(), MotionSettings()
    landmarks = 300 * seen_landmarks(model, frames=50).astype(np.float64)
    landmarks = np.pad(landmarks, ((0, 0), (0, 10), (0, 0)), "edge")
    photo = 2 * landmarks[frame] + (40, -30)
    motion = motion_from_landmarks(model, landmarks, photo, settings)
    assert np.abs(motion.rotation[frame]).max() < np.radians(1.5)
    assert np.abs(motion.rotation).max() > np.radians(8)


@pytest.mark.parametrize(("ring", "column"), [(LEFT_EYE, 0), (RIGHT_EYE, 1)])
def test_the_person_s_left_lids_come_first(ring: tuple[int, ...], column: int) -> None:
    landmarks = seen_landmarks(stand_in_face_model(), frames=1)[0].astype(np.float64)
    frames = np.repeat(300 * landmarks[None], 10, axis=0)
    assert frames[0, list(LEFT_EYE)].mean(0)[0] > frames[0, list(RIGHT_EYE)].mean(0)[0]
    frames[7:9, list(ring), 1] = frames[7:9, list(ring), 1].mean(1, keepdims=True)
    closure = eyelid_closure(frames)
    assert (closure[7:9, column] > 0.9).all()
    assert (closure[:, 1 - column] == 0).all()
    assert (np.delete(closure[:, column], [7, 8]) == 0).all()
