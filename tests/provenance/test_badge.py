"""The visible mark."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.provenance.badge import make_badge


def _changed(frame: np.ndarray, before: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = np.nonzero((frame != before).any(axis=2))
    return rows, columns


@pytest.mark.parametrize("level", [0, 90, 128, 255])
def test_it_is_legible_on_any_ground(level):
    frame = np.full((512, 512, 3), level, np.uint8)
    make_badge(512, 512).draw(frame)
    badge = frame[:60, -80:].astype(int)
    assert badge.max() - badge.min() > 130


@pytest.mark.parametrize(("width", "height"), [(512, 512), (1024, 1024), (360, 640), (1920, 1080)])
def test_it_is_small_and_in_the_upper_right_corner(width, height):
    before = np.full((height, width, 3), 200, np.uint8)
    frame = before.copy()
    make_badge(width, height).draw(frame)
    rows, columns = _changed(frame, before)
    assert rows.max() < 0.1 * min(width, height)
    assert columns.min() > width - 0.12 * min(width, height)
    assert rows.min() > 0
    assert columns.max() < width - 1


def test_it_is_solid_enough_over_nothing():
    frame = np.zeros((512, 512, 4), np.uint8)
    make_badge(512, 512).draw(frame)
    assert frame[..., 3].max() == 255  # the letters
    assert frame[..., :3].max() == 255
    assert not frame[100:].any()


def test_over_an_opaque_picture_both_kinds_of_frames_look_the_same():
    rgb = np.random.default_rng(1).integers(0, 256, (256, 256, 3), np.uint8)
    rgba = np.dstack([rgb, np.full((256, 256), 255, np.uint8)])
    badge = make_badge(256, 256)
    badge.draw(rgb)
    badge.draw(rgba)
    assert (rgba[..., 3] == 255).all()
    assert np.abs(rgba[..., :3].astype(int) - rgb).max() <= 1
