"""Folds come with an expression, where bare skin is, and leave the photo alone at rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.folds import KINDS, FoldedTexture, build_folds
from real3d.portrait import Portrait
from tests.support.poses import pose


@pytest.fixture(scope="module")
def avatar(astronaut_avatar: MeshAvatar) -> MeshAvatar:
    return astronaut_avatar


@pytest.fixture(scope="module")
def texture(avatar: MeshAvatar) -> np.ndarray:
    return avatar.texture(avatar.portrait.clean_background)


def amounts(**given: float) -> np.ndarray:
    return np.array([given.get(kind, 0.0) for kind in KINDS])


def commanded(avatar: MeshAvatar, **command: float) -> dict[str, float]:
    motion = pose(**command)
    found = avatar.folds.amounts(motion.expression[0], motion.neutral[0], motion.smile_kept[0])
    return dict(zip(KINDS, found, strict=True))


def lightness(texture: np.ndarray, avatar: MeshAvatar, landmark: int) -> float:
    x, y = np.round(2 * avatar.portrait.landmarks[landmark, :2]).astype(int)
    return float(texture[y - 4 : y + 5, x - 4 : x + 5, :3].mean())


def test_a_face_at_rest_is_the_photo(avatar, texture):
    folded = FoldedTexture(texture, avatar.folds)
    assert folded.at(amounts()) is texture
    before = texture.copy()
    folded.at(amounts(smile=1, brows=1, frown=1))
    np.testing.assert_array_equal(texture, before)
    np.testing.assert_array_equal(folded.at(amounts()), before)


def test_folds_are_faint_and_go_again(avatar, texture):
    folded = FoldedTexture(texture, avatar.folds)
    full = folded.at(amounts(brows=1, frown=1)).astype(int)
    change = np.abs(full - texture)
    assert 4 < change.max() < 50
    faint = np.abs(folded.at(amounts(brows=0.25)).astype(int) - texture)
    assert 0 < faint.max() < 0.5 * change.max()


def test_hair_and_background_have_no_folds(avatar, texture):
    full = FoldedTexture(texture, avatar.folds).at(amounts(smile=1, brows=1, frown=1, relaxed=1))
    touched = (full != texture).any(axis=-1)
    lit = texture[touched][:, :3].mean()
    assert lit > 0.7 * lightness(texture, avatar, 50)
    assert np.array_equal(full[..., 3], texture[..., 3])


def test_brows_make_the_forehead_fold_and_a_frown_stops_it(avatar):
    assert commanded(avatar, browInnerUp=1.0)["brows"] == 1
    assert commanded(avatar, browInnerUp=0.5, browDown=0.5)["brows"] == 0
    assert commanded(avatar, browDown=1.4)["frown"] == 1


def test_only_a_neutral_photo_gets_a_smiles_folds_and_only_a_laugh_loses_its_own(avatar):
    neutral = replace(avatar, folds=replace(avatar.folds, smile=0.0))
    laugh = replace(avatar, folds=replace(avatar.folds, smile=1.0))
    assert commanded(neutral, mouthSmile=1.0, neutral=1)["smile"] == 1
    assert commanded(laugh, mouthSmile=1.0, neutral=1)["smile"] == 0
    assert commanded(neutral, neutral=1)["relaxed"] == 0
    assert commanded(laugh, neutral=1)["relaxed"] == 1
    assert commanded(laugh, neutral=1, smile_kept=1.0)["relaxed"] == 0


@pytest.mark.parametrize("narrow", [{"mouthPucker": 1}, {"jawOpen": 0.2, "mouthClose": 0.2}])
def test_lips_that_shut_or_round_smooth_the_folds_of_a_kept_laugh(avatar, narrow):
    laugh = replace(avatar, folds=replace(avatar.folds, smile=1.0))
    spread = commanded(laugh, neutral=1, smile_kept=0.6, jawOpen=0.2)["relaxed"]
    assert spread == pytest.approx(0.4, abs=0.03)
    assert commanded(laugh, neutral=1, smile_kept=0.6, **narrow)["relaxed"] > spread + 0.3
    assert commanded(laugh, neutral=0, smile_kept=0.6, **narrow)["relaxed"] == 0


def test_a_laughs_folds_are_lightened(astronaut_portrait: Portrait, avatar, texture):
    folds = build_folds(astronaut_portrait, avatar.surface.face_width, smile=1.0)
    relaxed = FoldedTexture(texture, folds).at(amounts(relaxed=1)).astype(int)
    change = (relaxed - texture)[..., :3]
    assert change.max() > 10
    assert change.sum() > 0


def test_the_deep_end_of_a_laughs_fold_is_lightened_and_a_beard_is_not(
    astronaut_portrait: Portrait, avatar
):
    """Beside the corner of the mouth a fold is as dark as hair, and as narrow as a fold."""
    corner = astronaut_portrait.landmarks[216, :2]
    lightened = []
    for width in (0.035, 0.2):
        image = astronaut_portrait.image.copy()
        half = 0.5 * width * avatar.surface.face_width
        x, y = np.round(corner - half).astype(int), np.round(corner + half).astype(int)
        image[x[1] : y[1] + 1, x[0] : y[0] + 1] //= 3
        portrait = replace(astronaut_portrait, image=image)
        folds = build_folds(portrait, avatar.surface.face_width, smile=1.0)
        rows, columns = np.divmod(folds.texels, 2 * portrait.size)
        near = np.hypot(columns - 2 * corner[0], rows - 2 * corner[1]) < half
        lightened.append(float(folds.own[near].mean()) if near.any() else 0.0)
    assert lightened[0] > 0.3
    assert lightened[1] < 0.1
