"""The face of a driver at rest is told from frames that pretend to be at rest."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.driver_face import driver_face
from real3d.mesh.driver_measures import corner_height, lip_gap
from real3d.mesh.driver_neutral import driver_neutral
from real3d.numerics.types import FloatArray
from tests.support.filmed_face import filmed, somebody

FRAMES = 100
RESTING_JAW = 0.02
"""Lips at rest touch less firmly than those that are pressed together."""


def corners(landmarks: FloatArray) -> float:
    """How high the corners of the mouth are in the neutral face of a clip."""
    driver = driver_face(list(landmarks), "clip")
    return float(corner_height(driver_neutral(driver.faces, driver.rotation)[None])[0])


REST = float(corner_height(somebody()[None])[0])


def test_a_smile_that_presses_the_lips_together_is_not_the_face_at_rest() -> None:
    smiling = np.arange(FRAMES) % 6 == 0
    clip = filmed(FRAMES, smile=1.6 * smiling, jaw=RESTING_JAW * ~smiling, noise=0.1)
    gap = lip_gap(driver_face(list(clip), "clip").faces)
    assert gap[smiling].max() < gap[~smiling].min(), "the smile has the smallest gaps"
    assert corners(clip) == pytest.approx(REST, abs=0.01)


def test_a_head_that_is_turned_away_is_not_the_face_at_rest() -> None:
    turned = np.arange(FRAMES) % 5 == 0
    angles = np.outer(turned, (0, 0.3, 0))
    # What the tracker makes of the far half of a mouth.
    clip = filmed(FRAMES, smile=0.5 * turned, jaw=RESTING_JAW * ~turned, angles=angles, noise=0.1)
    assert corners(clip) == pytest.approx(REST, abs=0.01)
