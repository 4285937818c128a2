from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.mean_face import mean_face as shipped_mean_face
from real3d.portrait.mean_face import mirror_index
from real3d.portrait.pose import rotation_matrix
from training.mean_face import mean_face


def test_the_mean_of_posed_copies_of_a_face_is_that_face():
    rng = np.random.default_rng(0)
    faces = []
    for _ in range(12):
        yaw, roll = rng.uniform(-0.15, 0.15, 2)
        turned = shipped_mean_face() @ rotation_matrix(0.0, yaw, roll).T
        faces.append(rng.uniform(80, 200) * turned + rng.uniform(100, 300, 3))
    mean, mirror = mean_face(np.array(faces))
    assert mean == pytest.approx(shipped_mean_face(), abs=1e-4)
    assert np.array_equal(mirror, mirror_index())


def test_straight_ahead_is_where_most_faces_look():
    up = shipped_mean_face() @ rotation_matrix(0.2, 0.0, 0.0).T
    faces = [100 * up] + [150 * shipped_mean_face() + 20] * 3
    mean, _ = mean_face(np.array(faces))
    assert mean == pytest.approx(shipped_mean_face(), abs=1e-4)
