"""A driving video becomes motion: tested on clips that the project renders itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from real3d.engine import VideoMotion, drain
from real3d.errors import NoFaceInVideoError
from real3d.media import VideoWriter, open_video
from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.engine import MeshEngine
from real3d.motion import Motion, MotionSettings
from real3d.motion.pose_limits import limit_pose
from real3d.portrait import Portrait, analyse_portrait
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


@pytest.fixture(scope="module")
def first_frame(clip_path: Path) -> Portrait:
    """The driver's own portrait: what the clip shows first."""
    return analyse_portrait(next(open_video(clip_path).frames(25)))


def watched(path: Path, photo: Portrait, settings: MotionSettings | None = None) -> VideoMotion:
    engine = MeshEngine()
    return drain(engine.motion_from_video(open_video(path), photo, settings or MotionSettings()))


@pytest.fixture(scope="module")
def found(clip_path: Path, first_frame: Portrait) -> Motion:
    return watched(clip_path, first_frame, MotionSettings(smile=0)).motion


def test_the_motion_is_as_long_as_the_clip(found):
    assert len(found) == FRAMES


def test_the_head_turns_as_the_driver_does(found, driver):
    degrees = np.degrees(found.rotation - (driver.rotation - driver.rotation[0]))
    assert np.abs(degrees[:, 1]).mean() <= 2.0
    assert np.abs(degrees[:, 2]).mean() <= 1.0
    assert np.corrcoef(found.rotation[:, 0], driver.rotation[:, 0])[0, 1] > 0.8


def test_a_driven_face_has_its_mood_and_holds_its_shapes(clip_path, first_frame, found):
    settings = MotionSettings(smile=0, mood="happy", shapes={"browInnerUp": 0.5})
    moody = watched(clip_path, first_frame, settings).motion
    added = moody.expression[FRAMES // 2] - found.expression[FRAMES // 2]
    assert added[found.basis.index("mouthSmileLeft")] > 0.3
    assert added[found.basis.index("browInnerUp")] > 0.3


@pytest.mark.parametrize("frame", [13, 25, 38])
def test_the_photo_may_be_any_frame_of_the_clip(frame, clip_path, found):
    photo = analyse_portrait(next(islice(open_video(clip_path).frames(25), frame, None)))
    motion = watched(clip_path, photo).motion
    same_movement = found.rotation - found.rotation[frame]
    assert np.degrees(np.abs(motion.rotation - same_movement).max()) <= 2.0
    assert np.degrees(np.abs(motion.rotation[frame]).max()) <= 1.5
    assert np.abs(motion.translation[frame]).max() <= 0.03


def test_the_head_moves_through_the_picture_as_far_as_the_drivers(
    astronaut_avatar, first_frame, tmp_path
):
    path = tmp_path / "leaning.mp4"
    sideways = 0.3 * np.sin(np.linspace(0, np.pi, 25))
    leaning = replace(Motion.still(25), translation=np.outer(sideways, (1, 0, 0)))
    with VideoWriter(path, (512, 512), 25) as writer:
        for frame in astronaut_avatar.render(leaning, astronaut_avatar.portrait.clean_background):
            writer.write(frame)
    found = watched(path, first_frame).motion
    assert np.ptp(found.translation[:, 0]) == pytest.approx(0.3, abs=0.05)
    assert np.abs(np.degrees(found.rotation)).max() < 5, "as the photo is tilted"


def test_nobody_leans_out_of_the_picture(clip_path, first_frame, astronaut_avatar, tmp_path):
    path = tmp_path / "walking.mp4"
    picture = next(open_video(clip_path).frames(25))
    with VideoWriter(path, (512, 512), 25) as writer:
        for shift in range(-120, 130, 10):
            writer.write(np.roll(picture, shift, axis=1))
    found = watched(path, first_frame).motion
    leaning = limit_pose(found, astronaut_avatar.pose_limits)
    assert 0.5 < np.abs(leaning.translation).max() <= 0.6


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
    # The first and last frames are the photo's own smile, not the driver's mouth. Of that smile a
    # part is kept: lips that the driver has nearly shut stay parted, those that he presses do not.
    assert np.corrcoef(gaps[6:-6].T)[0, 1] >= 0.87


def test_a_blink_is_taken_over(found, driver):
    shut = driver.blink[:, 0] == 1
    assert found.blink[shut].min() > 0.6
    assert found.blink[30:45].max() < 0.4


def test_amounts_of_zero_leave_the_head_and_eyes_still(clip_path, first_frame):
    settings = MotionSettings(head=0, blink=0, gaze=0, expression=0, mouth=0)
    still = watched(clip_path, first_frame, settings).motion
    assert not still.rotation.any()
    assert not still.translation.any()
    assert not still.blink.any()
    assert not still.channel("jawOpen").any()


def test_frames_without_a_face_are_bridged_and_counted(clip_path, first_frame, tmp_path):
    path = tmp_path / "with a gap.mp4"
    frames = list(open_video(clip_path).frames(25))
    with VideoWriter(path, (512, 512), 25) as writer:
        for index, frame in enumerate(frames):
            writer.write(np.full_like(frame, 90) if index in BLANK else frame)
    result = watched(path, first_frame)
    assert abs(result.frames_without_face - len(BLANK)) <= 1
    assert np.abs(np.diff(result.motion.rotation, axis=0)).max() < np.radians(6)


def test_a_video_without_any_face_is_refused(first_frame, tmp_path):
    path = tmp_path / "nobody.mp4"
    noise = np.random.default_rng(0).integers(0, 255, (128, 128, 3), np.uint8)
    with VideoWriter(path, (128, 128), 25) as writer:
        for shift in range(10):
            writer.write(np.roll(noise, shift, axis=0))
    with pytest.raises(NoFaceInVideoError, match="face"):
        watched(path, first_frame)


def test_watching_tells_how_far_it_is_and_can_be_stopped(clip_path, first_frame):
    engine, clip = MeshEngine(), open_video(clip_path)
    watching = engine.motion_from_video(clip, first_frame, MotionSettings())
    shares = [next(watching) for _ in range(10)]
    assert shares == sorted(shares)
    assert 0 < shares[-1] < 0.5
    watching.close()
