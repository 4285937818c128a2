"""A training goes on where it was, alone or with others, and says what is wrong."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from real3d.errors import EngineUnavailableError, InputError, OutputError
from tests.training.triplane.small import audio_stage, bits, head_stage
from training.triplane.loop import CHECKPOINT, read_checkpoint, start_from, train

TWO = Path(__file__).with_name("two_processes.py")


def collected(stage, folder: Path) -> dict[int, dict[str, float]]:
    figures: dict[int, dict[str, float]] = {}
    train(stage, folder, figures.__setitem__)
    return figures


def test_a_training_that_was_interrupted_goes_on_to_the_bit(tmp_path: Path) -> None:
    whole = collected(head_stage(steps=5, start=4), tmp_path / "whole")
    collected(head_stage(steps=3, start=4), tmp_path / "parts")
    rest = collected(head_stage(steps=5, start=4), tmp_path / "parts")
    assert list(rest) == [3, 4]
    assert rest == {step: whole[step] for step in (3, 4)}
    ends = [read_checkpoint(tmp_path / part / CHECKPOINT) for part in ("whole", "parts")]
    for name in ("model", "disc"):
        first, second = (end["networks"][name] for end in ends)
        assert all(torch.equal(first[key], second[key]) for key in first)


def test_a_running_average_is_kept_if_it_is_asked_for(tmp_path: Path) -> None:
    stage = audio_stage(steps=3)
    before = {k: v.clone() for k, v in stage.networks["model"].state_dict().items()}
    stage.run = dataclasses.replace(stage.run, average=0.5)
    collected(stage, tmp_path)
    average = read_checkpoint(tmp_path / CHECKPOINT)["average"]
    now = stage.networks["model"].state_dict()
    name = "vae.decoder.out_proj.weight"
    assert (average[name] - before[name]).norm() < (now[name] - before[name]).norm()
    assert (average[name] != before[name]).any()


def test_two_processes_are_one_with_twice_the_batch(tmp_path: Path) -> None:
    alone = head_stage(steps=2, batch=2, frozen=True)
    collected(alone, tmp_path / "alone")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(29500 + os.getpid() % 1000),
        "WORLD_SIZE": "2",
        "OMP_NUM_THREADS": "1",
    }
    processes = [
        subprocess.Popen(
            [sys.executable, str(TWO), str(tmp_path / "both")],
            env=environment | {"RANK": str(rank)},
        )
        for rank in range(2)
    ]
    assert [process.wait(timeout=300) for process in processes] == [0, 0]
    both = read_checkpoint(tmp_path / "both" / CHECKPOINT)
    single = read_checkpoint(tmp_path / "alone" / CHECKPOINT)
    first, second = (each["networks"]["model"] for each in (both, single))
    # Adam moves a weight by its whole rate (7e-3) whichever way a gradient points that is nothing
    # but rounding, and less where it is more.
    for name, tensor in first.items():
        if tensor.is_floating_point():
            torch.testing.assert_close(tensor, second[name], rtol=0, atol=2e-3, msg=name)
    assert both["controlled"] == pytest.approx(single["controlled"], rel=1e-4)


def test_another_configuration_is_not_gone_on_with(tmp_path: Path) -> None:
    collected(audio_stage(steps=1), tmp_path)
    with pytest.raises(InputError, match="another configuration"):
        train(head_stage(steps=2), tmp_path, lambda step, figures: None)


def test_how_often_it_is_saved_and_logged_may_change(tmp_path: Path) -> None:
    collected(audio_stage(steps=1), tmp_path)
    stage = audio_stage(steps=2)
    changes = {"save_every": 1, "log_every": 1, "pictures_every": 1}
    stage.config = dataclasses.replace(stage.config, run=dataclasses.replace(stage.run, **changes))
    assert list(collected(stage, tmp_path)) == [1]


def test_a_checkpoint_from_before_there_was_a_log_is_gone_on_with(tmp_path: Path) -> None:
    collected(audio_stage(steps=1), tmp_path)
    content = read_checkpoint(tmp_path / CHECKPOINT)
    config = json.loads(content["config"])
    del config["run"]["log_every"], config["run"]["pictures_every"]
    torch.save(content | {"config": json.dumps(config)}, tmp_path / CHECKPOINT)
    assert list(collected(audio_stage(steps=2), tmp_path)) == [1]


def test_a_damaged_checkpoint_is_named(tmp_path: Path) -> None:
    (tmp_path / CHECKPOINT).write_bytes(b"broken")
    with pytest.raises(InputError, match=r"checkpoint\.pt.*is damaged"):
        train(audio_stage(steps=2), tmp_path, lambda step, figures: None)


def test_a_stage_begins_with_the_networks_of_the_one_before(tmp_path: Path) -> None:
    before = head_stage(steps=1)
    collected(before, tmp_path)
    after = head_stage(steps=1)
    with torch.no_grad():
        for weight in after.networks["model"].parameters():
            weight.zero_()
    start_from(after, tmp_path / CHECKPOINT)
    assert bits(after.networks["model"]) == bits(before.networks["model"])
    with pytest.raises(InputError, match="other sizes"):
        start_from(audio_stage(), tmp_path / CHECKPOINT)


class Failing:
    """A stage whose step does not come off."""

    def __init__(self, outcome: Exception | dict[str, float]) -> None:
        real = audio_stage(steps=2)
        self.config, self.run, self.networks = real.config, real.run, real.networks
        self.optimisers, self.controlled, self._outcome = {}, {}, outcome

    def step(self, step: int, samples: range) -> dict[str, float]:
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"),
    ],
)
def test_too_little_memory_is_said(error: Exception, tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError, match=r"run\.batch"):
        train(Failing(error), tmp_path, lambda step, figures: None)


def test_losses_that_are_not_finite_end_the_training(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"step 0.*image"):
        train(Failing({"image": float("nan")}), tmp_path, lambda step, figures: None)
    assert not (tmp_path / CHECKPOINT).exists()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="file"):
        train(Failing({"image": 1.0}), tmp_path / "file", lambda step, figures: None)
