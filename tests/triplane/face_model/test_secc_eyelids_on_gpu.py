"""The twin for GPUs paints the same lids; it runs on CPUs too."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_eyelids import close_eyes
from real3d.triplane.face_model.secc_eyelids_on_gpu import close_eyes_on_gpu
from tests.support.face_stand_in import stand_in_face_model


@pytest.fixture(scope="module")
def faces() -> Tensor:
    """[2, 3, 512, 512] without expression, and with one."""
    mesh = FaceMesh(stand_in_face_model())
    expression = torch.randn(1, 64, generator=torch.Generator().manual_seed(0))
    return mesh(mesh.neutral(torch.zeros(80)), torch.cat((torch.zeros(1, 64), expression)))


@pytest.mark.parametrize("closure", [(1.0, 1.0), (0.3, 0.0), (0.0, 0.55), (0.71, 0.92)])
def test_the_same_pixels_become_lids_of_nearly_the_same_colours(
    faces: Tensor, closure: tuple[float, float]
) -> None:
    for face in faces:
        found = close_eyes_on_gpu(face, closure).numpy()
        expected = close_eyes(face.numpy(), closure)
        painted = (expected != face.numpy()).any(0)
        assert painted.sum() > 300
        assert np.array_equal((found != face.numpy()).any(0), painted)
        # Where pixels of skin are equally near, either may be taken.
        apart = np.abs(found - expected)[:, painted]
        assert apart.max() < 0.05
        assert (apart.max(0) > 0).mean() < 0.1


def test_open_eyes_and_pictures_without_a_face_stay_as_they_are(faces: Tensor) -> None:
    assert torch.equal(close_eyes_on_gpu(faces[0], (0.0, 0.0)), faces[0])
    nothing = torch.full_like(faces[0], -1)
    assert torch.equal(close_eyes_on_gpu(nothing, (1.0, 1.0)), nothing)
