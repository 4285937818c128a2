"""One frame from motion to picture: the photo at rest, and each command where it belongs."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.mesh.frame import FrameRenderer
from real3d.mesh.surface import build_surface
from real3d.mesh.topology import face_topology
from real3d.motion import ARKIT_EXPRESSIONS, Motion
from real3d.portrait.landmarks import CHIN, FACE_OVAL, FOREHEAD
from tests.support import measures
from tests.support.poses import Model, pose

MOUTH = [name for name in ARKIT_EXPRESSIONS if name.startswith(("jaw", "mouth", "cheek"))]
SPOKEN = (
    {"jawOpen": 1.0},
    {"jawOpen": 1.0, "neutral": 1.0},
    {"mouthPucker": 1.0, "neutral": 1.0},
    {"mouthFunnel": 1.0, "jawOpen": 0.5},
    {"mouthStretch": 1.0},
    {"mouthClose": 0.5, "jawOpen": 0.5},
)
COLLAR = 0.42
"""Face heights below the chin, from where on only clothes and shoulders are seen."""


def torso(model: Model) -> slice:
    """Rows of the frame below the neck."""
    landmarks = model.avatar.portrait.landmarks
    chin, forehead = landmarks[CHIN, 1], landmarks[FOREHEAD, 1]
    return slice(round(chin + COLLAR * (chin - forehead)), None)


def within_face(model: Model) -> NDArray[np.bool_]:
    """[S, S] the face of the pose held last, less a rim where hair may be."""
    mask = np.zeros((model.avatar.portrait.size,) * 2, np.uint8)
    hull = cv2.convexHull(np.round(model.vertices[list(FACE_OVAL), :2]).astype(np.int32))
    cv2.fillConvexPoly(mask, hull, 1)
    return cv2.erode(mask, np.ones((31, 31), np.uint8)) > 0


def breathing() -> Motion:
    return replace(pose(), breath=np.ones(1))


def test_at_rest_the_frame_is_the_photo(avatar):
    rest = measures.rest_error(avatar)
    assert rest.mean <= 0.4
    assert rest.off_by_8 <= 0.012


@pytest.mark.parametrize("said", SPOKEN, ids=str)
def test_nothing_that_is_said_moves_the_torso(model, said):
    still = model.hold(pose())[torso(model)].astype(int)
    assert len(still) > 30
    speaking = model.hold(pose(**said))[torso(model)].astype(int)
    assert np.abs(speaking - still).max() <= 1


@pytest.mark.parametrize("eyes", [{"blink": 1.0}, {"gaze": (1.0, 0.5)}, {"browInnerUp": 1.0}])
def test_eyes_and_brows_move_nothing_below_the_nose(model, eyes):
    still, moved = (model.hold(pose(**command)).astype(int) for command in ({}, eyes))
    below = round(model.avatar.portrait.landmarks[2, 1])
    assert np.abs(moved - still)[below:].max() <= 1


def test_only_breath_and_the_head_move_the_torso(model):
    still = model.hold(pose())[torso(model)].astype(int)
    breath = np.abs(model.hold(breathing())[torso(model)].astype(int) - still)
    assert breath.max() > 8
    turned = np.abs(model.hold(pose(yaw=10))[torso(model)].astype(int) - still)
    assert turned.max() > 8


def test_breath_is_no_movement_of_the_mouth(model):
    """A breath drawn while speaking moves the chest as one drawn in silence does."""
    rises = []
    for command in ({}, {"jawOpen": 0.6, "neutral": 1.0}):
        model.hold(pose(**command))
        before = model.vertices[:, 1].copy()
        model.hold(replace(pose(**command), breath=np.ones(1)))
        rises.append(before - model.vertices[:, 1])
    np.testing.assert_allclose(*rises, atol=1e-3)


def test_the_head_moves_as_a_whole_and_the_shoulders_a_little(model):
    model.hold(pose())
    before = model.vertices[:, :2].copy()
    model.hold(replace(pose(), translation=np.array([[0.1, 0.0, 0.0]])))
    moved = model.vertices[:, 0] - before[:, 0]
    step = 0.1 * model.avatar.portrait.pose.scale
    face = moved[: face_topology().vertices]
    np.testing.assert_allclose(face, step, rtol=0.12)
    weights = model.avatar.surface.head_weights
    shoulders = np.flatnonzero(weights < 0.01)
    assert len(shoulders) > 100
    assert moved[shoulders].min() > 0.2 * step
    assert moved[shoulders].max() < 0.45 * step


def test_in_a_video_the_shoulders_come_later_than_the_head(avatar):
    """The renderer looks at the whole motion, and a frame alone is a pose that is held."""
    model = Model(avatar)
    motion = Motion.still(40)
    motion.translation[20:, 0] = 0.1
    shoulders = np.flatnonzero(avatar.surface.head_weights < 0.01)
    places = []
    for index in (19, 20, 22, 30):
        model.hold(motion, index)
        places.append(model.vertices[shoulders, 0].mean())
    way = np.diff(places) / (places[-1] - places[0])
    assert way[0] < 0.3
    assert way[:2].sum() < 0.75
    assert np.array_equal(model.hold(motion, 39), model.hold(motion[39:]))
    assert np.array_equal(model.hold(motion, 0), model.hold(pose()))


@pytest.mark.parametrize(
    ("translation", "grows"), [((0.0, 0.0, -0.3), True), ((0.0, 0.0, 0.3), False)]
)
def test_a_head_that_comes_nearer_is_larger(model, translation, grows):
    sizes = []
    for place in ((0.0, 0.0, 0.0), translation):
        model.hold(replace(pose(), translation=np.array([place])))
        sizes.append(np.linalg.norm(model.vertices[CHIN, :2] - model.vertices[FOREHEAD, :2]))
    assert (sizes[1] > 1.01 * sizes[0]) if grows else (sizes[1] < 0.99 * sizes[0])


@pytest.mark.parametrize("name", ["jawOpen", "mouthPucker", "mouthSmile"])
def test_lips_and_lids_never_let_the_background_through(avatar, name):
    """Behind their soft edges skin hangs into the holes."""
    model = Model(avatar, transparent=True)
    for blink in (0.0, 0.5, 1.0):
        frame = model.hold(pose(neutral=1, blink=blink, gaze=(0.8, 0.4), **{name: 0.7}))
        assert (frame[..., 3][within_face(model)] == 255).all()


def test_the_colour_of_what_is_behind_is_not_seen_in_the_face(avatar):
    faces = []
    for colour in ((0, 255, 0), (255, 0, 255)):
        background = np.empty_like(avatar.portrait.image)
        background[:] = colour
        renderer = FrameRenderer(avatar, avatar.texture(background), background)
        frame = renderer.render(pose(neutral=1, jawOpen=0.6, blink=0.4), 0)
        model = Model(avatar)
        model.hold(pose(neutral=1, jawOpen=0.6, blink=0.4))
        faces.append(frame[within_face(model)])
    assert np.array_equal(*faces)


@pytest.mark.parametrize(
    "before",
    [
        {"blink": 1.0},
        {"blink": 0.45},
        {"jawOpen": 1.0, "neutral": 1.0},
        {"gaze": (1.0, 1.0), "yaw": 10.0},
    ],
    ids=str,
)
def test_a_frame_does_not_depend_on_the_one_before(model, before):
    """A renderer keeps buffers: what one frame leaves in them is not seen in the next."""
    for command in ({}, {"blink": 0.3, "jawOpen": 0.4}):
        fresh = Model(model.avatar).hold(pose(**command))
        model.hold(pose(**before))
        assert np.array_equal(model.hold(pose(**command)), fresh)


def test_two_renderers_of_one_avatar_do_not_meet(avatar):
    texture = avatar.texture(avatar.portrait.clean_background)
    one, other = (
        FrameRenderer(avatar, texture, avatar.portrait.clean_background) for _ in range(2)
    )
    expected = other.render(pose(), 0)
    one.render(pose(blink=1.0), 0)
    assert np.array_equal(other.render(pose(), 0), expected)


@pytest.mark.parametrize("command", [{"yaw": 14}, {"yaw": -14}, {"pitch": 11}, {"roll": 14}])
def test_a_head_that_is_turned_is_whole(avatar, command):
    """No hole within the face, and no tear at the picture's edge where the person is cut by it."""
    model = Model(avatar, transparent=True)
    frame = model.hold(pose(**command))
    assert (frame[..., 3][within_face(model)] == 255).all()
    bottom = avatar.portrait.alpha[-1] > 0.99
    inner = cv2.erode(bottom.astype(np.uint8)[None], np.ones((1, 25), np.uint8))[0] > 0
    assert (frame[-1, inner, 3] > 250).all()


