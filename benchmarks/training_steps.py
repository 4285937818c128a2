"""Time and memory of one step of each stage of the training, with the networks in their full size.

    python -m benchmarks.training_steps [STAGE ...] [--set NAME=VALUE ...] [--json FILE]

The step is the dearest that a stage has (`tests/support/training_steps.py`). Weights are drawn, and
there is no perceptual loss, for which VGG's weights would be needed. Each stage has a process of
its own, on the graphics card where there is one.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from benchmarks.table import print_table, write_json
from tests.support.training_steps import BUILDERS, step_cost


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=f"of {', '.join(BUILDERS)}")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    costs = [step_cost(name, arguments.set) for name in arguments.stages or BUILDERS]
    rows = [
        [c.stage, c.batch, f"{c.parameters / 1e6:.0f} M", f"{c.seconds:.0f} s", f"{c.peak_gib:.1f}"]
        for c in costs
    ]
    print_table(["stage", "batch", "parameters", "step", "peak GiB"], rows)
    if arguments.json:
        write_json(arguments.json, [asdict(cost) for cost in costs])


if __name__ == "__main__":
    main()
