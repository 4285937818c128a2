"""How a result is encoded."""

from __future__ import annotations

from dataclasses import dataclass

from real3d.runtime.settings import check_settings, setting

PRESETS = (
    "ultrafast",
    "superfast",
    "veryfast",
    "faster",
    "fast",
    "medium",
    "slow",
    "slower",
    "veryslow",
)
"""x264's names for its trades of speed for size."""


@dataclass(frozen=True)
class OutputSettings:
    """How the result is encoded."""

    crf: int = setting(
        18,
        "compression (x264's rate factor): lower is better and larger",
        low=0,
        high=51,
        placement="terminal",
    )
    """At 18 a portrait cannot be told from its frames."""
    preset: str = setting(
        "superfast",
        "x264's trade of speed for size; a transparent result ignores it",
        choices=PRESETS,
        placement="terminal",
    )
    threads: int = setting(
        0,
        "threads of the encoder; 0 lets it choose by the number of cores",
        low=0,
        high=64,
        placement="terminal",
    )

    def __post_init__(self) -> None:
        check_settings(self)
