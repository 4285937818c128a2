"""What can go wrong on the way through this engine, and what its user reads then."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from real3d.errors import (
    AudioTooShortError,
    EngineUnavailableError,
    NoFaceError,
    NoFaceInVideoError,
    NotAudioError,
    TooLongError,
)
from real3d.media import VideoWriter, read_audio
from real3d.media import audio as audio_room
from real3d.media.limits import Limits
from real3d.motion import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.triplane.predictor import report_out_of_memory
from tests.support.recordings import write_clip, write_voice
from tests.support.tiny_engine import PaintingRenderer, tiny_engine

SETTINGS = Settings(badge=False)


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(tiny_engine())


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "voice.wav", seconds=0.3)


def test_a_picture_without_a_face(pipeline, voice, tmp_path):
    with pytest.raises(NoFaceError):
        pipeline.generate(np.full((512, 512, 3), 120, np.uint8), voice, out=tmp_path / "out.mp4")
    assert not (tmp_path / "out.mp4").exists()


def test_of_several_faces_the_largest_is_taken_and_it_is_said(pipeline, astronaut, voice, tmp_path):
    both = np.zeros((512, 812, 3), np.uint8)
    both[:, :512] = astronaut
    both[100:400, 512:] = cv2.resize(astronaut, (300, 300), interpolation=cv2.INTER_AREA)
    result = pipeline.generate(both, voice, settings=SETTINGS, out=tmp_path / "out.mp4")
    assert any(remark.code == "several-faces" for remark in result.advice)
    crop = pipeline.portrait(both).crop
    assert crop.left + crop.side < 512


def test_frames_of_a_video_without_a_face_are_interpolated_and_it_is_said(
    pipeline, astronaut, tmp_path
):
    wall = np.full_like(astronaut, 128)
    clip = tmp_path / "clip.mp4"
    with VideoWriter(clip, size=(512, 512), fps=25.0) as writer:
        for number in range(8):
            writer.write(np.array(wall if number in (3, 4) else astronaut))
    result = pipeline.generate(astronaut, video=clip, settings=SETTINGS, out=tmp_path / "out.mp4")
    assert result.frames == 8
    assert any("2 frames of the driving video showed no face" in str(note) for note in result.notes)


def test_a_video_that_never_shows_a_face(pipeline, astronaut, tmp_path):
    clip = write_clip(tmp_path / "wall.mp4", np.full((128, 128, 3), 90, np.uint8), frames=5)
    with pytest.raises(NoFaceInVideoError, match=r"wall\.mp4"):
        pipeline.generate(astronaut, video=clip, out=tmp_path / "out.mp4")


def test_a_voice_that_is_too_short(pipeline, astronaut, tmp_path):
    voice = write_voice(tmp_path / "short.wav", seconds=0.05)
    with pytest.raises(AudioTooShortError, match=r"short\.wav"):
        pipeline.generate(astronaut, voice, out=tmp_path / "out.mp4")


def test_the_shortest_voice_that_is_long_enough(tmp_path):
    voice = read_audio(write_voice(tmp_path / "voice.wav", seconds=0.2))
    assert len(tiny_engine().motion_from_audio(voice, MotionSettings())) == 5


def test_silence_makes_a_face_that_hardly_speaks(tmp_path):
    path = write_voice(tmp_path / "voice.wav", seconds=1.0)
    silent = audio_room.Audio(path, np.zeros(16_000, np.float32))
    motion = tiny_engine().motion_from_audio(silent, MotionSettings())
    assert len(motion) == 25
    assert np.isfinite(motion.expression).all()


def test_a_damaged_recording(pipeline, astronaut, tmp_path):
    voice = tmp_path / "broken.wav"
    voice.write_bytes(b"RIFF but nothing of the kind" * 50)
    with pytest.raises(NotAudioError, match=r"broken\.wav"):
        pipeline.generate(astronaut, voice, out=tmp_path / "out.mp4")


def test_a_recording_beyond_the_limit(tmp_path):
    voice = write_voice(tmp_path / "long.wav", seconds=3.0)
    with pytest.raises(TooLongError, match=r"long\.wav"):
        read_audio(voice, Limits(audio_seconds=2.0))


class FullCard(PaintingRenderer):
    """Has no memory for one of its steps."""

    def __init__(self, step: str) -> None:
        super().__init__()
        setattr(self, step, self._fail)

    def _fail(self, *given: object) -> None:
        raise torch.cuda.OutOfMemoryError("out of memory")


@pytest.mark.parametrize("step", ["encode_portrait", "encode_background", "encode_reference"])
def test_a_card_without_memory_at_any_step(astronaut: NDArray, voice, tmp_path, step):
    pipeline = TalkingPortrait(tiny_engine(renderer=FullCard(step)))
    with pytest.raises(EngineUnavailableError, match="too little memory"):
        pipeline.generate(astronaut, voice, out=tmp_path / "out.mp4")
    assert not (tmp_path / "out.mp4").exists()


@pytest.mark.parametrize(
    "status", ["cuDNN error: CUDNN_STATUS_ALLOC_FAILED", "CUBLAS_STATUS_NOT_INITIALIZED when"]
)
def test_libraries_that_get_no_memory_are_told_from_other_errors(status):
    with pytest.raises(EngineUnavailableError, match="too little memory"), report_out_of_memory():
        raise RuntimeError(status)
    with pytest.raises(RuntimeError, match="another"), report_out_of_memory():
        raise RuntimeError("another error")


def test_a_card_without_memory_for_hearing(voice):
    def full(samples: torch.Tensor) -> torch.Tensor:
        raise torch.cuda.OutOfMemoryError("out of memory")

    with pytest.raises(EngineUnavailableError, match="too little memory"):
        tiny_engine(speech=full).motion_from_audio(read_audio(voice), MotionSettings())
