"""Every compiled loop of pixels against a plain twin, on random pictures."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.compositing import as_picture, as_words, blend, composite, unpremultiply
from real3d.mesh.raster import COMPRESSED, FAR, SheetBuffers

SIZE = 40
SEEDS = range(6)
ROUNDED = 2.5
"""Levels between the compiled arithmetic, in whole 256ths, and the plain one in floats, on texels
as different as random ones; see `SMOOTH` for pictures."""
SMOOTH = 0.85
"""Levels, where texels are opaque and differ by less than 40."""


def random_texture(seed, height, width):
    """[h, w, 4] premultiplied texels: clear, half-covered and opaque ones."""
    random = np.random.default_rng(seed)
    alpha = random.choice([0, 0, 1, 90, 128, 254, 255, 255], (height, width))
    colour = random.integers(0, 256, (height, width, 3)) * alpha[..., None] // 255
    return np.dstack([colour, alpha]).astype(np.uint8)


def random_sheet(seed, reach):
    """A sheet with holes and empty rows, whose texture coordinates go beyond `reach` on both
    sides."""
    random = np.random.default_rng(seed)
    sheet = SheetBuffers.empty(SIZE, SIZE)
    for row in range(3, SIZE - 2):
        first, last = np.sort(random.integers(0, SIZE + 1, 2))
        sheet.spans[row] = first, last
        sheet.depth[row, first:last] = np.where(random.random(last - first) < 0.2, FAR, 5)
    for place in sheet[:2]:
        place[:] = random.uniform(-9, reach + 9, (SIZE, SIZE))
        place[::4] = np.round(place[::4])
    return sheet


def plain_sample(texture, x, y):
    """[N, 4] bilinear, in floats; the border repeats."""
    height, width = texture.shape[:2]
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    left = np.minimum(x.astype(int), width - 2)
    top = np.minimum(y.astype(int), height - 2)
    across, down = (x - left)[:, None], (y - top)[:, None]
    texels = texture.astype(float)
    above = texels[top, left] * (1 - across) + texels[top, left + 1] * across
    below = texels[top + 1, left] * (1 - across) + texels[top + 1, left + 1] * across
    return above * (1 - down) + below * down


def plain_composite(sheet, texture, scale, background):
    """[H, W, 4] in floats."""
    out = background.astype(float)
    covered = sheet.covered
    places = (scale * place[covered].astype(float) for place in sheet[:2])
    front = plain_sample(texture, *places)
    out[covered] = front + background[covered] * (1 - front[:, 3:] / 255)
    return out


def run_composite(sheet, texture, scale, background):
    out = np.empty((SIZE, SIZE), np.uint32)
    composite(sheet, as_words(texture), scale, as_words(background), out)
    return as_picture(out)


def opaque(picture):
    return np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])


def random_background(seed):
    random = np.random.default_rng(seed + 100)
    return opaque(random.integers(0, 256, (SIZE, SIZE, 3), np.uint8))


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_sheet_lies_over_the_background_by_the_compositing_equation(seed, scale):
    texture, background = random_texture(seed, 31, 57), random_background(seed)
    sheet = random_sheet(seed, reach=57 / scale)
    assert 0.1 < sheet.covered.mean() < 0.9
    seen = run_composite(sheet, texture, scale, background)
    exact = plain_composite(sheet, texture, scale, background)
    assert np.abs(seen - exact).max() <= ROUNDED
    assert np.abs((seen - exact).mean()) < 0.05, "rounded, not cut off"
    assert (seen[..., 3] == 255).all()
    assert np.array_equal(seen[~sheet.covered], background[~sheet.covered]), "bit for bit"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_picture_is_sampled_to_the_nearest_level(seed):
    random = np.random.default_rng(seed)
    texture = opaque(random.integers(180, 220, (31, 57, 3), np.uint8))
    background = random_background(seed)
    sheet = random_sheet(seed, reach=57)
    seen = run_composite(sheet, texture, 1, background)
    assert np.abs(seen - plain_composite(sheet, texture, 1, background)).max() <= SMOOTH


@pytest.mark.parametrize("seed", SEEDS)
def test_own_texels_are_met_exactly(seed):
    """Up to the small error of texture coordinates that were interpolated."""
    texture, background = random_texture(seed, 2 * SIZE, 2 * SIZE), random_background(seed)
    texture[..., 3] = 255
    sheet = random_sheet(seed, reach=SIZE)
    sheet.map_y[:], sheet.map_x[:] = np.mgrid[0:SIZE, 0:SIZE]
    sheet.map_x[:] += np.random.default_rng(seed).uniform(-5e-4, 5e-4, (SIZE, SIZE))
    seen = run_composite(sheet, texture, 2, background)
    inner = sheet.covered.copy()
    inner[:, -1] = inner[-1] = False
    assert np.array_equal(seen[inner], texture[::2, ::2][inner])


def compressed_sheet(stride, upright):
    """A texture of which `stride` units go by from pixel to pixel, along rows or columns."""
    sheet = SheetBuffers.empty(SIZE, SIZE)
    sheet.spans[:], sheet.depth[:], sheet.compressed[:] = (0, SIZE), 5, 1
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    along, beside = (rows, columns) if upright else (columns, rows)
    sheet.map_x[:], sheet.map_y[:] = 3.3 + stride * along, 2.2 + 0.4 * along + 0.9 * beside
    return sheet


def plain_footprint(sheet, texture, scale, stride, upright):
    """[H, W, 4] the mean of samples along the step, in floats."""
    step = np.array([stride, 0.4])
    length = np.hypot(*step)
    places = (-0.25, 0.25) if length < 2 else (-0.375, -0.125, 0.125, 0.375)
    share = np.clip(4 * (length - COMPRESSED), 0, 1)
    x, y = (scale * place.ravel().astype(float) for place in sheet[:2])
    dx, dy = scale * share * step
    samples = [plain_sample(texture, x + k * dx, y + k * dy) for k in places]
    return np.mean(samples, axis=0).reshape(SIZE, SIZE, 4)


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("stride", [1.0, 1.2, 1.5, 1.9, 2.2, 3.0])
def test_a_compressed_texture_is_sampled_along_its_step(stride, upright):
    texture = opaque(random_texture(3, 300, 300)[..., :3])
    sheet = compressed_sheet(stride, upright)
    seen = run_composite(sheet, texture, 2, random_background(0))
    exact = plain_footprint(sheet, texture, 2, stride, upright)
    assert np.abs(seen - exact)[1:-1, 1:-1].max() <= ROUNDED


def test_beside_a_fold_nothing_is_taken_from_beyond_it():
    texture = opaque(random_texture(3, 300, 300)[..., :3])
    sheet = compressed_sheet(1.5, upright=False)
    sheet.map_x[:, 20:] += 50
    seen = run_composite(sheet, texture, 2, random_background(0))
    exact = plain_footprint(sheet, texture, 2, 1.5, upright=False)
    assert np.abs(seen - exact)[1:-1, 1:-1].max() <= ROUNDED


def test_stripes_finer_than_pixels_are_seen_as_their_mean():
    """Lines of one texel, four of them a pixel; one sample each shows them at random."""
    texture = np.zeros((100, 300, 4), np.uint8)
    texture[..., 3] = 255
    texture[:, ::2, :3] = 250
    sheet = compressed_sheet(2.03, upright=False)
    fine = run_composite(sheet, texture, 2, random_background(0))[1:-1, 1:-1, :3].astype(int)
    assert np.abs(fine - 125).max() <= 30
    sheet.compressed[:] = 0
    coarse = run_composite(sheet, texture, 2, random_background(0))[1:-1, 1:-1, :3].astype(int)
    assert np.abs(coarse - 125).max() > 90


@pytest.mark.parametrize("seed", SEEDS)
def test_over_nothing_a_sheet_is_itself(seed):
    texture = random_texture(seed, 31, 57)
    sheet = random_sheet(seed, reach=57)
    nothing = np.zeros((SIZE, SIZE, 4), np.uint8)
    alone = run_composite(sheet, texture, 1, nothing)
    assert (alone[~sheet.covered] == 0).all()
    assert (alone[..., :3] <= alone[..., 3:]).all(), "premultiplied"
    over_black = run_composite(sheet, texture, 1, opaque(nothing[..., :3]))
    assert np.array_equal(over_black[..., :3], alone[..., :3])
    over_white = run_composite(sheet, texture, 1, opaque(255 - nothing[..., :3]))
    through = over_white[..., :3].astype(int) - over_black[..., :3]
    assert np.abs(255 - through - alone[..., 3:].astype(int)).max() <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_person_without_a_background_has_its_own_colours_back(seed):
    person = random_texture(seed, SIZE, SIZE)
    out = np.empty_like(person)
    unpremultiply(person, out)
    alpha = person[..., 3].astype(int)
    assert np.array_equal(out[..., 3], alpha)
    assert (out[alpha == 0] == 0).all()
    seen = alpha > 0
    again = out[seen][:, :3].astype(float) * alpha[seen][:, None] / 255
    assert np.abs(again - person[seen][:, :3]).max() <= 0.5 + 1e-9


@pytest.mark.parametrize("channels", [3, 4])
def test_a_layer_covers_as_much_as_its_mask_says(channels):
    random = np.random.default_rng(0)
    before = random.integers(0, 256, (SIZE, SIZE, channels), np.uint8)
    layer = random.uniform(-40, 300, (9, 13, 3)).astype(np.float32)
    mask = random.uniform(0, 1, (9, 13)).astype(np.float32)
    mask[:3], mask[3:5] = 0, 1
    picture = before.copy()
    blend(picture, layer, mask, 20, 11)
    place = (slice(11, 20), slice(20, 33))
    share = mask[..., None].astype(float)
    exact = np.clip(before[place][..., :3] * (1 - share) + layer * share, 0, 255)
    assert np.abs(picture[place][..., :3] - exact).max() <= 0.5 + 1e-3
    outside = np.ones((SIZE, SIZE), bool)
    outside[place] = False
    assert np.array_equal(picture[outside], before[outside])
    if channels == 4:
        opaque = np.maximum(before[place][..., 3], np.floor(255 * mask))
        assert np.array_equal(picture[place][..., 3], opaque)
