from __future__ import annotations

import pytest

from real3d.triplane.modeling.segformer import PatchEmbedding, TransformerBlock
from tests.support.closeness import assert_close


@pytest.mark.parametrize(
    ("unit", "heads", "expansion", "reduction", "epsilon"),
    [
        ("mit_block", 2, 4, 2, 1e-6),
        ("vit_block", 4, 2, 1, 1e-5),
        ("vit_block_sr2", 4, 2, 2, 1e-5),
    ],
)
def test_a_transformer_block_agrees_with_the_published_one(
    units, unit, heads, expansion, reduction, epsilon
):
    block = units.load(
        unit,
        TransformerBlock(16, heads, expansion, reduction, epsilon),
        lambda translation: translation.transformer("own", unit, reduced=reduction > 1),
    )
    height, width = units[f"{unit}.hw"].tolist()
    features = units[f"{unit}.x"].unflatten(1, (height, width))
    assert_close(block(features).flatten(1, 2), units[f"{unit}.y"])


@pytest.mark.parametrize(("unit", "kernel", "stride"), [("patch7", 7, 4), ("patch3", 3, 2)])
def test_patches_agree_with_the_published_ones(units, unit, kernel, stride):
    embedding = units.load(
        unit,
        PatchEmbedding(3, 8, kernel, stride),
        lambda translation: translation.patches("own", unit),
    )
    patches = embedding(units[f"{unit}.x"])
    assert list(patches.shape[1:3]) == units[f"{unit}.hw"].tolist()
    assert_close(patches.flatten(1, 2), units[f"{unit}.y"])
