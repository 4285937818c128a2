from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from real3d.numerics.types import Float32Array
from real3d.portrait.analysis import analyse_portrait
from real3d.portrait.landmarks import CHIN, FACE_OVAL, LEFT_BROW, MOUTH_CORNERS, RIGHT_BROW
from real3d.portrait.layers import PersonLayers, separate_layers
from real3d.portrait.portrait import Portrait

PORTRAITS = Path(__file__).parents[2] / "examples" / "portraits"
SKIN, BLACK, BLOND, COAT = (205, 155, 130), (38, 30, 28), (190, 165, 110), (40, 60, 110)


@pytest.fixture(scope="module", params=["amara.jpg", "clara.jpg", "daniel.jpg", "astronaut.png"])
def portrait(request) -> Portrait:
    return analyse_portrait(np.array(Image.open(PORTRAITS / request.param).convert("RGB")), 512)


class DrawnHead:
    """A head drawn around the landmarks of a real one, and where its hair and its coat are."""

    def __init__(
        self,
        real: Portrait,
        *,
        hair=BLACK,
        coat=COAT,
        shade=0.0,
        hairline=0.54,
        long=False,
    ) -> None:
        size = real.size
        points = real.landmarks[:, :2]
        oval = points[list(FACE_OVAL)]
        (x, y), (width, height) = oval.mean(axis=0), np.ptp(oval, axis=0)
        above_the_eyes = np.arange(size)[:, None] < y
        face = self._ellipse(size, (x, y), (0.52 * width, 0.54 * height))
        face |= above_the_eyes & self._ellipse(size, (x, y), (0.52 * width, hairline * height))
        above = np.arange(size)[:, None] < y + 0.1 * height
        head = (
            self._ellipse(
                size, (x, y - 0.1 * height), (0.68 * width, max(0.75, hairline + 0.1) * height)
            )
            & above
        )
        low = np.arange(size)[:, None] > y + 0.85 * height
        coat_area = self._ellipse(size, (x, y + 1.6 * height), (1.2 * width, 0.9 * height)) & low
        neck = np.zeros((size, size), bool)
        neck[int(y) : int(y + height), int(x - 0.3 * width) : int(x + 0.3 * width)] = True
        if long:
            far = np.abs(np.arange(size) - x) / width
            head |= (far > 0.4) & (far < 0.75) & (np.arange(size)[:, None] > y - 0.2 * height)
        self.middle = x
        self.coat = coat_area
        self.hair = head & ~face & (hair is not None)
        self.person = head | face | neck | coat_area
        rng = np.random.default_rng(0)
        picture = np.empty((size, size, 3), np.float32)
        picture[:] = SKIN
        picture[self.coat] = coat
        if hair is not None:
            strands = cv2.GaussianBlur(rng.standard_normal((size, size)), (0, 0), 1, sigmaY=6)
            strands *= 14 / strands.std()
            picture[self.hair] = (np.array(hair) + strands[..., None])[self.hair]
        light = 1 - shade * np.clip((x - np.arange(size)) / width + 0.5, 0, 1)
        picture *= light[None, :, None]
        picture += 3 * rng.standard_normal(picture.shape)
        picture = np.clip(cv2.GaussianBlur(picture, (0, 0), 0.7), 0, 255).astype(np.uint8)
        alpha = cv2.GaussianBlur(self.person.astype(np.float32), (0, 0), 0.8)
        self.portrait = replace(real, image=picture, cutout=picture, alpha=alpha)
        self.sure = cv2.erode(self.person.astype(np.uint8), np.ones((5, 5))) > 0

    @staticmethod
    def _ellipse(size: int, centre, radii) -> NDArray[np.bool_]:
        mask = np.zeros((size, size), np.uint8)
        shape = (tuple(map(float, centre)), tuple(2 * float(r) for r in radii), 0.0)
        cv2.ellipse(mask, shape, 1, -1)
        return mask > 0


def overlap(found: Float32Array, expected: NDArray[np.bool_], within: NDArray[np.bool_]) -> float:
    """Intersection over union."""
    found_mask, mask = (found > 0.5) & within, expected & within
    return float((found_mask & mask).sum() / (found_mask | mask).sum())


def planes(layers: PersonLayers) -> Float32Array:
    return np.stack((layers.hair, layers.skin, layers.clothes), axis=-1)


def test_shares_sum_to_one(portrait):
    found = planes(separate_layers(portrait))
    assert found.dtype == np.float32
    assert found.shape == (512, 512, 3)
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=-1), 1, atol=1e-5)


