from __future__ import annotations

import torch

from real3d.triplane.modeling.rays import camera_rays, cast_rays, intersect_volume, replace_misses
from tests.support.closeness import assert_close

CAMERA = [*torch.eye(4).flatten().tolist(), 1.0, 0, 0.5, 0, 1, 0.5, 0, 0, 1]


def test_rays_leave_the_camera_through_the_pixel_centres(units):
    rays = cast_rays(units["rays.camera"], 8)
    assert_close(rays.origins, units["rays.origins"])
    assert_close(rays.directions, units["rays.directions"])


def test_skewed_pixels_bend_the_rays(units):
    pose = units["rays.camera"][:, :16].unflatten(1, (4, 4))
    _, directions = camera_rays(pose, units["rays.skew_intrinsics"], 8)
    assert_close(directions, units["rays.skew_directions"])


def test_a_ray_enters_and_leaves_the_volume_or_misses_it(units):
    near, far = intersect_volume(units["rays.origins"], units["rays.directions"])
    assert_close(near[..., None], units["rays.box_near"])
    assert_close(far[..., None], units["rays.box_far"])
    assert (near == -1).any(), "no ray of the case misses the volume"


def test_misses_get_the_limits_of_the_hits(units):
    # The published code shares them over all pictures of a batch: here, one picture of 128 rays.
    near, far = (units[f"rays.box_{limit}"].view(1, 128) for limit in ("near", "far"))
    near, far = replace_misses(near, far)
    assert_close(near.view(2, 64, 1), units["strat.near"])
    assert_close(far.view(2, 64, 1), units["strat.far"])


def test_limits_of_misses_do_not_depend_on_other_pictures():
    near = torch.tensor([[2.0, 2.5, -1.0], [3.0, -1.0, 4.0]])
    far = torch.tensor([[3.0, 3.5, -2.0], [4.0, -2.0, 5.0]])
    near, far = replace_misses(near, far)
    assert near.tolist() == [[2.0, 2.5, 2.0], [3.0, 3.0, 4.0]]
    assert far.tolist() == [[3.0, 3.5, 2.5], [4.0, 4.0, 5.0]]


def test_a_camera_that_sees_nothing_keeps_its_misses():
    away = torch.tensor([CAMERA])
    away[0, 11] = 5.0
    rays = cast_rays(away, 4)
    assert (rays.near == -1).all()
    assert (rays.far == -2).all()
