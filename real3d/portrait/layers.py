"""Hair, skin and clothes of one portrait, told apart without a network.

The landmarks say where each of them is likely, and where it is nearly certain. From there mixtures
of Gaussians learn their colours, their texture and how both change over the head; a few rounds of
labelling and learning anew, each smoothed along the picture's edges by a guided filter (cost-volume
filtering, Rhemann et al. 2011), settle the labels at a small size, and a last filter brings them
to the portrait's.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from real3d.portrait.landmarks import CHIN, FACE_OVAL, LEFT_BROW, LEFT_EAR, RIGHT_BROW, RIGHT_EAR,LEFT_UPPER_LID,LEFT_LOWER_LID,RIGHT_LOWER_LID,RIGHT_UPPER_LID,LOWER_LIP_OUTER,UPPER_LIP_OUTER
from real3d.portrait.portrait import Portrait

_WORK = 192
"""Pixels a side at which the labels are found."""
_BROWS = tuple(brow[:5] + brow[:4:-1] for brow in (LEFT_BROW, RIGHT_BROW))
_EYES_AND_MOUTH = (
    LEFT_UPPER_LID + LEFT_LOWER_LID[::-1],
    RIGHT_UPPER_LID + RIGHT_LOWER_LID[::-1],
    UPPER_LIP_OUTER + LOWER_LIP_OUTER[::-1],
)
LEARN=(.7,.95)
SU,CU=.5,.5
LW=float(np.log(.6))
_HAIR, _SKIN, _CLOTHES = 0, 1, 2
_COMPONENTS = (6, 3, 4)
"""Gaussians of hair, skin and clothes."""
_ROUNDS = 3
_STEP = 3
"""One in so many pixels is learnt from."""
_POSITION = (0, 1)
"""Which features are positions: colours are judged as those to be expected at a place."""
_FEWEST = 40
"""Pixels from which looks are learnt."""
_LEAST_LEFT = 0.2
"""A smaller part of what could be hair is no hair: stray pixels at a bald head's outline."""
_STRANGE = -14.0
"""Log density of what was never seen."""
_RADIUS, _EPS = 4, 3e-4
_FLOOR: FloatArray = np.array([0.2, 0.2, 0.16, 0.18, 0.18, 0.3]) ** 2
"""Least variance of the features: noise, and what a Gaussian does not know of its surroundings."""


@dataclass(frozen=True)
class PersonLayers:
    """What every pixel of the person belongs to. The three shares sum to one."""

    hair: Float32Array
    """[S, S] 0..1, hats and veils included."""
    skin: Float32Array
    """[S, S] 0..1: face with brows and beard, ears, neck, hands."""
    clothes: Float32Array
    """[S, S] 0..1."""


@dataclass
class _Model:
    """What is known of the looks of hair, skin or clothes."""

    samples: Samples
    """The person's pixels."""
    components: int
    given: tuple[int, ...]
    """Dimensions of the samples that are positions: what looks are expected there?"""
    mixture: GaussianMixture | None = None

    def __post_init__(self) -> None:
        self._few = self.samples.every(_STEP)
        self._floor = _FLOOR[-len(self.samples.points) :]

    def learn(self, weights: Float32Array) -> None:
        """From weights [N] of the samples; too few change nothing."""
        few = weights[::_STEP]
        if few.sum() * _STEP < _FEWEST:
            return
        if self.mixture is None:
            self.mixture = fit_mixture(self._few, few, self.components, self._floor)
        else:
            self.mixture = refine_mixture(self.mixture, self._few, few, self._floor, 2)

    def log_density(self) -> Float32Array:
        """[N] of the samples; what was never seen is about equally strange to all."""
        if self.mixture is None:
            return np.full(self.samples.points.shape[1], _STRANGE, np.float32)
        found = self.mixture.log_density(self.samples, self.given)
        if self.given:
            found = np.logaddexp(found + LW, self.mixture.log_density(self.samples,marg=range(len(self.given),len(self.samples.points)))+np.log(1-np.exp(LW)))
        return np.maximum(found, _STRANGE)


@dataclass(frozen=True)
class _HeadFrame:
    """Where the pixels lie on the head, upright whatever the head's tilt."""

    across: Float32Array
    """[W, W] from the face's middle, in halves of its width."""
    down: Float32Array
    """[W, W] from the brows, 0, to the chin, 1."""
    inside: Float32Array
    """[W, W] distance to the face's outline, in halves of its width, positive inside."""
    brows: Float32Array
    """[W, W] 0..1."""
    eyes_and_mouth: Float32Array
    """[W, W] 0..1."""
    outwards: Float32Array
    """[W, W] 0 within the face's outline .. 1 at the person's."""


