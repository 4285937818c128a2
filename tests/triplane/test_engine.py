"""The tri-plane engine from end to end, with tiny components."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.media import open_video, read_audio
from real3d.motion import MotionSettings
from real3d.motion.settings import MOTION_SETTINGS
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import Portrait
from real3d.triplane.driving.expression_scaling import lip_opening_direction
from real3d.triplane.driving.motion_track import FACE_BASIS
from real3d.triplane.engine import TriplaneEngine
from real3d.triplane.predictor import (
    GPU_SECONDS_PER_FRAME,
    GPU_STARTUP_SECONDS,
)
from tests.support.face_stand_in import stand_in_face_model
from tests.support.lending_space import LendingSpace
from tests.support.recordings import header
from tests.support.tiny_engine import tiny_engine


@pytest.fixture
def pipeline(portrait: Portrait, monkeypatch: pytest.MonkeyPatch) -> TalkingPortrait:
    """Makes videos with the tiny engine; every photo has the portrait's landmarks."""
    pipeline = TalkingPortrait(tiny_engine())
    monkeypatch.setattr(pipeline, "portrait", lambda photo, size, face: portrait)
    return pipeline


def test_a_photo_and_a_voice_become_a_video(
    pipeline: TalkingPortrait, astronaut: NDArray[np.uint8], voice: Path, tmp_path: Path
) -> None:
    out = tmp_path / "result.mp4"
    result = pipeline.generate(np.array(astronaut), audio=voice, out=out)
    assert result.engine == "triplane"
    assert result.frames == 25
    assert result.duration == pytest.approx(1.0)
    text = header(out)
    assert re.search(r"Video: h264.* 512x512", text)
    assert "Audio: aac" in text
    assert sum(1 for _ in open_video(out).frames(25)) == 25


def test_the_same_seed_gives_the_same_frames_and_another_one_others(
    portrait: Portrait, voice: Path
) -> None:
    engine = tiny_engine()
    first, same, other = (
        engine.motion_from_audio(read_audio(voice), MotionSettings(seed=seed)) for seed in (1, 1, 2)
    )
    assert np.array_equal(first.expression, same.expression)
    assert not np.array_equal(first.expression, other.expression)
    assert first.basis == FACE_BASIS


def test_a_mouth_that_is_switched_off_stays_shut(voice: Path) -> None:
    opening = lip_opening_direction(stand_in_face_model())
    engine = tiny_engine()
    audio = read_audio(voice)
    gaps = [
        engine.motion_from_audio(audio, MotionSettings(mouth=mouth, expression=0.0)).expression
        @ opening
        for mouth in (0.0, 0.5, 1.0, 2.0)
    ]
    assert np.abs(gaps[0]).max() < 1e-9
    np.testing.assert_allclose(gaps[1], gaps[2] / 2)
    assert not np.allclose(gaps[3], gaps[2])


def test_the_engine_says_which_settings_it_supports() -> None:
    supported = tiny_engine().supported_settings
    assert "gaze" not in supported
    assert supported < MOTION_SETTINGS


@pytest.mark.parametrize("fps", [12.5, 25.0, 60.0])
def test_the_motion_is_as_long_as_the_sound_at_any_rate(voice: Path, fps: float) -> None:
    motion = tiny_engine().motion_from_audio(read_audio(voice), MotionSettings(fps=fps))
    assert motion.duration == pytest.approx(1.0, abs=1 / fps)


def test_on_a_space_the_card_is_lent_for_the_length_of_the_job(
    portrait: Portrait, voice: Path, lending: LendingSpace
) -> None:
    """Photo, voice and frames pass through the pipe and come out as they do elsewhere."""
    expected = _first_frames(tiny_engine, portrait, voice)
    assert not lending.seconds
    with lending.opened():
        frames = _first_frames(tiny_engine, portrait, voice)
    assert np.array_equal(frames, expected)
    encoding, listening, rendering = lending.seconds
    assert encoding == GPU_STARTUP_SECONDS
    assert listening == pytest.approx(GPU_STARTUP_SECONDS + 0.1)
    assert rendering == pytest.approx(GPU_STARTUP_SECONDS + 10 * GPU_SECONDS_PER_FRAME)


def _first_frames(
    make: Callable[[], TriplaneEngine], portrait: Portrait, voice: Path
) -> NDArray[np.uint8]:
    engine = make()
    avatar = engine.reconstruct(portrait)
    motion = engine.motion_from_audio(read_audio(voice), MotionSettings())[:10]
    return np.stack(list(avatar.render(motion, portrait.clean_background)))
