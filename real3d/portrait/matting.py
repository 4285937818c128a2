"""The matte: how much of each pixel is the person.

A segmentation network says roughly where the person is, GrabCut (Rother et al. 2004) finds the
outline by colour, a guided filter (He et al. 2010) bends it to the picture's edges, and in a ring
along the outline every pixel is placed on the line between the nearby colours of person and
background (the compositing equation, solved for alpha), which brings curls and loose hair back.
What the background goes on over is then given back to it.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.guided_filter import guided_filter
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, Mask, Picture
from real3d.portrait.background_following import (
    alike_colours,
    follow_background,
    follow_lines,
)
from real3d.portrait.bystanders import person_of_two
from real3d.portrait.colour_line import ColourLine, own_colours
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT
from real3d.portrait.models import person_segmenter
from real3d.portrait.undecided import undecided_patches

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_GRABCUT_SIZE = 256
"""Pixels a side: the segmentation network's own resolution, and four times faster than 512."""
_GRABCUT_ROUNDS = 2
_RING_OUTSIDE = 20
"""How far loose hair may stand off the outline, pixels."""
_RING_INSIDE = 10
"""How deep background may be mistaken for the person by the outline, pixels."""
_DOUBT_REACH = 4
"""How far from hesitation of the networks loose hair is looked for, pixels."""
_CLEAN = 26
"""Distance from the person from which the photo shows background alone, pixels."""
_FAR = 60
"""Distance from the person from which no hair reaches, pixels."""
_PATCH = 12
"""Radius from which on doubt of the networks is a patch, not the edge of something, pixels."""
_RIM = 6
"""How far lens and compression spread the person's colours, pixels."""


def person_matte(image: Picture, landmarks: FloatArray) -> Float32Array:
    """The person's opacity.

    Args:
        image: [S, S, 3] RGB.
        landmarks: [478, 3] pixels; says whose matte it is.

    Returns:
        [S, S], 0 background .. 1 person.
    """
    face = _face_hull(landmarks, image.shape[0])
    soft = np.maximum(_segment(image, landmarks), face.astype(np.float32))
    outline = _with_undecided(_grab_cut(image, soft), image, soft, landmarks)
    alpha = _follow_edges(image, outline, soft)
    loose = _unsure(soft)
    refined = _refine_ring(image.astype(np.float32), alpha, face)
    alpha = alpha * (1 - loose) + refined * loose
    alpha = _leave_background(image, alpha, soft)
    alpha = _claim_rim(image.astype(np.float32), alpha)
    return _keep_person(alpha, face)


def _face_hull(landmarks: FloatArray, size: int) -> Mask:
    hull = np.zeros((size, size), np.uint8)
    points = landmarks[:SKIN_LANDMARK_COUNT, :2].astype(np.int32)
    return cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)


def _segment(image: Picture, landmarks: FloatArray) -> Float32Array:
    """[S, S] the opinion of two networks.

    Each errs, but rarely all: one takes a patch of wall for a shoulder, another drops a ponytail.
    """
    general, selfie = (_opinion(image, landscape) for landscape in (False, True))
    return person_of_two(general, selfie, image, landmarks)


def _opinion(image: Picture, landscape: bool) -> Float32Array:
    """[S, S] of one network, the mean of what it sees in the picture and in its mirror image."""
    network = person_segmenter(landscape)
    found = network(image, "segmentation_mask")
    mirrored = network(image[:, ::-1], "segmentation_mask")[:, ::-1]
    return np.mean([found, mirrored], axis=0, dtype=np.float32)


