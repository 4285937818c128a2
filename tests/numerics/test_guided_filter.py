from __future__ import annotations

import cv2
import numpy as np
import pytest

from real3d.numerics.guided_filter import guided_filter


@pytest.mark.parametrize("dark", [(0.2, 0.2, 0.2), (0.1, 0.3, 0.5)])
@pytest.mark.parametrize("eps", [1e-2, 1e-4, 1e-6])
def test_a_blurred_edge_is_sharp_where_the_guide_has_one(dark, eps):
    # Two plain colours, grey or not, lie on a line: their covariance has no inverse of its own.
    guide = np.full((40, 40, 3), 0.7, np.float32)
    guide[:, :20] = dark
    edge = (guide[..., :1] > 0.5).astype(np.float32)
    blurred = cv2.GaussianBlur(edge, (0, 0), 3)[..., None]
    filtered = guided_filter(guide, blurred, 5, eps)
    step = np.diff(filtered[20, :, 0])
    assert step[19] > 0.4
    assert np.delete(step, 19).max() < 0.06


def test_an_edge_of_colour_alone_is_an_edge():
    guide = np.full((40, 40, 3), 0.5, np.float32)
    guide[:, :20] = (0.5 + 0.0722, 0.5, 0.5 - 0.2126)  # of the same luminance
    blurred = np.linspace(0, 1, 40, dtype=np.float32)[None, :, None].repeat(40, axis=0)
    step = np.diff(guided_filter(guide, blurred, 6, 1e-4)[20, 8:32, 0])
    assert step.argmax() == 11
    assert step[11] > 0.12


def test_where_the_guide_is_flat_the_values_are_smoothed():
    noise = np.random.default_rng(0).random((40, 40, 1)).astype(np.float32)
    filtered = guided_filter(np.full((40, 40, 3), 0.4, np.float32), noise, 4, 1e-4)
    assert filtered.std() < 0.15 * noise.std()
    assert filtered.mean() == pytest.approx(noise.mean(), abs=0.02)


def plainly_filtered(guide, values, radius, eps):
    """He et al. 2010, equations 19 to 21, in double precision."""

    def mean(plane):
        window = (2 * radius + 1, 2 * radius + 1)
        return cv2.boxFilter(plane, -1, window, borderType=cv2.BORDER_REFLECT)

    guide, values = guide.astype(np.float64), values.astype(np.float64)
    products = guide[..., :, None] * guide[..., None, :]
    second = mean(products.reshape(*guide.shape[:2], 9)).reshape(products.shape)
    middle, level = mean(guide), mean(values)
    covariance = second - middle[..., :, None] * middle[..., None, :] + eps * np.eye(3)
    with_values = mean(guide * values) - middle * level[..., None]
    slope = np.linalg.solve(covariance, with_values[..., None])[..., 0]
    offset = level - (slope * middle).sum(axis=-1)
    return (mean(slope) * guide).sum(axis=-1) + mean(offset)


@pytest.mark.parametrize("eps", [1e-2, 1e-4])
def test_it_is_the_filter_of_the_paper(eps):
    rng = np.random.default_rng(2)
    guide = cv2.GaussianBlur(rng.random((48, 64, 3)), (0, 0), 2)
    guide = (guide @ [(0.9, 0.3, 0.2), (0.1, 0.8, 0.4), (0.0, 0.1, 0.7)]).astype(np.float32)
    values = cv2.GaussianBlur(rng.random((48, 64, 1)), (0, 0), 2).astype(np.float32)[..., None]
    expected = plainly_filtered(guide, values, 4, eps)
    found = guided_filter(guide, values, 4, eps)[..., 0]
    np.testing.assert_allclose(found, expected, atol=2e-4)
    assert np.ptp(expected) > 0.1


def test_channels_are_filtered_independently_and_constants_are_kept():
    rng = np.random.default_rng(1)
    guide, values = rng.random((24, 32, 3), np.float32), rng.random((24, 32, 3), np.float32)
    values[..., 1] = 0.25
    together = guided_filter(guide, values, 3, 1e-3)
    alone = guided_filter(guide, values[..., 2:], 3, 1e-3)
    np.testing.assert_array_equal(together[..., 2:], alone)
    np.testing.assert_allclose(together[..., 1], 0.25, atol=1e-5)


def test_small_values_are_enlarged_along_the_guides_edges():
    guide = np.full((128, 128, 3), 0.8, np.float32)
    cv2.line(guide, (40, 0), (90, 127), (0.2, 0.15, 0.1), 3)  # a strand
    strand = (guide[..., :1] < 0.5).astype(np.float32)
    small = cv2.resize(strand, (32, 32), interpolation=cv2.INTER_AREA)[..., None]
    enlarged = guided_filter(guide, small, 2, 1e-4)
    assert enlarged.shape == (128, 128, 1)
    plain = cv2.resize(small, (128, 128), interpolation=cv2.INTER_LINEAR)[..., None]
    assert np.abs(enlarged - strand).mean() < 0.3 * np.abs(plain - strand).mean()
