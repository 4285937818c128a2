"""What an extra brings and is not there is said in a sentence."""

from __future__ import annotations

import pytest

from real3d.errors import ExtraMissingError
from real3d.runtime.extras import needs_extra
from tests.support.recordings import write_voice
from tests.support.without_libraries import REAL3D, ROOT, run_without

BROUGHT = ("torch", "transformers", "safetensors", "huggingface_hub", "httpx2", "xformers")
"""By the extra `triplane`."""
PHOTO = ROOT / "examples" / "portraits" / "astronaut.png"


def test_the_library_and_its_extra_are_named():
    expected = pytest.raises(ExtraMissingError, match=r"flux is not .* 'real3d\[ui\]'")
    with expected, needs_extra("ui"):
        raise ModuleNotFoundError("No module named 'flux'", name="flux")


def test_the_neural_engine_is_refused_before_any_work(tmp_path):
    files = ["--photo", PHOTO, "--audio", write_voice(tmp_path / "voice.wav")]
    out = tmp_path / "out.mp4"
    asked = ["generate", *files, "--engine", "triplane", "--out", out]
    answer = run_without(BROUGHT, REAL3D, *asked)
    assert answer.returncode == 2
    assert answer.stderr.startswith("real3d: ")
    assert "real3d[triplane]" in answer.stderr
    assert not out.exists()


def test_a_text_is_refused_before_any_work(tmp_path):
    out = tmp_path / "out.mp4"
    asked = ["generate", "--photo", PHOTO, "--text", "Hello", "--out", out]
    answer = run_without(("misaki", "onnxruntime"), REAL3D, *asked)
    assert answer.returncode == 2
    assert answer.stderr.startswith("real3d: misaki")
    assert "real3d[speech]" in answer.stderr
    assert not out.exists()


@pytest.mark.parametrize("action", [["status"], ["convert", "."], ["push", "me/mine"], ["compile"]])
def test_commands_for_weights_say_what_to_install(action):
    answer = run_without(BROUGHT, REAL3D, "weights", *action)
    assert answer.returncode == 2
    assert answer.stderr.startswith("real3d: ")
    assert "real3d[triplane]" in answer.stderr


def test_a_machine_with_the_core_alone_is_healthy():
    answer = run_without((*BROUGHT, "gradio", "spaces", "mcp"), REAL3D, "doctor")
    assert answer.returncode == 0, answer.stdout
    assert "All is there. Engine: mesh" in answer.stdout


def test_the_page_lets_the_engine_be_chosen_and_its_job_say_what_is_missing():
    program = """
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers.page_handlers import PageHandlers

handlers = PageHandlers({"triplane": TalkingPortrait("triplane")})
print("gaze" in handlers.supported_settings("triplane"))
"""
    answer = run_without(("torch", "transformers"), program)  # Gradio brings the others
    assert answer.stdout == "True\n", answer.stderr
