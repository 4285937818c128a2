"""How far a portrait says that it can be turned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.mesh.avatar import build_avatar
from real3d.mesh.turning import measure_limits, turned_shares
from real3d.motion.pose_limits import PLACE_LIMIT
from real3d.portrait import analyse_portrait
from real3d.portrait.landmarks import FOREHEAD
from tests.support.poses import Model, pose


def test_a_frontal_photo_turns_about_alike_to_both_sides(astronaut_avatar):
    left, right = np.degrees(astronaut_avatar.pose_limits.yaw)
    assert -25 <= left < -15
    assert 15 < right <= 25


def test_a_turned_photo_turns_further_to_the_front_than_away(astronaut_avatar):
    turned = Model(astronaut_avatar).hold(pose(yaw=18))
    back, away = np.degrees(build_avatar(analyse_portrait(turned)).pose_limits.yaw)
    assert -back > away + 3
    assert away >= 8


def test_limits_are_where_the_figures_say(avatar):
    limits = measure_limits(avatar.surface, avatar.portrait)
    for yaw in limits.yaw:
        within = turned_shares(avatar.surface, avatar.portrait.pose, np.array([0.0, yaw, 0.0]))
        assert max(within) <= 0.035


def test_at_rest_nothing_is_stretched_or_hidden(avatar):
    assert max(turned_shares(avatar.surface, avatar.portrait.pose, np.zeros(3))) < 0.001


def test_the_further_the_turn_the_more_is_hidden(avatar):
    hidden = [
        turned_shares(avatar.surface, avatar.portrait.pose, np.radians([0.0, yaw, 0.0]))[1]
        for yaw in (0, 10, 20, 30, 40)
    ]
    assert (np.diff(hidden) >= 0).all()
    assert hidden[-1] > 0.02


def test_a_head_that_the_photo_cuts_off_sinks_as_far_as_its_hair_can_be_stretched(astronaut_avatar):
    """Further, or with no hair seen, it would go on as its mirror image."""
    portrait = astronaut_avatar.portrait
    alpha = np.zeros_like(portrait.alpha)
    free = measure_limits(astronaut_avatar.surface, replace(portrait, alpha=alpha))
    assert free.down == PLACE_LIMIT
    alpha[: portrait.size // 4, portrait.size // 3 : -portrait.size // 3] = 1
    downs = []
    for forehead in (60, 20, -5):
        landmarks = portrait.landmarks - (0, portrait.landmarks[FOREHEAD, 1] - forehead, 0)
        cut = replace(portrait, alpha=alpha, landmarks=landmarks)
        downs.append(measure_limits(astronaut_avatar.surface, cut).down)
    assert PLACE_LIMIT > downs[0] > downs[1] > downs[2] > 0
    assert downs[0] * portrait.pose.scale < 0.5 * 60
    assert downs[2] < 0.1 * PLACE_LIMIT
