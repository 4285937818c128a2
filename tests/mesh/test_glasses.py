"""Frames of glasses: found where they are, nowhere else, and rigid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.mesh.eyes import build_eyes
from real3d.mesh.glasses import frames_of_glasses
from real3d.mesh.topology import EYES
from real3d.numerics.types import BoolArray, FloatArray, Picture
from real3d.portrait import Portrait
from tests.mesh.conftest import FACES
from tests.support.poses import Model, pose

BLACK, SILVER = (25, 22, 20), (245, 245, 250)


def wearing(portrait: Portrait, colour: tuple[int, int, int]) -> tuple[Portrait, BoolArray]:
    """The portrait with round glasses drawn onto it, and where they are [S, S]."""

    def pixel(place: FloatArray) -> tuple[int, int]:
        return round(place[0]), round(place[1])

    drawn = np.zeros(portrait.image.shape[:2], np.uint8)
    centres, inner = [], []
    for eye in EYES:
        outer, corner = portrait.landmarks[[eye.upper[0], eye.upper[-1]], :2]
        centres.append(0.5 * (outer + corner) + (0, 2))
        inner.append(corner)
    width = np.linalg.norm(portrait.landmarks[EYES[0].upper[0], :2] - inner[0])
    axes = (round(0.85 * width), round(0.66 * width))
    for centre in centres:
        cv2.ellipse(drawn, pixel(centre), axes, 0, 0, 360, 255, 2)
    left, right = sorted(centres, key=lambda centre: centre[0])
    side = np.array([axes[0], 0])
    cv2.line(drawn, pixel(left + side), pixel(right - side), 255, 2)
    image: Picture = np.where(drawn[..., None] > 0, np.uint8(colour), portrait.image)
    return replace(portrait, image=image), drawn > 0


def test_a_bare_face_wears_no_glasses(avatar: MeshAvatar):
    assert not frames_of_glasses(avatar.portrait).any()


@pytest.mark.parametrize(
    ("face", "colour"), [(face, BLACK) for face in FACES] + [("amara", SILVER), ("daniel", SILVER)]
)
def test_frames_are_found_where_they_are(
    avatar_of: Callable[[str], MeshAvatar], face: str, colour: tuple[int, int, int]
):
    portrait, drawn = wearing(avatar_of(face).portrait, colour)
    found = frames_of_glasses(portrait) > 0.3
    assert found[drawn].mean() > 0.9
    around = cv2.dilate(drawn.astype(np.uint8), np.ones((13, 13), np.uint8)) > 0
    assert (found & ~around).sum() < 0.5 * drawn.sum()


def test_frames_stay_when_brows_and_lids_move(astronaut_avatar: MeshAvatar):
    portrait, drawn = wearing(astronaut_avatar.portrait, BLACK)
    avatar = build_avatar(portrait)
    model = Model(avatar)
    model.hold(pose())
    still = model.vertices.copy()
    model.hold(pose(browInnerUp=1, browOuterUp=1, eyeSquint=1, cheekSquint=1))
    count = len(avatar.surface.uv)
    moved = np.linalg.norm(model.vertices[:count, :2] - still[:count, :2], axis=1)
    columns, rows = np.clip(np.round(avatar.surface.uv).astype(int), 0, portrait.size - 1).T
    assert moved[drawn[rows, columns]].max() < 0.05
    assert moved.max() > 2


def test_frames_are_before_shut_lids(astronaut_avatar: MeshAvatar):
    portrait, _ = wearing(astronaut_avatar.portrait, BLACK)
    # A second rim, so small that it crosses what a shut lid covers.
    width = np.ptp(portrait.landmarks[list(EYES[0].upper), 0])
    bar = np.zeros(portrait.image.shape[:2], np.float32)
    for eye in EYES:
        x, y = portrait.landmarks[eye.upper[4], :2]
        row = round(y - 0.08 * width)
        bar[row - 1 : row + 1, round(x - width) : round(x + width)] = 1
    eyes = build_eyes(portrait, astronaut_avatar.surface.camera, bar)
    assert all(eye.lid.front is not None and eye.lid.front.min() == 0 for eye in eyes)
    image = np.where(bar[..., None] > 0, np.uint8(BLACK), portrait.image)
    avatar = replace(astronaut_avatar, eyes=eyes, portrait=replace(portrait, image=image))
    painted = np.abs(Model(avatar).hold(pose(blink=1)).astype(int) - Model(avatar).hold(pose()))
    assert painted.max() > 40
    assert painted[bar > 0].max() < 5
