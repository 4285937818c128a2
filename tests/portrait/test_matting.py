from __future__ import annotations

import cv2
import numpy as np
import pytest

from real3d.portrait.landmarks import FACE_OVAL
from real3d.portrait.matting import person_matte


def test_the_face_is_opaque_and_the_corners_are_clear(astronaut_portrait):
    p = astronaut_portrait
    x, y = p.landmarks[list(FACE_OVAL), :2].mean(axis=0).astype(int)
    assert (p.alpha[y - 60 : y + 60, x - 40 : x + 40] == 1).all()
    assert (p.alpha[:60, :60] == 0).all()
    assert (p.alpha[:60, -60:] == 0).all()


def test_the_matte_has_sharp_edges(astronaut_portrait):
    # A grey halo is a wide band of half-transparent pixels.
    alpha = astronaut_portrait.alpha
    assert ((alpha > 0.1) & (alpha < 0.9)).mean() < 0.02


def test_the_matte_is_in_one_piece(astronaut_portrait):
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        (astronaut_portrait.alpha > 0.5).astype(np.uint8)
    )
    areas = sorted(stats[1:count, cv2.CC_STAT_AREA], reverse=True)
    assert sum(areas[1:]) < 0.002 * areas[0]


def test_a_bystander_is_left_in_the_background(astronaut_portrait):
    p = astronaut_portrait
    picture = p.image.copy()
    picture[20:120, 20:100] = (180, 40, 40)
    alpha = person_matte(picture, p.landmarks)
    assert alpha[30:110, 30:90].max() < 0.05


def test_a_bar_that_goes_on_behind_the_hair_is_no_hair(astronaut_portrait):
    p = astronaut_portrait
    row = int(p.landmarks[list(FACE_OVAL), 1].min()) + 40
    outline = int(np.flatnonzero(p.alpha[row] > 0.5)[0])
    picture = p.image.copy()
    bar = (slice(row - 60, row + 60), slice(0, outline + 4))
    background = p.alpha[bar] < 0.5
    wall, colour = np.array((205, 205, 200)), np.array((52, 40, 33))
    rows = np.arange(-60, 60)[:, None]
    behind = np.where((np.abs(rows) < 7)[..., None], colour, wall)
    picture[bar] = np.where(background[..., None], behind, picture[bar])
    alpha = person_matte(picture, p.landmarks)
    assert alpha[row - 4 : row + 5, : outline - 8].max() < 0.2


@pytest.mark.parametrize("wall", [(225, 225, 220), (190, 215, 235)])
def test_the_persons_traces_along_the_outline_are_the_persons(astronaut_portrait, wall):
    """A lens spreads colours by some pixels; left in the background, they would be a thin ghost of
    the outline that stays when the head has moved."""
    p = astronaut_portrait
    alpha = p.alpha[..., None]
    before_wall = p.cutout * alpha + np.array(wall) * (1 - alpha)
    picture = cv2.GaussianBlur(before_wall.astype(np.float32), (0, 0), 1.3).astype(np.uint8)
    matte = person_matte(picture, p.landmarks)
    outwards = cv2.distanceTransform((matte < 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    near = (matte < 0.04) & (outwards > 0) & (outwards < 14)
    traces = near & (np.abs(picture.astype(int) - wall).max(axis=2) > 15)
    assert near.sum() > 5000
    assert traces.sum() < 0.01 * near.sum()


def test_a_strip_of_wall_between_hair_and_the_pictures_edge_is_no_hair(monkeypatch):
    """The networks, which see little of it, take it for hair."""
    y, x = np.mgrid[0:512, 0:512]
    edge = 506.5 - 0.0015 * (y - 256.0) ** 2
    hair = np.clip(np.minimum(edge - x, x - 60), 0, 1).astype(np.float32)
    wall, dark = np.array((170, 160, 140)), np.array((45, 38, 34))
    picture = (wall + hair[..., None] * (dark - wall)).astype(np.uint8)
    seen = cv2.GaussianBlur(hair, (0, 0), 3)
    strip = (slice(200, 312), slice(480, 512))
    seen[strip] = np.maximum(seen[strip], 0.82)

    def network(image: np.ndarray, output: str) -> np.ndarray:
        return seen if image[256, 511, 0] > 100 else seen[:, ::-1]

    monkeypatch.setattr("real3d.portrait.matting.person_segmenter", lambda landscape: network)
    landmarks = np.zeros((478, 3))
    around = np.linspace(0, 2 * np.pi, 478)
    landmarks[:, 0], landmarks[:, 1] = 256 + 80 * np.cos(around), 256 + 110 * np.sin(around)
    alpha = person_matte(picture, landmarks)
    assert alpha[strip][hair[strip] < 0.02].mean() < 0.1
    assert alpha[strip][hair[strip] == 1].min() > 0.9
