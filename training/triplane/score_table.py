"""The scores of an evaluation for people, as a table, and for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from real3d.errors import OutputError
from training.triplane.evaluation import Part, Scores
from training.triplane.learned_scores import LearnedScores

FORMATS = {
    "PSNR": ".2f",
    "SSIM": ".4f",
    "L1": ".2f",
    "flicker": ".2f",
    "AED": ".3f",
    "APD": ".3f",
    "CSIM": ".3f",
    "LPIPS": ".4f",
    "lost": ".0%",
}
"""Of the columns, which are named as the fields of `Scores` are."""


@dataclass(frozen=True)
class Evaluation:
    """What came out of a network."""

    clips: Mapping[str, Scores]
    """By the clips' names."""
    fid: float | None
    """Of all frames together; None where it is not measured."""

    def mean(self) -> Scores:
        """Means in which each clip counts the same, whatever its length."""
        rows = [asdict(each) for each in self.clips.values()]
        means: dict[str, Any] = {name: _mean([row[name] for row in rows]) for name in rows[0]}
        return Scores(**means)


def columns(learned: LearnedScores) -> tuple[str, ...]:
    """Names of what is measured."""
    absent = {"CSIM": learned.identity is None, "LPIPS": learned.lpips is None}
    return tuple(name for name in FORMATS if not absent.get(name, False))


def heading(names: Sequence[str]) -> str:
    """The line above `table_row`'s."""
    return f"{'clip':<32}" + "".join(f"{name:>9}" for name in names)


def table_row(clip: str, found: Scores, names: Sequence[str]) -> str:
    """The scores of a clip."""
    values = asdict(found)
    cells = (_cell(values[name.lower()], FORMATS[name]) for name in names)
    return f"{clip[:31]:<32}" + "".join(f"{cell:>9}" for cell in cells)


def write_scores(path: Path, part: Part, plain: Evaluation, adapted: Evaluation | None) -> None:
    """Writes the scores of clips and their means as JSON.

    Args:
        path: of the file.
        part: of the picture.
        plain: of the network.
        adapted: of the network with a person's adaptation.

    Raises:
        OutputError: the file cannot be written.
    """
    content = {"part": part, **_content(plain)}
    if adapted is not None:
        content["adapted"] = _content(adapted)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError("training-not-saved", path=path, reason=str(error)) from error


def _content(found: Evaluation) -> dict[str, Any]:
    clips = {name: asdict(each) for name, each in found.clips.items()}
    return {"mean": asdict(found.mean()), "fid": found.fid, "clips": clips}


def _cell(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
