"""Scenes become chunks of frames, whatever the memory."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from real3d.errors import EngineUnavailableError
from real3d.media import read_audio
from real3d.motion import Motion, MotionSettings
from real3d.numerics.types import Picture
from real3d.portrait import Portrait
from real3d.triplane import predictor
from real3d.triplane.driving.motion_track import FACE_BASIS
from real3d.triplane.modeling.renderer import Frames
from real3d.triplane.predictor import (
    GPU_SECONDS_PER_FRAME,
    GPU_STARTUP_SECONDS,
    Scene,
    depth_view,
    triangulation_matte,
)
from tests.support.lending_space import LendingSpace
from tests.support.tiny_engine import PaintingRenderer, tiny_engine


def test_frames_do_not_depend_on_the_chunk(portrait: Portrait, voice: Path) -> None:
    frames = []
    for chunk in (1, 8):
        engine = tiny_engine(chunk)
        motion = engine.motion_from_audio(read_audio(voice), MotionSettings(blink=2))[:10]
        avatar = engine.reconstruct(portrait)
        frames.append(np.stack(list(avatar.render(motion, portrait.clean_background))))
    assert np.array_equal(*frames)


def test_half_covered_pixels_keep_their_colour_and_half_of_the_opacity() -> None:
    red = torch.tensor([0.8, 0.2, 0.1]).view(1, 3, 1, 1)
    over_black, over_white = ((0.5 * red + 0.5 * level) * 2 - 1 for level in (0.0, 1.0))
    pixel = triangulation_matte(over_black, over_white)[0, 0, 0].tolist()
    assert pixel == [204, 51, 26, 128]


def test_what_is_near_is_bright_in_the_depth_view_and_what_is_empty_black() -> None:
    camera = torch.zeros(1, 25)
    camera[0, 11] = 2.7
    depth = torch.tensor([2.5, 2.7, 2.9, 2.5]).view(1, 1, 1, 4)
    opacity = torch.tensor([1.0, 1.0, 1.0, 0.0]).view(1, 1, 1, 4)
    none = torch.zeros(1, 3, 1, 4)
    near, middle, far, empty = depth_view(Frames(none, none, depth, opacity), camera)[0, 0, 0]
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


def test_a_space_whose_card_is_too_small_says_so(portrait: Portrait, lending: LendingSpace) -> None:
    with lending.opened():
        avatar = tiny_engine(renderer=FullCard(frames=0)).reconstruct(portrait)
    motion = replace(Motion.still(1), expression=np.zeros((1, 64)), basis=FACE_BASIS)
    with pytest.raises(EngineUnavailableError, match="memory"):
        next(avatar.render(motion, portrait.clean_background))


@pytest.fixture
def talking() -> Motion:
    """30 frames, each another."""
    rng = np.random.default_rng(0)
    return replace(
        Motion.still(30),
        expression=rng.standard_normal((30, 64)),
        rotation=0.1 * rng.standard_normal((30, 3)),
        blink=rng.uniform(size=(30, 2)),
        basis=FACE_BASIS,
    )


@pytest.mark.parametrize("alpha", [False, True])
def test_a_long_job_is_rendered_in_several_loans_and_looks_the_same(
    portrait: Portrait,
    talking: Motion,
    lending: LendingSpace,
    monkeypatch: pytest.MonkeyPatch,
    alpha: bool,
) -> None:
    longest = GPU_STARTUP_SECONDS + 15 * GPU_SECONDS_PER_FRAME
    monkeypatch.setattr(predictor, "LONGEST_LOAN_SECONDS", longest)
    lending.longest = longest
    background = None if alpha else portrait.clean_background
    expected, chunks = shown(portrait, talking, background)
    with lending.opened():
        found, split = shown(portrait, talking, background)
    assert np.array_equal(found, expected)
    assert split == chunks
    # Over black and over white a frame takes twice as long.
    frames = [4] * 7 + [2] if alpha else [12, 12, 6]
    per_frame = GPU_SECONDS_PER_FRAME * (2 if alpha else 1)
    _, *rendering = lending.seconds
    assert rendering == pytest.approx([GPU_STARTUP_SECONDS + per_frame * n for n in frames])


def shown(
    portrait: Portrait, motion: Motion, background: Picture | None
) -> tuple[Picture, list[int]]:
    """Frames, and in which chunks they were rendered."""
    renderer = PaintingRenderer()
    avatar = tiny_engine(chunk=4, renderer=renderer).reconstruct(portrait)
    return np.stack(list(avatar.render(motion, background))), renderer.chunks


def test_the_views_of_a_long_job_are_made_in_several_loans_too(
    portrait: Portrait,
    talking: Motion,
    lending: LendingSpace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    longest = GPU_STARTUP_SECONDS + 15 * GPU_SECONDS_PER_FRAME
    monkeypatch.setattr(predictor, "LONGEST_LOAN_SECONDS", longest)
    with lending.opened():
        avatar = tiny_engine().reconstruct(portrait)
    assert len(list(avatar.inspect(talking, portrait.clean_background))) == 30
    assert len(lending.seconds) == 1 + 4


def test_a_part_of_a_scene_leaves_the_memory_of_the_others_behind() -> None:
    nothing = torch.zeros(0)
    rows = [torch.randn(2000, *shape) for shape in ((64,), (2,), (25,), (68, 3))]
    scene = Scene(nothing, None, nothing, nothing, *rows)
    part = scene.part(slice(8, 16))
    assert len(part) == 8
    assert torch.equal(part.keypoints, scene.keypoints[8:16])
    assert len(pickle.dumps(part)) < len(pickle.dumps(scene)) / 50


@pytest.mark.parametrize(("eye", "side"), [("left", "right"), ("right", "left")])
def test_the_person_s_left_eye_closes_at_the_picture_s_right(
    portrait: Portrait, eye: str, side: str
) -> None:
    avatar = tiny_engine().reconstruct(portrait)
    still = replace(Motion.still(2), expression=np.zeros((2, 64)), basis=FACE_BASIS)
    shut = still.blink.copy()
    shut[1, ("left", "right").index(eye)] = 1.0
    motion = replace(still, blink=shut)
    open_mesh, winking_mesh = (seen.views[0] for seen in avatar.inspect(motion, portrait.image))
    changed = (open_mesh != winking_mesh).any(2)
    columns = np.flatnonzero(changed.any(0))
    assert len(columns) > 10
    middle = open_mesh.shape[1] // 2
    assert (columns > middle).all() if side == "right" else (columns < middle).all()
