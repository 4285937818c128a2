from __future__ import annotations

from random import Random

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_eyelids import (
    close_eyes,
    close_eyes_as_published,
    published_schedule,
)
from tests.support.goldens import motion_goldens, stand_in_model


@pytest.fixture(scope="module")
def face() -> NDArray[np.float32]:
    mesh = FaceMesh(stand_in_model(), size=256)
    return mesh(mesh.neutral(torch.zeros(80)), torch.zeros(1, 64))[0].numpy()


def holes(picture: NDArray[np.float32], side: str = "both") -> int:
    """Background pixels where the eyes are."""
    size = picture.shape[1]
    columns = {"left": (1, 2), "right": (2, 3), "both": (1, 3)}[side]
    region = slice(size // 4, size // 2), slice(*(size * k // 4 for k in columns))
    return int((picture == -1).all(0)[region].sum())


@pytest.mark.parametrize("percent", ["025", "075"])
def test_the_published_edit_is_reproduced(percent: str) -> None:
    goldens = motion_goldens()
    levels = np.zeros((512, 512, 3), np.uint8)
    levels[80:300, 80:430] = goldens["blink_u8"]
    picture = ((levels + np.float32(0.5)) / np.float32(127.5) - 1).transpose(2, 0, 1)
    picture[:, (levels == 0).all(2)] = -1
    top, bottom, left, right = goldens["blink_window"]
    edited = close_eyes_as_published(picture.astype(np.float32), int(percent) / 100)
    found = np.rint((edited + 1) * 127.5).transpose(1, 2, 0)[top:bottom, left:right]
    differs = (found != goldens[f"blink_p{percent}"]).any(2)
    may_differ = np.unpackbits(goldens[f"blink_p{percent}_tie"], axis=1).astype(bool)
    assert not (differs & ~may_differ).any()


@pytest.mark.parametrize(("frames", "seed"), [(130, 42), (8, 7)])
def test_the_published_times_are_reproduced(frames: int, seed: int) -> None:
    found = np.array(list(published_schedule(frames, Random(seed))))
    expected = motion_goldens()[f"blink_schedule_len{frames}_seed{seed}"]
    np.testing.assert_allclose(found, expected)


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
    close_eyes_as_published(shut, closure[0])
