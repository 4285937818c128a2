from __future__ import annotations

import cv2
import numpy as np

from real3d.portrait.push_pull import push_pull
from real3d.portrait.rim_fill import fill_rim

SIZE = 512
Y, X = np.mgrid[0:SIZE, 0:SIZE]
DISTANCE = np.hypot(X - 256, Y - 256)
KNOWN = (DISTANCE > 130).astype(np.float32)
RIM = (DISTANCE > 100) & (DISTANCE < 128)


def filled(photo: np.ndarray) -> np.ndarray:
    photo = photo.astype(np.float32)
    return fill_rim(photo, push_pull(photo * KNOWN[..., None], KNOWN), KNOWN)


def rails() -> np.ndarray:
    """[S, S, 3] three slanted rails before a light wall."""
    photo = np.full((SIZE, SIZE, 3), 220, np.uint8)
    for top in (170, 250, 330):
        cv2.line(photo, (0, top), (SIZE, top + 60), (70, 70, 80), 9, cv2.LINE_AA)
    return photo


def test_rails_run_on_behind_the_outline():
    assert np.abs(filled(rails()) - rails())[RIM].mean() < 8


def test_grain_goes_on():
    grain = np.random.default_rng(0).normal(0, 4, (SIZE, SIZE, 1)).repeat(3, axis=2)
    result = filled(128 + grain)
    assert 2.5 < result[RIM].std() < 5


def test_foliage_is_laid_and_not_drawn_out():
    coarse = np.random.default_rng(0).normal(128, 90, (SIZE // 4, SIZE // 4, 1))
    leaves = cv2.resize(coarse, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)[..., None]
    leaves = leaves.clip(0, 255).repeat(3, axis=2)
    fine = filled(leaves) - cv2.GaussianBlur(filled(leaves), (0, 0), 4)
    shown = leaves - cv2.GaussianBlur(leaves, (0, 0), 4)
    assert fine[RIM].std() > 0.6 * shown[RIM].std()


def test_faint_brush_strokes_go_on_as_deep_as_a_head_leans():
    coarse = np.random.default_rng(0).normal(128, 14, (SIZE // 8, SIZE // 3, 1))
    strokes = cv2.resize(coarse, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)[..., None]
    strokes = strokes.repeat(3, axis=2)
    deep = (DISTANCE > 95) & (DISTANCE < 105)
    fine = filled(strokes) - cv2.GaussianBlur(filled(strokes), (0, 0), 4)
    shown = strokes - cv2.GaussianBlur(strokes, (0, 0), 4)
    assert fine[deep].std() > 0.5 * shown[deep].std()


def test_a_spot_in_a_pocket_does_not_spread():
    photo = np.full((SIZE, SIZE, 3), 90, np.float32)
    known = KNOWN.copy()
    known[250:262, 250:262] = 1
    photo[250:262, 250:262] = 250
    result = fill_rim(photo, np.full_like(photo, 90), known)
    around = (np.hypot(X - 256, Y - 256) < 40) & (known == 0)
    assert np.abs(result - 90)[around].max() < 2


def test_a_picture_on_the_wall_beside_the_hole_is_not_laid_a_second_time():
    photo = np.full((SIZE, SIZE, 3), 232, np.uint8)
    cv2.rectangle(photo, (300, 100), (450, 210), (40, 35, 30), 8)
    cv2.rectangle(photo, (312, 112), (438, 198), (230, 150, 150), -1)
    cv2.rectangle(photo, (340, 130), (410, 170), (90, 60, 140), -1)
    photo[400:, ::14] = 60
    assert np.abs(filled(photo) - photo)[RIM].mean() < 2.5


def test_a_faint_edge_that_is_guessed_deep_in_the_hole_is_soft():
    wall = np.full((SIZE, SIZE, 3), 150, np.uint8)
    wall[:, :256] = 130
    steps = np.abs(np.diff(filled(wall)[..., 0], axis=1)).max(axis=1)
    assert steps[110] > 10
    assert steps[180] < 5
