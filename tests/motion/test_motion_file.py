"""A movement is kept as a file and played again; whatever else lies there is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from real3d.errors import FileTooLargeError, MotionFileError, OutputError, SettingsError
from real3d.motion import Motion
from real3d.motion.motion_file import MAX_BYTES, is_motion, load_motion, save_motion
from real3d.motion.shipped import find_motion, shipped_motions


@pytest.fixture
def motion() -> Motion:
    rng = np.random.default_rng(1)
    still = Motion.still(40, 30.0).with_channels(jawOpen=rng.uniform(0, 1, 40))
    return replace(
        still,
        rotation=rng.uniform(-0.3, 0.3, (40, 3)),
        translation=rng.uniform(-0.3, 0.3, (40, 3)),
        blink=rng.uniform(0, 1, (40, 2)),
        gaze=rng.uniform(-1, 1, (40, 2)),
        neutral=np.ones(40),
    )


def test_what_is_kept_is_played(motion, tmp_path):
    path = tmp_path / "new folder" / "motion.json"
    save_motion(motion, path)
    played = load_motion(path)
    for name in ("expression", "rotation", "translation", "blink", "gaze"):
        np.testing.assert_allclose(getattr(played, name), getattr(motion, name), atol=1e-4)
    assert (played.fps, len(played)) == (30.0, 40)
    assert not played.neutral.any(), "that is the photo's business"
    assert [file.name for file in path.parent.iterdir()] == ["motion.json"], "nothing else is left"


def test_a_place_that_cannot_be_written_is_named(motion, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError):
        save_motion(motion, tmp_path / "file" / "motion.json")


@pytest.mark.parametrize(
    "change",
    [
        {"format": "another"},
        {"version": 2},
        {"fps": 0},
        {"fps": float("nan")},
        {"frames": 41},
        {"frames": 10**9},
        {"rotation": [[0, 9, 0]] * 40},
        {"rotation": [[0, 0]] * 40},
        {"blink": "shut"},
        {"shapes": {"noSuchShape": [0] * 40}},
        {"shapes": {"jawOpen": [float("inf")] * 40}},
        {"shapes": {"jawOpen": [[0]] * 40}},
        {"shapes": None},
    ],
)
def test_what_no_face_can_do_is_refused(motion, tmp_path, change):
    path = tmp_path / "motion.json"
    save_motion(motion, path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(MotionFileError, match="motion"):
        load_motion(path)
    assert not is_motion(path)


@pytest.mark.parametrize("content", [b"{", b"[]", b"7", b"\xff\xfe\0", b"[" * 100_000, b"null"])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "motion.json"
    path.write_bytes(content)
    with pytest.raises(MotionFileError):
        load_motion(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "motion.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(FileTooLargeError):
        load_motion(path)


def test_a_motion_is_found_by_name_or_is_a_file(tmp_path):
    assert find_motion("nod") == shipped_motions()["nod"]
    assert find_motion(tmp_path / "own.json") == tmp_path / "own.json"
    with pytest.raises(SettingsError, match="laugh"):
        find_motion("laguh")


@pytest.mark.parametrize("name", shipped_motions())
def test_those_that_come_with_the_program_begin_and_end_at_the_photo(name):
    motion = load_motion(shipped_motions()[name])
    assert 1.5 < motion.duration < 8
    for frame in (0, -1):
        assert np.degrees(np.abs(motion.rotation[frame])).max() < 1.0
        assert motion.expression[frame].max() < 0.1
        assert motion.blink[frame].max() < 0.3
    steps = np.degrees(np.abs(np.diff(motion.rotation, axis=0)))
    assert steps.max() < 5, "a head does not jump"


def test_there_are_enough_of_them():
    asked = {"nod", "laugh", "sing", "surprise", "wink", "look-around", "shake", "listen"}
    assert asked <= set(shipped_motions())
    assert "count-to-five" in shipped_motions()


def test_they_are_those_that_the_script_makes(tmp_path, monkeypatch):
    from examples.make import motions

    monkeypatch.setattr(motions, "SHIPPED", tmp_path)
    motions.main()
    for name, path in shipped_motions().items():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), name
