"""What a machine can run, also where something is missing."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from real3d.cli import doctor
from real3d.cli.doctor import State, examine, is_healthy, table
from real3d.errors import EngineUnavailableError, MissingLibraryError
from real3d.media import ffmpeg
from real3d.provenance import manifest
from real3d.runtime import system_libraries


def _state(part: str) -> State:
    return next(finding.state for finding in examine() if finding.part == part)


def test_a_machine_that_runs_the_tests_is_healthy():
    findings = examine()
    assert is_healthy(findings)
    text = table(findings)
    for part in ("Python", "PyTorch", "GPU", "xformers", "ffmpeg", "MediaPipe", "disk", "c2pa"):
        assert f"\n{part} " in text
    assert text.splitlines()[-1].startswith("All is there. Engine: mesh")
    assert "tri-plane engine  no" in text


def test_a_missing_system_library_is_a_problem_with_its_cure(monkeypatch):
    def missing() -> None:
        raise MissingLibraryError(
            "system-library-missing", library="libGL.so.1", debian="libgl1", fedora="mesa-libGL"
        )

    monkeypatch.setattr(system_libraries, "import_cv2", missing)
    findings = examine()
    assert not is_healthy(findings)
    assert "Videos cannot be made here until this is mended: OpenCV." in table(findings)
    assert "libGL.so.1 is missing" in table(findings)


@pytest.mark.parametrize("module", ["mediapipe", "numba", "imageio_ffmpeg"])
def test_a_missing_package_is_a_problem(module, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    findings = examine()
    assert not is_healthy(findings)
    assert f"{module} cannot be loaded" in table(findings)


@pytest.mark.parametrize(
    ("module", "part"), [("torch", "PyTorch"), ("xformers", "xformers"), ("gradio", "Gradio")]
)
def test_a_missing_optional_package_is_no_problem(module, part, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    assert is_healthy(examine())
    assert _state(part) is State.ABSENT


def test_an_ffmpeg_that_does_not_run_is_a_problem(monkeypatch):
    monkeypatch.setattr(ffmpeg, "run", lambda *_, **__: ffmpeg.Finished(1, "", "bad CPU type"))
    assert "bad CPU type" in table(examine())


def test_a_full_disk_is_a_problem(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    assert _state("disk") is State.BROKEN


def test_results_without_a_signature_are_no_problem(monkeypatch):
    monkeypatch.setattr(manifest, "import_c2pa", lambda: None)
    findings = examine()
    assert is_healthy(findings)
    assert "results are not signed, because the package c2pa-python" in table(findings)


def test_each_network_of_the_triplane_engine_is_tried(monkeypatch, capsys, tmp_path):
    from real3d.cli.main import main
    from real3d.triplane import examination
    from real3d.triplane.weights import resolve

    def broken(paths: object) -> str:
        raise EngineUnavailableError("frame-not-finite")

    monkeypatch.setattr(doctor, "examine", list)
    monkeypatch.setattr(resolve, "require_weights", lambda folder: {"folder": folder})
    monkeypatch.setattr(examination, "march_rays", lambda: "launched")
    monkeypatch.setattr(examination, "render_frame", broken)
    monkeypatch.setattr(examination, "hear_sentence", lambda paths: f"{paths['folder']} heard")
    monkeypatch.setattr(examination, "segment_photo", lambda paths: "labels")
    assert main(["doctor", "--triplane", "--weights", str(tmp_path)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[2:6]] == [
        *("ray marching", "a frame", "a sentence", "a photo")
    ]
    assert "PROBLEM" in lines[3]
    assert f"{tmp_path} heard" in lines[4]


def test_missing_weights_of_the_triplane_engine_are_a_line(monkeypatch, tmp_path):
    (finding,) = doctor.examine_triplane(str(tmp_path))
    assert finding.state is State.BROKEN
    assert "weights are not installed" in finding.found


def test_a_python_of_another_generation_is_a_problem(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 14, 0))
    assert _state("Python") is State.BROKEN
