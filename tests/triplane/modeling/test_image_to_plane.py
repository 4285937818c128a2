from __future__ import annotations

import pytest
import torch
from torch import nn

from real3d.triplane.modeling.image_to_plane import HighResolutionEncoder, ImageToPlane


@pytest.fixture(scope="module")
def network() -> ImageToPlane:
    torch.manual_seed(0)
    return ImageToPlane().eval()


def test_a_portrait_becomes_three_planes_of_half_its_size(network):
    planes = network(torch.randn(1, 3, 64, 96))
    assert planes.shape == (1, 3, 32, 48, 32)
    assert planes.dtype == torch.float32


def test_portraits_of_a_batch_do_not_see_each_other(network):
    portraits = torch.randn(2, 3, 64, 64)
    torch.testing.assert_close(network(portraits)[1:], network(portraits[1:]), rtol=1e-4, atol=1e-5)


def test_pixels_know_their_row_and_their_column(network, monkeypatch):
    seen = []
    monkeypatch.setattr(
        network, "high_resolution", nn.Sequential(_Listener(seen), HighResolutionEncoder())
    )
    network(torch.zeros(1, 3, 32, 64))
    rows, columns = seen[0][0, 3], seen[0][0, 4]
    assert rows[8, 0] == rows[8, 50] == 0.25
    assert columns[0, 16] == columns[20, 16] == 0.25


class _Listener(nn.Module):
    def __init__(self, heard: list) -> None:
        super().__init__()
        self.heard = heard

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        self.heard.append(image)
        return image
