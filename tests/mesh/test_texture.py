"""The doubled grid: the photo's own pixels exactly, its finer detail between them."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from real3d.mesh.texture import fine_texture
from real3d.portrait import Portrait, analyse_portrait
from real3d.portrait.portrait import Crop

SIZE = 96


@pytest.fixture(scope="module")
def coarse(astronaut_portrait: Portrait) -> Portrait:
    """A part of a photo that has no more pixels than the portrait."""
    place = np.s_[120 : 120 + SIZE, 200 : 200 + SIZE]
    image = astronaut_portrait.image[place]
    return replace(
        astronaut_portrait,
        image=image,
        crop=Crop(0, 0, SIZE),
        detail=None,
        alpha=np.ones((SIZE, SIZE), np.float32),
    )


@pytest.fixture(scope="module")
def fine(coarse: Portrait) -> Portrait:
    """The same, of a photo with twice the pixels, in which there is a fine pattern."""
    detail = cv2.resize(coarse.image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    rows, columns = np.mgrid[0 : 2 * SIZE, 0 : 2 * SIZE]
    pattern = 30 * np.sin(1.9 * rows) * np.sin(1.9 * columns)
    detail = np.clip(detail + pattern[..., None], 0, 255).astype(np.uint8)
    image = cv2.resize(detail, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    return replace(coarse, image=image, detail=detail, crop=Crop(0, 0, 2 * SIZE))


def soft_alpha() -> np.ndarray:
    """A round person with an edge of a few pixels."""
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    distance = np.hypot(rows - 50, columns - 45)
    return np.clip((36 - distance) / 5, 0, 1).astype(np.float32)


def plain_half_way(parts, axis):
    """Twice the values [..., 5] along an axis, in floats; the fourth is alpha."""
    values = np.moveaxis(parts, axis, 0)
    padded = np.concatenate([values[:1]] * 2 + [values] + [values[-1:]] * 3)
    taps = np.array([3, -25, 150, 150, -25, 3]) / 256
    half = sum(tap * padded[k : k + len(values)] for k, tap in enumerate(taps))
    ends = np.stack([values[..., 3], padded[3 : 3 + len(values), ..., 3]])
    alpha = np.clip(half[..., 3], ends.min(axis=0), ends.max(axis=0))
    scale = np.where(alpha == half[..., 3], 1, alpha / np.maximum(half[..., 3], 1))
    half = half * scale[..., None]
    half[..., 3] = alpha
    fine = np.stack([values, half], axis=1).reshape(-1, *values.shape[1:])
    return np.moveaxis(fine, 0, axis)


def plain_texture(colours, alpha, portrait, strength):
    """The texture in floats, by the words of its docstrings."""
    own = np.dstack([colours * alpha[..., None], 255 * alpha])
    own = np.floor(own.astype(np.float32) + np.float32(0.5)).astype(float)
    share, mean = np.zeros((SIZE, SIZE, 1)), np.zeros((2 * SIZE, 2 * SIZE, 3))
    if portrait.detail is not None:
        wide = np.pad(portrait.detail.astype(float), [(0, 1), (0, 1), (0, 0)], mode="edge")
        mean = (wide[1:, 1:] + wide[:-1, 1:] + wide[1:, :-1] + wide[:-1, :-1]) / 4
        same = (np.abs(colours.astype(float) - portrait.image).max(axis=2) < 6).astype(np.float32)
        share = (cv2.GaussianBlur(same, (5, 5), 1) * alpha)[..., None]
    rest = own[..., :3] - share * mean[::2, ::2]
    parts = plain_half_way(plain_half_way(np.dstack([rest, own[..., 3:], share]), 0), 1)
    texture = np.dstack([parts[..., :3] + parts[..., 4:] * mean, parts[..., 3]])
    texture[..., :3] = np.clip(texture[..., :3], 0, texture[..., 3:])
    blurred = cv2.GaussianBlur(texture, (7, 7), 1)
    around = blurred[..., :3] * texture[..., 3:] / np.maximum(blurred[..., 3:], 1)
    texture[..., :3] += strength * (texture[..., :3] - around)
    texture[::2, ::2] = own
    texture[..., :3] = np.clip(texture[..., :3], 0, texture[..., 3:])
    return texture


@pytest.mark.parametrize("opaque", [True, False])
@pytest.mark.parametrize("name", ["coarse", "fine"])
def test_the_texture_is_what_its_plain_twin_says(request, name, opaque):
    portrait = request.getfixturevalue(name)
    alpha = portrait.alpha if opaque else soft_alpha()
    colours = portrait.image.copy()
    colours[20:40, 30:60] = 90  # here the layer is not the photo
    exact = plain_texture(colours, alpha, portrait, 0.4)
    difference = np.abs(fine_texture(colours, alpha, portrait) - exact)
    solid = exact[..., 3] > 200
    # Two roundings, one of them enlarged by the sharpening; more where little alpha divides.
    assert difference[solid].max() <= 2.5
    assert difference.mean() <= 0.4
    assert difference.max() <= 6


@pytest.mark.parametrize("name", ["coarse", "fine"])
def test_the_photos_own_pixels_are_exact(request, name):
    portrait = request.getfixturevalue(name)
    alpha = soft_alpha()
    texture = fine_texture(portrait.image, alpha, portrait)
    layer = np.dstack([portrait.image * alpha[..., None], 255 * alpha])
    assert texture.shape == (2 * SIZE, 2 * SIZE, 4)
    assert np.array_equal(texture[::2, ::2], np.floor(layer + np.float32(0.5)))
    assert (texture[..., :3] <= texture[..., 3:]).all(), "premultiplied"


def test_between_them_the_finer_photo_is_seen(fine):
    """Where the layer shows the photo, and nowhere else."""
    other = np.full_like(fine.image, 128)
    half = fine.image.copy()
    half[:, SIZE // 2 :] = 128
    plain = replace(fine, detail=None)
    with_detail = fine_texture(half, fine.alpha, fine).astype(int)
    without = fine_texture(half, fine.alpha, plain).astype(int)
    gained = np.abs(with_detail - without)[..., :3].max(axis=2)
    assert gained[:, : SIZE - 12].mean() > 4
    assert gained[:, SIZE + 12 :].max() == 0
    assert (fine_texture(other, fine.alpha, fine)[..., :3] == 128).all()


def test_sliding_by_half_a_pixel_keeps_the_photos_detail(fine):
    """Bilinear sampling of the doubled grid, half a portrait pixel away, meets its texels."""
    texture = fine_texture(fine.image, fine.alpha, fine)
    slid = texture[::2, 1::2, :3]

    def sharpness(picture):
        return cv2.Laplacian(picture[8:-8, 8:-8].astype(np.float32), cv2.CV_32F).var()

    blurred = (fine.image[:, 1:].astype(float) + fine.image[:, :-1]) / 2
    assert sharpness(slid) > 0.8 * sharpness(fine.image)
    assert sharpness(blurred) < 0.5 * sharpness(fine.image)


@pytest.mark.parametrize("name", ["coarse", "fine"])
@pytest.mark.parametrize("alpha", [soft_alpha(), np.round(soft_alpha())], ids=["soft", "hard"])
def test_an_outline_throws_no_halo(request, name, alpha):
    """A person of one colour keeps it up to the last trace of alpha."""
    portrait = request.getfixturevalue(name)
    colours = np.full_like(portrait.image, 160)
    texture = fine_texture(colours, alpha, portrait).astype(float)
    within = cv2.erode(alpha, np.ones((3, 3))) == 1
    assert (texture[..., 3][np.kron(within, np.ones((2, 2))) > 0] == 255).all(), "whole within"
    seen = texture[..., 3] > 40
    colour = texture[..., :3][seen] * 255 / texture[..., 3:][seen]
    assert np.abs(colour - 160).max() < 8


def test_a_large_photo_has_detail_and_a_small_one_has_none(astronaut):
    assert analyse_portrait(astronaut, 512).detail is None, "289 pixels are not 512"
    portrait = analyse_portrait(astronaut, 256)
    assert portrait.detail is not None
    assert portrait.detail.shape == (512, 512, 3)
    smaller = cv2.resize(portrait.detail, (256, 256), interpolation=cv2.INTER_AREA)
    assert np.abs(smaller.astype(int) - portrait.image).mean() < 1.5, "the same square"