def separate_layers(portrait: Portrait) -> PersonLayers:
    """Hair, skin and clothes of the person in the portrait."""
    size = (_WORK, _WORK)
    image = cv2.resize(portrait.image, size, interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(portrait.alpha, size, interpolation=cv2.INTER_AREA)
    frame = _head_frame(portrait, alpha)
    prior = _prior(frame)
    labels = _learn(_features(image, alpha, frame), image, alpha, frame, prior)
    labels = _drop_loose_hair(labels, alpha, frame)
    hair, skin, clothes = np.moveaxis(_to_full_size(labels, portrait.image), 2, 0)
    return PersonLayers(hair, skin, clothes)


def _head_frame(portrait: Portrait, alpha: Float32Array) -> _HeadFrame:
    scale = _WORK / portrait.size
    points = portrait.landmarks[:, :2] * scale
    right = points[RIGHT_EAR] - points[LEFT_EAR]
    right /= max(float(np.linalg.norm(right)), 1e-6)
    below = np.array([-right[1], right[0]])
    brows = points[list(LEFT_BROW + RIGHT_BROW)].mean(axis=0)
    height = max(float((points[CHIN] - brows) @ below), 1.0)
    # Of a turned face, the outline's middle is the face's, not the ears'.
    oval = points[list(FACE_OVAL)]
    extent = (oval - brows) @ right
    middle, half = 0.5 * (extent.max() + extent.min()), max(0.5 * float(np.ptp(extent)), 1.0)
    y, x = np.mgrid[:_WORK, :_WORK].astype(np.float32) + 0.5 - 0.5 * scale
    dx, dy = x - np.float32(brows[0]), y - np.float32(brows[1])
    right, below = right.astype(np.float32), below.astype(np.float32)
    mask = np.zeros((_WORK, _WORK), np.uint8)
    cv2.fillPoly(mask, [np.rint(oval * 16).astype(np.int32)], (1,), shift=4)
    inwards = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    outwards = cv2.distanceTransform(1 - mask, cv2.DIST_L2, 5)
    to_background = cv2.distanceTransform((alpha > 0.6).astype(np.uint8), cv2.DIST_L2, 5)
    return _HeadFrame(
        across=(dx * right[0] + dy * right[1] - np.float32(middle)) / np.float32(half),
        down=(dx * below[0] + dy * below[1]) / np.float32(height),
        inside=(inwards - outwards) / np.float32(half),
        brows=_covered(points, _BROWS, 0.04 * half),
        eyes_and_mouth=_covered(points, _EYES_AND_MOUTH, 0.06 * half),
        outwards=outwards / np.maximum(outwards + to_background, 1e-3),
    )


def _covered(
    points: FloatArray, outlines: Sequence[Sequence[int]], margin: float
) -> Float32Array:
    """[W, W] 0..1 what lies within outlines of landmarks, and a margin in pixels around them."""
    mask = np.zeros((_WORK, _WORK), np.uint8)
    for outline in outlines:
        corners = np.rint(points[list(outline)] * 16).astype(np.int32)
        cv2.fillPoly(mask, [corners], (1,), shift=4)
        cv2.polylines(mask, [corners], True, (1,), max(1, round(2 * margin)), shift=4)
    return cv2.GaussianBlur(mask.astype(np.float32), (0, 0), max(0.5, 0.5 * margin))


def _prior(frame: _HeadFrame) -> Float32Array:
    """[W, W, 3] how likely hair, skin and clothes are at a place, before any colour is seen."""
    u, v, d = np.abs(frame.across), frame.down, frame.inside
    face = smoothstep(d, -0.03, 0.06)
    # Hair lies all around the head, over the forehead and the face's sides, never over its middle;
    # beards belong to the face.
    middle = np.maximum(smoothstep(d, 0.10, 0.30) * smoothstep(v, -0.15, 0.0), frame.brows)
    jaw = smoothstep(v, 0.35, 0.6) * smoothstep(d, -0.10, 0.02)
    hair = np.where(d > 0, 0.25 * (1 - middle) * (1 - jaw), np.float32(0.5)) + 1e-4
    hair += 0.45 * smoothstep(v, -0.25, -0.45) * smoothstep(d, 0.0, -0.1)
    # Long hair hangs down beside the neck and over the shoulders, rarely before the throat.
    hair *= 1 - 0.8 * smoothstep(d, 0.04, 0.14) * smoothstep(v, -0.05, 0.15)
    hair *= 1 - 0.85 * smoothstep(v, 1.0, 1.25) * smoothstep(u, 0.75, 0.45)
    ear = smoothstep(np.abs(u - 1.1), 0.22, 0.05) * smoothstep(np.abs(v - 0.3), 0.5, 0.25)
    neck = smoothstep(u, 1.0, 0.5) * smoothstep(v, 0.85, 1.05)
    neck *= 1 - 0.8 * smoothstep(v, 1.5, 2.1)
    skin = np.maximum(np.maximum(0.85 * face, 0.45 * ear), np.maximum(0.7 * neck, 0.04))
    # A forehead may be high.
    skin = np.maximum(skin, 0.4 * smoothstep(v, 0.0, -0.3) * smoothstep(frame.outwards, 0.75, 0.35))
    clothes = 0.7 * smoothstep(v, 1.05, 1.5) * (1 - 0.5 * neck)
    clothes += 0.25 * smoothstep(v, 0.8, 1.1) * (1 - face)
    clothes = (clothes + 1e-4) * (1 - face)
    return np.stack((hair, skin, clothes), axis=-1).astype(np.float32)


def _hair_hangs(hair: Float32Array, frame: _HeadFrame) -> Float32Array:
    """[W, W] 0..1 where hair may be: below the jaw only if it is beside the jaw, on either side.

    Args:
        hair: [W, W] 0..1 what may be hair.
    """
    v, d = frame.down, frame.inside
    beside = (v > 0.45) & (v < 0.75) & (d < -0.03) & (d > -0.2)
    right = smoothstep(frame.across, -0.2, 0.2)
    long = np.zeros_like(hair)
    for side, share in ((frame.across < 0, 1 - right), (frame.across > 0, right)):
        found = hair[beside & side]
        long += share * (smoothstep(float(found.mean()), 0.15, 0.35) if found.size else 1)
    return 1 - 0.99 * (1 - long) * smoothstep(v, 0.7, 0.9)


def _features(image: Picture, alpha: Float32Array, frame: _HeadFrame) -> Float32Array:
    """[6, W, W] position, colour in CIELAB and texture, each about 1 in size."""
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    solid = smoothstep(alpha, 0.5, 0.9)
    fine = lab[..., 0] - _mean(lab[..., 0], solid, 1.2)
    texture = np.log(np.sqrt(_mean(fine * fine, solid, 2.0)) + 0.7)
    across, down = np.clip(frame.across, -3, 3), np.clip(frame.down - 0.5, -3, 3)
    light, green_red, blue_yellow = cv2.split(lab)
    return np.stack(
        (across, down, light / 25 - 2, green_red / 12 - 1, blue_yellow / 12 - 1, texture)
    ).astype(np.float32)


def _mean(values: Float32Array, weights: Float32Array, sigma: float) -> Float32Array:
    """The local weighted mean of [W, W] values."""
    total = cv2.GaussianBlur(values * weights, (0, 0), sigma)
    return total / (cv2.GaussianBlur(weights, (0, 0), sigma) + 1e-3)


def _learn(
    features: Float32Array,
    image: Picture,
    alpha: Float32Array,
    frame: _HeadFrame,
    prior: Float32Array,
) -> Float32Array:
    """[W, W, 3] the labels, from certain places outwards."""
    person = alpha > 0.6
    colours = Samples.of(features[len(_POSITION) :, person])
    models = [
        _Model(colours, _COMPONENTS[_HAIR], ()),
        _Model(Samples.of(features[:, person]), _COMPONENTS[_SKIN], _POSITION),
        _Model(colours, _COMPONENTS[_CLOTHES], ()),
    ]
    hangs = _hair_hangs(alpha, frame)
    beard = np.log(_beard(frame)[person] + 1e-9)
    bare = _bare_skin(frame)[person]
    guide = image.astype(np.float32) / 255
    weights = [seed[person] for seed in _seeds(features, frame, person, hangs)]
    labels = prior / prior.sum(axis=2, keepdims=True)
    for _ in range(_ROUNDS):
        for model, weight in zip(models, weights, strict=True):
            model.learn(weight)
        logs = np.stack([model.log_density() for model in models], axis=1)
        logs[:, _SKIN] = np.logaddexp(logs[:, _SKIN], logs[:, _HAIR] + beard)
        likely = np.exp(logs - logs.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        joint = (0.92 * likely + 0.08 / 3) * prior[person]
        joint[:, _HAIR] *= hangs[person]
        joint *= [model.mixture is not None for model in models]
        labels[person] = joint / np.maximum(joint.sum(axis=1, keepdims=True), 1e-12)
        labels = np.clip(guided_filter(guide, labels, _RADIUS, _EPS), 1e-3, 1)
        labels /= labels.sum(axis=2, keepdims=True)
        hangs = _hair_hangs(alpha * labels[..., _HAIR], frame)
        weights = [smoothstep(labels[..., k][person], *LEARN) for k in range(3)]
        weights[_SKIN] *= bare
    return labels


def _seeds(
    features: Float32Array, frame: _HeadFrame, person: BoolArray, hangs: Float32Array
) -> tuple[Float32Array, Float32Array, Float32Array]:
    """[W, W] 0..1 how certainly hair, skin and clothes are seen."""
    u, v, d = np.abs(frame.across), frame.down, frame.inside
    # The inner half of what lies around the face may be forehead.
    hair = person & (d < -0.10) & (v < -0.3) & (frame.outwards > 0.5)
    skin = person & (d > 0.18) & (v > 0.12) & (v < 0.72) & (u < SU)
    skin = skin * _bare_skin(frame)
    clothes = person & (v > 1.55) & (d < -0.3)
    if clothes.sum() < 80:  # the picture ends soon below the chin
        lowest = np.arange(_WORK)[:, None] > 0.9 * _WORK
        clothes = person & lowest & (v > 1.12) & (u > 0.7) & (d < -0.2)
    cheeks = person & (d > 0.12) & (u > 0.12) & (u < CU) & (v > 0.3) & (v < 0.55)
    other = 1 - _likeness(features, person, cheeks)
    hair = _unlike(hair, other)
    # Long hair reaches where clothes are looked for.
    own = 1 - 0.85 * hangs * _likeness(features, person, hair > 0.5)
    return hair, skin, _unlike(clothes, other) * own


def _beard(frame: _HeadFrame) -> Float32Array:
    """[W, W] 0..1 where what looks like hair is a beard, and the skin's."""
    u, v, d = np.abs(frame.across), frame.down, frame.inside
    return (
        smoothstep(v, 0.45, 0.6)
        * smoothstep(v, 1.35, 1.15)
        * smoothstep(u, 0.8, 0.6)
        * smoothstep(d, -0.4, -0.2)
    )


def _bare_skin(frame: _HeadFrame) -> Float32Array:
    """[W, W] 0..1 where skin is neither brow, eye, mouth nor beard: those look like hair."""
    beard = smoothstep(frame.inside, -0.05, 0.05) * smoothstep(frame.down, 0.45, 0.55)
    return (1 - np.maximum(frame.brows, frame.eyes_and_mouth)) * (1 - beard)


def _likeness(features: Float32Array, person: BoolArray, region: BoolArray) -> Float32Array:
    """[W, W] 0..1 how well the colour is one of those in a region of the person."""
    like = np.zeros(person.shape, np.float32)
    if region.sum() >= _FEWEST:
        colours = features[len(_POSITION) : len(_POSITION) + 3]
        samples = Samples.of(colours[:, region])
        ones = np.ones(samples.points.shape[1], np.float32)
        mixture = fit_mixture(samples, ones, 2, _FLOOR[len(_POSITION) : len(_POSITION) + 3])
        usual = float(np.median(mixture.log_density(samples)))
        found = mixture.log_density(Samples.of(colours[:, person]))
        like[person] = smoothstep(found, usual - 4, usual - 2)
    return like


def _unlike(seed: BoolArray, other: Float32Array) -> Float32Array:
    """The seed without what looks like skin; nothing of it when that is nearly all."""
    left = seed * other
    return left if left.sum() > _LEAST_LEFT * seed.sum() else np.zeros_like(left)


def _drop_loose_hair(labels: Float32Array, alpha: Float32Array, frame: _HeadFrame) -> Float32Array:
    """Hair hangs together with the hair above the face; what does not is cloth or shade."""
    hair = ((labels[..., _HAIR] > 0.4) & (alpha > 0.2)).astype(np.uint8)
    thick = cv2.morphologyEx(hair, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, pieces = cv2.connectedComponents(thick)
    rooted = np.unique(pieces[(thick > 0) & (frame.inside < 0) & (frame.down < -0.1)])
    kept = np.isin(pieces, rooted[rooted > 0]).astype(np.uint8)
    loose = (hair > 0) & (cv2.dilate(kept, np.ones((5, 5), np.uint8)) == 0)
    labels = labels.copy()
    labels[loose, _HAIR] *= 0.05
    return labels / labels.sum(axis=2, keepdims=True)


def _to_full_size(labels: Float32Array, image: Picture) -> Float32Array:
    """[S, S, 3] the labels at the portrait's size, bent to its edges."""
    size = image.shape[0]
    half = (max(size // 2, _WORK), max(size // 2, _WORK))
    rough = cv2.resize(labels, half, interpolation=cv2.INTER_LINEAR)
    guide = image.astype(np.float32) / 255
    radius = max(2, round(5 * half[0] / 512))
    fine = guided_filter(guide, rough, radius, 1e-4)
    fine = np.clip((fine - 0.5) * 1.25 + 0.5, 0, 1)
    return fine / np.maximum(fine.sum(axis=2, keepdims=True), 1e-6)
