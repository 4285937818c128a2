"""What a viewer sees of the mesh engine, measured on a public-domain photo: the hard case, an open
smile with teeth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.mouth_colours import luminance
from real3d.motion import Motion
from real3d.portrait.framing import OpenEdges
from real3d.portrait.landmarks import detect_landmarks
from tests.support import measures
from tests.support.poses import Model, pose


def nodding(frames: int) -> Motion:
    time = np.arange(frames) / 25
    still = Motion.still(frames)
    rotation = np.column_stack([0.1 * np.sin(3 * time), 0.15 * np.sin(2 * time), 0 * time])
    return replace(
        still.with_channels(jawOpen=0.3 + 0.3 * np.sin(20 * time)),
        rotation=rotation,
        neutral=np.ones(frames),
    )


def test_at_rest_the_avatar_is_the_photo(astronaut_avatar):
    rest = measures.rest_error(astronaut_avatar)
    assert rest.mean <= 0.8
    assert rest.off_by_8 <= 0.03


@pytest.mark.parametrize(
    ("axis", "median", "worst"), [("yaw", 1.0, 2.5), ("roll", 1.0, 1.0), ("pitch", 2.0, 4.0)]
)
def test_the_head_turns_as_far_as_it_is_told(astronaut_avatar, axis, median, worst):
    angles = (-10.0, -5.0, 5.0, 10.0) if axis == "pitch" else (-15.0, -10.0, -5.0, 5.0, 10.0, 15.0)
    errors = np.abs(measures.rotation_errors(astronaut_avatar, axis, angles))
    assert np.median(errors) <= median
    assert errors.max() <= worst


def test_an_opening_jaw_opens_the_mouth_step_by_step(astronaut_avatar):
    gaps = np.array(measures.seen_gaps(astronaut_avatar))
    assert (np.diff(gaps) > 0).all()
    assert gaps[0] <= 0.03
    assert gaps[-1] >= 0.28


def test_sealed_lips_touch(astronaut_avatar):
    assert measures.sealed_gap(astronaut_avatar) <= 1.0


def test_a_blink_is_seen(astronaut_avatar):
    assert measures.blink_ratio(astronaut_avatar) <= 0.4


def test_rounded_lips_are_narrower_than_spread_ones(astronaut_avatar):
    model = Model(astronaut_avatar)

    def width(**expression: float) -> float:
        face = detect_landmarks(model.hold(pose(neutral=1, **expression)))
        return float(np.linalg.norm(face[61] - face[291]))

    assert width(mouthPucker=1) < 0.85 * width(mouthStretch=1)


def test_random_expressions_never_show_through_the_face(astronaut_avatar):
    faces = measures.random_faces(astronaut_avatar, 40, seed=3)
    assert faces.crossed_lips == 0
    assert faces.see_through == 0


@pytest.mark.parametrize(
    ("motion", "most"),
    [
        (pose(neutral=1), 0.01),
        (pose(neutral=1, jawOpen=0.8), 0.01),
        (pose(neutral=1, mouthPucker=1), 0.01),
        (pose(neutral=1, mouthSmile=1), 0.01),
        (pose(blink=1), 0.01),
        (pose(yaw=12), 0.04),
        (pose(yaw=-12), 0.04),
    ],
)
def test_the_face_hardly_folds(astronaut_avatar, motion, most):
    assert measures.folded_share(astronaut_avatar, motion) <= most


def test_the_background_away_from_the_person_never_changes(astronaut_avatar):
    frames = list(astronaut_avatar.render(nodding(8), astronaut_avatar.portrait.clean_background))
    assert measures.moved_background(astronaut_avatar, frames) == 0


def test_another_background_is_shown_exactly(astronaut_avatar):
    green = np.zeros_like(astronaut_avatar.portrait.clean_background)
    green[:] = (0, 200, 0)
    frame = next(astronaut_avatar.render(nodding(1), green))
    corner = frame[:40, :40].reshape(-1, 3)
    assert (corner == (0, 200, 0)).all()
    assert (frame[300, 256] != (0, 200, 0)).any()


def test_without_a_background_the_frame_is_transparent_around_the_person(astronaut_avatar):
    frame = next(astronaut_avatar.render(nodding(1), None))
    assert frame.shape == (512, 512, 4)
    assert (frame[:40, :40, 3] == 0).all()
    assert frame[200, 230, 3] == 255


def test_within_its_photo_the_person_stands_still_where_the_photo_goes_on(astronaut_avatar):
    """At the bottom all of it; at the sides the shoulders, for hair turns with the head."""
    background = astronaut_avatar.portrait.clean_background
    moved = replace(nodding(1), translation=np.array([[0.15, 0.0, 0.0]]), breath=np.ones(1))
    still = next(astronaut_avatar.render(Motion.still(1), background)).astype(int)
    edges = OpenEdges(left=True, right=True, bottom=True)
    for avatar, least, most in (
        (astronaut_avatar, 30, 255),
        (astronaut_avatar.within_photo(edges), 0, 1),
    ):
        change = np.abs(next(avatar.render(moved, background)) - still)
        shoulders = max(change[-20:].max(), change[300:, :20].max(), change[300:, -20:].max())
        assert least <= shoulders <= most
        assert change[150:300, 150:350].max() > 30


def test_beside_somebody_else_the_shoulders_stand_still(astronaut_avatar):
    background = astronaut_avatar.portrait.clean_background
    moved = replace(nodding(1), translation=np.array([[0.15, 0.0, 0.0]]), breath=np.ones(1))
    still = next(astronaut_avatar.render(Motion.still(1), background)).astype(int)
    own = np.repeat(np.float32([[1, 0]]), 2, axis=0)
    avatar = astronaut_avatar.within_photo(
        OpenEdges(left=False, right=False, bottom=False, own=own)
    )
    change = np.abs(next(avatar.render(moved, background)) - still)
    assert change[450:500, 400:].max() <= 1
    assert change[400:500, :200].max() > 30
    assert change[150:250, 150:350].max() > 30, "the head goes on"


def test_the_same_motion_gives_the_same_frames(astronaut_avatar):
    background = astronaut_avatar.portrait.clean_background
    first = list(astronaut_avatar.render(nodding(6), background))
    second = list(astronaut_avatar.render(nodding(6), background))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_frames_come_in_order_and_each_is_the_receivers_own(astronaut_avatar):
    motion = nodding(12)
    model = Model(astronaut_avatar)
    for index, frame in enumerate(
        astronaut_avatar.render(motion, astronaut_avatar.portrait.clean_background)
    ):
        alone = model.hold(motion, index)
        assert np.array_equal(frame, alone)
        frame[:] = 0


def test_a_tiny_change_of_motion_is_a_tiny_change_of_the_picture(astronaut_avatar):
    model = Model(astronaut_avatar)
    before = model.hold(pose(neutral=1, jawOpen=0.3, yaw=5)).astype(int)
    after = model.hold(pose(neutral=1, jawOpen=0.301, yaw=5.01)).astype(int)
    assert np.percentile(np.abs(after - before), 99.9) <= 3


def test_rendering_stops_when_the_receiver_does(astronaut_avatar):
    frames = astronaut_avatar.render(nodding(10_000), astronaut_avatar.portrait.clean_background)
    next(frames)
    frames.close()
    with pytest.raises(StopIteration):
        next(frames)


def test_the_eyes_look_where_they_are_told(astronaut_avatar):
    model = Model(astronaut_avatar)

    def iris(gaze: tuple[float, float]) -> float:
        face = detect_landmarks(model.hold(pose(gaze=gaze)))
        return float((face[468, 0] + face[473, 0]) / 2 - (face[133, 0] + face[362, 0]) / 2)

    assert iris((0.8, 0)) > iris((0, 0)) + 1 > iris((-0.8, 0)) + 2


def test_teeth_are_neither_whiter_than_the_light_nor_grey(astronaut_avatar: MeshAvatar):
    colours = astronaut_avatar.mouth.colours
    assert colours.photo_shows_teeth
    assert 0.7 <= luminance(colours.tooth) / colours.skin_luminance <= 1.2


def test_breath_lifts_the_shoulders_and_not_the_face(astronaut_avatar):
    model = Model(astronaut_avatar)
    model.hold(pose())
    before = model.vertices.copy()
    model.hold(replace(pose(), breath=np.ones(1)))
    risen = before[:, 1] - model.vertices[:, 1]
    assert np.abs(risen[:468]).max() < 0.5
    assert risen.max() > 1.0