def _grab_cut(image: Picture, soft: Float32Array) -> Float32Array:
    """The outline by colour, slightly blurred, [256, 256]."""
    size = (_GRABCUT_SIZE, _GRABCUT_SIZE)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(soft, size, interpolation=cv2.INTER_AREA)
    window = np.ones((7, 7), np.uint8)
    labels = np.where(coarse > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    labels[cv2.erode(coarse, window) > 0.8] = cv2.GC_FGD
    labels[cv2.dilate(coarse, window) < 0.15] = cv2.GC_BGD
    if (labels == cv2.GC_BGD).any() and (labels == cv2.GC_FGD).any():
        cv2.setRNGSeed(0)  # its colour clusters start at random
        cv2.grabCut(
            small,
            labels,
            None,
            np.zeros((1, 65)),
            np.zeros((1, 65)),
            _GRABCUT_ROUNDS,
            cv2.GC_INIT_WITH_MASK,
        )
    person = (labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)
    return cv2.GaussianBlur(person.astype(np.float32), (0, 0), 0.8)


def _with_undecided(
    outline: Float32Array, image: Picture, soft: Float32Array, landmarks: FloatArray
) -> Float32Array:
    """The outline [256, 256] with the patches that GrabCut has taken for background."""
    size = image.shape[0]
    person = cv2.resize(outline, (size, size), interpolation=cv2.INTER_LINEAR) > 0.3
    patches = undecided_patches(image, soft, person, landmarks).astype(np.float32)
    return np.maximum(outline, cv2.resize(patches, outline.shape, interpolation=cv2.INTER_AREA))


def _follow_edges(image: Picture, outline: Float32Array, soft: Float32Array) -> Float32Array:
    """The outline at full size, bent to the picture's edges."""
    size = image.shape[0]
    coarse = cv2.resize(soft, outline.shape, interpolation=cv2.INTER_AREA)
    rough = 0.75 * outline + 0.25 * smoothstep(coarse, 0.2, 0.8)
    rough = cv2.resize(rough, (size, size), interpolation=cv2.INTER_LINEAR)
    guide = image.astype(np.float32) / 255
    alpha = guided_filter(guide, rough[..., None], _pixels(5, size), 2e-5)[..., 0]
    # A wide soft mask shows as a grey halo, so the transition is narrowed.
    return smoothstep(alpha, 0.22, 0.80)


def _unsure(soft: Float32Array) -> Float32Array:
    """[S, S] where hair may stand off: the networks hesitate there, but not at neck and shoulders,
    beside which walls and furniture of the person's colours would be taken for parts of it."""
    size = soft.shape[0]
    doubt = cv2.dilate(4 * soft * (1 - soft), _disc(_pixels(_DOUBT_REACH, size)))
    return smoothstep(cv2.GaussianBlur(doubt, (0, 0), _pixels(6, size)), 0.25, 0.60)


def _refine_ring(image: Float32Array, alpha: Float32Array, face: Mask) -> Float32Array:
    """Alpha in a ring along the outline, from the colours on both sides of the ring."""
    size = image.shape[0]
    inside = (alpha > 0.5).astype(np.uint8)
    core = cv2.erode(_within_sides(inside), _disc(_pixels(_RING_INSIDE, size)))[:, 1:-1]
    outside = 1 - cv2.dilate(inside, _disc(_pixels(_RING_OUTSIDE, size)))
    outwards, inwards = _distances(inside)
    reach, depth = _pixels(_RING_OUTSIDE, size), _pixels(_RING_INSIDE, size)
    ring = smoothstep(outwards, reach, 0.55 * reach) * smoothstep(inwards, depth, 0.5 * depth)
    ring *= 1 - cv2.dilate(face, _disc(_pixels(5, size)))
    line = ColourLine.between(image, core, outside)
    trust = line.trust * ring
    # Well inside the outline, clothes between the two colours must not turn into glass.
    opaque_from = 0.85 - 0.45 * smoothstep(inwards, _pixels(1, size), _pixels(5, size))
    refined = alpha * (1 - trust) + smoothstep(line.position, 0.10, opaque_from) * trust
    own = smoothstep(own_colours(image, core, outside), 0.5, 0.9)
    return np.maximum(refined, line.foreign * own * ring)


def _leave_background(image: Picture, alpha: Float32Array, soft: Float32Array) -> Float32Array:
    """The matte without what the background goes on over: the frame of a picture behind a lock of
    hair, a rail at a shoulder, a pale strip of wall at a jaw.

    Where the networks disagree over a whole patch, as they do about somebody behind the person, it
    would be torn to rags, and stays as it is.
    """
    size = len(alpha)
    away = _distances(((soft > 0.3) | (alpha > 0.3)).astype(np.uint8))[0]
    clean = (away > _pixels(_CLEAN, size)).astype(np.uint8)
    if not clean.any():
        return alpha
    colours = cv2.GaussianBlur(image, (3, 3), 0.6)
    alike = alike_colours(colours, clean)
    reached = follow_background(colours, clean, soft < 0.5, alike)
    reached |= follow_lines(colours, away > _pixels(_FAR, size), soft < 0.5, alike)
    patch = _disc(_pixels(_PATCH, size))
    unsettled = ((soft > 0.3) & (soft < 0.7)).astype(np.uint8)
    doubted = cv2.dilate(cv2.morphologyEx(unsettled, cv2.MORPH_OPEN, patch), patch)
    return alpha * (1 - reached * smoothstep(soft, 0.5, 0.4) * (1 - doubted))


def _claim_rim(image: Float32Array, alpha: Float32Array) -> Float32Array:
    """The faint traces of the person's colour next to the outline are the person's too.

    In the clean background they would show as a thin ghost of the outline.
    """
    size = image.shape[0]
    core = cv2.erode((alpha > 0.95).astype(np.uint8), _disc(_pixels(1, size)))
    outside = 1 - cv2.dilate((alpha > 0.04).astype(np.uint8), _disc(_pixels(4, size)))
    line = ColourLine.between(image, core, outside)
    outwards, _ = _distances((alpha > 0.5).astype(np.uint8))
    reach = _pixels(_RIM, size)
    rim = smoothstep(outwards, reach, 0.55 * reach)
    return np.maximum(alpha, np.maximum(line.position * line.trust, line.foreign) * rim)


def _distances(inside: Mask) -> tuple[Float32Array, Float32Array]:
    """Pixels from the outline, for those outside it and for those inside it."""
    outwards = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)
    inwards = cv2.distanceTransform(_within_sides(inside), cv2.DIST_L2, 5)[:, 1:-1]
    return outwards, inwards


def _within_sides(inside: Mask) -> Mask:
    """[S, S + 2] with an outline along the picture's sides too: beside hair that nearly reaches
    them, a strip of background may have been taken for the person."""
    return cv2.copyMakeBorder(inside, 0, 0, 1, 1, cv2.BORDER_CONSTANT, value=0)


def _keep_person(alpha: Float32Array, face: Mask) -> Float32Array:
    """Only what hangs together with the face; the face itself is opaque."""
    size = alpha.shape[0]
    _, labels = cv2.connectedComponents((alpha > 0.3).astype(np.uint8))
    on_face = np.bincount(labels[face > 0])
    on_face[0] = 0
    person = (labels == on_face.argmax()).astype(np.uint8)
    near = cv2.dilate(person, _disc(_pixels(4, size))).astype(np.float32)
    alpha = alpha * cv2.GaussianBlur(near, (0, 0), 1.5)
    solid = cv2.erode(face, _disc(_pixels(3, size))).astype(np.float32)
    return np.maximum(alpha, solid)


def _pixels(length: float, size: int) -> int:
    return max(1, round(length * size / _REFERENCE))


def _disc(radius: int) -> Mask:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