@pytest.mark.parametrize("across", [-0.35, 0.35])
@pytest.mark.parametrize("up", [0.0, -0.2])
def test_shoulders_that_move_leave_no_gap_at_the_edges(avatar, across, up):
    """Where the photo's edge cuts the person, something of the person is seen in every frame."""
    opaque = avatar.portrait.alpha > 0.99
    moved = replace(pose(), translation=np.array([[across, up, 0.0]]), breath=np.ones(1))
    frame = Model(avatar, transparent=True).hold(moved)
    edges = ((-1, slice(None)), (slice(None), 0), (slice(None), -1))
    cut = 0
    for edge in edges:
        inner = cv2.erode(opaque[edge].astype(np.uint8)[None], np.ones((1, 61), np.uint8))[0] > 0
        cut += inner.sum()
        assert (frame[edge][inner, 3] > 250).all()
    assert cut > 100


def outline(alpha: NDArray) -> NDArray[np.int_]:
    """[S] how high the person who stands on the bottom edge reaches, in each column."""
    empty = np.vstack([alpha[::-1] <= 0.5, np.ones((1, alpha.shape[1]), np.bool_)])
    return np.argmax(empty, axis=0)


@pytest.mark.parametrize("across", [-0.3, 0.3])
def test_an_outline_cut_by_the_side_goes_on_beyond_it(avatar, across):
    """The texture is mirrored there, but a shoulder does not turn back."""
    rows = outline(avatar.portrait.alpha)[:: 1 if across > 0 else -1]
    slope = (rows[16] - rows[0]) / 16
    if rows[0] == 0 or not 0.2 < slope < 1:
        pytest.skip("no slope of a shoulder is cut by this side of the photo")
    model = Model(avatar, transparent=True)
    frame = model.hold(replace(pose(), translation=np.array([[across, 0.0, 0.0]])))
    moved = outline(frame[..., 3] / 255)[:: 1 if across > 0 else -1]
    assert (np.diff(moved[:24:4]) >= 0).all()
    assert moved[20] - moved[0] > 10 * slope


