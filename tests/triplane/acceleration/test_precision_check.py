from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch
from torch import Tensor, nn

from real3d.errors import EngineUnavailableError
from real3d.triplane.acceleration.empty_space import march_skipping_empty_space
from real3d.triplane.acceleration.precision_check import (
    march_difference,
    place_checked,
    place_compared,
    psnr,
)
from real3d.triplane.modeling.volume_rendering import (
    FieldDecoder,
    VolumeRenderer,
    march_reference,
)

CPU = torch.device("cpu")


class Part(nn.Module):
    """Scales up and down again; half precision overflows between the two."""

    def __init__(self, gain: float) -> None:
        super().__init__()
        self.up = nn.Parameter(torch.tensor([gain]))
        self.down = nn.Parameter(torch.tensor([1 / gain]))

    def forward(self, image: Tensor) -> Tensor:
        return (image.to(self.up.dtype) * self.up * self.down).float()


class TinyRenderer(nn.Module):
    """A renderer whose parts do next to nothing, one after the other."""

    def __init__(self, **gains: float) -> None:
        super().__init__()
        for name in ("image_to_plane", "motion_adapter", "super_resolution"):
            self.add_module(name, Part(gains.get(name, 1.0)))
        self.volume_renderer = VolumeRenderer()

    def encode_portrait(self, portrait) -> Tensor:
        return self.image_to_plane(portrait.head)

    def encode_background(self, background: Tensor) -> Tensor:
        return background

    def encode_reference(self, canonical: Tensor, source: Tensor) -> Tensor:
        return canonical - source

    def render(self, portrait, background, reference, states) -> SimpleNamespace:
        driven = portrait + self.motion_adapter(states.mesh)
        return SimpleNamespace(image=self.super_resolution(driven))


def test_what_shows_the_same_frame_is_kept_and_nothing_is_said():
    renderer = TinyRenderer()
    placed = place_compared(renderer, CPU, torch.float16, march_skipping_empty_space)
    assert placed.psnr > 35
    assert placed.remarks == ()
    assert {part.up.dtype for name, part in renderer.named_children() if "vol" not in name} == {
        torch.float16
    }
    assert renderer.volume_renderer.march is march_skipping_empty_space
    assert renderer.volume_renderer.decoder.hidden.weight.dtype == torch.float32


def test_a_part_that_overflows_gets_more_range_and_it_is_said():
    renderer = TinyRenderer(motion_adapter=2.0**17)
    placed = place_compared(renderer, CPU, torch.float16, march_reference)
    assert placed.psnr > 35
    assert renderer.motion_adapter.up.dtype == torch.bfloat16
    assert renderer.image_to_plane.up.dtype == torch.float16
    assert renderer.super_resolution.up.dtype == torch.float16
    (remark,) = placed.remarks
    assert "motion_adapter does not run in float16" in str(remark)


def test_a_part_that_bfloat16_spoils_too_stays_in_float32():
    class Fine(Part):
        def forward(self, image: Tensor) -> Tensor:
            return super().forward(image) + 300 * (self.up.float() - 1.001)

    renderer = TinyRenderer()
    renderer.super_resolution = Fine(1.001)
    placed = place_compared(renderer, CPU, torch.bfloat16, march_reference)
    assert renderer.super_resolution.up.dtype == torch.float32
    assert float(renderer.super_resolution.up) == pytest.approx(1.001), "from the weights as loaded"
    assert [remark.fields["precision"] for remark in placed.remarks] == ["bfloat16"]


def test_weights_that_show_no_picture_are_refused():
    with pytest.raises(EngineUnavailableError, match="not finite"):
        place_compared(TinyRenderer(image_to_plane=1e-45), CPU, torch.float16, march_reference)


def test_a_march_that_cannot_be_launched_gives_way_to_the_reference():
    def without_compiler(*given) -> None:
        raise RuntimeError("Failed to find C compiler.\nPlease specify via CC")

    renderer = TinyRenderer()
    placed = place_compared(renderer, CPU, torch.float16, without_compiler)
    assert renderer.volume_renderer.march is march_reference
    assert "Failed to find C compiler" in str(placed.remarks[0])


def test_a_march_that_shows_something_else_gives_way_too():
    def wrong(*given):
        marched = march_reference(*given)
        marched.features.add_(0.1)
        return marched

    renderer = TinyRenderer()
    placed = place_compared(renderer, CPU, torch.float16, wrong)
    assert renderer.volume_renderer.march is march_reference
    assert "off by 0.100" in str(placed.remarks[0])


def test_the_fast_march_of_a_cpu_is_the_reference_but_for_rounding():
    assert march_difference(march_skipping_empty_space, FieldDecoder(), CPU) < 1e-2


def test_plain_float32_on_a_cpu_is_not_compared_with_itself(monkeypatch):
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: False)
    assert place_checked(TinyRenderer(), CPU).psnr is None


def test_equal_pictures_are_infinitely_near_and_broken_ones_infinitely_far():
    picture = torch.zeros(1, 3, 4, 4)
    assert psnr(picture, picture) == float("inf")
    assert psnr(picture / 0, picture) == -float("inf")
    assert psnr(picture + 0.02, picture) == pytest.approx(40.0, abs=0.01)
