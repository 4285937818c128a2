"""Two rows of teeth: their sizes, their light and their gum."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.signal import find_peaks

from real3d.mesh.mouth_colours import MouthColours, luminance
from real3d.mesh.teeth import MILLIMETRE, ToothLook, dental_arches, grid_triangles

TOOTH, GUM = np.array([230.0, 220.0, 200.0]), np.array([130.0, 80.0, 85.0])
COLOURS = MouthColours(
    skin_luminance=170.0,
    tooth=TOOTH,
    gloss=12.0,
    gum=GUM,
    tongue=np.array([160.0, 90.0, 90.0]),
    cavity=np.array([40.0, 20.0, 20.0]),
    lip=np.array([170.0, 100.0, 100.0]),
    photo_shows_teeth=False,
    side_light=(1.0, 1.0),
)
LOOK = ToothLook(person=1)
CENTRE = np.array([0.1, 0.6, -0.2])


def arches(scale: float = 1.0, density: float = 8.0, look: ToothLook = LOOK):
    return dental_arches(CENTRE, scale, COLOURS, density, look)


def millimetres(arch):
    return (arch.vertices - CENTRE) / MILLIMETRE


UPPER, LOWER = arches()
ROWS = pytest.mark.parametrize("arch", [UPPER, LOWER], ids=["upper", "lower"])


def part(arch, up: tuple[float, float], along: tuple[float, float] = (0, 1)):
    """[h, w, 4] of the texture: shares of its height from the cutting edge, and of its width."""
    tall, width = arch.texture.shape[:2]
    rows, columns = (
        slice(round(start * side), round(stop * side))
        for (start, stop), side in ((up, tall), (along, width))
    )
    return arch.texture[rows, columns].astype(float)


def across(arch, up: float = 0.3):
    """[W] light along the row, at a share of the texture's height."""
    return luminance(arch.texture[round(up * len(arch.texture)), :, :3].astype(float))


def borders(arch):
    """Columns of the dark lines between teeth."""
    return find_peaks(-across(arch), prominence=4)[0]


