from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.triplane.portrait_parts import keep_person, split_portrait
from real3d.triplane.segmentation import PersonClass

SIZE = 256
SKIN, SHIRT, WALL, HAIR = (200, 150, 120), (30, 60, 160), (90, 90, 90), (40, 20, 10)


def portrait(scale: float = 1.0, long_hair: bool = False) -> tuple[NDArray, NDArray]:
    """A simple person: picture and labels."""
    labels = np.zeros((SIZE, SIZE), np.uint8)
    middle, chin = SIZE // 2, 150
    width, height = round(50 * scale), round(60 * scale)
    neck, shoulders = round(24 * scale), chin + round(20 * scale)
    cv2.ellipse(labels, (middle, SIZE), (110, SIZE - shoulders), 0, 0, 360, PersonClass.CLOTHES, -1)
    cv2.rectangle(
        labels,
        (middle - neck, chin - 10),
        (middle + neck, shoulders + 8),
        PersonClass.BODY_SKIN,
        -1,
    )
    axes = (width + 8, height + 8)
    cv2.ellipse(labels, (middle, chin - height), axes, 0, 0, 360, PersonClass.HAIR, -1)
    cv2.ellipse(
        labels, (middle, chin - height), (width, height), 0, 0, 360, PersonClass.FACE_SKIN, -1
    )
    if long_hair:
        cv2.rectangle(labels, (middle + 40, chin - 60), (middle + 55, 220), PersonClass.HAIR, -1)
    colours = np.array([WALL, HAIR, SKIN, SKIN, SHIRT, WALL], np.uint8)
    return colours[labels], labels


def test_what_is_seen_of_head_and_torso_stays_as_it_is() -> None:
    image, labels = portrait()
    parts = split_portrait(image, labels)
    head = np.isin(labels, (1, 3, 5))
    assert np.array_equal(parts.head[head], image[head])
    assert not parts.head[~head].any()
    seen = parts.neck | parts.clothes
    assert np.array_equal(parts.torso[seen], image[seen])
    assert not parts.torso[labels == 0].any()


@pytest.mark.parametrize("scale", [0.6, 1.0])
def test_the_neck_goes_on_behind_the_face_as_far_as_the_face_is_large(scale: float) -> None:
    image, labels = portrait(scale)
    column = split_portrait(image, labels).torso[:, SIZE // 2].any(1)
    top = int(column.argmax())
    assert column[top:].all()
    face_height = 120 * scale
    assert 0.2 * face_height < 150 - top < 0.5 * face_height


def test_the_continued_neck_is_skin_and_not_hair() -> None:
    image, labels = portrait()
    torso = split_portrait(image, labels).torso
    hidden = torso[125:145, SIZE // 2].astype(float)
    ratio = hidden / hidden.sum(1, keepdims=True)
    np.testing.assert_allclose(ratio, [np.array(SKIN) / sum(SKIN)] * len(ratio), atol=0.03)


def test_clothes_go_on_behind_long_hair() -> None:
    image, labels = portrait(long_hair=True)
    torso = split_portrait(image, labels).torso
    behind_hair = torso[195:215, SIZE // 2 + 47].astype(float)
    np.testing.assert_allclose(behind_hair, [SHIRT] * 20, atol=12)


def test_a_head_alone_has_no_torso() -> None:
    image, labels = portrait()
    alone = np.where(np.isin(labels, (2, 4)), 0, labels).astype(np.uint8)
    assert not split_portrait(image, alone).torso.any()


def test_only_the_person_whose_face_is_meant_is_left() -> None:
    _, labels = portrait()
    two = labels.copy()
    two[20:60, :20] = PersonClass.FACE_SKIN
    face, other, nobody = (np.array([[x, y]]) for x, y in ((128.0, 90.0), (10.0, 40.0), (250, 5)))
    assert np.array_equal(keep_person(two, face), labels)
    assert np.array_equal(keep_person(two, other), two - labels)
    assert np.array_equal(keep_person(two, nobody), labels)
    assert not keep_person(np.zeros_like(labels), face).any()
