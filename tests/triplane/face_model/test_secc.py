from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.triplane.face_model import secc
from real3d.triplane.face_model.morphable_model import Pose, posed
from real3d.triplane.face_model.secc import FaceMesh, draw_at_once, draw_in_turn, draw_mesh
from tests.support.closeness import assert_close
from tests.support.goldens import face_goldens, stand_in_model


@pytest.fixture(scope="module")
def mesh() -> FaceMesh:
    return FaceMesh(stand_in_model(), size=512)


@pytest.fixture(scope="module")
def goldens() -> dict[str, NDArray]:
    return {name.removeprefix("secc_"): a for name, a in face_goldens().items()}


def drawn(picture: Tensor) -> NDArray[np.bool_]:
    return (picture != -1).any(1).numpy()


def test_posed_faces_look_as_published(mesh: FaceMesh, goldens: dict[str, NDArray]) -> None:
    shape = stand_in_model().shape(goldens["batch_id"], goldens["batch_exp"])
    vertices = posed(shape, Pose(goldens["small64_euler"], goldens["small64_trans"]))
    picture = draw_mesh(torch.from_numpy(vertices), mesh.triangles, mesh.colours, 64, True)
    assert np.array_equal(drawn(picture), goldens["small64_mask"][:, 0])
    assert_close(picture[1:3], torch.from_numpy(goldens["small64_secc"]), 1e-4)


def test_the_published_hole_can_be_had_and_is_not_there_otherwise(
    mesh: FaceMesh, goldens: dict[str, NDArray]
) -> None:
    identity, expression = (torch.from_numpy(goldens[f"batch_{k}"])[1] for k in ("id", "exp"))
    neutral = mesh.neutral(identity)
    published = np.unpackbits(goldens["single_mask_packed"], axis=2).astype(bool)
    with_hole = mesh(neutral, expression[None], skip_first_triangle=True)
    assert np.array_equal(drawn(with_hole), published)
    whole = drawn(mesh(neutral, expression[None]))
    assert (whole & ~published).any()
    assert not (published & ~whole).any()


def test_a_frame_does_not_depend_on_how_many_are_drawn_together(mesh: FaceMesh) -> None:
    expressions = 0.3 * torch.randn(3, 64, generator=torch.Generator().manual_seed(0))
    neutral = mesh.neutral(torch.zeros(80))
    alone = torch.cat([mesh(neutral, expression[None]) for expression in expressions])
    assert torch.equal(mesh(neutral, expressions), alone)


@pytest.mark.parametrize("skip", [False, True])
def test_processors_and_graphics_cards_draw_the_same(mesh: FaceMesh, skip: bool) -> None:
    expressions = 0.3 * torch.randn(2, 64, generator=torch.Generator().manual_seed(0))
    shape = stand_in_model().shape(np.zeros((1, 80), np.float32), expressions.numpy())
    turned = Pose(np.array([[0, 0, 0], [0.2, 0.7, 0.1]], np.float32), np.zeros((2, 3), np.float32))
    vertices = torch.from_numpy(posed(shape, turned))
    pictures = [
        draw(vertices, mesh.triangles, mesh.colours, 256, skip)
        for draw in (draw_in_turn, draw_at_once)
    ]
    assert np.array_equal(*map(drawn, pictures))
    assert_close(*pictures, 1e-5)


@pytest.mark.parametrize("draw", [draw_in_turn, draw_at_once])
def test_of_two_triangles_at_one_place_the_first_is_seen(draw: Callable[..., Tensor]) -> None:
    corners = torch.tensor([[-0.5, -0.5, 0], [0.5, -0.5, 0], [0, 0.5, 0]])
    triangles = torch.tensor([[0, 1, 2], [3, 5, 4]])
    colours = torch.tensor([[1.0, 0, 0]] * 3 + [[0.0, 1, 0]] * 3)
    vertices = torch.cat((corners, corners))[None]
    assert draw(vertices, triangles, colours, 32, False)[0, 0, 16, 16] == 1
    assert draw(vertices, triangles, colours, 32, True)[0, 1, 16, 16] == 1


def test_the_nearer_of_two_triangles_is_seen() -> None:
    corners = torch.tensor([[-0.5, -0.5], [0.5, -0.5], [0.0, 0.5]])
    far, near = (torch.nn.functional.pad(corners, (0, 1), value=z) for z in (0.0, 0.5))
    triangles = torch.tensor([[0, 1, 2], [3, 4, 5]])
    colours = torch.tensor([[1.0, 0, 0]] * 3 + [[0.0, 1, 0]] * 3)
    picture = draw_mesh(torch.cat((far, near))[None], triangles, colours, 32, False)
    assert_close(picture[0, :, 16, 16], torch.tensor([0.0, 1, 0]))


def test_what_lies_outside_the_picture_is_left_out() -> None:
    away = torch.tensor([[[50.0, 0, 0], [51, 0, 0], [50, 1, 0]]])
    picture = draw_mesh(away, torch.tensor([[0, 1, 2]]), torch.ones(3, 3), 16, False)
    assert (picture == -1).all()


def test_the_eyes_are_open(mesh: FaceMesh) -> None:
    picture = drawn(mesh(mesh.neutral(torch.zeros(80)), torch.zeros(1, 64)))[0]
    face_rows, face_columns = np.nonzero(picture)
    inside = picture[face_rows.min() : face_rows.max(), face_columns.min() : face_columns.max()]
    middle = inside[len(inside) // 4 : len(inside) // 2]
    assert not middle[:, middle.shape[1] // 4 : 3 * middle.shape[1] // 4].all()


def test_a_mesh_out_of_shape_needs_no_more_memory(
    mesh: FaceMesh, monkeypatch: pytest.MonkeyPatch
) -> None:
    vertices = mesh.neutral(torch.zeros(80))[None]
    drawing = vertices, mesh.triangles, mesh.colours, 512, False
    whole = draw_at_once(*drawing)
    monkeypatch.setattr(secc, "BLOCK_PIXELS", 10_000)
    sizes = []
    pixels = secc._pixels
    monkeypatch.setattr(
        secc, "_pixels", lambda *given: sizes.append(len(pixels(*given)[0])) or pixels(*given)
    )
    assert torch.equal(draw_at_once(*drawing), whole)
    assert max(sizes) <= 10_000
