from __future__ import annotations

import numpy as np
import torch

from benchmarks.published.secc import draw_mesh_as_published
from real3d.triplane.face_model.morphable_model import Pose, posed
from real3d.triplane.face_model.secc import FaceMesh
from tests.support.closeness import assert_close
from tests.support.face_stand_in import stand_in_face_model
from tests.support.goldens import face_goldens, unpacked


def test_posed_faces_look_as_published() -> None:
    goldens, model = face_goldens(), stand_in_face_model()
    shape = model.shape(goldens["secc_batch_id"], goldens["secc_batch_exp"])
    pose = Pose(goldens["secc_small64_euler"], goldens["secc_small64_trans"])
    vertices = torch.from_numpy(posed(shape, pose))
    picture = draw_mesh_as_published(vertices, model, 64)
    assert np.array_equal((picture != -1).any(1).numpy(), goldens["secc_small64_mask"][:, 0])
    assert_close(picture[1:3], torch.from_numpy(goldens["secc_small64_secc"]), 1e-4)


def test_the_published_hole_is_reproduced_and_is_not_there_otherwise() -> None:
    goldens, model = face_goldens(), stand_in_face_model()
    identity, expression = (goldens[f"secc_batch_{part}"][1:2] for part in ("id", "exp"))
    published = unpacked(goldens["secc_single_mask_packed"])
    vertices = torch.from_numpy(model.shape(identity, expression))
    with_hole = (draw_mesh_as_published(vertices, model, 512) != -1).any(1).numpy()
    assert np.array_equal(with_hole, published)

    mesh = FaceMesh(model)
    neutral = mesh.neutral(torch.from_numpy(identity[0]))
    whole = (mesh(neutral, torch.from_numpy(expression)) != -1).any(1).numpy()
    assert (whole & ~published).any()
    assert not (published & ~whole).any()
