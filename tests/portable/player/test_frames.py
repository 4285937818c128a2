"""The player's frames in a browser beside the engine's, in grey levels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.frame import FrameRenderer
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portable.motion_track import motion_json
from tests.support.player_page import PlayerPage
from tests.support.player_poses import player_poses, track_of

BACKGROUND = (96, 112, 128)
MOST_IN_PERSON, MOST_IN_BOX = 1.5, 4.0
MOUTH = (61, 291, 0, 17)
EYES = ((33, 133, 159, 145), (263, 362, 386, 374))
QUICK = (
    "viseme aa",
    "viseme U",
    "photo",
    "nearly driven",
    "smile",
    "half shut",
    "wink",
    "down",
    "right",
    "moved",
)
"""Poses of the faces after the first, which shows all."""


def test_frames_are_the_engines(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> None:
    made, path = avatar
    every = player_poses()
    poses = every if path.stem == "astronaut" else {name: every[name] for name in QUICK}
    motion = track_of(poses.values())
    size = made.portrait.size
    backdrop = np.full((size, size, 3), BACKGROUND, np.uint8)
    renderer = FrameRenderer(made, made.texture(backdrop), backdrop)
    person = made.portrait.alpha > 0.5
    page.show(path.name, "#607080")
    errors = {}
    for index, (name, shown) in enumerate(
        zip(poses, page.frames(motion_json(motion)), strict=True)
    ):
        error = _error(renderer.render(motion, index), shown)
        boxes = [_box(renderer.vertices, corners, made.surface.face_width) for corners in EYES]
        mouth = _box(renderer.vertices, MOUTH, made.surface.face_width)
        errors[name] = (
            error[person].mean(),
            max(error[box].mean() for box in (mouth, *boxes)),
        )
    assert np.mean([whole for whole, _ in errors.values()]) < MOST_IN_PERSON, errors
    assert max(box for _, box in errors.values()) < MOST_IN_BOX, errors


def test_what_is_not_drawn_would_be_seen(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> None:
    made, path = avatar
    poses = {name: player_poses()[name] for name in ("photo", "viseme aa", "half shut")}
    page.show(path.name, "#607080")
    photo, opened, blinking = page.frames(motion_json(track_of(poses.values())))
    vertices, width = made.surface.uv, made.surface.face_width
    assert _error(photo, opened)[_box(vertices, MOUTH, width)].mean() > MOST_IN_BOX
    assert _error(photo, blinking)[_box(vertices, EYES[0], width)].mean() > MOST_IN_BOX


def _error(one: Picture, other: Picture) -> FloatArray:
    """[S, S] mean difference of the three colours."""
    return np.abs(one.astype(int) - other.astype(int)).mean(axis=2)


def _box(vertices: Float32Array, corners: Sequence[int], face_width: float) -> tuple[slice, slice]:
    """Rows and columns around some landmarks."""
    places = vertices[list(corners), :2]
    low = np.floor(places.min(axis=0) - 0.05 * face_width).astype(int)
    high = np.ceil(places.max(axis=0) + 0.05 * face_width).astype(int)
    return slice(low[1], high[1]), slice(low[0], high[0])
