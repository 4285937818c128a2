"""How far the paper's engine is from golden figures of the published one, stage by stage.

    python -m benchmarks.parity DIR [--device cuda] [--salt SALT] [--face-salt SALT]
        [--face-rows N] [--face-cols N] [--json FILE]

DIR holds files `*case_*.npz` (`tests/support/renderer_goldens.py`). It may also, or only, hold the
files of `parity_motion.py`, which the salts and the face's size are for. Exits with 1 if a stage is
beyond its tolerance. On a GPU, TF32 is switched off.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

import torch

from benchmarks import parity_motion
from benchmarks.table import print_table, write_json
from tests.support.renderer_goldens import deviations


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds the golden figures")
    parser.add_argument("--device", default="cpu", help="of the renderer")
    parity_motion.add_stand_ins(parser)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*case_*.npz"))
    choice = parity_motion.StandInChoice.of(arguments)
    motion = parity_motion.compare(arguments.folder, choice)
    if not paths and not motion:
        sys.exit(f"“{arguments.folder}” holds no *case_*.npz and nothing of motion.")

    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False
    figures = {}
    for path in paths:
        found = deviations(path, arguments.device)
        figures[path.stem] = [asdict(deviation) for deviation in found]
        print(f"\n{path.name}")
        head = ["stage", "max", "99.9 %", "mean", "of mean", "of std", "within"]
        print_table(head, [list(row.values()) for row in figures[path.stem]])
    failed_motion = parity_motion.report(motion)
    if arguments.json:
        write_json(arguments.json, figures | parity_motion.figures(motion))
    failed = failed_motion + [
        f"{case}: {row['stage']}"
        for case, rows in figures.items()
        for row in rows
        if not row["passed"]
    ]
    if failed:
        sys.exit("Beyond tolerance: " + "; ".join(failed))


if __name__ == "__main__":
    main()
