"""The parity benchmark notices what it is there for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from benchmarks import parity
from benchmarks.parity import main
from tests.support.goldens import GOLDENS
from tests.support.renderer_goldens import Golden

STAGE = "image_before_clamp"


def deviation_of(shift: float, at: tuple[slice, ...] = (slice(None),) * 4):
    """Of a picture whose figures are all zero, moved by `shift` in places."""
    golden = Golden(GOLDENS / "case_a.npz")
    golden.arrays[STAGE] = np.zeros_like(golden.arrays[STAGE])
    golden.meta["stats_mean_std_absmax"][STAGE] = [0, 0, 0]
    image = torch.zeros(1, 3, 512, 512)
    image[at] = shift
    return golden.deviation(STAGE, image)


def test_rounding_is_within_tolerance():
    assert deviation_of(4e-6).passed


def test_a_whole_picture_that_is_too_bright_is_not():
    found = deviation_of(1e-3)
    assert not found.passed
    assert found.maximum == found.mean == pytest.approx(1e-3)


def test_one_flipped_pixel_is_forgiven():
    pixel = (slice(0, 1), slice(0, 1), slice(0, 1), slice(0, 1))
    found = deviation_of(0.04, pixel)
    assert found.maximum == pytest.approx(0.04)
    assert found.passed


@pytest.mark.parametrize(("passed", "code"), [(True, None), (False, 1)])
def test_the_exit_code_tells_whether_all_stages_passed(monkeypatch, tmp_path, passed, code):
    found = replace(deviation_of(0), passed=passed)
    monkeypatch.setattr(parity, "deviations", lambda path, device: [found])
    figures = tmp_path / "figures.json"
    monkeypatch.setattr("sys.argv", ["parity", str(GOLDENS), "--json", str(figures)])
    if code is None:
        main()
    else:
        with pytest.raises(SystemExit) as caught:
            main()
        assert "case_a: image_before_clamp" in str(caught.value)
    assert figures.is_file()


def test_a_folder_without_figures_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["parity", str(tmp_path)])
    with pytest.raises(SystemExit, match="holds no"):
        main()
