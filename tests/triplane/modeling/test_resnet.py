from __future__ import annotations

from real3d.triplane.modeling.resnet import AtrousPyramid, ResidualBlock
from tests.support.closeness import assert_close


def test_a_dilated_block_agrees_with_the_published_one(units):
    block = units.load(
        "resblock_dil2",
        ResidualBlock(4, 6, dilation=2),
        lambda translation: translation.residual("own", "resblock_dil2", shortcut=True),
    )
    assert_close(block(units["resblock_dil2.x"]), units["resblock_dil2.y"])


def test_the_pyramid_agrees_with_the_published_one(units):
    def fill(translation):
        translation.copy("own.point", "aspp.convs.0.0")
        for branch, dilation in enumerate((12, 24, 36), start=1):
            translation.copy(f"own.atrous{dilation}", f"aspp.convs.{branch}.0")
        translation.copy("own.whole", "aspp.convs.4.1")
        translation.copy("own.projection", "aspp.project.0")

    pyramid = units.load("aspp", AtrousPyramid(6, 4), fill)
    assert_close(pyramid(units["aspp.x"]), units["aspp.y"])
