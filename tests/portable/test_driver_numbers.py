"""The player's retargeting in Node beside Python's, frame by frame."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from real3d.mesh.live_retarget import LiveRetargeting
from real3d.motion import ARKIT_EXPRESSIONS, Motion, MotionSettings
from real3d.motion.pose_limits import PoseLimits, limit_pose
from real3d.numerics.types import FloatArray
from real3d.portable.driver_numbers import driver_numbers
from real3d.portrait.mean_face import FACE_FROM_NECK
from tests.support.filmed_face import FPS, filmed
from tests.support.node import WEB, needs_node, run_node, web_program

MOST_APART = 1e-4
LIMITS = PoseLimits(
    pitch=(-0.2, 0.2), yaw=(-0.05, 0.3), roll=(-0.2, 0.2), down=0.1, arm=FACE_FROM_NECK
)
MOST_MS = 10
"""Of a frame, on a shared core; half a millisecond is usual."""
TIME = np.arange(24 * FPS) / FPS  # longer than what is remembered


def faces() -> dict[str, FloatArray]:
    """Landmarks of all that a visitor may do."""
    swing, slow = np.sin(3 * TIME), np.sin(0.4 * TIME)
    return {
        "at rest": filmed(3 * FPS),
        "talking": filmed(
            len(TIME),
            jaw=0.5 * np.maximum(np.sin(7 * TIME), 0),
            smile=np.maximum(slow, 0),
            brow=np.maximum(-swing, 0),
            shut=1.0 * (TIME % 2 > 1.8),
            look=0.1 * slow,
            angles=np.stack([0.2 * slow, 0.4 * swing, 0.1 * swing], axis=1),
            place=np.stack([0.3 * swing, 0.2 * slow], axis=1),
            noise=0.5,
        ),
        "open mouth, head aside": filmed(
            3 * FPS, jaw=0.6, smile=1.2, angles=(-0.2, 0.7, 0.3), noise=1.0
        ),
    }


@needs_node
@pytest.mark.parametrize("name", faces())
def test_a_browser_makes_of_a_face_what_python_makes(tmp_path: Path, name: str) -> None:
    landmarks = faces()[name]
    found = _mirrored(tmp_path, landmarks)
    python = LiveRetargeting(MotionSettings())
    frames = [python.push(frame, k / FPS) for k, frame in enumerate(landmarks)]
    theirs = np.array(
        [[frame["expression"][shape] for shape in ARKIT_EXPRESSIONS] for frame in found["frames"]]
    )
    mine = np.stack([frame.expression for frame in frames])
    assert mine.max() > 0.04
    assert np.abs(theirs - mine).max() <= MOST_APART
    for track in ("rotation", "translation", "blink", "gaze"):
        theirs = np.array([frame[track] for frame in found["frames"]])
        mine = np.stack([getattr(frame, track) for frame in frames])
        assert np.abs(theirs - mine).max() <= MOST_APART, track
    assert found["milliseconds"] < MOST_MS
    heads = replace(
        Motion.still(len(frames), FPS),
        rotation=np.stack([frame.rotation for frame in frames]),
        translation=np.stack([frame.translation for frame in frames]),
    )
    limited = limit_pose(heads, LIMITS)
    for track in ("rotation", "translation"):
        theirs = np.array([head[track] for head in found["heads"]])
        assert np.abs(theirs - getattr(limited, track)).max() <= MOST_APART, track


def test_the_players_numbers_are_those_of_the_engine() -> None:
    shipped = (WEB / "src" / "mirror" / "driver.json").read_text()
    # Another processor may round the last digit otherwise.
    mine, theirs = json.loads(driver_numbers()), json.loads(shipped)
    assert mine.keys() == theirs.keys()
    for name, value in mine.items():
        _assert_alike(value, theirs[name], name)


def _mirrored(folder: Path, landmarks: FloatArray) -> dict[str, Any]:
    (folder / "landmarks").write_bytes(landmarks.astype("<f8").tobytes())
    program = web_program("mirror")
    degrees = {
        name: np.degrees(getattr(LIMITS, name)).tolist() for name in ("pitch", "yaw", "roll")
    }
    limits = json.dumps(degrees | {"down": LIMITS.down})
    run_node(program, folder / "landmarks", FPS, limits, folder / "mirrored.json")
    return json.loads((folder / "mirrored.json").read_text())


def _assert_alike(mine: Any, theirs: Any, name: str) -> None:
    if isinstance(mine, dict):
        assert mine.keys() == theirs.keys(), name
        for key, value in mine.items():
            _assert_alike(value, theirs[key], f"{name}.{key}")
    elif isinstance(mine, list) and mine and isinstance(mine[0], (list, int, float)):
        assert np.allclose(np.array(mine, float), np.array(theirs, float), rtol=1e-6, atol=1e-9), (
            name
        )
    else:
        assert mine == theirs or mine == pytest.approx(theirs), name
