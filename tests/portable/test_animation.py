"""A baked motion moves the file as it moves the portrait."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar
from real3d.motion import Motion
from real3d.portable.avatar_file import avatar_glb
from tests.portable.test_validator import faults
from tests.support.glb_file import GlbFile
from tests.support.node import needs_node
from tests.support.poses import pose

FRAMES = 5
LAST = FRAMES - 1


@pytest.fixture(scope="module")
def motion() -> Motion:
    """From rest to a turned head that speaks, winks and looks aside."""
    end = pose(yaw=10, jawOpen=0.5, mouthSmileLeft=0.25, gaze=(0.5, 0.25))
    grown = {
        name: np.linspace(0, 1, FRAMES)[:, None] * getattr(end, name)
        for name in ("expression", "rotation", "gaze")
    }
    blink = np.zeros((FRAMES, 2))
    blink[LAST] = 1, 0
    shift = np.zeros((FRAMES, 3))
    shift[LAST] = 0.1, 0.05, 0
    return replace(Motion.still(FRAMES), **grown, blink=blink, translation=shift)


@pytest.fixture(scope="module")
def animated(astronaut_avatar: MeshAvatar, motion: Motion) -> bytes:
    return avatar_glb(astronaut_avatar, motion)


@pytest.fixture(scope="module")
def file(animated: bytes) -> GlbFile:
    return GlbFile.read(animated)


def track(file: GlbFile, node: str, path: str) -> np.ndarray:
    """[T, n] what the animation makes of a node."""
    (animation,) = file.document["animations"]
    (channel,) = [
        each
        for each in animation["channels"]
        if each["target"]["path"] == path
        and file.document["nodes"][each["target"]["node"]]["name"] == node
    ]
    sampler = animation["samplers"][channel["sampler"]]
    assert file.array(sampler["input"])[:, 0] == pytest.approx(np.arange(FRAMES) / 25)
    return file.array(sampler["output"]).reshape(FRAMES, -1)


def turned(quaternion: np.ndarray, way: tuple[float, float, float]) -> np.ndarray:
    """A direction after the rotation (x, y, z, w)."""
    axis, w = quaternion[:3], quaternion[3]
    across = 2 * np.cross(axis, way)
    return np.asarray(way) + w * across + np.cross(axis, across)


@pytest.mark.parametrize("mesh", ["head", "mouthCavity", "teethLower"])
def test_targets_grow_as_the_motion_says(file, motion, mesh):
    names = file.named("meshes", mesh)["extras"]["targetNames"]
    weights = track(file, mesh, "weights")
    assert weights[:, names.index("jawOpen")] == pytest.approx(motion.channel("jawOpen"))
    if mesh == "head":
        assert weights[LAST, names.index("mouthSmileLeft")] == pytest.approx(0.25)
        assert weights[LAST, names.index("mouthSmileRight")] == 0
        lids = [weights[LAST, names.index(f"eyeBlink{side}")] for side in ("Left", "Right")]
        assert lids == [1, 0]
        # The person's left eye is at the image's right.
        assert weights[LAST, names.index("eyeLookOutLeft")] == pytest.approx(0.5)
        assert weights[LAST, names.index("eyeLookInRight")] == pytest.approx(0.5)
        assert weights[LAST, names.index("eyeLookDownLeft")] == pytest.approx(0.25)


def test_the_head_turns_and_moves_as_the_portrait_does(file):
    nose = turned(track(file, "Head", "rotation")[LAST], (0, 0, 1))
    assert np.degrees(np.arctan2(nose[0], nose[2])) == pytest.approx(10, abs=0.7)
    shift = track(file, "Head", "translation")[LAST]
    assert 0.006 < shift[0] < 0.012, "a tenth of what is between the eyes' outer corners"
    assert shift[1] < 0, "down"
    assert track(file, "Head", "rotation")[0] == pytest.approx([0, 0, 0, 1])


@pytest.mark.parametrize("side", ["Left", "Right"])
def test_eyes_turn_with_the_gaze(file, side):
    ahead = turned(track(file, f"{side}Eye", "rotation")[LAST], (0, 0, 1))
    assert 0.1 < ahead[0] < 0.4
    assert -0.2 < ahead[1] < -0.02


def test_a_file_without_a_motion_has_no_animation(content):
    assert "animations" not in GlbFile.read(content).document


@needs_node
def test_the_format_is_kept(animated: bytes, tmp_path: Path) -> None:
    path = tmp_path / "animated.glb"
    path.write_bytes(animated)
    assert faults(path) == []
