"""The relief: exact where the photo is known, finite and calm where it is not."""

from __future__ import annotations

import numpy as np

from real3d.mesh.topology import LANDMARKS


def test_unmoved_vertices_project_onto_their_own_pixels(astronaut_avatar):
    surface = astronaut_avatar.surface
    projected = surface.camera.project(surface.vertices.astype(float))
    assert np.abs(projected[:, :2] - surface.uv).max() < 1e-2


def test_landmarks_follow_themselves_exactly_and_the_picture_edge_nobody(astronaut_avatar):
    surface = astronaut_avatar.surface
    weights = surface.landmark_weights
    assert np.abs(weights[:LANDMARKS].toarray() - np.eye(LANDMARKS)).max() < 1e-6
    edge = (surface.uv < 0).any(axis=1) | (surface.uv > 511).any(axis=1)
    assert weights[np.flatnonzero(edge)].nnz == 0


def test_a_movement_of_all_landmarks_carries_the_face_between_them(astronaut_avatar):
    surface = astronaut_avatar.surface
    moved = surface.landmark_weights @ np.ones((LANDMARKS, 1), np.float32)
    midpoints = slice(LANDMARKS, LANDMARKS + 400)
    assert np.abs(moved[midpoints] - 1).max() < 0.05


def test_the_head_turns_whole_and_the_bottom_of_the_picture_stays(astronaut_avatar):
    surface = astronaut_avatar.surface
    assert surface.head_weights[:LANDMARKS].min() > 0.999
    bottom = surface.uv[:, 1] >= 511
    assert surface.head_weights[bottom].max() < 0.05


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
