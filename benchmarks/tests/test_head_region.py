"""Figures of likeness are those of their definitions, and see only the head."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.head_region import (
    best_similarity,
    head_region,
    landmark_error,
    likeness,
    move_landmarks,
    move_picture,
)
from real3d.portrait import Portrait
from real3d.portrait.landmarks import LEFT_EAR, LOWER_LIP_OUTER, OUTER_EYE_CORNERS, RIGHT_EAR


@pytest.fixture
def region(portrait: Portrait) -> np.ndarray:
    return head_region(portrait.landmarks, portrait.size)


def similarity(degrees: float, scale: float, x: float, y: float) -> np.ndarray:
    turn = scale * np.exp(1j * np.radians(degrees))
    return np.array([[turn.real, -turn.imag, x], [turn.imag, turn.real, y]])


def test_the_region_holds_the_face_and_some_hair_but_not_the_shoulders(
    region: np.ndarray, portrait: Portrait
) -> None:
    points = np.round(portrait.landmarks[:468, :2]).astype(int)
    assert region[points[:, 1], points[:, 0]].all()
    top = points[:, 1].min()
    assert region[top - 10, points[points[:, 1].argmin(), 0]]
    assert not region[-60:].any()
    ears = points[[LEFT_EAR, RIGHT_EAR], 0]
    assert not region[:, ears.max() + np.ptp(ears) // 2 :].any()


def test_a_constant_difference_has_the_psnr_and_l1_of_its_definition(
    region: np.ndarray, portrait: Portrait
) -> None:
    dark = np.full_like(portrait.image, 100)
    found = likeness(dark + np.uint8(10), dark, region)
    assert found.l1 == pytest.approx(10)
    assert found.psnr == pytest.approx(20 * np.log10(25.5), abs=1e-4)


def test_what_is_outside_the_head_does_not_count(region: np.ndarray, portrait: Portrait) -> None:
    changed = portrait.image.copy()
    far = np.s_[-40:, :40]
    changed[far] = 255 - changed[far]
    assert likeness(changed, portrait.image, region) == likeness(
        portrait.image, portrait.image, region
    )
    assert likeness(portrait.image, portrait.image, region).ssim == pytest.approx(1, abs=1e-5)


def test_ssim_falls_with_what_psnr_hardly_sees(region: np.ndarray, portrait: Portrait) -> None:
    noise = np.random.default_rng(0).normal(0, 10, portrait.image.shape)
    noisy = np.clip(portrait.image + noise, 0, 255).astype(np.uint8)
    brighter = np.clip(portrait.image + 10.0, 0, 255).astype(np.uint8)
    assert likeness(noisy, portrait.image, region).ssim < 0.9
    assert likeness(brighter, portrait.image, region).ssim > 0.97


def test_the_best_similarity_is_found_again_and_moves_picture_and_landmarks_alike(
    region: np.ndarray, portrait: Portrait
) -> None:
    landmarks, picture = portrait.landmarks, portrait.image
    onto = similarity(7, 1.08, 12, -20)
    moved = np.zeros_like(landmarks)
    moved[:468, :2] = move_landmarks(landmarks, onto)
    assert best_similarity(landmarks, moved) == pytest.approx(onto, abs=1e-6)
    back = best_similarity(moved, landmarks)
    again = move_picture(move_picture(picture, onto), back)
    assert likeness(again, picture, region).psnr > 30


def test_an_open_mouth_is_not_taken_for_a_scale(portrait: Portrait) -> None:
    speaking = portrait.landmarks.copy()
    speaking[list(LOWER_LIP_OUTER), 1] += 30
    still = best_similarity(portrait.landmarks, speaking)
    assert still == pytest.approx(np.eye(2, 3), abs=1e-9)


def test_landmark_errors_are_per_cent_of_the_eyes_distance(portrait: Portrait) -> None:
    landmarks = portrait.landmarks
    left, right = OUTER_EYE_CORNERS
    eyes = np.linalg.norm(landmarks[left, :2] - landmarks[right, :2])
    assert landmark_error(landmarks + np.array([0.1 * eyes, 0, 5]), landmarks) == pytest.approx(10)
