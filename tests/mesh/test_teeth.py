"""Two rows of teeth: their sizes, their light and their gum."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.signal import find_peaks

from real3d.mesh.mouth_colours import MouthColours, luminance
from real3d.mesh.teeth import MILLIMETRE, dental_arches, grid_triangles

TOOTH, GUM = np.array([230.0, 220.0, 200.0]), np.array([130.0, 80.0, 85.0])
COLOURS = MouthColours(
    skin_luminance=170.0,
    tooth=TOOTH,
    gum=GUM,
    tongue=np.array([160.0, 90.0, 90.0]),
    cavity=np.array([40.0, 20.0, 20.0]),
    lip=np.array([170.0, 100.0, 100.0]),
    photo_shows_teeth=False,
)
CENTRE = np.array([0.1, 0.6, -0.2])


def arches(scale: float = 1.0, density: float = 8.0):
    return dental_arches(CENTRE, scale, COLOURS, density)


def millimetres(arch):
    return (arch.vertices - CENTRE) / MILLIMETRE


UPPER, LOWER = arches()
ASIDE = (slice(100, 180), slice(0, 40))
"""Columns of the texture: the third tooth on one side, and the last."""
ROWS = pytest.mark.parametrize("arch", [UPPER, LOWER], ids=["upper", "lower"])


@ROWS
def test_both_sides_are_alike(arch):
    places = millimetres(arch).reshape(5, -1, 3)
    np.testing.assert_allclose(places[:, ::-1], places * (-1, 1, 1), atol=1e-9)
    assert np.abs(arch.texture[:, ::-1].astype(int) - arch.texture).max() <= 2


@ROWS
def test_the_row_curves_back_from_behind_the_lips(arch):
    edge = millimetres(arch).reshape(5, -1, 3)[0]
    middle = len(edge) // 2
    assert edge[:, 2].argmin() == middle
    assert 2 < edge[middle, 2] < 8
    assert 20 < edge[0, 2] < 35
    assert 40 < np.ptp(edge[:, 0]) < 60, "as wide as a dental arch"


def test_the_upper_row_overlaps_the_lower_one_from_the_front():
    upper, lower = (millimetres(arch).reshape(5, -1, 3) for arch in arches())
    middle = upper.shape[1] // 2
    assert upper[0, middle, 1] > lower[0, middle, 1], "its cutting edge is lower"
    assert upper[0, middle, 2] < lower[0, middle, 2], "and nearer"
    assert upper[-1, middle, 1] < upper[0, middle, 1], "its gum is above"
    assert lower[-1, middle, 1] > lower[0, middle, 1]


@ROWS
def test_ten_teeth_of_the_row_are_seen_with_gaps_between_them(arch):
    row = luminance(arch.texture[40, :, :3].astype(float))
    gaps, _ = find_peaks(-row, prominence=4)
    assert len(gaps) == 9
    teeth = [row[left:right].max() for left, right in pairwise(gaps)]
    assert (row[gaps[1:]] < 0.84 * np.array(teeth)).all(), "as dark as a gap"
    assert abs(gaps[4] - arch.texture.shape[1] / 2) < 3, "one of them in the middle"


def test_teeth_have_the_widths_of_peoples():
    """In millimetres: upper incisors of 8.6 and 6.7, lower ones of 5.4 and 5.9."""
    for arch, widths, radius in ((UPPER, (8.6, 6.7), 26.0), (LOWER, (5.4, 5.9), 23.5)):
        row = luminance(arch.texture[40, :, :3].astype(float))
        gaps, _ = find_peaks(-row, prominence=4)
        texels = np.diff(gaps[4:7])
        measured = texels / (arch.texture.shape[1] - 1) * 2.5 * radius * 1.05
        np.testing.assert_allclose(measured, widths, atol=0.5)


@ROWS
def test_the_texture_is_premultiplied(arch):
    colour, alpha = arch.texture[..., :3].astype(float), arch.texture[..., 3].astype(float)
    assert (colour[alpha == 0] == 0).all()
    brightest = 1.08 * max(TOOTH)
    assert (colour.max(axis=2) <= alpha / 255 * brightest + 2).all()


@ROWS
def test_enamel_is_at_the_edge_and_gum_at_the_far_side(arch):
    front = arch.texture[:, 200:312, :3].astype(float)
    opaque = arch.texture[:, 200:312, 3] == 255
    enamel, gum = (front[rows][opaque[rows]] for rows in (slice(15, 60), slice(115, 128)))
    tints = [colour.mean(axis=0) / colour.mean() for colour in (enamel, gum)]
    np.testing.assert_allclose(tints[0], TOOTH / TOOTH.mean(), atol=0.06)
    np.testing.assert_allclose(tints[1], GUM / GUM.mean(), atol=0.06)
    assert luminance(gum).mean() < 0.6 * luminance(enamel).mean()


@ROWS
def test_no_tooth_is_brighter_than_its_gloss_and_those_behind_are_darker(arch):
    bright = luminance(arch.texture[30:60, :, :3].astype(float))
    assert bright.max() < 1.08 * luminance(TOOTH)
    front, side, back = (bright[:, columns].max() for columns in (slice(216, 296), *ASIDE))
    assert front > 1.02 * side
    assert side > 1.1 * back


def test_the_second_upper_incisor_is_shorter_than_the_first():
    edges = [int((UPPER.texture[:40, column, 3] < 128).sum()) for column in (288, 345, 400)]
    assert edges[1] >= edges[0] + 3
    assert edges[1] >= edges[2] + 2, "and than the canine"


@ROWS
def test_cutting_edges_are_soft_and_not_one_line(arch):
    heights = (arch.texture[:40, :, 3] < 128).sum(axis=0)
    assert np.ptp(heights) >= 5, "each tooth has its own edge"
    assert ((arch.texture[..., 3] > 20) & (arch.texture[..., 3] < 235)).any()


def test_a_smaller_mouth_has_a_narrower_arch_and_teeth_as_high():
    for usual, small in zip(arches(), arches(scale=0.8), strict=True):
        across, high = (np.ptp(millimetres(arch), axis=0) for arch in (usual, small))
        assert high[0] == pytest.approx(0.8 * across[0])
        edge = [millimetres(arch).reshape(5, -1, 3)[:, 14, 1] for arch in (usual, small)]
        np.testing.assert_allclose(*edge)


def test_teeth_are_no_sharper_than_the_screen_shows():
    """Or they would sparkle as the head moves."""
    detail = []
    for density in (20.0, 4.0, 1.0):
        upper, _ = arches(density=density)
        row = luminance(upper.texture[40, :, :3].astype(float))
        detail.append(np.abs(np.diff(row, 2)).max())
    assert detail[0] > 1.5 * detail[1] > 3 * detail[2]


def test_a_grid_is_covered_once():
    rows, columns = 4, 6
    triangles = grid_triangles(rows, columns)
    assert len(triangles) == 2 * (rows - 1) * (columns - 1)
    corners = np.stack([triangles % columns, triangles // columns], axis=-1).astype(float)
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    areas = np.cross(np.pad(b - a, ((0, 0), (0, 1))), np.pad(c - a, ((0, 0), (0, 1))))[:, 2] / 2
    assert (areas == 0.5).all(), "of one winding"
    assert areas.sum() == (rows - 1) * (columns - 1)
    cells = {tuple(np.floor(triangle.mean(axis=0)).astype(int)) for triangle in corners}
    assert len(cells) == (rows - 1) * (columns - 1)
