"""What TensorBoard shows of a training: its losses, rows of pictures, and one log for all parts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch

from real3d.errors import EngineUnavailableError, OutputError
from tests.training.triplane.small import SIZE, audio_stage, head_stage
from training.triplane import tensorboard_log
from training.triplane.configs import RunConfig
from training.triplane.loop import train
from training.triplane.tensorboard_log import TrainingLog, row

ROW = "source, target, image, raw, opacity"


def logged(folder: Path):
    """What TensorBoard itself reads in a folder."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    found = EventAccumulator(str(folder))
    found.Reload()
    return found


def steps(folder: Path, name: str) -> list[int]:
    return [event.step for event in logged(folder).Scalars(f"losses/{name}")]


def run(count: int) -> RunConfig:
    return RunConfig(steps=count, save_every=2, log_every=1, pictures_every=2)


def test_losses_and_rows_of_pictures_are_logged(tmp_path: Path) -> None:
    stage = head_stage(run=run(3))
    with TrainingLog(stage, tmp_path) as log:
        train(stage, tmp_path, log.report)
    found = logged(tmp_path)
    assert steps(tmp_path, "image") == [0, 1, 2]
    rows = found.Images(ROW)
    assert [each.step for each in rows] == [0, 2]
    assert (rows[0].height, rows[0].width) == (SIZE, 5 * SIZE)


def test_a_point_is_the_mean_of_the_losses_since_the_last(tmp_path: Path) -> None:
    stage = audio_stage()
    stage.run = RunConfig(steps=5, log_every=2)
    with TrainingLog(stage, tmp_path) as log:
        for step in range(5):
            log.report(step, {"image": float(step)} | ({"seldom": 7.0} if step == 0 else {}))
    points = [(each.step, each.value) for each in logged(tmp_path).Scalars("losses/image")]
    assert points == [(1, 0.5), (3, 2.5), (4, 4.0)]
    assert steps(tmp_path, "seldom") == [1]


def test_a_training_that_goes_on_shows_each_step_once(tmp_path: Path) -> None:
    stage = audio_stage()
    stage.run = run(8)
    with TrainingLog(stage, tmp_path) as log:
        for step in range(5):
            log.report(step, {"image": 1.0})
    # The checkpoint was made after four steps, so the fifth is made again.
    with TrainingLog(stage, tmp_path) as log:
        for step in range(4, 8):
            log.report(step, {"image": 2.0})
    values = [each.value for each in logged(tmp_path).Scalars("losses/image")]
    assert values == [1.0] * 4 + [2.0] * 4


def test_only_the_first_process_writes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tensorboard_log, "process_number", lambda: 1)
    with TrainingLog(audio_stage(), tmp_path) as log:
        log.report(0, {"image": 1.0})
    assert not list(tmp_path.iterdir())


def test_pictures_of_different_sizes_stand_in_one_row() -> None:
    pictures = {"image": torch.full((3, 8, 8), 3.0), "opacity": torch.full((1, 2, 2), -1.0)}
    both = row(pictures)
    assert both.shape == (3, 8, 16)
    assert (both[..., :8] == 1).all(), "colours are limited"
    assert (both[..., 8:] == 0).all()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        TrainingLog(audio_stage(), tmp_path / "file") as log,
        pytest.raises(OutputError, match="file"),
    ):
        log.report(0, {"image": 1.0})


def test_without_tensorboard_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)
    with pytest.raises(EngineUnavailableError, match="train"):
        TrainingLog(audio_stage(), tmp_path)
