"""The relief: exact where the photo is known, finite and calm where it is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from real3d.mesh.surface import Surface, build_surface
from real3d.mesh.topology import LANDMARKS, face_topology
from real3d.numerics.types import Float32Array, FloatArray
from real3d.portrait.landmarks import CHIN, FOREHEAD


def within_picture(uv: Float32Array) -> NDArray[np.bool_]:
    return ((uv > -0.5) & (uv < 511.5)).all(axis=1)


def from_chin(surface: Surface) -> tuple[FloatArray, FloatArray]:
    """[V] how far below and beside the chin, as its face sees it, in face heights."""
    axis = surface.uv[CHIN] - surface.uv[FOREHEAD]
    height = np.linalg.norm(axis)
    away = (surface.uv - surface.uv[CHIN]) / height
    return away @ axis / height, np.abs(away @ (-axis[1], axis[0])) / height


def test_unmoved_vertices_project_onto_their_own_pixels(astronaut_avatar):
    surface = astronaut_avatar.surface
    projected = surface.camera.project(surface.vertices.astype(float))
    inside = within_picture(surface.uv)
    assert np.abs(projected[:, :2] - surface.uv)[inside].max() < 1e-2
    assert np.abs(projected[:, 0] - surface.uv[:, 0]).max() < 1e-2


def test_beyond_the_picture_its_mirror_image_is_shown(astronaut_avatar):
    surface = astronaut_avatar.surface
    inside = within_picture(surface.uv)
    assert np.array_equal(surface.texture_uv[inside], surface.uv[inside])
    assert within_picture(surface.texture_uv).all()
    assert np.abs(surface.uv[~inside] - surface.texture_uv[~inside]).max() > 100
    np.testing.assert_allclose(
        np.abs(surface.texture_uv[:, 0] - 255.5),
        255.5 - np.abs(255.5 - np.abs(surface.uv[:, 0] - 255.5)),
        atol=0.11,
    )


def test_landmarks_follow_themselves_exactly_and_the_picture_edge_nobody(astronaut_avatar):
    surface = astronaut_avatar.surface
    weights = surface.landmark_weights
    assert np.abs(weights[:LANDMARKS].toarray() - np.eye(LANDMARKS)).max() < 1e-6
    edge = (surface.uv < 0).any(axis=1) | (surface.uv > 511).any(axis=1)
    assert weights[np.flatnonzero(edge)].nnz == 0


def test_between_landmarks_a_lip_is_as_round_as_it_is_at_them(astronaut_avatar):
    surface, rims = astronaut_avatar.surface, face_topology().mouth
    for rim in (rims.upper, rims.lower):
        place = np.linspace(-1, 1, len(rim))
        wanted = 1 - place**2
        moved = np.zeros(LANDMARKS, np.float32)
        moved[rim[::2]] = wanted[::2]
        assert np.abs((surface.landmark_weights @ moved)[rim] - wanted).max() < 1e-3


def test_a_movement_of_all_landmarks_carries_the_face_between_them(astronaut_avatar):
    surface = astronaut_avatar.surface
    moved = surface.landmark_weights @ np.ones((LANDMARKS, 1), np.float32)
    midpoints = slice(LANDMARKS, LANDMARKS + 400)
    assert np.abs(moved[midpoints] - 1).max() < 0.05


def test_the_head_moves_whole_and_the_shoulders_on_their_own(astronaut_avatar):
    surface = astronaut_avatar.surface
    assert surface.head_weights[:LANDMARKS].min() > 0.999
    below, beside = from_chin(surface)
    assert surface.head_weights[below > 0.65].max() < 0.05
    assert surface.head_weights[(below > 0.2) & (beside > 0.9)].max() < 0.1


def test_a_collar_moves_with_the_neck_that_it_lies_on(avatar):
    """Movement falls evenly on the way from chin to chest, so that nothing slides over another."""
    surface = avatar.surface
    below, beside = from_chin(surface)
    ends = np.vstack([surface.triangles[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))])
    neck = ((below[ends] > 0.05) & (below[ends] < 0.6) & (beside[ends] < 0.6)).all(axis=1)
    first, second = ends[neck].T
    height = np.linalg.norm(surface.uv[CHIN] - surface.uv[FOREHEAD])
    apart = np.linalg.norm(surface.uv[first] - surface.uv[second], axis=1) / height
    step = np.abs(surface.head_weights[first] - surface.head_weights[second])
    assert neck.sum() > 100
    assert (step / apart).max() < 2.85


def test_ears_and_hair_are_not_sent_far_behind_the_head(astronaut_avatar):
    surface = astronaut_avatar.surface
    depth = surface.vertices[:, 2]
    face = depth[:LANDMARKS]
    assert np.isfinite(depth).all()
    assert depth.max() < face.max() + 0.25 * surface.face_width


def test_triangles_without_any_of_the_person_are_left_out(astronaut_avatar):
    surface = astronaut_avatar.surface
    alpha = astronaut_avatar.portrait.alpha
    centres = surface.uv[surface.triangles].mean(axis=1)
    inside = np.clip(np.round(centres), 0, 511).astype(int)
    empty = alpha[inside[:, 1], inside[:, 0]] == 0
    assert empty.mean() < 0.2


def test_beyond_the_edge_nobody_is_seen_for_a_few_loose_hairs(astronaut_avatar):
    portrait = astronaut_avatar.portrait
    last, hair = portrait.size - 1, np.zeros((192, 192), np.float32)

    def beyond(rows: slice) -> int:
        alpha = np.zeros_like(portrait.alpha)
        alpha[:, 100:400] = 1
        alpha[rows, 400:] = 1
        surface = build_surface(replace(portrait, alpha=alpha, own_alpha=alpha), hair)
        corners = surface.uv[surface.triangles, 0]
        return int((corners.min(axis=1) > last).sum())

    assert beyond(slice(200, 205)) == 0
    assert beyond(slice(200, 260)) > 0


def test_clothes_stay_on_the_lower_edge_and_hair_that_is_cut_off_on_the_upper_one(astronaut_avatar):
    portrait = astronaut_avatar.portrait
    surface, last = astronaut_avatar.surface, portrait.size - 1
    rise, fall = surface.edge_weights.T
    below, face = surface.uv[:, 1] >= last, surface.head_weights > 0.99
    assert (rise[below] == 1).all()
    assert (rise[face] == 0).all()
    assert (fall == 0).all(), "the photo shows all of her hair"
    alpha = portrait.alpha.copy()
    alpha[: portrait.size // 4, portrait.size // 3 : -portrait.size // 3] = 1
    cut = build_surface(
        replace(portrait, alpha=alpha, own_alpha=alpha), np.zeros((192, 192), np.float32)
    )
    above = (cut.uv[:, 1] <= 0) & (cut.uv[:, 0] > 0) & (cut.uv[:, 0] < last)
    assert (cut.edge_weights[above, 1] == 1).all()
    assert (cut.edge_weights[:LANDMARKS, 1] == 0).all()
