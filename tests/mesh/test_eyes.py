"""What a viewer sees of the eyes: lids of skin that meet, and eyeballs that look around."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.mesh.eyes import draw_eye
from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.lids import lid_closure, lid_margins
from real3d.mesh.mouth_colours import luminance, polygon_mask
from real3d.mesh.topology import EYES, face_topology
from tests.support.lids import closed_lid_light, painted_eyeballs
from tests.support.poses import Model, pose

BOTH = (0, 1)
LEFT, RIGHT = BOTH
"""The person's own, as in `Motion.blink`: in the picture the left eye is on the right."""


def rims(model: Model, eye: int) -> tuple[NDArray, NDArray]:
    """The lids' rims [N, 2] of the pose held last."""
    slit = face_topology().eyes[eye]
    return model.vertices[slit.upper, :2].astype(float), model.vertices[slit.lower, :2].astype(
        float
    )


def opening(
    model: Model, eye: int, shrunk: int = 0, blink: float = 0.0, gaze_down: float = 0.0
) -> NDArray[np.bool_]:
    """[S, S] what is seen of the eyeball in the pose held last."""
    upper, lower = lid_margins(*rims(model, eye), lid_closure(blink, gaze_down))
    mask = polygon_mask(np.vstack([upper, lower[-2:0:-1]]), model.avatar.portrait.size)
    return cv2.erode(mask, np.ones((2 * shrunk + 1,) * 2, np.uint8)) > 0


def width(model: Model, eye: int) -> float:
    """Corner to corner in the photo, pixels."""
    upper = model.avatar.portrait.landmarks[list(EYES[eye].upper), :2]
    return float(np.linalg.norm(upper[0] - upper[-1]))


def iris(model: Model, eye: int, gaze: tuple[float, float]) -> NDArray:
    """[2] the middle of the dark part of an eye."""
    frame = model.hold(pose(gaze=gaze))
    seen = opening(model, eye, shrunk=1, gaze_down=gaze[1])
    bright = luminance(frame.astype(float))
    rows, columns = np.nonzero(seen & (bright <= np.percentile(bright[seen], 40)))
    return np.array([columns.mean(), rows.mean()])


def lid_skin(model: Model, eye: int) -> tuple[NDArray[np.bool_], NDArray]:
    """Of shut eyes: [S, S] where skin lies over what was the eyeball, above the lashes, and the
    colours [N, 3] of the skin above the eye in the photo."""
    portrait = model.avatar.portrait
    upper = portrait.landmarks[list(EYES[eye].upper), :2]
    lower = portrait.landmarks[list(EYES[eye].lower), :2]
    over_lashes = upper + 0.7 * (lower - upper)
    lid = polygon_mask(np.vstack([upper, over_lashes[::-1]]), portrait.size)
    raised = [upper - (0, share * width(model, eye)) for share in (0.12, 0.25)]
    above = polygon_mask(np.vstack([raised[0], raised[1][::-1]]), portrait.size)
    inner = cv2.erode(lid, np.ones((3, 3), np.uint8)) > 0
    return inner, portrait.image[above > 0].astype(float)


@pytest.mark.parametrize("turn", [{}, {"yaw": 15}, {"yaw": -15}, {"pitch": 10}, {"pitch": -10}])
def test_nothing_of_the_eyeballs_is_seen_between_shut_lids(model, turn):
    assert painted_eyeballs(model.avatar, pose(**turn)).sum() > 200
    assert not painted_eyeballs(model.avatar, pose(blink=1, **turn)).any()


def test_no_edge_of_the_eyeballs_shines_through_shut_lids(model):
    """Half of a white edge would be a light line below the lashes."""
    frames = []
    for level in (0, 255):
        eyes = [
            replace(eye, ball=replace(eye.ball, photo=np.full_like(eye.ball.photo, level)))
            for eye in model.avatar.eyes
        ]
        painted = Model(replace(model.avatar, eyes=tuple(eyes)))
        frames.append(painted.hold(pose(blink=1)).astype(int))
    assert np.abs(frames[1] - frames[0]).max() < 20