def edges(arch):
    """[W] rows of the texture above which a tooth begins."""
    return (arch.texture[: len(arch.texture) // 3, :, 3] < 128).sum(axis=0) / len(arch.texture)


@ROWS
def test_both_sides_stand_alike_and_no_two_teeth_are_alike(arch):
    places = millimetres(arch).reshape(5, -1, 3)
    np.testing.assert_allclose(places[:, ::-1], places * (-1, 1, 1), atol=1e-9)
    widths = np.diff(borders(arch))
    mirrored = widths[::-1]
    assert np.abs(widths / mirrored - 1).max() > 0.02
    assert np.abs(widths / mirrored - 1).max() < 0.25, "but as people's are"
    assert np.abs(arch.texture[:, ::-1].astype(int) - arch.texture).max() > 10


def test_everybody_keeps_their_teeth():
    """Every reconstruction of a face shows the same ones."""
    for first, second in zip(arches(), arches(), strict=True):
        assert np.array_equal(first.texture, second.texture)


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
    row, gaps = across(arch), borders(arch)
    assert len(gaps) in (9, 11), "whole teeth, and the last of either side"
    inner = gaps[np.abs(gaps - len(row) / 2) < 0.36 * len(row)]
    for left, right in pairwise(inner):
        assert row[[left, right]].min() < 0.93 * row[left:right].max(), "as dark as a gap"
    assert np.abs(gaps - len(row) / 2).min() < 0.01 * len(row), "one of them in the middle"


def test_teeth_have_the_widths_of_peoples():
    """In millimetres: upper incisors of 8.6 and 6.7, lower ones of 5.4 and 5.9."""
    for arch, widths, radius in ((UPPER, (8.6, 6.7), 26.0), (LOWER, (5.4, 5.9), 23.5)):
        gaps = borders(arch)
        middle = np.abs(gaps - arch.texture.shape[1] / 2).argmin()
        texels = np.diff(gaps[middle : middle + 3])
        measured = texels / arch.texture.shape[1] * 2.5 * radius * 1.05
        np.testing.assert_allclose(measured, widths, rtol=0.1)


@ROWS
def test_the_texture_is_premultiplied(arch):
    colour, alpha = arch.texture[..., :3].astype(float), arch.texture[..., 3].astype(float)
    assert (colour[alpha == 0] == 0).all()
    brightest = 1.08 * max(TOOTH)
    assert (colour.max(axis=2) <= alpha / 255 * brightest + 2).all()


@ROWS
def test_enamel_is_at_the_edge_and_gum_at_the_far_side(arch):
    tints, light = [], []
    for up in ((0.15, 0.4), (0.92, 1.0)):
        pixels = part(arch, up, (0.42, 0.58))
        colour = pixels[pixels[..., 3] == 255][:, :3]
        tints.append(colour.mean(axis=0) / colour.mean())
        light.append(luminance(colour).mean())
    np.testing.assert_allclose(tints[0], TOOTH / TOOTH.mean(), atol=0.06)
    np.testing.assert_allclose(tints[1], GUM / GUM.mean(), atol=0.06)
    assert light[1] < 0.6 * light[0]


def test_gum_runs_to_a_point_between_two_teeth():
    """Beside the neck of a tooth it is seen lower than in its middle."""
    gaps = borders(UPPER)
    middle = np.abs(gaps - UPPER.texture.shape[1] / 2).argmin()
    gap, tooth = gaps[middle], (gaps[middle] + gaps[middle + 1]) // 2
    level = round(0.58 * len(UPPER.texture))
    red = UPPER.texture[level, :, 0] / np.maximum(UPPER.texture[level, :, 1], 1.0)
    assert red[gap] > red[tooth] + 0.15


@ROWS
def test_no_tooth_is_brighter_than_its_gloss_and_those_behind_are_darker(arch):
    shares = ((0.42, 0.58), (0.22, 0.36), (0.0, 0.1))
    front, side, back = (luminance(part(arch, (0.2, 0.45), at)[..., :3]).max() for at in shares)
    assert front < 1.08 * luminance(TOOTH)
    assert front > 1.02 * side
    assert side > 1.2 * back


def test_the_second_upper_incisor_is_shorter_than_its_neighbours():
    gaps = borders(UPPER)
    middle = np.abs(gaps - UPPER.texture.shape[1] / 2).argmin()
    first, second, canine = (
        edges(UPPER)[left:right].min() for left, right in pairwise(gaps[middle : middle + 4])
    )
    assert second > first + 0.02
    assert second > canine + 0.02


@ROWS
def test_cutting_edges_are_soft_and_not_one_line(arch):
    assert np.ptp(edges(arch)) > 0.06, "each tooth has its own edge"
    assert ((arch.texture[..., 3] > 20) & (arch.texture[..., 3] < 235)).any()


def test_edges_of_neighbours_leave_a_notch_between_them():
    heights, gaps = edges(UPPER), borders(UPPER)
    front = gaps[np.abs(gaps - len(heights) / 2) < 0.2 * len(heights)]
    for left, right in pairwise(front):
        inside = heights[left:right].min()
        assert min(heights[left], heights[right]) > inside + 0.02


def test_a_smaller_mouth_has_a_narrower_arch_and_teeth_as_high():
    for usual, small in zip(arches(), arches(scale=0.8), strict=True):
        across, high = (np.ptp(millimetres(arch), axis=0) for arch in (usual, small))
        assert high[0] == pytest.approx(0.8 * across[0])
        edge = [millimetres(arch).reshape(5, -1, 3)[:, 14, 1] for arch in (usual, small)]
        np.testing.assert_allclose(*edge)


@pytest.mark.parametrize("density", [6.0, 3.0, 1.0])
def test_teeth_are_as_fine_as_the_screen_shows(density):
    """A finer texture would sparkle as the head moves and cost several samples for each pixel."""
    upper, _ = arches(density=density)
    texels = upper.texture.shape[1] / (2.5 * 26.0)
    assert density <= texels < 1.25 * density


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


def test_two_people_have_different_teeth_and_one_always_the_same():
    first, again = arches()[0].texture, arches()[0].texture
    assert np.array_equal(first, again)
    assert (first != arches(look=ToothLook(person=2))[0].texture).any()


def test_teeth_of_a_soft_photo_are_soft():
    def steepest(arch):
        return np.abs(np.diff(luminance(part(arch, (0.25, 0.4))[..., :3]), axis=1)).max()

    soft = arches(look=ToothLook(person=1, softness=0.5))[0]
    assert steepest(soft) < 0.6 * steepest(UPPER)
    assert soft.texture[0, :, 3].max() < 60, "the cutting edge is not cut off"


def test_teeth_of_a_grainy_photo_are_grainy():
    grainy = arches(look=ToothLook(person=1, grain=2.5))[0]
    front = ((0.25, 0.4), (0.42, 0.58))
    difference = part(grainy, *front)[..., :3] - part(UPPER, *front)[..., :3]
    assert 1.8 < difference.std() < 3.2
