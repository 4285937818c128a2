"""The skin of a closed lid: that of the skin around the eye, in its light, on a ball."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.mesh.eye_coordinates import EyeCoordinates
from real3d.mesh.mouth_colours import luminance
from real3d.numerics.smoothing import smoothstep
from tests.support.shut_lid import OpenEye

SIDES = (0, 1)
SKIN = (205, 160, 135)


@pytest.fixture(params=SIDES)
def eye(request: pytest.FixtureRequest, avatar) -> OpenEye:
    """Each eye of each face."""
    return OpenEye(avatar.portrait, request.param)


def lab(colours: NDArray) -> NDArray:
    """[N, 3] L*, a*, b* of colours [N, 3]."""
    return cv2.cvtColor(np.float32(colours[None] / 255), cv2.COLOR_RGB2LAB)[0]


def smooth_lid(eye: OpenEye) -> NDArray:
    """[h, w, 3] the lid without its grain."""
    return cv2.GaussianBlur(eye.lid().skin[..., :3], (0, 0), 1.5)


def test_a_lid_has_the_hue_of_the_skin_around_it(eye):
    place = eye.coordinates
    below = (place.below > 0.15) & (place.below < 0.35) & (np.abs(place.u) < 0.8)
    lid = np.median(lab(smooth_lid(eye)[place.opening]), axis=0)
    skin = np.median(lab(eye.photo[below].astype(float)), axis=0)
    assert np.hypot(*(lid - skin)[1:]) < 0.11 * np.hypot(*skin[1:])


def test_a_shadow_that_falls_across_an_eye_falls_across_its_lid(eye):
    place = eye.coordinates
    shadow = 1 - 0.5 * smoothstep(place.u, -0.3, 0.3)
    shaded = eye.changed(lambda photo: photo * shadow[..., None])
    ratio = luminance(smooth_lid(shaded)) / luminance(smooth_lid(eye))
    middle = (place.above < -0.05) & (place.below < -0.05)
    dark = np.median(ratio[middle & (place.u > 0.4) & (place.u < 0.8)])
    light = np.median(ratio[middle & (place.u < -0.4) & (place.u > -0.8)])
    assert 0.42 < dark < 0.65
    assert 0.85 < light < 1.05


def test_a_lid_is_round(eye):
    flat = eye.changed(lambda photo: np.broadcast_to(np.float32(SKIN), photo.shape))
    place, bright = eye.coordinates, luminance(smooth_lid(flat)) / luminance(np.array(SKIN))
    middle = bright[eye.coordinates.opening & (np.abs(place.u) < 0.3)].max()
    corners = bright[eye.coordinates.opening & (np.abs(place.u) > 0.8)].mean()
    assert 1.06 * corners < middle < 1.3 * corners


def test_a_lid_meets_the_photo_without_a_seam(eye):
    lid = eye.lid()
    cover = lid.skin[..., 3]
    place = eye.coordinates
    edge = (cover > 0.05) & (cover < 0.3) & (place.above > 0.05) & (np.abs(place.u) < 0.9)
    step = luminance(cv2.GaussianBlur(lid.skin[..., :3], (0, 0), 2)) - luminance(
        cv2.GaussianBlur(eye.photo.astype(np.float32), (0, 0), 2)
    )
    assert np.abs(np.median(step[edge])) < 10


@pytest.mark.parametrize("height", [0.0, 0.02])
def test_an_eye_that_is_nearly_shut_in_the_photo_has_a_lid_too(eye, height):
    upper, lower = eye.rims
    place = EyeCoordinates.of(upper, upper + height * (lower - upper), eye.window)
    assert place.away.min() == 0
    assert 0.3 < place.away.max() < 3


def test_an_eye_behind_opaque_glasses_has_a_lid_too(eye):
    lid = eye.lid(np.ones((eye.portrait.size,) * 2, np.float32))
    assert np.isfinite(lid.skin).all()


def test_a_black_photo_has_black_lids(eye):
    lid = eye.changed(lambda photo: 0 * photo).lid().skin
    assert np.isfinite(lid).all()
    assert lid[..., :3].max() < 10
