from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from real3d.engine import drain
from real3d.errors import EngineUnavailableError, NoFaceInVideoError
from real3d.media import open_video, read_audio
from real3d.motion import Motion, MotionSettings
from real3d.motion.settings import MOTION_SETTINGS
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import Portrait
from real3d.triplane.driving.driving_video import follow_face, without_gaps
from real3d.triplane.driving.expression_scaling import lip_opening
from real3d.triplane.driving.motion_track import FACE_BASIS, at_rate, poses_of, relative_to
from real3d.triplane.engine import TriplaneEngine
from real3d.triplane.modeling.renderer import Frames
from real3d.triplane.predictor import SECONDS_PER_FRAME, SECONDS_TO_BEGIN, matte, nearness
from tests.support.lending_space import LendingSpace
from tests.support.recordings import header, write_clip, write_voice
from tests.support.tiny_engine import PaintingRenderer, tiny_engine
from tests.triplane.face import seen_landmarks, stand_in_model


@pytest.fixture(autouse=True)
def _inference() -> None:
    """Unlike the networks' tests, these call as users do: no mode is set around them."""


@pytest.fixture(scope="module")
def portrait(astronaut_portrait: Portrait) -> Portrait:
    """A photo whose landmarks are those of a face that the stand-in model can show."""
    places = seen_landmarks(stand_in_model(), frames=1)[0] * astronaut_portrait.size
    landmarks = astronaut_portrait.landmarks.copy()
    landmarks[: len(places), :2] = places
    return replace(astronaut_portrait, landmarks=landmarks)


@pytest.fixture
def studio(portrait: Portrait, monkeypatch: pytest.MonkeyPatch) -> TalkingPortrait:
    """Makes videos with the tiny engine; every photo has the portrait's landmarks."""
    studio = TalkingPortrait(tiny_engine())
    monkeypatch.setattr(studio, "portrait", lambda photo, size, face: portrait)
    return studio


@pytest.fixture
def lending() -> LendingSpace:
    return LendingSpace()


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "voice.wav", seconds=1.0)


def test_a_photo_and_a_voice_become_a_video(
    studio: TalkingPortrait, astronaut: NDArray[np.uint8], voice: Path, tmp_path: Path
) -> None:
    out = tmp_path / "result.mp4"
    result = studio.generate(np.array(astronaut), audio=voice, out=out)
    assert result.engine == "triplane"
    assert result.frames == 25
    assert result.duration == pytest.approx(1.0)
    text = header(out)
    assert re.search(r"Video: h264.* 512x512", text)
    assert "Audio: aac" in text
    assert sum(1 for _ in open_video(out).frames(25)) == 25


def test_a_video_leads_the_photo(portrait: Portrait) -> None:
    engine = tiny_engine()
    landmarks = 300 * seen_landmarks(stand_in_model(), frames=6).astype(np.float64)
    landmarks = np.pad(landmarks, ((0, 0), (0, 10), (0, 0)), "edge")
    motion = follow_face(stand_in_model(), landmarks, MotionSettings())
    frames = list(engine.reconstruct(portrait).render(motion, portrait.clean_background))
    assert len(frames) == 6
    assert not motion.rotation[0].any()
    assert not np.array_equal(frames[0], frames[5])


def test_frames_without_a_face_are_interpolated_and_counted() -> None:
    first, last = np.zeros((478, 3)), np.full((478, 3), 4.0)
    face = without_gaps([None, first, None, last], "clip.mp4")
    assert face.missing == 2
    np.testing.assert_allclose(face.landmarks[:, 0, 0], [0, 0, 2, 4])


def test_a_video_without_a_face_is_refused(tmp_path: Path) -> None:
    clip = open_video(write_clip(tmp_path / "wall.mp4", np.full((64, 64, 3), 90, np.uint8)))
    with pytest.raises(NoFaceInVideoError, match=r"wall\.mp4"):
        drain(tiny_engine().motion_from_video(clip, MotionSettings()))


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


def test_frames_do_not_depend_on_the_chunk(portrait: Portrait, voice: Path) -> None:
    frames = []
    for chunk in (1, 8):
        engine = tiny_engine(chunk)
        motion = engine.motion_from_audio(read_audio(voice), MotionSettings(blink=2))[:10]
        avatar = engine.reconstruct(portrait)
        frames.append(np.stack(list(avatar.render(motion, portrait.clean_background))))
    assert np.array_equal(*frames)


