"""The file's targets against the rig that they stand for, in pixels of the portrait."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.topology import face_topology
from real3d.motion import Motion
from real3d.portable.morphs import ARKIT_SHAPES
from real3d.portable.visemes import VISEMES
from tests.support.glb_file import GlbFile
from tests.support.poses import Model, pose

LANDMARKS = 468

FREE = ("brow", "cheek", "eyeSquint", "eyeWide", "noseSneer", "jawForward", "jawOpen", "mouthUpper")
"""Shapes that the rig limits in no way: lips that close or meet are the player's to correct."""


class Pixels:
    """Where a file's vertices are in the portrait."""

    def __init__(self, file: GlbFile, avatar: MeshAvatar) -> None:
        self._extras, self._camera = file.extras, avatar.surface.camera
        self.neutral = file.attribute("head", "POSITION")
        self.morphs = file.morphs("head")

    def of(self, **weights: float) -> NDArray[np.float64]:
        """[468, 2] of the landmarks."""
        points = self.neutral.astype(np.float64)
        for name, weight in weights.items():
            points = points + weight * self.morphs[name]
        camera = self._extras["camera"]
        origin = np.array([*camera["centre"], camera["referenceDepth"]])
        space = points / self._extras["metre"] * (1, -1, -1) + origin
        return self._camera.project(space)[:LANDMARKS, :2]


@pytest.fixture(scope="module")
def pixels(glb: GlbFile, astronaut_avatar: MeshAvatar) -> Pixels:
    return Pixels(glb, astronaut_avatar)


@pytest.fixture(scope="module")
def model(astronaut_avatar: MeshAvatar) -> Model:
    return Model(astronaut_avatar)


def rendered(model: Model, motion: Motion) -> NDArray[np.float32]:
    model.hold(motion)
    return model.vertices[:LANDMARKS, :2].copy()


def test_all_names_that_programs_ask_for_are_there(pixels: Pixels) -> None:
    assert len(ARKIT_SHAPES) == 52
    assert len(VISEMES) == 15
    names = {*ARKIT_SHAPES, *(f"viseme_{name}" for name in VISEMES)}
    assert names <= pixels.morphs.keys()
    assert {name for name in pixels.morphs if name not in names} == {
        *(f"real3d_{name}" for name in ("jawArc", "photo", "smile", "frown")),
        *(f"real3d_{lip}Lip{k}" for lip in ("upper", "lower") for k in range(9)),
    }


@pytest.mark.parametrize("name", [name for name in ARKIT_SHAPES if name.startswith(FREE)])
def test_a_shape_is_that_of_the_rig(name: str, pixels: Pixels, model: Model) -> None:
    wanted = rendered(model, pose(neutral=1, **{name: 1.0}))
    # Rims that touch are brought to their middle in the frame: a third of a pixel.
    lips = np.unique(np.concatenate([face_topology().mouth.upper, face_topology().mouth.lower]))
    error = np.abs(pixels.of(**{name: 1.0}) - wanted)
    assert np.delete(error, lips[lips < LANDMARKS], axis=0).max() < 0.1
    assert error.max() < 0.4


def test_the_file_rests_with_closed_lips(pixels: Pixels, model: Model) -> None:
    assert np.abs(pixels.of() - rendered(model, pose(neutral=1))).max() < 0.4


def test_the_photos_own_face_is_in_it(pixels: Pixels, astronaut_avatar: MeshAvatar) -> None:
    photo = astronaut_avatar.surface.uv[:LANDMARKS]
    assert np.abs(pixels.of(real3d_photo=1) - photo).max() < 0.1


@pytest.mark.parametrize("opened", [0.3, 0.6])
def test_the_arc_corrects_a_half_open_jaw(opened: float, pixels: Pixels, model: Model) -> None:
    full, angle = np.radians(16), np.radians(16) * opened
    share = np.sin(angle) / np.sin(full)
    arc = (1 - np.cos(angle)) - share * (1 - np.cos(full))
    wanted = rendered(model, pose(neutral=1, jawOpen=opened))
    corrected = pixels.of(jawOpen=share, real3d_jawArc=arc)
    assert np.abs(corrected - wanted).max() < 0.1
    assert np.abs(pixels.of(jawOpen=opened) - wanted).max() > 0.5


def test_mouth_close_shuts_an_open_jaw(pixels: Pixels) -> None:
    shut, opened = pixels.of(jawOpen=1, mouthClose=1), pixels.of(jawOpen=1)
    assert np.linalg.norm(opened[14] - opened[13]) > 30
    assert np.linalg.norm(shut[14] - shut[13]) < 1


@pytest.mark.parametrize(("side", "upper", "lower"), [("Left", 386, 374), ("Right", 159, 145)])
def test_a_blink_shuts_its_own_eye(side: str, upper: int, lower: int, pixels: Pixels) -> None:
    shut, opened = pixels.of(**{f"eyeBlink{side}": 1}), pixels.of()
    gap, before = (points[lower, 1] - points[upper, 1] for points in (shut, opened))
    assert abs(gap) < 0.12 * before
    other = 159 if side == "Left" else 386
    assert np.abs(shut[other] - opened[other]).max() < 0.01


def test_a_viseme_is_what_the_rig_makes_of_it(pixels: Pixels, model: Model) -> None:
    amounts = VISEMES["aa"]
    wanted = rendered(model, pose(neutral=1, **amounts))
    assert np.abs(pixels.of(viseme_aa=1) - wanted).max() < 0.4
    assert np.abs(wanted - pixels.of()).max() > 10


def test_a_lip_field_moves_its_own_point_down(pixels: Pixels) -> None:
    moved = pixels.of(real3d_lowerLip4=0.1) - pixels.of()
    assert moved[14, 1] > 10
    assert np.abs(moved[13]).max() < 0.1
