"""What an extra brings and is not there is said in a sentence."""

from __future__ import annotations

import sys

import pytest

from real3d.cli.doctor import State, examine, is_healthy
from real3d.cli.main import main
from real3d.errors import EngineUnavailableError, ExtraMissingError
from real3d.pipeline.engine_choice import choose_engine, engine_class
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.runtime.extras import needs_extra
from real3d.ui.handlers.page_handlers import PageHandlers

BROUGHT = ("torch", "transformers", "safetensors", "huggingface_hub", "httpx2", "xformers")


@pytest.fixture
def core_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the tri-plane engine's libraries were not installed."""
    for name in list(sys.modules):
        if name.startswith("real3d.triplane"):
            monkeypatch.delitem(sys.modules, name)
    for name in BROUGHT:
        monkeypatch.setitem(sys.modules, name, None)


def test_the_library_and_its_extra_are_named():
    expected = pytest.raises(ExtraMissingError, match=r"flux is not .* 'real3d\[ui\]'")
    with expected, needs_extra("ui"):
        raise ModuleNotFoundError("No module named 'flux'", name="flux")


@pytest.mark.usefixtures("core_alone")
def test_the_neural_engine_is_refused_and_the_other_one_chosen():
    for ask in (choose_engine, engine_class):
        with pytest.raises(EngineUnavailableError, match=r"real3d\[triplane\]"):
            ask("triplane")
    assert choose_engine("auto").engine.name == "mesh"


@pytest.mark.usefixtures("core_alone")
@pytest.mark.parametrize("action", [["status"], ["convert", "."], ["push", "me/mine"], ["compile"]])
def test_commands_for_weights_say_what_to_install(action, capsys):
    assert main(["weights", *action]) == 2
    assert "real3d[triplane]" in capsys.readouterr().err


@pytest.mark.usefixtures("core_alone")
def test_a_machine_with_the_core_alone_is_healthy():
    findings = examine()
    assert is_healthy(findings)
    assert {each.part: each.state for each in findings}["tri-plane engine"] is State.ABSENT


@pytest.mark.usefixtures("core_alone")
def test_the_page_lets_the_engine_be_chosen_and_its_job_say_what_is_missing():
    handlers = PageHandlers({"triplane": TalkingPortrait("triplane")})
    assert "gaze" in handlers.supported_settings("triplane")
