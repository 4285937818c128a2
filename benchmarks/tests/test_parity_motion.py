"""The parity benchmark of motion notices what it is there for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks import parity, parity_motion
from real3d.triplane.modeling.audio_to_motion import (
    ExpressionStyle,
    SpeechFeatures,
    pitch_class,
    sample_noise,
)
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


@pytest.fixture(scope="module")
def network() -> parity_motion.AudioToMotion:
    return parity_motion.make_stand_ins(parity_motion.StandInChoice()).network


@torch.inference_mode()
def test_seeds_and_lengths_are_those_of_the_file(network: parity_motion.AudioToMotion) -> None:
    generator = torch.Generator().manual_seed(0)
    hubert = torch.randn(1, 40, 1024, generator=generator)
    f0 = 200 * torch.rand(1, 40, generator=generator)
    speech = SpeechFeatures(hubert, f0, torch.zeros(1, 40, dtype=torch.int64))
    noise = sample_noise(16, speech, 7)
    golden = {
        "t40_hubert": hubert,
        "t40_f0": f0,
        "t40_noise": torch.zeros_like(noise),
        "t40_noise_seed7": noise,
        "t40_exp_seed7": network(speech, noise, ExpressionStyle()),
        "f0_hz": f0[0],
        "f0_coarse": pitch_class(f0[0]),
    }
    arrays = {name: tensor.numpy() for name, tensor in golden.items()}
    made = parity_motion.StandIns({}, network, None)
    rows = list(parity_motion.audio_to_motion_rows(arrays, made))
    assert {row.quantity for row in rows} == {"t40_noise_seed7", "t40_exp_seed7", "f0_coarse"}
    assert all(row.passed for row in rows)
    arrays["t40_noise_seed7"] = arrays["t40_noise_seed7"] + 1
    rows = list(parity_motion.audio_to_motion_rows(arrays, made))
    assert [row.quantity for row in rows if not row.passed] == ["t40_noise_seed7"]


def test_the_face_has_the_size_that_is_asked_for(tmp_path: Path) -> None:
    choice = parity_motion.StandInChoice(face_rows=53, face_columns=41)
    face = parity_motion.make_stand_ins(choice).face
    assert len(face.mean) == 53 * 41
    golden = {"shape": np.zeros((1, 53 * 41, 3))}
    np.savez(tmp_path / "face_geometry.npz", **golden)
    with pytest.raises(SystemExit, match="has 2173 vertices and the stand-in 2205"):
        parity_motion.compare(tmp_path, parity_motion.StandInChoice())
