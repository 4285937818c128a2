"""The figures of one video beside those of people, its THEval scores, for readers and programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from real3d.evaluation.figures import FIGURES, measure
from real3d.evaluation.human_range import HUMAN_RANGES
from real3d.evaluation.performance import Performance, track_performance
from real3d.evaluation.theval import SCORES
from real3d.messages.message import Message

NEARLY_STILL = 80.0
"""% of time; a head that hardly ever turns."""


def score(path: Path | str) -> Score:
    """The score of a video file.

    Raises:
        InputError: the video cannot be read, shows no face, or is too short.
    """
    performance = track_performance(path)
    closeness = {each.key: each.measure(performance) for each in SCORES}
    return Score(Path(path).name, performance, measure(performance), closeness)


@dataclass(frozen=True)
class Score:
    """The figures of one video."""

    name: str
    """Of the file."""
    performance: Performance
    values: dict[str, float | None]
    """By the figures' keys; None where the video cannot tell."""
    closeness: dict[str, float | None]
    """What THEval measures, by the keys of its scores; None where the video cannot tell."""

    def remarks(self) -> list[Message]:
        """What the table cannot say."""
        said = []
        still = self.values["head_still"]
        if still is not None and still >= NEARLY_STILL:
            said.append(Message("head-nearly-still", percent=still))
        if self.performance.prosody is None:
            said.append(Message("no-sound-to-compare"))
        elif not self.performance.prosody.voice.any():
            said.append(Message("nobody-speaks"))
        if self.performance.frames_without_face:
            said.append(Message("frames-bridged", count=self.performance.frames_without_face))
        return said

    def to_text(self) -> str:
        """Two tables: the figures beside the middle 80 % of people, then the THEval scores."""
        title = f"{self.name}, {self.performance.duration:.1f} s"
        tables = [*self._figure_table(), "", *self._closeness_table()]
        return "\n".join([title, "", *tables, "", *map(str, self.remarks())]).rstrip()

    def _figure_table(self) -> list[str]:
        rows: list[tuple[str, ...]] = [("figure", "this video", "people (10 to 90 %)", "")]
        for figure in FIGURES:
            value, human = self.values[figure.key], HUMAN_RANGES[figure.key]
            shown = "cannot tell" if value is None else f"{value:.3g} {figure.unit}".rstrip()
            verdict = "" if value is None else human.verdict(value)
            rows.append((figure.name, shown, f"{human.low:.3g} to {human.high:.3g}", verdict))
        return _aligned(rows)

    def _closeness_table(self) -> list[str]:
        rows: list[tuple[str, ...]] = [("THEval", "this video", "real videos", "score, 1 is real")]
        for each in SCORES:
            value = self.closeness[each.key]
            shown = "cannot tell" if value is None else f"{value:.3g}"
            score = "" if value is None else f"{each.score(value):.2f}"
            rows.append((each.name, shown, f"{each.real:.3g}", score))
        return _aligned(rows)

    def to_json(self) -> str:
        """The same for programs; a figure that the video cannot tell is null."""
        figures = {}
        for figure in FIGURES:
            value, human = self.values[figure.key], HUMAN_RANGES[figure.key]
            figures[figure.key] = {
                "name": figure.name,
                "unit": figure.unit,
                "value": value,
                "verdict": None if value is None else human.verdict(value),
                "people": {
                    "low": human.low,
                    "median": human.median,
                    "high": human.high,
                    "source": human.source,
                },
            }
        theval = {}
        for each in SCORES:
            value = self.closeness[each.key]
            theval[each.key] = {
                "name": each.name,
                "value": value,
                "real": each.real,
                "score": None if value is None else each.score(value),
            }
        record = {
            "video": self.name,
            "seconds": round(self.performance.duration, 3),
            "frames_without_face": self.performance.frames_without_face,
            "remarks": [str(remark) for remark in self.remarks()],
            "figures": figures,
            "theval": theval,
        }
        return json.dumps(record, indent=1, ensure_ascii=False)


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