@pytest.mark.parametrize("across", [-0.35, 0.35])
def test_nobody_comes_in_from_the_side_that_the_person_leaves(astronaut_avatar, across):
    """A mirrored neighbour would, where the person stands before an edge without touching it."""
    portrait = astronaut_avatar.portrait
    alpha = portrait.alpha.copy()
    alpha[:, :5] = alpha[:, -5:] = 0
    alpha[:, [0, -1]] = 0.01  # a matte is seldom clean
    bald = np.zeros((8, 8), np.float32)
    portrait = replace(portrait, alpha=alpha, own_alpha=alpha)
    surface = build_surface(portrait, bald)
    avatar = replace(astronaut_avatar, portrait=portrait, surface=surface)
    frame = Model(avatar, transparent=True).hold(
        replace(pose(), translation=np.array([[across, 0.0, 0.0]]))
    )
    left_behind = slice(None, 5) if across > 0 else slice(-5, None)
    assert (frame[..., 3] == 255).any()
    assert frame[:, left_behind, 3].max() < 10


@pytest.mark.parametrize("name", MOUTH)
def test_upper_and_lower_lip_never_cross(model, name):
    """Whatever single shape is commanded, from a neutral face."""
    model.hold(pose(neutral=1, **{name: 1.0}))
    mouth = face_topology().mouth
    down = model.avatar.portrait.pose.rotation[:2, 1]
    across = (model.vertices[mouth.lower, :2] - model.vertices[mouth.upper, :2]) @ down
    assert across.min() > -0.1


def test_lips_pass_before_a_cheek_that_is_as_near(avatar):
    """The far cheek of a turned photo is rarely measured behind the lips, where it is."""
    renderer = FrameRenderer(avatar, avatar.texture(None), None)
    renderer.render(pose(), 0)
    measured = avatar.surface.camera.project(avatar.surface.vertices.astype(float))[:, 2]
    nearer = (measured - renderer.vertices[: len(measured), 2]) / avatar.surface.face_width
    lower_lip, cheek = 17, 43
    assert nearer[lower_lip] > nearer[cheek] + 0.05


def test_the_views_of_a_frame_show_its_pose(model):
    from real3d.mesh.views import RestingPerson

    avatar = model.avatar
    resting = RestingPerson.of(avatar.surface, avatar.portrait.alpha)
    background = avatar.portrait.clean_background
    renderer = FrameRenderer(avatar, avatar.texture(background), background)
    still, turned = (renderer.inspect(resting, pose(yaw=yaw), 0) for yaw in (0.0, 12.0))
    assert np.array_equal(turned.frame, model.hold(pose(yaw=12)))
    for before, after in zip(still.views, turned.views, strict=True):
        assert before.shape == after.shape == (avatar.portrait.size,) * 2 + (3,)
        assert (before != after).any()
