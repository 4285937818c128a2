from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.triplane.face_model import secc
from real3d.triplane.face_model.morphable_model import Pose, posed
from real3d.triplane.face_model.secc import FaceMesh, draw_mesh, rasterise_on_cpu, rasterise_on_gpu
from tests.support.closeness import assert_close
from tests.support.face_stand_in import stand_in_face_model


@pytest.fixture(scope="module")
def mesh() -> FaceMesh:
    return FaceMesh(stand_in_face_model(), size=512)


def drawn(picture: Tensor) -> NDArray[np.bool_]:
    return (picture != -1).any(1).numpy()


def test_a_frame_does_not_depend_on_how_many_are_drawn_together(mesh: FaceMesh) -> None:
    expressions = 0.3 * torch.randn(3, 64, generator=torch.Generator().manual_seed(0))
    neutral = mesh.neutral(torch.zeros(80))
    alone = torch.cat([mesh(neutral, expression[None]) for expression in expressions])
    assert torch.equal(mesh(neutral, expressions), alone)


def test_processors_and_graphics_cards_draw_the_same(mesh: FaceMesh) -> None:
    expressions = 0.3 * torch.randn(2, 64, generator=torch.Generator().manual_seed(0))
    shape = stand_in_face_model().shape(np.zeros((1, 80), np.float32), expressions.numpy())
    turned = Pose(np.array([[0, 0, 0], [0.2, 0.7, 0.1]], np.float32), np.zeros((2, 3), np.float32))
    vertices = torch.from_numpy(posed(shape, turned))
    pictures = [
        draw(vertices, mesh.triangles, mesh.colours, 256)
        for draw in (rasterise_on_cpu, rasterise_on_gpu)
    ]
    assert np.array_equal(*map(drawn, pictures))
    assert_close(*pictures, 1e-5)


@pytest.mark.parametrize("draw", [rasterise_on_cpu, rasterise_on_gpu])
def test_of_two_triangles_at_one_place_the_first_is_seen(draw: Callable[..., Tensor]) -> None:
    corners = torch.tensor([[-0.5, -0.5, 0], [0.5, -0.5, 0], [0, 0.5, 0]])
    triangles = torch.tensor([[0, 1, 2], [3, 5, 4]])
    colours = torch.tensor([[1.0, 0, 0]] * 3 + [[0.0, 1, 0]] * 3)
    vertices = torch.cat((corners, corners))[None]
    assert draw(vertices, triangles, colours, 32)[0, 0, 16, 16] == 1
    assert draw(vertices, triangles[[1, 0]], colours, 32)[0, 1, 16, 16] == 1


def test_the_nearer_of_two_triangles_is_seen() -> None:
    corners = torch.tensor([[-0.5, -0.5], [0.5, -0.5], [0.0, 0.5]])
    far, near = (torch.nn.functional.pad(corners, (0, 1), value=z) for z in (0.0, 0.5))
    triangles = torch.tensor([[0, 1, 2], [3, 4, 5]])
    colours = torch.tensor([[1.0, 0, 0]] * 3 + [[0.0, 1, 0]] * 3)
    picture = draw_mesh(torch.cat((far, near))[None], triangles, colours, 32)
    assert_close(picture[0, :, 16, 16], torch.tensor([0.0, 1, 0]))


def test_what_lies_outside_the_picture_is_left_out() -> None:
    away = torch.tensor([[[50.0, 0, 0], [51, 0, 0], [50, 1, 0]]])
    picture = draw_mesh(away, torch.tensor([[0, 1, 2]]), torch.ones(3, 3), 16)
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
    drawing = vertices, mesh.triangles, mesh.colours, 512
    whole = rasterise_on_gpu(*drawing)
    monkeypatch.setattr(secc, "BLOCK_PIXELS", 10_000)
    sizes = []
    pixels = secc._pixels
    monkeypatch.setattr(
        secc, "_pixels", lambda *given: sizes.append(len(pixels(*given)[0])) or pixels(*given)
    )
    assert torch.equal(rasterise_on_gpu(*drawing), whole)
    assert max(sizes) <= 10_000
