"""The scores of an evaluation for people, as a table, and for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from real3d.errors import OutputError
from training.triplane.evaluation import Part, Scores

MEASURES = ("PSNR", "SSIM", "L1", "flicker", "AED", "APD", "lost")
HEADING = f"{'clip':<32}" + "".join(f"{name:>9}" for name in MEASURES)


def mean_scores(clips: Sequence[Scores]) -> Scores:
    """Means in which each clip counts the same, whatever its length."""
    rows = [asdict(each) for each in clips]
    means: dict[str, Any] = {name: _mean([row[name] for row in rows]) for name in rows[0]}
    return Scores(**means)


def table_row(name: str, found: Scores) -> str:
    """A line under `HEADING`."""
    aed, apd = ("–" if each is None else f"{each:.3f}" for each in (found.aed, found.apd))
    return (
        f"{name[:31]:<32}{found.psnr:>9.2f}{found.ssim:>9.4f}{found.l1:>9.2f}"
        f"{found.flicker:>9.2f}{aed:>9}{apd:>9}{found.lost:>9.0%}"
    )


def write_scores(path: Path, part: Part, clips: Mapping[str, Scores]) -> None:
    """Writes the scores of clips and their means as JSON.

    Raises:
        OutputError: the file cannot be written.
    """
    content = {
        "part": part,
        "mean": asdict(mean_scores(list(clips.values()))),
        "clips": {name: asdict(found) for name, found in clips.items()},
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError("training-not-saved", path=path, reason=str(error)) from error


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