def test_a_lid_closes_step_by_step(model):
    areas = [
        int(painted_eyeballs(model.avatar, pose(blink=blink)).sum())
        for blink in np.linspace(0, 1, 5)
    ]
    assert (np.diff(areas) < 0).all()
    assert 0.25 * areas[0] < areas[2] < 0.75 * areas[0]


def test_lids_follow_a_gaze_down(model):
    level, down = (painted_eyeballs(model.avatar, pose(gaze=(0, y))).sum() for y in (0.0, 0.05))
    assert down < level


@pytest.mark.parametrize("eye", BOTH)
def test_the_skin_over_a_shut_eye_is_that_above_it_without_lashes_or_streaks(model, eye):
    frame = model.hold(pose(blink=1)).astype(float)
    lid, above = lid_skin(model, eye)
    assert lid.sum() > 100
    skin = float(np.median(luminance(above)))
    bright = luminance(frame) / skin
    assert np.percentile(bright[lid], 10) > 0.68, "stretched lashes"
    tint = np.median(frame[lid], axis=0), np.median(above, axis=0)
    assert np.abs(tint[0] / tint[0].sum() - tint[1] / tint[1].sum()).max() < 0.035
    pairs = lid[:, 1:] & lid[:, :-1]
    assert np.abs(np.diff(bright, axis=1))[pairs].mean() < 0.04, "streaks"


def test_shut_lids_are_as_light_as_those_of_people(model):
    assert ((closed_lid_light(model.avatar) > 0.7) & (closed_lid_light(model.avatar) < 1.05)).all()


