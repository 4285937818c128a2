"""The parity benchmark of motion notices what it is there for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import parity, parity_motion
from tests.support.goldens import face_goldens


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Holds the figures of cameras alone."""
    goldens = face_goldens()
    arrays = {name: goldens[f"geometry_{name}"] for name in ("euler", "trans")}
    arrays["rotation"] = goldens["geometry_rotation"]
    np.savez(tmp_path / "face_geometry.npz", **arrays)

    def rotations(golden, made):
        pose = golden["euler"]
        found = parity_motion.rotation_matrices(pose).swapaxes(1, 2)
        yield parity_motion.Row("rotation", float(np.abs(found - golden["rotation"]).max()), 1e-5)

    monkeypatch.setattr(parity_motion, "SUBJECTS", {"face_geometry": rotations})
    return tmp_path


@pytest.mark.parametrize("benchmark_module", [parity, parity_motion])
def test_figures_within_tolerance_pass(
    folder: Path, benchmark_module, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = folder / "figures.json"
    monkeypatch.setattr("sys.argv", ["parity", str(folder), "--json", str(written)])
    benchmark_module.main()
    assert "rotation" in written.read_text()


@pytest.mark.parametrize("benchmark_module", [parity, parity_motion])
def test_a_wrong_figure_is_named(
    folder: Path, benchmark_module, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "face_geometry.npz"
    with np.load(path) as arrays:
        changed = {name: arrays[name] for name in arrays.files}
    changed["rotation"] = changed["rotation"] + 1e-3
    np.savez(path, **changed)
    monkeypatch.setattr("sys.argv", ["parity", str(folder)])
    with pytest.raises(SystemExit, match="rotation"):
        benchmark_module.main()


def test_what_is_not_a_number_does_not_pass() -> None:
    assert not parity_motion.Row("anything", float("nan"), 1.0).passed
