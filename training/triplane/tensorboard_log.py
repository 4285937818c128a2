"""A training's losses and pictures for TensorBoard, in the folder of its checkpoint.

A training that goes on from a checkpoint goes on in the same log; what was logged after that
checkpoint, by steps that are made again, is not shown any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from real3d.errors import EngineUnavailableError, OutputError
from real3d.triplane.modeling.resizing import resize
from training.triplane.optimisation import process_number
from training.triplane.stages.stage import Stage

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter


class TrainingLog:
    """Writes what `train` reports; of several processes only the first writes."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        """
        Raises:
            EngineUnavailableError: TensorBoard is not installed.
        """
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError as error:
            raise EngineUnavailableError("training-needs-tensorboard") from error
        self._open = SummaryWriter
        self._stage, self._folder = stage, folder
        self._writer: SummaryWriter | None = None
        self._waiting: dict[str, list[float]] = {}
        self._step = 0

    def __enter__(self) -> TrainingLog:
        return self

    def __exit__(self, *error: Any) -> None:
        if self._writer is not None:
            self._write_means(self._writer)
            self._writer.close()

    def report(self, step: int, figures: Mapping[str, float]) -> None:
        """Logs one step, if it is time: means of the losses since they were last logged, and the
        stage's pictures.

        Raises:
            OutputError: the folder cannot be written to.
        """
        if process_number() != 0:
            return
        writer = self._opened(step)
        self._step = step
        for name, value in figures.items():
            self._waiting.setdefault(name, []).append(value)
        if (step + 1) % self._stage.run.log_every == 0:
            self._write_means(writer)
        if step % self._stage.run.pictures_every == 0 and self._stage.pictures:
            writer.add_image(", ".join(self._stage.pictures), row(self._stage.pictures), step)

    def _opened(self, first: int) -> SummaryWriter:
        """The log, in which steps from the first on take the place of former ones."""
        if self._writer is None:
            try:
                self._writer = self._open(str(self._folder), purge_step=first)
            except OSError as error:
                raise OutputError(
                    "training-not-saved", path=self._folder, reason=str(error)
                ) from error
        return self._writer

    def _write_means(self, writer: SummaryWriter) -> None:
        for name, values in self._waiting.items():
            writer.add_scalar(f"losses/{name}", sum(values) / len(values), self._step)
        self._waiting.clear()


def row(pictures: Mapping[str, Tensor]) -> Tensor:
    """[3, S, N * S] in 0..1: N pictures [3 or 1, s, s] in -1..1 beside each other, as large as the
    largest."""
    size = max(picture.shape[-1] for picture in pictures.values())
    large = [resize(each[None].float().cpu(), size) for each in pictures.values()]
    both = torch.cat([each.expand(-1, 3, -1, -1) for each in large], 3)[0]
    return ((both + 1) / 2).clamp(0, 1)
