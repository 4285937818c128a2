"""Hair, skin and clothes of one portrait, told apart without a network.

The landmarks say where each of them is likely, and where it is nearly certain. From there mixtures
of Gaussians learn their colours and texture. A few rounds of labelling and learning anew, each
smoothed along the picture's edges by a guided filter (cost-volume filtering, Rhemann et al. 2011),
settle the labels at a small size; a last filter brings them to the portrait's, single strands
included.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.numerics.gaussian_mixture import (
    GaussianMixture,
    Samples,
    fit_mixture,
    refine_mixture,
)
from real3d.numerics.guided_filter import guided_filter
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Picture
from real3d.portrait.head_frame import HeadFrame, head_frame
from real3d.portrait.portrait import Portrait
from real3d.portrait.push_pull import push_pull

_WORK = 192
"""Pixels a side at which the labels are found."""
_HAIR, _SKIN, _CLOTHES = 0, 1, 2
_ROUNDS = 3
_SOLID = 0.6
"""Opacity from which a pixel's colour is the person's own."""

_COLOUR = slice(0, 3)
"""Which features are colour; the last is texture."""
_FLOOR: FloatArray = np.square([0.16, 0.18, 0.18, 0.3])
"""Least variance of the features: noise, and what a Gaussian does not know of its surroundings."""
_COMPONENTS = (6, 3, 4)
"""Gaussians of hair, skin and clothes."""
_STRANGE = -14.0
"""Log density of looks that were never seen: they are equally strange to all."""
_TRUST = 0.92
"""Share of pixels whose looks tell what they are."""
_STEP = 3
"""One in so many pixels is learnt from."""
_FEWEST = 40
"""Pixels from which looks are learnt."""
_LEARNT = (0.7, 0.95)
"""Labels from which, and from which fully, a pixel is learnt from."""
_LEAST_LEFT = 0.2
"""A smaller part of what could be hair is no hair: stray pixels at a bald head's outline."""

_RADIUS, _EPS = 4, 3e-4
"""The guided filter between the rounds: pixels, and variance of what counts as flat."""
_FINE_RADIUS, _FINE_EPS = 2.5 / 512, 1e-4
"""The last guided filter, in portrait sizes; narrow, so that hair of all colours is a line between
two colours in it."""
_CONTRAST = 1.25
"""Steepness of the final labels about their middle: the filters leave traces everywhere."""


@dataclass(frozen=True)
class PersonLayers:
    """What every pixel of the person belongs to. The three shares sum to one everywhere; outside
    the person they continue those of its outline."""

    hair: Float32Array
    """[S, S] 0..1, hats and veils included."""
    skin: Float32Array
    """[S, S] 0..1: face with brows and beard, ears, neck, hands."""
    clothes: Float32Array
    """[S, S] 0..1."""


