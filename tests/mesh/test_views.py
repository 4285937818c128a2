"""What the mesh engine shows of its way to a frame."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.engine import InspectedFrame
from real3d.mesh.avatar import MeshAvatar
from real3d.motion import Motion

NOSE = 1


@pytest.fixture(scope="module")
def inspected(astronaut_avatar: MeshAvatar) -> list[InspectedFrame]:
    """At rest, then turned to the image's right."""
    turned = np.array([[0.0, 0.0, 0.0], [0.0, 0.2, 0.0]])
    motion = replace(Motion.still(2), rotation=turned)
    return list(astronaut_avatar.inspect(motion, astronaut_avatar.portrait.clean_background))


def test_the_frames_are_those_of_the_video(astronaut_avatar, inspected):
    turned = replace(Motion.still(2), rotation=np.array([[0.0, 0.0, 0.0], [0.0, 0.2, 0.0]]))
    frames = astronaut_avatar.render(turned, astronaut_avatar.portrait.clean_background)
    for frame, seen in zip(frames, inspected, strict=True):
        assert np.array_equal(frame, seen.frame)


def test_colours_tell_the_place_at_rest(astronaut_avatar, inspected):
    mesh = inspected[0].views[0].astype(int)
    x, y = np.rint(astronaut_avatar.portrait.landmarks[NOSE, :2]).astype(int)
    around = mesh[y - 8 : y + 9, x - 8 : x + 9].reshape(-1, 3)
    red, green, blue = np.median(around, axis=0)  # between the landmarks' dots
    assert abs(red - 255 * x / 512) < 8
    assert abs(green - 255 * (1 - y / 512)) < 8
    assert blue > 180


def test_colours_travel_with_the_head(inspected):
    still, turned = (each.views[0] for each in inspected)
    assert not np.array_equal(still, turned)


def test_the_nose_is_nearer_than_the_ears_and_the_background_is_black(astronaut_avatar, inspected):
    depth = inspected[0].views[1][..., 0].astype(int)
    landmarks = np.rint(astronaut_avatar.portrait.landmarks[:, :2]).astype(int)
    nose, ear = (depth[landmarks[n, 1], landmarks[n, 0]] for n in (NOSE, 234))
    assert nose > ear + 10
    assert not depth[astronaut_avatar.portrait.own_alpha == 0].any()
