"""The player's arithmetic, without a browser: every vertex where the engine has it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar
from real3d.portable.motion_track import motion_json
from tests.support.node import WEB, needs_node, run_node, web_program
from tests.support.player_poses import player_poses, track_of
from tests.support.poses import Model

LANDMARKS = 468
POSES = player_poses()


@pytest.fixture(scope="module")
def program() -> Path:
    return web_program("landmarks")


@needs_node
def test_vertices_are_where_the_engine_has_them(
    program: Path, avatar: tuple[MeshAvatar, Path], tmp_path: Path
) -> None:
    made, path = avatar
    motion = track_of(POSES.values())
    (tmp_path / "motion.json").write_text(motion_json(motion))
    run_node(program, path, tmp_path / "motion.json", tmp_path / "places")
    model = Model(made)
    wanted = []
    for index in range(len(motion)):
        model.hold(motion, index)
        wanted.append(model.vertices.copy())
    places = np.fromfile(tmp_path / "places", np.float32).reshape(np.shape(wanted))
    away = np.linalg.norm((places - wanted)[..., :2], axis=-1)
    worst = {name: error.max() for name, error in zip(POSES, away[:, :LANDMARKS], strict=True)}
    assert max(worst.values()) < 0.1, worst
    assert away.max() < 0.3
    # Their movement is no trifle: a wrong sign would be seen.
    assert np.abs(places[0] - places[-1])[:LANDMARKS, :2].max() > 5


@needs_node
def test_the_shipped_player_is_made_from_its_source() -> None:
    run_node(WEB / "build.mjs", "--check")