def separate_layers(portrait: Portrait) -> PersonLayers:
    """Hair, skin and clothes of the person in the portrait."""
    size = (_WORK, _WORK)
    # The person's own colours: with the background in them, the outline would look like hair.
    image = cv2.resize(portrait.cutout, size, interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(portrait.alpha, size, interpolation=cv2.INTER_AREA)
    landmarks = (portrait.landmarks + 0.5) * (_WORK / portrait.size) - 0.5
    frame = head_frame(landmarks, (alpha > _SOLID).astype(np.uint8))
    labels = _learn_labels(image, alpha, frame)
    labels = _drop_loose_hair(labels, alpha, frame)
    hair, skin, clothes = cv2.split(_to_full_size(labels, portrait.cutout))
    return PersonLayers(hair, skin, clothes)


def _learn_labels(image: Picture, alpha: Float32Array, frame: HeadFrame) -> Float32Array:
    """[W, W, 3] the labels, from certain places outwards."""
    person = alpha > _SOLID
    features, prior = _features(image, alpha), _prior(frame)
    samples = Samples.of(features[:, person])
    few = samples.every(_STEP)
    guide = image.astype(np.float32) / 255
    bare, beard = _bare_skin(frame)[person], np.log(_beard(frame)[person] + np.float32(1e-9))
    hanging = _hanging(alpha, frame)
    weights = [seed[person] for seed in _seeds(features, frame, person, hanging)]
    looks: list[GaussianMixture | None] = [None, None, None]
    for _ in range(_ROUNDS):
        looks = [_learn(*known, few) for known in zip(looks, weights, _COMPONENTS, strict=True)]
        logs = np.full((3, person.sum()), _STRANGE, np.float32)
        for log, mixture in zip(logs, looks, strict=True):
            if mixture is not None:
                np.maximum(mixture.log_density(samples), log, out=log)
        logs[_SKIN] = np.logaddexp(logs[_SKIN], logs[_HAIR] + beard)
        found = np.exp(logs - logs.max(axis=0))
        found = _TRUST * found / found.sum(axis=0) + (1 - _TRUST) / 3
        found *= prior[:, person]
        found[_HAIR] *= hanging[person] * (looks[_HAIR] is not None)
        found[_CLOTHES] *= looks[_CLOTHES] is not None
        labels = np.zeros((_WORK, _WORK, 3), np.float32)
        labels[person] = (found / found.sum(axis=0)).T
        labels = push_pull(labels, person.astype(np.float32))
        labels = _shares(guided_filter(guide, labels, _RADIUS, _EPS))
        hanging = _hanging(alpha * labels[..., _HAIR], frame)
        weights = list(smoothstep(labels[person].T, *_LEARNT))
        weights[_SKIN] *= bare
    return labels


def _learn(
    known: GaussianMixture | None, weights: Float32Array, components: int, few: Samples
) -> GaussianMixture | None:
    """How hair, skin or clothes look, from weighted pixels and what was known of it before.

    Args:
        known: what was; None at first.
        weights: [N] of the person's pixels; if they are too few, nothing is learnt.
        components: Gaussians to describe it.
        few: one in `_STEP` of the pixels.
    """
    weights = weights[::_STEP]
    if weights.sum() * _STEP < _FEWEST:
        return known
    if known is None:
        return fit_mixture(few, weights, components, _FLOOR)
    return refine_mixture(known, few, weights, _FLOOR, rounds=2)


def _prior(frame: HeadFrame) -> Float32Array:
    """[3, W, W] how likely hair, skin and clothes are at a place, before any colour is seen."""
    u, v, d = np.abs(frame.across), frame.down, frame.inside
    face = smoothstep(d, -0.03, 0.06)
    # Hair lies all around the head, over the forehead and the face's sides, never over its middle;
    # brows and beards belong to the face, and so does the far eye at a turned face's outline.
    middle = smoothstep(d, 0.10, 0.30) * smoothstep(v, -0.15, 0.0)
    middle = np.maximum.reduce((middle, frame.brows, frame.eyes_and_mouth))
    jaw = smoothstep(v, 0.35, 0.6) * smoothstep(d, -0.10, 0.02)
    hair = np.where(d > 0, 0.25 * (1 - jaw), np.float32(0.5)) * (1 - middle) + 1e-4
    hair += 0.45 * smoothstep(v, -0.25, -0.45) * smoothstep(d, 0.0, -0.1)
    # What is dark on a cheek is shade rather than a lock.
    hair *= 1 - 0.8 * smoothstep(d, 0.04, 0.14) * smoothstep(v, -0.05, 0.15)
    # Long hair hangs down beside the neck and over the shoulders, rarely before the throat.
    hair *= 1 - 0.85 * smoothstep(v, 1.0, 1.25) * smoothstep(u, 0.75, 0.45)
    ear = smoothstep(np.abs(u - 1.1), 0.22, 0.05) * smoothstep(np.abs(v - 0.3), 0.5, 0.25)
    neck = smoothstep(u, 1.0, 0.5) * smoothstep(v, 0.85, 1.05)
    neck *= 1 - 0.8 * smoothstep(v, 1.5, 2.1)
    # A forehead may be higher than the outline that the landmarks draw.
    forehead = smoothstep(v, 0.0, -0.3) * smoothstep(frame.outwards, 0.75, 0.35)
    skin = np.maximum.reduce((0.85 * face, 0.45 * ear, 0.7 * neck, 0.4 * forehead))
    skin = np.maximum(skin, np.float32(0.04))
    clothes = 0.7 * smoothstep(v, 1.05, 1.5) * (1 - 0.5 * neck)
    clothes += 0.25 * smoothstep(v, 0.8, 1.1) * (1 - face)
    clothes = (clothes + 1e-4) * (1 - face)
    return np.stack((hair, skin, clothes)).astype(np.float32)


def _beard(frame: HeadFrame) -> Float32Array:
    """[W, W] 0..1 where what looks like hair is a beard, and the skin's."""
    u, v = np.abs(frame.across), frame.down
    height = smoothstep(v, 0.45, 0.6) * smoothstep(v, 1.35, 1.15)
    return height * smoothstep(u, 0.8, 0.6) * smoothstep(frame.inside, -0.4, -0.2)


def _bare_skin(frame: HeadFrame) -> Float32Array:
    """[W, W] 0..1 where skin is neither brow, eye, mouth nor beard: those look like hair."""
    beard = smoothstep(frame.inside, -0.05, 0.05) * smoothstep(frame.down, 0.45, 0.55)
    return (1 - np.maximum(frame.brows, frame.eyes_and_mouth)) * (1 - beard)


def _hanging(hair: Float32Array, frame: HeadFrame) -> Float32Array:
    """[W, W] 0..1 where hair may be: below the jaw only on a side where it is beside the jaw.

    Args:
        hair: [W, W] 0..1 what may be hair.
    """
    v, d = frame.down, frame.inside
    beside = (v > 0.45) & (v < 0.75) & (d < -0.03) & (d > -0.2)
    to_the_right = smoothstep(frame.across, -0.2, 0.2)
    long = np.zeros_like(hair)
    for side, share in ((frame.across < 0, 1 - to_the_right), (frame.across > 0, to_the_right)):
        found = hair[beside & side]
        long += share * smoothstep(float(found.mean()) if found.size else 1.0, 0.15, 0.35)
    return 1 - 0.99 * (1 - long) * smoothstep(v, 0.7, 0.9)


def _features(image: Picture, alpha: Float32Array) -> Float32Array:
    """[4, W, W] colour in CIELAB and texture, each about 1 in size."""
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    light, green_red, blue_yellow = cv2.split(lab)
    solid = smoothstep(alpha, 0.5, 0.9)
    detail = light - _local_mean(light, solid, 1.2)
    texture = np.log(np.sqrt(_local_mean(detail * detail, solid, 2.0)) + 0.7)
    return np.stack((light / 25 - 2, green_red / 12 - 1, blue_yellow / 12 - 1, texture))


def _local_mean(values: Float32Array, weights: Float32Array, sigma: float) -> Float32Array:
    total = cv2.GaussianBlur(values * weights, (0, 0), sigma)
    return total / (cv2.GaussianBlur(weights, (0, 0), sigma) + np.float32(1e-3))


def _seeds(
    features: Float32Array, frame: HeadFrame, person: BoolArray, hanging: Float32Array
) -> tuple[Float32Array, Float32Array, Float32Array]:
    """[W, W] 0..1 where hair, skin and clothes are nearly certain."""
    u, v, d = np.abs(frame.across), frame.down, frame.inside
    # The inner half of what lies around the face may be forehead.
    above = person & (d < -0.10) & (v < -0.3) & (frame.outwards > 0.5)
    skin = person & (d > 0.18) & (v > 0.12) & (v < 0.72) & (u < 0.5)
    below = person & (v > 1.55) & (d < -0.3)
    if below.sum() < 2 * _FEWEST:  # the picture ends soon below the chin
        lowest = np.arange(_WORK)[:, None] > 0.9 * _WORK
        below = person & lowest & (v > 1.12) & (u > 0.7) & (d < -0.2)
    cheeks = person & (d > 0.12) & (u > 0.12) & (u < 0.5) & (v > 0.3) & (v < 0.55)
    unlike_skin = 1 - _likeness(features, person, cheeks)
    hair, clothes = _enough(above, unlike_skin), _enough(below, unlike_skin)
    # Long hair reaches where clothes are looked for.
    clothes *= 1 - 0.95 * hanging * _likeness(features, person, hair > 0.5)
    return hair, skin * _bare_skin(frame), clothes


def _likeness(features: Float32Array, person: BoolArray, region: BoolArray) -> Float32Array:
    """[W, W] 0..1 how well a colour fits to those of a region; 0 where the region is too small."""
    like = np.zeros(person.shape, np.float32)
    if region.sum() >= _FEWEST:
        colours = features[_COLOUR]
        samples = Samples.of(colours[:, region])
        ones = np.ones(samples.points.shape[1], np.float32)
        mixture = fit_mixture(samples, ones, 2, _FLOOR[_COLOUR])
        usual = float(np.median(mixture.log_density(samples)))
        found = mixture.log_density(Samples.of(colours[:, person]))
        like[person] = smoothstep(found, usual - 4, usual - 2)
    return like


def _enough(region: BoolArray, unlike_skin: Float32Array) -> Float32Array:
    """[W, W] the region without what looks like skin; nothing of it when that is nearly all."""
    left = region * unlike_skin
    return left if left.sum() > _LEAST_LEFT * region.sum() else np.zeros_like(left)


def _drop_loose_hair(labels: Float32Array, alpha: Float32Array, frame: HeadFrame) -> Float32Array:
    """Hair hangs together with the hair above the face; what does not is cloth or shade."""
    hair = ((labels[..., _HAIR] > 0.4) & (alpha > 0.2)).astype(np.uint8)
    thick = cv2.morphologyEx(hair, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, pieces = cv2.connectedComponents(thick)
    rooted = np.unique(pieces[(thick > 0) & (frame.inside < 0) & (frame.down < -0.1)])
    kept = np.isin(pieces, rooted[rooted > 0]).astype(np.uint8)
    loose = (hair > 0) & (cv2.dilate(kept, np.ones((5, 5), np.uint8)) == 0)
    labels = labels.copy()
    labels[loose, _HAIR] *= 0.05
    return _shares(labels)


def _to_full_size(labels: Float32Array, image: Picture) -> Float32Array:
    """[S, S, 3] the labels at the portrait's size, bent to its edges."""
    size = image.shape[0]
    half = max(size // 2, _WORK)
    rough = cv2.resize(labels, (half, half), interpolation=cv2.INTER_LINEAR)
    radius = max(2, round(_FINE_RADIUS * size))
    fine = guided_filter(image.astype(np.float32) / 255, rough, radius, _FINE_EPS)
    return _shares((fine - 0.5) * np.float32(_CONTRAST) + np.float32(0.5))


def _shares(labels: Float32Array) -> Float32Array:
    """[..., 3] from 0 to 1, and summing to one."""
    positive = np.clip(labels, 1e-6, 1)
    return positive / positive.sum(axis=-1, keepdims=True)
