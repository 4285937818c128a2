"""The command line: its help, and sentences instead of tracebacks."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from real3d.triplane.weights.face_model_file import write_face_model
from tests.support.face_stand_in import stand_in_face_model
from tests.support.training_clips import FEATURES, drawn_clip
from training.triplane.__main__ import STAGES, main
from training.triplane.clips import write_clip
from training.triplane.loop import CHECKPOINT

SMALL = ("features=6", "condition=16", "latent=4", "hidden=16", "flow_hidden=8", "frames=16")


def options(settings: tuple[str, ...]) -> list[str]:
    return [word for setting in settings for word in ("--set", setting)]


def test_the_help_names_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert all(name in text for name in (*STAGES, "prepare", "evaluate", "export"))


@pytest.mark.parametrize("stage", STAGES)
def test_settings_are_shown_with_their_published_values(
    stage: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([stage, "--out", str(tmp_path), "--show", "--set", "run.seed=7"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["run"]["seed"] == 7
    assert shown["run"]["gradient_clip"] == 1.0


def test_a_setting_may_be_one_of_several_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["--show", "--set", "network.precision=bfloat16"]
    assert main(["torso", "--out", str(tmp_path), *words]) == 0
    assert json.loads(capsys.readouterr().out)["network"]["precision"] == "bfloat16"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["head", "--set", "speed=1"], "There is no setting “speed”"),
        (["head", "--set", "run.speed=1"], "There is no setting “run.speed”"),
        (["head", "--set", "run.steps.x=1"], "There is no setting “run.steps.x”"),
        (["head", "--set", "run.steps=many"], "“many” does not fit the setting run.steps"),
        (["head", "--set", "network.precision=float8"], "“float8” does not fit the setting"),
        (["head"], "--shards is needed"),
        (["head", "--shards", "nowhere"], "holds no shards"),
        (["plane", "--teacher", "nowhere.safetensors"], "There is no teacher"),
        (["plane"], "--photos is needed"),
        (["adapt", "--shards", "nowhere"], "holds no shards"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = [a.replace("nowhere", str(tmp_path / "nowhere")) for a in arguments]
    settings = ["--set", "network.divisor=16", "--set", "network.size=32"]
    if "--set" not in arguments:
        arguments += settings
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr().err
    assert said.replace("nowhere", "") in printed
    assert "Traceback" not in printed


def test_a_stage_is_trained_from_shards_and_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with tarfile.open(tmp_path / "0.tar", "w") as tar:
        write_clip(tar, drawn_clip("one", 0, frames=20, size=32), {})
    write_face_model(tmp_path / "face.safetensors", stand_in_face_model())
    given = ["--shards", str(tmp_path), "--face", str(tmp_path / "face.safetensors")]
    assert FEATURES == 6
    settings = options((*SMALL, "run.steps=2", "run.batch=1"))
    assert main(["audio", "--out", str(tmp_path / "out"), *given, *settings]) == 0
    assert "step 0: expression" in capsys.readouterr().out
    assert list((tmp_path / "out").glob("events.*")), "for TensorBoard"
    checkpoint = str(tmp_path / "out" / CHECKPOINT)
    assert main(["export", checkpoint, "--out", str(tmp_path / "release")]) == 0
    assert Path(capsys.readouterr().out.strip()).is_file()
