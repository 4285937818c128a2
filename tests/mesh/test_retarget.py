"""A driving video becomes motion: tested on clips that the project renders itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from real3d.engine import VideoMotion, drain
from real3d.errors import NoFaceInVideoError
from real3d.media import VideoWriter, open_video
from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.engine import MeshEngine
from real3d.motion import Motion, MotionSettings
from real3d.portrait.tracking import track
from tests.support.measures import lip_gap

FRAMES = 50
BLANK = range(20, 25)


@pytest.fixture(scope="module")
def driver() -> Motion:
    """Two seconds of turning, talking and one blink."""
    time = np.arange(FRAMES) / 25
    swing = np.sin(np.pi * time)
    blink = np.zeros((FRAMES, 2))
    blink[12:16] = [[0.6, 0.6], [1, 1], [1, 1], [0.4, 0.4]]
    return replace(
        Motion.still(FRAMES).with_channels(
            jawOpen=np.clip(0.5 * np.sin(2.5 * np.pi * time), 0, 1),
        ),
        rotation=np.column_stack([0.06 * swing, 0.15 * swing, -0.05 * swing]),
        blink=blink,
        neutral=np.ones(FRAMES),
    )


@pytest.fixture(scope="module")
def clip_path(
    driver: Motion, astronaut_avatar: MeshAvatar, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The astronaut rendered with the driver's motion."""
    path = tmp_path_factory.mktemp("clips") / "driver.mp4"
    with VideoWriter(path, (512, 512), 25) as writer:
        for frame in astronaut_avatar.render(driver, astronaut_avatar.portrait.clean_background):
            writer.write(frame)
    return path


def watched(path: Path, settings: MotionSettings | None = None) -> VideoMotion:
    engine = MeshEngine()
    return drain(engine.motion_from_video(open_video(path), settings or MotionSettings()))


@pytest.fixture(scope="module")
def found(clip_path: Path) -> Motion:
    return watched(clip_path).motion


def test_the_motion_is_as_long_as_the_clip(found):
    assert len(found) == FRAMES


def test_the_head_turns_as_the_driver_does(found, driver):
    degrees = np.degrees(found.rotation - (driver.rotation - driver.rotation[0]))
    assert np.abs(degrees[:, 1]).mean() <= 2.0
    assert np.abs(degrees[:, 2]).mean() <= 1.0
    assert np.corrcoef(found.rotation[:, 0], driver.rotation[:, 0])[0, 1] > 0.8


def test_the_result_opens_its_lips_as_the_driver_does(found, clip_path, astronaut_avatar):
    driven = astronaut_avatar.render(found, astronaut_avatar.portrait.clean_background)
    source = open_video(clip_path).frames(25)
    gaps = np.array(
        [
            [lip_gap(a), lip_gap(b)]
            for a, b in zip(track(source), track(driven), strict=True)
            if a is not None and b is not None
        ]
    )
    assert len(gaps) == FRAMES
    # The first and last frames are the photo's own smile, not the driver's mouth.
    assert np.corrcoef(gaps[6:-6].T)[0, 1] >= 0.95


def test_a_blink_is_taken_over(found, driver):
    shut = driver.blink[:, 0] == 1
    assert found.blink[shut].min() > 0.6
    assert found.blink[30:45].max() < 0.4


def test_amounts_of_zero_leave_the_head_and_eyes_still(clip_path):
    settings = MotionSettings(head=0, blink=0, gaze=0, expression=0, mouth=0)
    still = watched(clip_path, settings).motion
    assert not still.rotation.any()
    assert not still.translation.any()
    assert not still.blink.any()
    assert not still.channel("jawOpen").any()


def test_frames_without_a_face_are_bridged_and_counted(clip_path, tmp_path):
    path = tmp_path / "with a gap.mp4"
    frames = list(open_video(clip_path).frames(25))
    with VideoWriter(path, (512, 512), 25) as writer:
        for index, frame in enumerate(frames):
            writer.write(np.full_like(frame, 90) if index in BLANK else frame)
    result = watched(path)
    assert abs(result.frames_without_face - len(BLANK)) <= 1
    assert np.abs(np.diff(result.motion.rotation, axis=0)).max() < np.radians(6)


def test_a_video_without_any_face_is_refused(tmp_path):
    path = tmp_path / "nobody.mp4"
    noise = np.random.default_rng(0).integers(0, 255, (128, 128, 3), np.uint8)
    with VideoWriter(path, (128, 128), 25) as writer:
        for shift in range(10):
            writer.write(np.roll(noise, shift, axis=0))
    with pytest.raises(NoFaceInVideoError, match="face"):
        watched(path)


def test_watching_tells_how_far_it_is_and_can_be_stopped(clip_path):
    watching = MeshEngine().motion_from_video(open_video(clip_path), MotionSettings())
    shares = [next(watching) for _ in range(10)]
    assert shares == sorted(shares)
    assert 0 < shares[-1] < 0.5
    watching.close()
