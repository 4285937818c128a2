"""What the fast forms of volume rendering save.

    python -m benchmarks.triplane_volume [--device cuda] [--repeats 5] [--json FILE]

Two fields (`volume_stand_in.py`), each seen by two cameras at the renderer's 128x128 rays: a ball
in empty space, of which a quarter of the rays see something, and fog, where nothing can be skipped.
How much of a real head's volume is empty depends on the released weights.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import torch

from benchmarks.table import print_table, write_json
from real3d.triplane.acceleration.device_placement import fast_march, tensors_to_device
from real3d.triplane.modeling.renderer import VOLUME_RESOLUTION
from real3d.triplane.modeling.volume_rendering import March, MarchedRays, march_reference
from tests.support.volume_stand_in import Field, ball, fog


@dataclass(frozen=True)
class Row:
    """One field."""

    field: str
    seeing: float
    """Share of the rays whose opacity is above 0.001."""
    plain_ms: float
    """Per picture."""
    fast_ms: float
    times: float
    """Plain time over fast time."""
    largest_difference: float
    """Of a feature in -1..1, where an 8-bit level is 0.0078."""


@torch.inference_mode()
def measure(name: str, field: Field, fast: March, device: torch.device, repeats: int) -> Row:
    """Plain and fast form in turn."""
    field.decoder.to(device)
    field = tensors_to_device(field, device)
    plain_ms, plain = _milliseconds(field, march_reference, device, repeats)
    fast_ms, quick = _milliseconds(field, fast, device, repeats)
    return Row(
        name,
        float((plain.opacity > 1e-3).float().mean()),
        plain_ms,
        fast_ms,
        plain_ms / fast_ms,
        float((plain.features - quick.features).abs().max()),
    )


def _milliseconds(
    field: Field, march: March, device: torch.device, repeats: int
) -> tuple[float, MarchedRays]:
    """Median time per picture after one run that does not count, and what was seen."""
    times = []
    for _ in range(repeats + 1):
        start = _now(device)
        seen = field.seen_by(march)
        times.append(_now(device) - start)
    return 1000 * median(times[1:]) / len(field.planes), seen


def _now(device: torch.device) -> float:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    return time.perf_counter()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    device = torch.device(arguments.device)
    fields = {"ball": ball(VOLUME_RESOLUTION), "fog": fog(VOLUME_RESOLUTION)}
    rows = [
        asdict(measure(name, field, fast_march(device), device, arguments.repeats))
        for name, field in fields.items()
    ]
    print(f"{fast_march(device).__name__} on {device.type}, {torch.get_num_threads()} CPU threads")
    print_table(list(rows[0]), [list(row.values()) for row in rows])
    if arguments.json:
        write_json(arguments.json, rows)


if __name__ == "__main__":
    main()
