from __future__ import annotations

import torch

from real3d.triplane.modeling.planes import PaddedPlanes, assemble_planes, sample_planes
from tests.support.closeness import assert_close


def test_points_read_the_mean_of_three_planes(units):
    planes = units["planes.planes"].permute(0, 1, 3, 4, 2)
    # The case's box has side 1: coordinates of -0.5..0.5 span the planes.
    points = 2 * units["planes.coords"][:, None]
    features = sample_planes(planes, points)
    assert_close(features[:, :, 0].transpose(1, 2), units["planes.features"].mean(1))


def test_the_network_s_picture_is_turned_into_planes():
    picture = torch.arange(96 * 4 * 4, dtype=torch.float32).view(1, 96, 4, 4)
    planes = assemble_planes(picture)
    assert planes.shape == (1, 3, 4, 4, 32)
    assert planes[0, 0, 0, 0, 5] == picture[0, 5, 3, 0]
    assert planes[0, 1, 0, 0, 5] == picture[0, 37, 3, 0]
    assert planes[0, 2, 0, 0, 5] == picture[0, 69, 3, 3]


def test_each_picture_of_a_batch_reads_its_own_planes():
    torch.manual_seed(0)
    planes, points = torch.randn(3, 3, 8, 8, 4), torch.rand(3, 5, 6, 3) * 2.4 - 1.2
    together = sample_planes(planes, points)
    for k in range(3):
        assert_close(together[k : k + 1], sample_planes(planes[k : k + 1], points[k : k + 1]))


def test_reading_whole_cells_gives_the_same_features():
    generator = torch.Generator().manual_seed(0)
    planes = torch.randn((2, 3, 6, 9, 32), generator=generator)
    # Some are outside the volume, and some so near its edge that they are half outside.
    points = 2.6 * torch.rand((2, 50, 7, 3), generator=generator) - 1.3
    points[:, 0] = torch.tensor([-1.0, 1.0, -7.0])
    picture = torch.arange(2).repeat_interleave(50)
    read = PaddedPlanes(planes).sample(points.flatten(0, 1), picture)
    sampled = sample_planes(planes, points).permute(0, 2, 3, 1)
    assert_close(read, sampled.flatten(0, 1))