def test_crown_face_and_chest_are_what_they_are(portrait):
    layers = separate_layers(portrait)
    points = portrait.landmarks[:, :2]
    oval = points[list(FACE_OVAL)]
    x, height = oval[:, 0].mean(), np.ptp(oval[:, 1])
    top = int(np.argmax(portrait.alpha[:, int(x)] > 0.9))
    assert layers.hair[top + 5 : top + int(0.15 * height), int(x)].min() > 0.9
    inner = np.zeros((512, 512), np.uint8)
    centre = oval.mean(axis=0)
    corners = np.rint(centre + 0.75 * (oval - centre)).astype(np.int32)
    cv2.fillPoly(inner, [corners], 1)
    below_the_fringe = np.arange(512)[:, None] > points[list(LEFT_BROW + RIGHT_BROW), 1].max()
    assert layers.skin[(inner > 0) & below_the_fringe].min() > 0.8
    chest = layers.clothes[-20:][portrait.alpha[-20:] > 0.9]
    assert chest.mean() > 0.9
    chin = points[CHIN].astype(int)
    assert layers.skin[chin[1] - 10, chin[0]] > 0.9


@pytest.mark.parametrize("hair", [BLACK, BLOND])
@pytest.mark.parametrize("coat", [COAT, BLACK])
def test_drawn_hair_is_found(astronaut_portrait, hair, coat):
    head = DrawnHead(astronaut_portrait, hair=hair, coat=coat)
    layers = separate_layers(head.portrait)
    assert overlap(layers.hair, head.hair, head.sure) > 0.93
    assert overlap(layers.clothes, head.coat, head.sure) > 0.93


def test_brows_and_beard_are_skin(astronaut_portrait):
    head = DrawnHead(astronaut_portrait, hair=BLACK)
    points = np.rint(astronaut_portrait.landmarks[:, :2]).astype(np.int32)
    drawn = np.zeros((512, 512), np.uint8)
    for brow in (LEFT_BROW, RIGHT_BROW):
        cv2.polylines(drawn, [points[list(brow[:5])]], False, 1, 6)
    lower = [k for k in FACE_OVAL if points[k, 1] > points[MOUTH_CORNERS[0], 1]]
    beard = cv2.convexHull(points[[*lower, *MOUTH_CORNERS]] + (0, 8))
    cv2.fillPoly(drawn, [beard], 1)
    picture = head.portrait.cutout.copy()
    picture[(drawn > 0) & head.sure] = BLACK
    layers = separate_layers(replace(head.portrait, image=picture, cutout=picture))
    assert layers.skin[(drawn > 0) & head.sure & ~head.hair].mean() > 0.95


def test_a_high_forehead_is_skin(astronaut_portrait):
    head = DrawnHead(astronaut_portrait, hair=BLACK, hairline=0.65)
    layers = separate_layers(head.portrait)
    assert overlap(layers.hair, head.hair, head.sure) > 0.9


def test_long_hair_lies_over_clothes(astronaut_portrait):
    head = DrawnHead(astronaut_portrait, hair=BLACK, long=True)
    layers = separate_layers(head.portrait)
    assert overlap(layers.hair, head.hair, head.sure) > 0.93
    assert overlap(layers.clothes, head.coat & ~head.hair, head.sure) > 0.93


def test_what_does_not_hang_together_with_hair_is_none(astronaut_portrait):
    head = DrawnHead(astronaut_portrait, hair=BLACK, long=True)
    picture = head.portrait.cutout.copy()
    bow = cv2.circle(np.zeros((512, 512), np.uint8), (int(head.middle), 470), 18, 1, -1) > 0
    picture[bow] = BLACK
    layers = separate_layers(replace(head.portrait, image=picture, cutout=picture))
    assert layers.hair[bow].mean() < 0.3


def test_a_shadow_on_the_cheek_is_not_hair(astronaut_portrait):
    head = DrawnHead(astronaut_portrait, hair=BLACK)
    points = astronaut_portrait.landmarks[:, :2]
    left = np.arange(512) < head.middle - 0.28 * np.ptp(points[list(FACE_OVAL), 0])
    lower = np.arange(512)[:, None] > points[list(LEFT_BROW), 1].max() + 10
    jaw = np.arange(512)[:, None] < points[CHIN, 1]
    shadow = head.person & ~head.hair & left & lower & jaw
    picture = head.portrait.cutout.copy()
    picture[shadow] = (46, 33, 30)
    layers = separate_layers(replace(head.portrait, image=picture, cutout=picture))
    assert shadow.sum() > 500
    assert layers.hair[shadow].mean() < 0.34


