"""Mixtures of Gaussians over weighted samples, fitted without chance.

The component that is widest is split along its longest axis, over and over (Orchard and Bouman
1991), with expectation and maximisation (Dempster et al. 1977) in between. Nothing is drawn at
random, so the same samples give the same mixture. Logarithms of densities and the moments of
samples are both linear in the products of a sample's coordinates: each step is one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.numerics.types import Float32Array, FloatArray

_LOWEST_LOG = -80.0
"""Below this, densities are taken as equal: float32 ends there."""
_LEAST_SHARE = 1e-6
"""What has lost all its samples stays as a trace: shares must not be zero."""


@dataclass(frozen=True)
class Samples:
    """Points, and the products of their coordinates."""

    points: Float32Array
    """[D, N]."""
    products: Float32Array
    """[1 + D + D (D + 1) / 2, N]: one, the coordinates, the products of two of them."""

    @classmethod
    def of(cls, points: Float32Array) -> Samples:
        """From points [D, N]; these should lie about the origin, some units apart."""
        first, second = np.triu_indices(len(points))
        parts = (np.ones_like(points[:1]), points, points[first] * points[second])
        return cls(points, np.concatenate(parts))

    def every(self, step: int) -> Samples:
        """One in `step` of the points."""
        return Samples(
            np.ascontiguousarray(self.points[:, ::step]),
            np.ascontiguousarray(self.products[:, ::step]),
        )


@dataclass(frozen=True)
class GaussianMixture:
    """Some Gaussians and their shares of the whole."""

    shares: FloatArray
    """[K], summing to one."""
    means: FloatArray
    """[K, D]."""
    covariances: FloatArray
    """[K, D, D]."""

    def log_density(self, samples: Samples) -> Float32Array:
        """[N] logarithm of the density of the samples."""
        terms = self._log_terms(samples)
        highest = terms.max(axis=0)
        terms -= highest
        return highest + np.log(np.exp(np.maximum(terms, _LOWEST_LOG)).sum(axis=0))

    def responsibilities(self, samples: Samples) -> Float32Array:
        """[K, N] each component's part in every sample."""
        terms = self._log_terms(samples)
        terms -= terms.max(axis=0)
        parts = np.exp(terms, out=terms)
        parts /= parts.sum(axis=0)
        return parts

    def _log_terms(self, samples: Samples) -> Float32Array:
        """[K, N] logarithm of what each component gives to the density."""
        depth = self.means.shape[1]
        precisions = np.linalg.inv(self.covariances)
        linear = np.einsum("kij,kj->ki", precisions, self.means)
        constant = (
            np.log(self.shares)
            - 0.5 * np.linalg.slogdet(self.covariances)[1]
            - 0.5 * np.einsum("ki,ki->k", linear, self.means)
            - 0.5 * depth * np.log(2 * np.pi)
        )
        first, second = np.triu_indices(depth)
        # Products of two different coordinates stand for two terms of the quadratic form.
        quadratic = -precisions[:, first, second] * np.where(first == second, 0.5, 1.0)
        coefficients = np.concatenate((constant[:, None], linear, quadratic), axis=1)
        return coefficients.astype(np.float32) @ samples.products


def fit_mixture(
    samples: Samples,
    weights: Float32Array,
    components: int,
    floor: FloatArray,
    rounds: int = 3,
) -> GaussianMixture:
    """The mixture that describes weighted samples.

    Args:
        samples: N of D dimensions.
        weights: [N] how much each counts, 0 or more, not all 0.
        components: how many Gaussians.
        floor: [D] variance added to every Gaussian.
        rounds: of expectation and maximisation at the end.
    """
    parts = weights[None]
    mixture = _from_moments(parts @ samples.products.T, floor)
    while len(mixture.shares) < components:
        spread, axes = np.linalg.eigh(mixture.covariances)
        widest = int((mixture.shares * spread[:, -1]).argmax())
        axis, middle = axes[widest, :, -1], mixture.means[widest]
        beyond = axis.astype(np.float32) @ samples.points > axis @ middle
        of_widest = parts[widest]
        parts = np.concatenate((parts, (of_widest * beyond)[None]))
        parts[widest] = of_widest * ~beyond
        mixture = _from_moments(parts @ samples.products.T, floor)
        parts = mixture.responsibilities(samples) * weights
    return refine_mixture(mixture, samples, weights, floor, rounds)


def refine_mixture(
    mixture: GaussianMixture,
    samples: Samples,
    weights: Float32Array,
    floor: FloatArray,
    rounds: int = 1,
) -> GaussianMixture:
    """The mixture after further rounds of expectation and maximisation; see `fit_mixture`."""
    for _ in range(rounds):
        parts = mixture.responsibilities(samples) * weights
        mixture = _from_moments(parts @ samples.products.T, floor)
    return mixture


def _from_moments(moments: Float32Array, floor: FloatArray) -> GaussianMixture:
    """From each component's weighted sums of the products, [K, 1 + D + D (D + 1) / 2]."""
    depth = len(floor)
    sums = moments.astype(np.float64)
    total = np.maximum(sums[:, 0], _LEAST_SHARE * max(sums[:, 0].sum(), 1e-12))
    sums /= total[:, None]
    means = sums[:, 1 : 1 + depth]
    first, second = np.triu_indices(depth)
    covariances = np.empty((len(sums), depth, depth))
    covariances[:, first, second] = sums[:, 1 + depth :]
    covariances[:, second, first] = sums[:, 1 + depth :]
    covariances -= means[:, :, None] * means[:, None, :]
    return GaussianMixture(total / total.sum(), means, covariances + np.diag(floor))
