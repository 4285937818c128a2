from __future__ import annotations

import numpy as np
import pytest

from real3d.triplane.face_model import fitting
from real3d.triplane.face_model.fitting import fit_picture, fit_video
from real3d.triplane.face_model.landmark_objective import (
    PICTURE_WEIGHTS,
    VIDEO_WEIGHTS,
    rotation_derivatives,
)
from real3d.triplane.face_model.morphable_model import Pose, rotation_matrices
from tests.support.face_stand_in import seen_landmarks, stand_in_face_model
from tests.support.goldens import face_goldens, golden_landmarks
from tests.support.landmark_loss import landmark_loss


def test_the_fast_fit_of_a_picture_is_closer_than_the_published_one() -> None:
    landmarks = golden_landmarks("img0")
    published = face_goldens()["fit_img0_loss"][399]
    fit = fit_picture(stand_in_face_model(), landmarks[0])
    assert landmark_loss(stand_in_face_model(), landmarks, fit, PICTURE_WEIGHTS) <= published


def test_the_fast_fit_of_a_video_is_closer_than_the_published_one() -> None:
    landmarks = golden_landmarks("vid12")
    published = face_goldens()["fit_vid12_loss"][399]
    fit = fit_video(stand_in_face_model(), landmarks)
    assert landmark_loss(stand_in_face_model(), landmarks, fit, VIDEO_WEIGHTS) <= published


def test_a_long_video_is_fitted_as_closely_in_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    model = stand_in_face_model()
    landmarks = seen_landmarks(model, frames=60)
    whole = fit_video(model, landmarks)
    monkeypatch.setattr(fitting, "WINDOW_FRAMES", 25)
    pieces = fit_video(model, landmarks)
    assert len(pieces.expression) == len(pieces.pose) == 60
    np.testing.assert_allclose(pieces.pose.euler, whole.pose.euler, atol=2e-3)
    np.testing.assert_allclose(pieces.expression, whole.expression, atol=2e-2)


def test_a_head_turned_far_is_found() -> None:
    model = stand_in_face_model()
    pose = Pose(np.array([[0.3, -0.8, 0.4]], np.float32), np.array([[0.5, -0.3, -1]], np.float32))
    nothing = np.zeros((1, 80), np.float32), np.zeros((1, 64), np.float32)
    fit = fit_picture(model, model.landmark_model.project(*nothing, pose)[0])
    np.testing.assert_allclose(fit.pose.euler, pose.euler, atol=0.01)


def test_turns_change_the_rotation_as_computed() -> None:
    euler = np.array([[0.3, -0.5, 0.2]])
    step = 1e-6
    for axis, derivative in enumerate(rotation_derivatives(euler)[0]):
        moved = euler + step * np.eye(3)[axis]
        difference = (rotation_matrices(moved) - rotation_matrices(euler))[0] / step
        np.testing.assert_allclose(derivative, difference, atol=1e-5)
