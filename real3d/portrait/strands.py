"""Hair that lies over the face: strands and fringes, told from skin by this person's colours.

Over a cheek one expects skin, and takes a strand for shade. But what hair looks like is seen beside
the face, and what skin looks like in its middle: there the colours are learnt.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.gaussian_mixture import GaussianMixture, Samples, fit_mixture
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Picture
from real3d.portrait.head_frame import HeadFrame, head_frame
from real3d.portrait.layers import PersonLayers
from real3d.portrait.portrait import Portrait
from real3d.portrait.pose import euler_angles

_WORK = 192
"""Pixels a side."""
_FEWEST = 60
"""Pixels from which colours are learnt."""
_COMPONENTS = 4
"""Gaussians of hair and of skin."""
_FLOOR: FloatArray = np.square([0.25, 0.25, 0.25])
"""Least variance of their colours."""
_STRANGE = -14.0
"""Log density of colours that skin never has: of a veil, say, which is no hair for that."""
_IN_DOUBT = 1.0
"""How much likelier than skin hair must be, as a logarithm."""
_TURNED = (7.0, 12.0)
"""Degrees from which, and from which wholly, hair lies behind the far cheek."""
_BEARD = 0.3
"""Share of the chin with the hair's colours from which that is a beard."""


def hair_over_face(portrait: Portrait, layers: PersonLayers) -> Float32Array:
    """[W, W] 0..1 hair around and over the face, but not what lies behind a cheek turned away.

    Args:
        layers: of the portrait, in which hair is known beside the face.
    """
    size = (_WORK, _WORK)
    hair, alpha, image = (
        cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        for picture in (layers.hair, portrait.alpha, portrait.cutout)
    )
    landmarks = (portrait.landmarks + 0.5) * (_WORK / portrait.size) - 0.5
    frame = head_frame(landmarks, (alpha > 0.5).astype(np.uint8))
    features = frame.brows + frame.eyes_and_mouth
    beside = (hair > 0.9) & (alpha > 0.9) & (frame.inside > -0.6) & (frame.down < 1)
    skin = (hair < 0.05) & (features < 0.02) & (frame.inside > 0.12) & (np.abs(frame.across) < 0.75)
    if min(beside.sum(), skin.sum()) < _FEWEST:
        return hair
    colours = _colours(image)
    within = frame.inside > -0.1
    samples = Samples.of(colours[:, within])
    of_skin = _learn(colours, skin).log_density(samples)
    ratio = _learn(colours, beside).log_density(samples) - np.maximum(of_skin, _STRANGE)
    found = np.zeros_like(hair)
    found[within] = 1 / (1 + np.exp(np.clip(_IN_DOUBT - ratio, -20, 20)))
    found *= _possible(found, frame) * (features < 0.05)
    over = smoothstep(frame.inside, -0.1, 0.0)
    seen = alpha * (1 - _behind_cheek(portrait, frame))
    return _rooted((hair * (1 - over) + found * over) * seen, frame)


def _colours(picture: Picture) -> Float32Array:
    """[3, H, W] CIELAB, each about 1 in size."""
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    light, green_red, blue_yellow = cv2.split(lab)
    return np.stack((light / 25, green_red / 8, blue_yellow / 8))


def _learn(colours: Float32Array, where: BoolArray) -> GaussianMixture:
    samples = Samples.of(colours[:, where])
    weights = np.ones(samples.points.shape[1], np.float32)
    return fit_mixture(samples, weights, _COMPONENTS, _FLOOR)


def _possible(found: Float32Array, frame: HeadFrame) -> Float32Array:
    """[W, W] 0..1 where hair over the face may be: not in its middle, nor where a beard is.

    Args:
        found: [W, W] 0..1 what has the colours of hair.
    """
    across = np.abs(frame.across)
    possible = smoothstep(frame.inside, 0.75, 0.45)
    # What is dark below the jaw is the neck's shade.
    possible *= 1 - smoothstep(frame.down, 0.7, 0.85) * smoothstep(across, 0.7, 0.55)
    chin = (across < 0.45) & (frame.down > 0.85) & (frame.down < 1)
    if chin.any() and found[chin].mean() > _BEARD:
        possible *= smoothstep(frame.down, 0.35, 0.2)
    return possible


def _behind_cheek(portrait: Portrait, frame: HeadFrame) -> Float32Array:
    """[W, W] 0..1 the side of a cheek that turns away, from the brows down."""
    yaw = float(np.degrees(euler_angles(portrait.pose.rotation)[1]))
    side = smoothstep(np.sign(yaw) * frame.across, 0.1, 0.3) * smoothstep(frame.down, -0.25, 0.0)
    return side * smoothstep(abs(yaw), *_TURNED)


def _rooted(hair: Float32Array, frame: HeadFrame) -> Float32Array:
    """[W, W] without what hangs together with no hair outside the face: nostrils, moles, lashes."""
    _, pieces = cv2.connectedComponents((hair > 0.3).astype(np.uint8))
    roots = np.unique(pieces[frame.inside < -0.1])
    return hair * np.isin(pieces, roots[roots > 0])
