"""What real people's figures are: the middle 80 % and the median of each.

Measured with `python -m benchmarks.alive` on clips that are not part of the project, in stretches
of ten seconds (blinks: of forty), every person counting alike. The sample is small; where it is
silent or too small, the literature speaks, and each figure says so.
"""

from __future__ import annotations

from dataclasses import dataclass

TRACKED = "3 people, 213 s, tracked here"
VOICED = "2 people with sound, 13 s, tracked here"
CLOSED_LIPS = "1 person, 81 s of closed lips, tracked here; the clip has no sound"
DOUGHTY = "95 % of people in conversation, Doughty 2001; median: 3 people, 213 s, tracked here"


@dataclass(frozen=True)
class HumanRange:
    """Of one figure, in its unit."""

    low: float
    """A tenth of the people lie below; 0 where less is no fault."""
    high: float
    """A tenth of the people lie above; 1 for correlations, of which more is no fault."""
    median: float
    source: str

    def verdict(self, value: float) -> str:
        """Where a value lies: `below`, `within` or `above`."""
        if value < self.low:
            return "below"
        return "above" if value > self.high else "within"


HUMAN_RANGES = {
    "yaw_deviation": HumanRange(1.16, 9.94, 2.64, TRACKED),
    "pitch_deviation": HumanRange(1.09, 5.71, 1.60, TRACKED),
    "roll_deviation": HumanRange(1.40, 3.76, 2.98, TRACKED),
    "yaw_speed": HumanRange(2.63, 18.3, 5.77, TRACKED),
    "pitch_speed": HumanRange(2.43, 13.9, 4.09, TRACKED),
    "roll_speed": HumanRange(1.48, 9.51, 5.65, TRACKED),
    "head_travel": HumanRange(3.32, 12.1, 6.33, TRACKED),
    "head_still": HumanRange(0.0, 37.6, 2.30, TRACKED),
    "head_tempo": HumanRange(0.80, 1.37, 1.34, TRACKED),
    "speed_with_loudness": HumanRange(0.54, 1.0, 0.57, VOICED),
    "nods_with_accents": HumanRange(0.08, 1.0, 0.11, VOICED),
    "brow_deviation": HumanRange(0.22, 1.69, 1.67, TRACKED),
    "brow_raises": HumanRange(0.0, 30.0, 24.0, TRACKED),
    "brow_raises_per_stress": HumanRange(33.3, 42.9, 38.1, VOICED),
    "blink_rate": HumanRange(10.5, 32.5, 19.5, DOUGHTY),
    "blink_interval": HumanRange(1.84, 6.44, 2.72, TRACKED),
    "blink_irregularity": HumanRange(0.51, 0.99, 0.89, TRACKED),
    "blink_closing": HumanRange(44.4, 88.0, 65.7, TRACKED),
    "blink_opening": HumanRange(152.0, 555.0, 200.0, TRACKED),
    "blink_closure": HumanRange(66.4, 90.2, 76.7, TRACKED),
    "saccades": HumanRange(13.1, 154.0, 118.0, TRACKED),
    "on_camera": HumanRange(76.9, 100.0, 89.3, TRACKED),
    "silent_lips": HumanRange(0.0, 1.08, 0.85, CLOSED_LIPS),
    "jerk": HumanRange(0.0, 332.0, 211.0, TRACKED),
    "flicker": HumanRange(0.0, 0.60, 0.17, TRACKED),
}
"""By the keys of `real3d.evaluation.figures.FIGURES`."""