def test_a_mouth_that_is_switched_off_stays_shut(voice: Path) -> None:
    opening = lip_opening(stand_in_model())
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


def test_the_engine_says_which_settings_it_heeds() -> None:
    controls = tiny_engine().supported_settings
    assert "gaze" not in controls
    assert controls < MOTION_SETTINGS


@pytest.mark.parametrize("fps", [12.5, 25.0, 60.0])
def test_the_motion_is_as_long_as_the_sound_at_any_rate(voice: Path, fps: float) -> None:
    motion = tiny_engine().motion_from_audio(read_audio(voice), MotionSettings(fps=fps))
    assert motion.duration == pytest.approx(1.0, abs=1 / fps)


def test_the_photos_own_expression_is_taken_away_or_kept(portrait: Portrait, voice: Path) -> None:
    renderer = PaintingRenderer()
    engine = tiny_engine(renderer=renderer)
    avatar = engine.reconstruct(portrait)
    for share in (0.0, 1.0):
        motion = engine.motion_from_audio(read_audio(voice), MotionSettings(neutralise=share))
        next(avatar.render(motion[:3], portrait.clean_background))
    kept, taken = renderer.references
    first = torch.from_numpy(motion.expression[:1].astype(np.float32))
    mesh = avatar.studio.mesh
    identity = torch.from_numpy(avatar.fit.identity[0])
    assert torch.equal(kept, mesh(mesh.neutral(identity), first))
    own = torch.from_numpy(avatar.fit.expression)
    assert not torch.equal(taken, kept)
    assert np.abs(own.numpy()).max() > 0


def test_a_larger_portrait_gives_larger_frames(
    portrait: Portrait,
) -> None:
    import cv2

    large = replace(
        portrait,
        image=cv2.resize(portrait.image, (768, 768)),
        landmarks=portrait.landmarks * 1.5,
    )
    avatar = tiny_engine().reconstruct(large)
    motion = replace(Motion.still(1), expression=np.zeros((1, 64)), basis=FACE_BASIS)
    (frame,) = avatar.render(motion, np.zeros((768, 768, 3), np.uint8))
    assert frame.shape == (768, 768, 3)


class CleanEdges(PaintingRenderer):
    """The mesh over the background, and nothing else."""

    def render(self, portrait, background, reference, states):
        image = torch.where(states.mesh > -1, states.mesh, background)
        return replace(super().render(portrait, background, reference, states), image=image)


def test_a_transparent_result_holds_the_person_alone(portrait: Portrait) -> None:
    avatar = tiny_engine(renderer=CleanEdges()).reconstruct(portrait)
    motion = replace(Motion.still(2), expression=np.zeros((2, 64)), basis=FACE_BASIS)
    frame, _ = avatar.render(motion, None)
    assert frame.shape == (512, 512, 4)
    assert frame[256, 256, 3] == 255  # the drawn mesh
    assert frame[4, 4, 3] == 0
    black = np.zeros((512, 512, 3), np.uint8)
    opaque = next(avatar.render(motion, black))
    person = frame[..., 3] == 255
    assert np.abs(frame[person][:, :3].astype(int) - opaque[person]).max() <= 1


def test_half_covered_pixels_keep_their_colour_and_half_of_the_opacity() -> None:
    red = torch.tensor([0.8, 0.2, 0.1]).view(1, 3, 1, 1)
    over_black, over_white = ((0.5 * red + 0.5 * level) * 2 - 1 for level in (0.0, 1.0))
    pixel = matte(over_black, over_white)[0, 0, 0].tolist()
    assert pixel == [204, 51, 26, 128]


def test_the_steps_of_a_frame_can_be_seen(portrait: Portrait) -> None:
    engine = tiny_engine()
    avatar = engine.reconstruct(portrait)
    motion = replace(Motion.still(3), expression=np.zeros((3, 64)), basis=FACE_BASIS)
    inspected = list(avatar.inspect(motion, portrait.clean_background))
    for seen, frame in zip(
        inspected, avatar.render(motion, portrait.clean_background), strict=True
    ):
        assert np.array_equal(seen.frame, frame)
        assert len(seen.views) == len(engine.views)
        assert [view.shape for view in seen.views] == [
            (512, 512, 3),
            (128, 128, 3),
            (128, 128, 3),
        ]
    mesh = inspected[0].views[0]
    assert mesh[256, 256].any()
    assert not mesh[4, 4].any()