@pytest.mark.parametrize("eye", BOTH)
def test_a_shut_eye_has_a_line_of_lashes_where_the_lids_meet(model, eye):
    frame = model.hold(pose(blink=1)).astype(float)
    margin, _ = lid_margins(*rims(model, eye), 1.0)
    middle = np.round(margin[len(margin) // 3 : -len(margin) // 3]).astype(int)
    bright = luminance(frame)
    line = np.array([bright[y - 1 : y + 2, x].min() for x, y in middle])
    _, above = lid_skin(model, eye)
    assert np.median(line) < 0.72 * np.median(luminance(above))


@pytest.mark.parametrize("eye", BOTH)
def test_a_blink_leaves_brow_and_cheek_alone(model, eye):
    still, shut = (model.hold(pose(blink=blink)).astype(int) for blink in (0, 1))
    changed = np.argwhere(np.abs(shut - still).max(axis=2) > 8)[:, ::-1]
    landmarks = model.avatar.portrait.landmarks
    centre = landmarks[list(EYES[eye].upper), :2].mean(axis=0)
    near = changed[np.hypot(*(changed - centre).T) < 1.5 * width(model, eye)]
    assert len(near) > 100
    assert np.hypot(*(near - centre).T).max() < 0.85 * width(model, eye)
    assert near[:, 1].min() > landmarks[list(EYES[eye].brow), 1].mean()


@pytest.mark.parametrize("eye", BOTH)
def test_one_eye_winks_alone(model, eye):
    motion = pose()
    closure = np.zeros((1, 2))
    closure[0, eye] = 1
    still = model.hold(motion).astype(int)
    winked = model.hold(replace(motion, blink=closure)).astype(int)
    changed = np.flatnonzero((np.abs(winked - still).max(axis=2) > 12).any(axis=0))
    nose = model.avatar.portrait.landmarks[1, 0]
    assert (changed > nose).all() if eye == LEFT else (changed < nose).all()


@pytest.mark.parametrize("eye", BOTH)
def test_eyes_that_look_into_the_camera_are_those_of_the_photo(model, eye):
    frame = model.hold(pose()).astype(int)
    seen = opening(model, eye, shrunk=1)
    difference = np.abs(frame - model.avatar.portrait.image)[seen].max(axis=1)
    assert np.median(difference) <= 2
    assert (difference > 12).mean() < 0.1


@pytest.mark.parametrize("eye", BOTH)
def test_the_iris_goes_where_the_gaze_goes(model, eye):
    unit = width(model, eye)
    right, left = (iris(model, eye, (x, 0.0)) / unit for x in (0.5, -0.5))
    down, up = (iris(model, eye, (0.0, y)) / unit for y in (0.6, -0.6))
    assert 0.08 < right[0] - left[0] < 0.25
    assert abs(right[1] - left[1]) < 0.04
    assert 0.04 < down[1] - up[1] < 0.20
    assert abs(down[0] - up[0]) < 0.09
    further = iris(model, eye, (1.0, 0.0)) / unit
    assert further[0] > right[0] + 0.02


@pytest.mark.parametrize("eye", BOTH)
def test_between_lids_that_stay_the_iris_moves_on_both_axes(model, eye):
    """Seen whole between lids that are wide apart, and painted blue to be found exactly."""
    model.hold(pose())
    upper, lower = rims(model, eye)
    unit = width(model, eye)
    apart = np.array([0, 0.25 * unit])
    surface = model.avatar.surface
    head = HeadTransform.from_motion(
        np.zeros(3), np.zeros(3), model.avatar.portrait.pose, surface.pivot, surface.camera
    )
    ball = model.avatar.eyes[eye].ball
    blue = ball.iris * np.float32([0, 0, 0, 1])
    blue[..., 2] = 255 * blue[..., 3]
    grey = np.full_like(ball.white, 128)
    painted = replace(model.avatar.eyes[eye], ball=replace(ball, iris=blue, white=grey))

    def place(gaze: tuple[float, float]) -> NDArray:
        frame = np.zeros((model.avatar.portrait.size,) * 2 + (3,), np.uint8)
        draw_eye(frame, painted, upper - apart, lower + apart, head, np.array(gaze), 0.0)
        seen = (frame[..., 2] > 190) & (frame[..., 0] < 64)
        return np.argwhere(seen)[:, ::-1].mean(axis=0) / unit

    across = place((0.5, 0.0)) - place((-0.5, 0.0))
    along = place((0.0, 0.5)) - place((0.0, -0.5))
    np.testing.assert_allclose(across, (0.20, 0.0), atol=0.02)
    np.testing.assert_allclose(along, (0.0, 0.13), atol=0.02)


@pytest.mark.parametrize("gaze", [(0.3, 0.0), (-0.3, 0.0)])
def test_there_is_one_catch_light_and_it_stays_on_the_iris(model, gaze):
    """The hidden part of an iris is filled in; a mirrored one would shine twice."""
    for eye in BOTH:
        counts = []
        for look in ((0.0, 0.0), gaze):
            frame = model.hold(pose(gaze=look)).astype(float)
            bright = luminance(frame)
            seen = opening(model, eye, shrunk=1, gaze_down=look[1])
            rows, columns = np.mgrid[0 : len(bright), 0 : len(bright)]
            x, y = iris(model, eye, look)
            near = seen & (np.hypot(columns - x, rows - y) < 0.11 * width(model, eye))
            glints = near & (bright > np.median(bright[near]) + 70)
            _, _, stats, _ = cv2.connectedComponentsWithStats(glints.astype(np.uint8))
            counts.append((stats[1:, cv2.CC_STAT_AREA] > 1).sum())
        assert counts[1] <= max(counts[0], 1)


@pytest.mark.parametrize("across", [-0.3, 0.3])
@pytest.mark.parametrize("eye", BOTH)
def test_the_corners_of_an_eye_that_looks_aside_are_those_of_the_photo(model, eye, across):
    """Lashes and their shade stay, or it would stare."""
    portrait = model.avatar.portrait
    ahead, aside = (model.hold(pose(gaze=(x, 0))).astype(float) for x in (0, across))
    seen = opening(model, eye, shrunk=1)
    iris = portrait.landmarks[list(EYES[eye].iris), :2]
    radius = np.linalg.norm(iris[1:] - iris[0], axis=1).mean()
    rows, columns = np.mgrid[0 : portrait.size, 0 : portrait.size]
    corners = seen & (np.hypot(columns - iris[0, 0], rows - iris[0, 1]) > 1.7 * radius)
    if corners.sum() < 20:
        pytest.skip("the iris fills this eye")
    change = np.abs(luminance(aside) - luminance(ahead))[corners].mean()
    assert change < 4, change


def test_a_gaze_that_begins_is_no_jump(model):
    """Between the photo's eyeball and the painted one."""
    frames = [model.hold(pose(gaze=(x, 0.0))).astype(int) for x in np.linspace(0, 0.2, 21)]
    steps = [np.abs(after - before).max() for before, after in pairwise(frames)]
    assert max(steps) < 25


@pytest.mark.parametrize("eye", BOTH)
def test_a_closing_lid_shades_the_eyeball(model, eye):
    shades = []
    for blink in (0.0, 0.6):
        frame = model.hold(pose(blink=blink)).astype(float)
        shades.append(frame)
    seen = opening(model, eye, shrunk=1, blink=0.6)
    bright = [float(np.mean(luminance(shade)[seen])) for shade in shades]
    assert bright[1] < 0.92 * bright[0]


@pytest.mark.parametrize("turn", [{"yaw": 10}, {"roll": 10}, {"pitch": 8}])
def test_the_eyeballs_ride_on_the_head(model, turn):
    """What fills the openings is still the eye: as dark and as bright as in the photo."""
    for eye in BOTH:
        levels = []
        for motion in (pose(), pose(**turn)):
            frame = model.hold(motion).astype(float)
            seen = opening(model, eye, shrunk=1)
            levels.append(np.percentile(luminance(frame)[seen], [15, 50, 85]))
        np.testing.assert_allclose(levels[1], levels[0], atol=22)


@pytest.mark.parametrize("eye", BOTH)
@pytest.mark.parametrize("yaw", [-12, 12])
def test_an_eyeball_turns_with_the_plane_of_its_lids(model, eye, yaw):
    """Its picture is carried by an affine map, which must be right where the iris is."""
    surface, portrait = model.avatar.surface, model.avatar.portrait
    head = HeadTransform.from_motion(
        np.radians([0, yaw, 0]), np.zeros(3), portrait.pose, surface.pivot, surface.camera
    )
    rim = portrait.landmarks[[*EYES[eye].upper, *EYES[eye].lower]]
    plane, *_ = np.linalg.lstsq(np.column_stack([rim[:, :2], np.ones(len(rim))]), rim[:, 2], None)
    middle = rim[:, :2].mean(axis=0)
    point = surface.camera.unproject(np.array([[*middle, plane @ (*middle, 1)]]))
    ball = model.avatar.eyes[eye].ball
    left, top = surface.camera.project(ball.anchors)[0, :2]
    rows, columns = np.mgrid[0 : ball.photo.shape[0], 0 : ball.photo.shape[1]]
    dot = np.hypot(columns + left - middle[0], rows + top - middle[1]) < 0.12 * width(model, eye)
    photo = np.where(dot[..., None], np.float32([0, 0, 255]), np.float32(128))
    painted = replace(model.avatar.eyes[eye], ball=replace(ball, photo=photo))
    frame = np.zeros((portrait.size,) * 2 + (3,), np.uint8)
    model.hold(pose(yaw=yaw))
    upper, lower = rims(model, eye)
    apart = np.array([0, 0.25 * width(model, eye)])
    draw_eye(frame, painted, upper - apart, lower + apart, head, np.zeros(2), 0.0)
    blue = np.clip(frame[..., 2].astype(float) - frame[..., 0], 0, None)
    across, down = np.meshgrid(np.arange(portrait.size), np.arange(portrait.size))
    seen = np.array([(blue * across).sum(), (blue * down).sum()]) / blue.sum()
    assert np.linalg.norm(seen - head.project(point)[0, :2]) < 0.25
