from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from real3d.numerics.gaussian_mixture import (
    GaussianMixture,
    Samples,
    fit_mixture,
    refine_mixture,
)

FLOOR = np.full(2, 1e-4)


def three_clusters() -> np.ndarray:
    """[2, 1400] around (-2, 0), (2, 0) and (0, 3): 200, 400 and 800 points."""
    rng = np.random.default_rng(0)
    centres = np.repeat([(-2, 0), (2, 0), (0, 3)], [200, 400, 800], axis=0)
    return (centres + 0.3 * rng.standard_normal(centres.shape)).T.astype(np.float32)


def test_clusters_are_found():
    samples = Samples.of(three_clusters())
    mixture = fit_mixture(samples, np.ones(1400, np.float32), 3, FLOOR)
    order = mixture.shares.argsort()
    np.testing.assert_allclose(mixture.shares[order], [1 / 7, 2 / 7, 4 / 7], atol=0.01)
    np.testing.assert_allclose(mixture.means[order], [(-2, 0), (2, 0), (0, 3)], atol=0.06)
    np.testing.assert_allclose(mixture.covariances, [0.09 * np.eye(2)] * 3, atol=0.025)


def test_what_weighs_nothing_is_not_learnt():
    points = three_clusters()
    weights = (np.arange(1400) < 600).astype(np.float32)
    mixture = fit_mixture(Samples.of(points), weights, 2, FLOOR)
    assert mixture.means[:, 1].max() < 0.1


def test_the_same_samples_give_the_same_mixture_and_chance_is_left_alone():
    np.random.seed(5)  # noqa: NPY002
    expected = np.random.rand()  # noqa: NPY002
    np.random.seed(5)  # noqa: NPY002
    fits = [
        fit_mixture(Samples.of(three_clusters()), np.ones(1400, np.float32), 4, FLOOR)
        for _ in range(2)
    ]
    np.testing.assert_array_equal(fits[0].covariances, fits[1].covariances)
    assert np.random.rand() == expected  # noqa: NPY002


MIXTURE = GaussianMixture(
    np.array([0.3, 0.7]),
    np.array([(0.0, 1.0), (2.0, -1.0)]),
    np.array([[(1.0, 0.6), (0.6, 0.8)], [(0.5, -0.2), (-0.2, 0.4)]]),
)


def test_the_density_is_that_of_the_gaussians():
    points = np.random.default_rng(1).normal(0, 2, (2, 50)).astype(np.float32)
    expected = sum(
        share * multivariate_normal(mean, covariance).pdf(points.T)
        for share, mean, covariance in zip(
            MIXTURE.shares, MIXTURE.means, MIXTURE.covariances, strict=True
        )
    )
    near = expected > 1e-20
    found = MIXTURE.log_density(Samples.of(points))
    np.testing.assert_allclose(found[near], np.log(expected[near]), atol=1e-3)


def test_refining_makes_the_samples_likelier():
    samples, ones = Samples.of(three_clusters()), np.ones(1400, np.float32)
    rough = fit_mixture(samples, ones, 3, FLOOR, rounds=0)
    fine = refine_mixture(rough, samples, ones, FLOOR, rounds=3)
    assert fine.log_density(samples).mean() > rough.log_density(samples).mean()


@pytest.mark.parametrize("points", [np.zeros((2, 30)), np.full((2, 30), 1.5), np.eye(2)])
def test_samples_that_are_all_alike_are_a_mixture_too(points):
    points = points.astype(np.float32)
    mixture = fit_mixture(Samples.of(points), np.ones(points.shape[1], np.float32), 3, FLOOR)
    assert np.isfinite(mixture.log_density(Samples.of(points))).all()
    assert mixture.shares.sum() == pytest.approx(1)