def test_what_is_near_is_bright_in_the_depth_view_and_what_is_empty_black() -> None:
    camera = torch.zeros(1, 25)
    camera[0, 11] = 2.7
    depth = torch.tensor([2.5, 2.7, 2.9, 2.5]).view(1, 1, 1, 4)
    opacity = torch.tensor([1.0, 1.0, 1.0, 0.0]).view(1, 1, 1, 4)
    none = torch.zeros(1, 3, 1, 4)
    near, middle, far, empty = nearness(Frames(none, none, depth, opacity), camera)[0, 0, 0]
    assert near > middle > far > -1
    assert empty == -1


class FullCard(PaintingRenderer):
    """Has memory for so many frames."""

    def __init__(self, frames: int) -> None:
        super().__init__()
        self.frames = frames

    def render(self, portrait, background, reference, states):
        if len(states) > self.frames:
            raise torch.cuda.OutOfMemoryError("out of memory")
        return super().render(portrait, background, reference, states)


def test_when_memory_is_short_frames_are_rendered_one_by_one(portrait: Portrait) -> None:
    renderer = FullCard(frames=2)
    avatar = tiny_engine(renderer=renderer).reconstruct(portrait)
    motion = replace(Motion.still(5), expression=np.zeros((5, 64)), basis=FACE_BASIS)
    assert len(list(avatar.render(motion, portrait.clean_background))) == 5
    assert renderer.chunks == [1] * 5


def test_when_memory_is_too_short_for_one_frame_it_is_said(portrait: Portrait) -> None:
    avatar = tiny_engine(renderer=FullCard(frames=0)).reconstruct(portrait)
    motion = replace(Motion.still(1), expression=np.zeros((1, 64)), basis=FACE_BASIS)
    with pytest.raises(EngineUnavailableError, match="memory"):
        next(avatar.render(motion, portrait.clean_background))


def test_looking_up_and_right_turns_the_face_model_so(portrait: Portrait) -> None:
    avatar = tiny_engine().reconstruct(portrait)
    turned = replace(Motion.still(1), rotation=np.array([[0.2, 0.3, 0.0]]))
    still, moved = (
        avatar.face.keypoint_model.project(
            avatar.fit.identity, avatar.fit.expression, poses_of(motion, avatar.fit.pose)
        )[0]
        for motion in (Motion.still(1), turned)
    )
    nose = moved[30] - still[30]
    assert nose[0] > 0
    assert nose[1] < 0


def test_poses_come_back_from_a_motion() -> None:
    rng = np.random.default_rng(0)
    motion = replace(
        Motion.still(4), rotation=rng.normal(size=(4, 3)), translation=rng.normal(size=(4, 3))
    )
    rest = poses_of(Motion.still(1), poses_of(Motion.still(1), _at_origin()))
    rotation, translation = relative_to(poses_of(motion, rest), rest)
    np.testing.assert_allclose(rotation, motion.rotation, atol=1e-6)
    np.testing.assert_allclose(translation[:, :2], motion.translation[:, :2], atol=1e-6)


def test_tracks_change_their_rate_and_hold_their_end() -> None:
    found = at_rate(np.array([[0.0], [1.0], [2.0]]), 25, 50, 8)[:, 0]
    np.testing.assert_allclose(found, [0, 0.5, 1, 1.5, 2, 2, 2, 2])


def _at_origin():
    from real3d.triplane.face_model.morphable_model import Pose

    return Pose(np.zeros((1, 3), np.float32), np.zeros((1, 3), np.float32))


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
    assert encoding == SECONDS_TO_BEGIN
    assert listening == pytest.approx(SECONDS_TO_BEGIN + 0.1)
    assert rendering == pytest.approx(SECONDS_TO_BEGIN + 10 * SECONDS_PER_FRAME)


def test_a_space_whose_card_is_too_small_says_so(portrait: Portrait, lending: LendingSpace) -> None:
    with lending.opened():
        avatar = tiny_engine(renderer=FullCard(frames=0)).reconstruct(portrait)
    motion = replace(Motion.still(1), expression=np.zeros((1, 64)), basis=FACE_BASIS)
    with pytest.raises(EngineUnavailableError, match="memory"):
        next(avatar.render(motion, portrait.clean_background))


def _first_frames(
    make: Callable[[], TriplaneEngine], portrait: Portrait, voice: Path
) -> NDArray[np.uint8]:
    engine = make()
    avatar = engine.reconstruct(portrait)
    motion = engine.motion_from_audio(read_audio(voice), MotionSettings())[:10]
    return np.stack(list(avatar.render(motion, portrait.clean_background)))
