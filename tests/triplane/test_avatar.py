"""Frames of a reconstructed portrait, by the tiny engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.media import read_audio
from real3d.motion import Motion, MotionSettings
from real3d.portrait import Portrait
from real3d.triplane.driving.driving_video import motion_from_landmarks
from real3d.triplane.driving.motion_track import FACE_BASIS
from tests.support.face_stand_in import seen_landmarks, stand_in_face_model
from tests.support.tiny_engine import PaintingRenderer, tiny_engine


def test_a_video_leads_the_photo(portrait: Portrait) -> None:
    engine = tiny_engine()
    landmarks = 300 * seen_landmarks(stand_in_face_model(), frames=6).astype(np.float64)
    landmarks = np.pad(landmarks, ((0, 0), (0, 10), (0, 0)), "edge")
    model, settings = stand_in_face_model(), MotionSettings()
    motion = motion_from_landmarks(model, landmarks, landmarks[0], settings)
    frames = list(engine.reconstruct(portrait).render(motion, portrait.clean_background))
    assert len(frames) == 6
    assert not np.array_equal(frames[0], frames[5])


def test_the_photos_own_expression_is_taken_away_or_kept(portrait: Portrait, voice: Path) -> None:
    renderer = PaintingRenderer()
    engine = tiny_engine(renderer=renderer)
    avatar = engine.reconstruct(portrait)
    for share in (0.0, 1.0):
        motion = engine.motion_from_audio(read_audio(voice), MotionSettings(neutralise=share))
        next(avatar.render(motion[:3], portrait.clean_background))
    kept, taken = renderer.references
    first = torch.from_numpy(motion.expression[:1].astype(np.float32))
    mesh = avatar.predictor.mesh
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


class RecordedKeypoints(PaintingRenderer):
    """Keeps the torso's key points of every frame."""

    def __init__(self) -> None:
        super().__init__()
        self.keypoints: list[Tensor] = []

    def render(self, portrait, background, reference, states):
        self.keypoints += states.keypoints
        return super().render(portrait, background, reference, states)


def torso_shifts(portrait: Portrait, motion: Motion) -> NDArray[np.float32]:
    """[T] how far the torso's key points are from where they are in the first frame, at most."""
    renderer = RecordedKeypoints()
    avatar = tiny_engine(renderer=renderer).reconstruct(portrait)
    for _ in avatar.render(motion, portrait.image):
        pass
    points = torch.stack(renderer.keypoints)
    return (points - points[0]).abs().amax((1, 2)).numpy()


def test_the_torso_follows_the_head_at_once_and_not_every_sound(portrait: Portrait) -> None:
    still = replace(Motion.still(20), expression=np.zeros((20, 64)), basis=FACE_BASIS)
    frames = np.arange(20)[:, None]
    for_one_frame, from_then_on = frames == 10, frames >= 10
    sound, held_sound = (
        torso_shifts(portrait, replace(still, expression=3.0 * shape * np.eye(1, 64)))
        for shape in (for_one_frame, from_then_on)
    )
    assert sound.max() < 0.2 * held_sound.max()
    turn, held_turn = (
        torso_shifts(portrait, replace(still, rotation=0.2 * shape * np.eye(1, 3)))
        for shape in (for_one_frame, from_then_on)
    )
    assert turn.max() == held_turn.max() > 0.01
    assert turn[9] == turn[11] == 0