@pytest.mark.parametrize("shade", [0.0, 0.4])
def test_a_bald_head_has_no_hair(astronaut_portrait, shade):
    head = DrawnHead(astronaut_portrait, hair=None, shade=shade)
    layers = separate_layers(head.portrait)
    assert layers.hair[head.sure].max() < 0.05


def test_bare_shoulders_are_no_clothes(astronaut_portrait):
    head = DrawnHead(astronaut_portrait, coat=SKIN)
    layers = separate_layers(head.portrait)
    assert layers.clothes[head.sure].mean() < 0.02


def test_single_strands_over_the_forehead_are_kept(astronaut_portrait):
    head = DrawnHead(astronaut_portrait, hair=BLACK)
    picture, strands = head.portrait.cutout.copy(), np.zeros((512, 512), np.uint8)
    brow = head.portrait.landmarks[list(LEFT_BROW + RIGHT_BROW), :2]
    x, y = int(brow[:, 0].mean()), int(brow[:, 1].min())
    root = int(np.nonzero(head.hair[:y, x])[0].max())
    for offset in (-24, -12, 0, 12, 24):
        end = root + int(0.6 * (y - root))
        cv2.line(strands, (x + offset, root - 8), (x + offset + 3, end), 1, 1)
    strands[head.hair] = 0
    picture[strands > 0] = BLACK
    layers = separate_layers(replace(head.portrait, image=picture, cutout=picture))
    between = (cv2.dilate(strands, np.ones((1, 13))) > 0) & ~head.hair & (strands == 0)
    assert layers.hair[strands > 0].mean() > layers.hair[between].mean() + 0.25


def test_the_same_portrait_gives_the_same_layers(astronaut_portrait):
    cv2.setRNGSeed(3)
    expected = cv2.randu(np.zeros(4), 0, 1).copy()
    cv2.setRNGSeed(3)
    first = planes(separate_layers(astronaut_portrait))
    np.testing.assert_array_equal(cv2.randu(np.zeros(4), 0, 1), expected)
    np.testing.assert_array_equal(planes(separate_layers(astronaut_portrait)), first)


@pytest.mark.parametrize("size", [256, 1024])
def test_other_sizes_agree(astronaut, astronaut_portrait, size):
    portrait = analyse_portrait(astronaut, size)
    found = cv2.resize(planes(separate_layers(portrait)), (256, 256), None, 0, 0, cv2.INTER_AREA)
    usual = planes(separate_layers(astronaut_portrait))
    usual = cv2.resize(usual, (256, 256), None, 0, 0, cv2.INTER_AREA)
    person = cv2.resize(astronaut_portrait.alpha, (256, 256), None, 0, 0, cv2.INTER_AREA) > 0.5
    assert np.abs(found - usual).max(axis=-1)[person].mean() < 0.01


def test_a_grey_photo_is_told_apart_too(astronaut_portrait):
    grey = astronaut_portrait.cutout.mean(axis=2, keepdims=True).astype(np.uint8).repeat(3, axis=2)
    found = separate_layers(replace(astronaut_portrait, cutout=grey, image=grey))
    usual = separate_layers(astronaut_portrait)
    assert overlap(found.hair, usual.hair > 0.5, astronaut_portrait.alpha > 0.9) > 0.8


@pytest.mark.parametrize(
    "change",
    [
        {"alpha": np.zeros((512, 512), np.float32)},
        {"alpha": np.ones((512, 512), np.float32)},
        {"cutout": np.zeros((512, 512, 3), np.uint8)},
        {"cutout": np.random.default_rng(0).integers(0, 256, (512, 512, 3), np.uint8)},
        {"landmarks": np.zeros((478, 3))},
        {"landmarks": np.full((478, 3), 900.0)},
    ],
    ids=["nobody", "all", "black", "noise", "one-point", "outside"],
)
def test_nothing_breaks_it(astronaut_portrait, change):
    found = planes(separate_layers(replace(astronaut_portrait, **change)))
    np.testing.assert_allclose(found.sum(axis=-1), 1, atol=1e-5)


@pytest.mark.parametrize("scale", [0.05, 0.3, 2.0])
def test_faces_of_any_size_are_taken(astronaut_portrait, scale):
    landmarks = 256 + scale * (astronaut_portrait.landmarks - 256)
    found = planes(separate_layers(replace(astronaut_portrait, landmarks=landmarks)))
    np.testing.assert_allclose(found.sum(axis=-1), 1, atol=1e-5)
