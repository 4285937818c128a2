from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_eyelids import close_eyes
from tests.support.face_stand_in import stand_in_face_model


@pytest.fixture(scope="module")
def face() -> NDArray[np.float32]:
    mesh = FaceMesh(stand_in_face_model(), size=256)
    return mesh(mesh.neutral(torch.zeros(80)), torch.zeros(1, 64))[0].numpy()


def holes(picture: NDArray[np.float32], side: str = "both") -> int:
    """Background pixels where the eyes are."""
    size = picture.shape[1]
    columns = {"left": (1, 2), "right": (2, 3), "both": (1, 3)}[side]
    region = slice(size // 4, size // 2), slice(*(size * k // 4 for k in columns))
    return int((picture == -1).all(0)[region].sum())


def test_a_shut_eye_leaves_no_hole_and_only_it_changes(face: NDArray[np.float32]) -> None:
    assert holes(face) > 100
    shut = close_eyes(face, (1.0, 1.0))
    assert holes(shut) == 0
    was_face = (face != -1).any(0)
    assert np.array_equal(shut[:, was_face], face[:, was_face])


def test_the_eyes_close_one_by_one_and_bit_by_bit(face: NDArray[np.float32]) -> None:
    wink = close_eyes(face, (1.0, 0.0))
    assert holes(wink, "left") == 0
    assert holes(wink, "right") == holes(face, "right")
    left = [holes(close_eyes(face, (amount, 0.0)), "left") for amount in (0, 0.3, 0.6, 1)]
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == 4


def test_lids_take_the_skin_around_them(face: NDArray[np.float32]) -> None:
    shut = close_eyes(face, (1.0, 1.0))
    assert np.abs(np.diff(shut, axis=1)[:, 70:120, 70:180]).max() < 0.2


@pytest.mark.parametrize("closure", [(0.0, 0.0), (0.7, 0.7)])
def test_closed_eyes_stay_closed(face: NDArray[np.float32], closure: tuple[float, float]) -> None:
    shut = close_eyes(face, (1.0, 1.0))
    assert np.array_equal(close_eyes(shut, closure), shut)
