"""Hair over the face: found where it is, and taken for nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from real3d.media import read_image
from real3d.numerics.types import Float32Array, Mask
from real3d.portrait import Portrait, analyse_portrait
from real3d.portrait.landmarks import (
    CHIN,
    FACE_OVAL,
    LEFT_EAR,
    MOUTH_CORNERS,
    OUTER_EYE_CORNERS,
    RIGHT_EAR,
)
from real3d.portrait.layers import separate_layers
from real3d.portrait.strands import hair_over_face

PORTRAITS = Path(__file__).parents[2] / "examples" / "portraits"
LEFT_EYE_CORNER, RIGHT_EYE_CORNER = OUTER_EYE_CORNERS


@pytest.fixture(scope="module")
def portrait() -> Portrait:
    """A woman whose dark hair hangs beside her face, turned by next to nothing."""
    return analyse_portrait(read_image(PORTRAITS / "clara.jpg"))


def found_hair(portrait: Portrait) -> Float32Array:
    """[S, S] what is found, at the portrait's size."""
    hair = hair_over_face(portrait, separate_layers(portrait))
    return cv2.resize(hair, (portrait.size, portrait.size), interpolation=cv2.INTER_LINEAR)


def strand(portrait: Portrait, side: int) -> Mask:
    """[S, S] a lock from the hair above the temple over the cheek; side -1 is the image's left."""
    points = portrait.landmarks[:, :2]
    corner = points[LEFT_EYE_CORNER if side < 0 else RIGHT_EYE_CORNER]
    ear = points[LEFT_EAR if side < 0 else RIGHT_EAR]
    along = 0.5 * (corner + ear)
    height = points[CHIN, 1] - corner[1]
    top, end = (along + np.array([0, share * height]) for share in (-1.1, 0.45))
    mask = np.zeros((portrait.size, portrait.size), np.uint8)
    width = round(0.07 * float(np.linalg.norm(points[RIGHT_EAR] - points[LEFT_EAR])))
    cv2.line(mask, np.rint(top).astype(int), np.rint(end).astype(int), (1,), width)
    return mask


def painted(portrait: Portrait, mask: Mask) -> Portrait:
    """The portrait with its own hair's colours where the mask is."""
    hair = separate_layers(portrait).hair * portrait.alpha > 0.95
    rng = np.random.default_rng(0)
    colours = rng.choice(portrait.cutout[hair], mask.shape)
    colours = cv2.GaussianBlur(colours, (0, 0), 1)
    layer = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.7)[..., None]
    image, cutout = (
        (picture * (1 - layer) + colours * layer).astype(np.uint8)
        for picture in (portrait.image, portrait.cutout)
    )
    return replace(portrait, image=image, cutout=cutout)


def inside(portrait: Portrait, shrunk: float) -> Mask:
    """[S, S] the face's outline, shrunk by a share of its size."""
    oval = portrait.landmarks[list(FACE_OVAL), :2]
    middle = oval.mean(axis=0)
    mask = np.zeros((portrait.size, portrait.size), np.uint8)
    cv2.fillPoly(mask, [np.rint(middle + (1 - shrunk) * (oval - middle)).astype(np.int32)], (1,))
    return mask


@pytest.mark.parametrize("side", [-1, 1])
def test_a_lock_over_the_cheek_is_found(portrait, side):
    lock = strand(portrait, side)
    over = (cv2.erode(lock, np.ones((3, 3))) > 0) & (inside(portrait, 0.05) > 0)
    before, after = found_hair(portrait), found_hair(painted(portrait, lock))
    assert over.sum() > 300
    assert before[over].mean() < 0.3
    assert after[over].mean() > 0.65


@pytest.mark.parametrize("name", ["amara.jpg", "clara.jpg", "daniel.jpg", "astronaut.png"])
def test_brows_eyes_lips_and_beards_are_no_hair_over_the_face(name):
    portrait = analyse_portrait(read_image(PORTRAITS / name))
    assert found_hair(portrait)[inside(portrait, 0.25) > 0].mean() < 0.01


def test_cheeks_beside_a_beard_are_no_hair(portrait):
    chin, corners = portrait.landmarks[CHIN, :2], portrait.landmarks[list(MOUTH_CORNERS), :2]
    below_the_nose = np.zeros((portrait.size, portrait.size), np.uint8)
    below_the_nose[round(corners[:, 1].min() - 0.3 * (chin[1] - corners[:, 1].mean())) :] = 1
    beard = inside(portrait, 0.0) & below_the_nose
    found = found_hair(painted(portrait, beard))
    assert found[(beard & inside(portrait, 0.1)) > 0].mean() < 0.05


def test_a_mole_is_no_hair(portrait):
    mole = np.zeros((portrait.size, portrait.size), np.uint8)
    corner, ear = portrait.landmarks[[RIGHT_EYE_CORNER, RIGHT_EAR], :2]
    place = np.rint(0.8 * corner + 0.2 * ear + (0, 40)).astype(int)
    cv2.circle(mole, place, 6, (1,), -1)
    assert found_hair(painted(portrait, mole))[mole > 0].mean() < 0.05


def test_hair_behind_the_cheek_of_a_turned_face_is_left_out(portrait):
    turned = portrait.pose.rotation @ cv2.Rodrigues(np.radians([0.0, 20.0, 0.0]))[0]
    pose = replace(portrait.pose, rotation=turned)
    oval = portrait.landmarks[list(FACE_OVAL), :2]
    rows = slice(round(oval[:, 1].mean()), round(portrait.landmarks[CHIN, 1]))
    middle = round(oval[:, 0].mean())
    sides = []
    for one in (portrait, replace(portrait, pose=pose)):
        hair = found_hair(one)[rows]
        sides.append((hair[:, : oval[:, 0].min().astype(int)].sum(), hair[:, middle:].sum()))
    (left, right), (left_turned, right_turned) = sides
    assert min(left_turned / left, right_turned / right) < 0.05
    assert max(left_turned / left, right_turned / right) > 0.9


def test_a_portrait_without_hair_has_none(portrait):
    layers = separate_layers(portrait)
    bald = replace(layers, hair=np.zeros_like(layers.hair))
    assert hair_over_face(portrait, bald).max() == 0
