"""The matte: how much of each pixel is the person.

A segmentation network says roughly where the person is, GrabCut (Rother et al. 2004) finds the
outline by colour, a guided filter (He et al. 2010) bends it to the picture's edges, and in a ring
along the outline every pixel is placed on the line between the nearby colours of person and
background (the compositing equation, solved for alpha), which brings curls and loose hair back.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT
from real3d.portrait.models import person_segmenter
from real3d.portrait.push_pull import push_pull
from real3d.portrait.smoothstep import smoothstep

Image = NDArray[np.float32]
Mask = NDArray[np.uint8]

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_GRABCUT_SIZE = 256
"""Pixels a side: the segmentation network's own resolution, and four times faster than 512."""
_GRABCUT_ROUNDS = 2
_RING_OUTSIDE = 14
"""How far loose hair may stand off the outline, pixels."""
_RING_INSIDE = 6


def person_matte(image: NDArray[np.uint8], landmarks: NDArray[np.float64]) -> Image:
    """The person's opacity.

    Args:
        image: [S, S, 3] RGB.
        landmarks: [478, 3] pixels; says whose matte it is.

    Returns:
        [S, S], 0 background .. 1 person.
    """
    face = _face_hull(landmarks, image.shape[0])
    soft = np.maximum(_segment(image), face.astype(np.float32))
    alpha = _follow_edges(image, _grab_cut(image, soft), soft)
    alpha = _refine_ring(image.astype(np.float32), alpha, face)
    return _keep_person(alpha, face)


def _face_hull(landmarks: NDArray[np.float64], size: int) -> Mask:
    hull = np.zeros((size, size), np.uint8)
    points = landmarks[:SKIN_LANDMARK_COUNT, :2].astype(np.int32)
    return cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)


def _segment(image: NDArray[np.uint8]) -> Image:
    mask = person_segmenter()(image, "segmentation_mask")
    return np.array(mask, np.float32)


def _grab_cut(image: NDArray[np.uint8], soft: Image) -> Image:
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


def _follow_edges(image: NDArray[np.uint8], outline: Image, soft: Image) -> Image:
    """The outline at full size, bent to the picture's edges."""
    size = image.shape[0]
    coarse = cv2.resize(soft, outline.shape, interpolation=cv2.INTER_AREA)
    rough = 0.75 * outline + 0.25 * smoothstep(coarse, 0.2, 0.8)
    rough = cv2.resize(rough, (size, size), interpolation=cv2.INTER_LINEAR)
    guide = image.astype(np.float32) / 255
    alpha = cv2.ximgproc.guidedFilter(guide, rough, _pixels(5, size), 2e-5)
    # A wide soft mask shows as a grey halo, so the transition is narrowed.
    return smoothstep(alpha, 0.22, 0.80)


def _refine_ring(image: Image, alpha: Image, face: Mask) -> Image:
    """Alpha along the outline from the line between the person's and the background's colour."""
    size = image.shape[0]
    inside = (alpha > 0.5).astype(np.uint8)
    outside = 1 - cv2.dilate(inside, _disc(_pixels(_RING_OUTSIDE, size)))
    core = cv2.erode(inside, _disc(_pixels(_RING_INSIDE, size)))
    half = cv2.resize(image, (size // 2, size // 2), interpolation=cv2.INTER_AREA)
    person = _extend(image, half, core)
    background = _extend(image, half, outside)

    line = person - background
    length = np.sqrt((line * line).sum(axis=2) + 1)
    position = np.clip(((image - background) * line).sum(axis=2) / length**2, 0, 1)
    residual = np.linalg.norm(image - background - position[..., None] * line, axis=2)
    trust = smoothstep(length, 30, 90) * smoothstep(residual / length, 0.55, 0.25)
    trust *= smoothstep(_unevenness(half, background, outside) / length, 0.35, 0.12)
    trust *= _ring(inside, size) * (1 - cv2.dilate(face, _disc(_pixels(5, size))))
    return alpha * (1 - trust) + smoothstep(position, 0.10, 0.85) * trust


def _extend(image: Image, half: Image, region: Mask) -> Image:
    """The colours of a region, continued smoothly over the whole picture."""
    size = half.shape[:2]
    known = cv2.resize(region.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.9
    filled = push_pull(half, known.astype(np.float32))
    return cv2.resize(filled, image.shape[:2], interpolation=cv2.INTER_LINEAR)


def _unevenness(half: Image, background: Image, outside: Mask) -> Image:
    """How much the background varies near a pixel: a busy one cannot be told from hair."""
    size = half.shape[:2]
    known = cv2.resize(outside.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.5
    known = known.astype(np.float32)
    smooth = cv2.resize(background, size, interpolation=cv2.INTER_LINEAR)
    difference = np.abs(cv2.GaussianBlur(half, (0, 0), 1) - smooth).max(axis=2) * known
    mean = cv2.GaussianBlur(difference, (0, 0), 12) / (cv2.GaussianBlur(known, (0, 0), 12) + 0.02)
    return cv2.resize(mean, background.shape[:2], interpolation=cv2.INTER_LINEAR)


def _ring(inside: Mask, size: int) -> Image:
    """1 along the outline, fading out on both sides of it."""
    outwards = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)
    inwards = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    reach, depth = _pixels(_RING_OUTSIDE, size), _pixels(_RING_INSIDE, size)
    return smoothstep(outwards, reach, 0.55 * reach) * smoothstep(inwards, depth, 0.5 * depth)


def _keep_person(alpha: Image, face: Mask) -> Image:
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
