"""Many jobs in one process: `python -m benchmarks.endurance --jobs 300`.

Voices, driving videos and comparisons in turns, every tenth of them stopped on the way and every
fifteenth refused; prints what the process holds as it goes on. Linux only (memory, descriptors and
processes are read from /proc). Exit code 1 if anything is left or memory grows.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.load import beginning_of_a_voice
from benchmarks.quality import EXAMPLES
from benchmarks.table import print_table, write_json
from real3d.errors import Real3DError
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait

PHOTOS = ("astronaut.png", "clara.jpg", "daniel.jpg", "amara.jpg")
CLIP = EXAMPLES / "clips" / "nod_and_talk.mp4"
SETTINGS = Settings()

_LOOKS = 10
"""How often the process is looked at."""
_GROWTH_MIB = 40
"""Between the second look, when all is loaded, and the last: more is a leak."""


@dataclass(frozen=True)
class Held:
    """What a process holds."""

    jobs: int
    memory_mib: int
    descriptors: int
    threads: int
    children: int
    files: int

    @classmethod
    def now(cls, jobs: int, folder: Path) -> Held:
        gc.collect()
        status = Path("/proc/self/status").read_text().splitlines()
        value = {line.split(":")[0]: line.split(":")[1].split() for line in status}
        tasks = Path("/proc/self/task").glob("*/children")
        return cls(
            jobs=jobs,
            memory_mib=int(value["VmRSS"][0]) // 1024,
            descriptors=len(os.listdir("/proc/self/fd")),
            threads=int(value["Threads"][0]),
            children=sum(len(file.read_text().split()) for file in tasks),
            files=sum(1 for file in folder.rglob("*") if file.is_file()),
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=1.0, help="length of each voice")
    parser.add_argument("--json", type=Path, help="a file for the same figures")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="real3d-endurance-") as name:
        folder = Path(name)
        tempfile.tempdir = str(folder / "temporary")
        os.mkdir(tempfile.tempdir)
        held = _work(options.jobs, options.seconds, folder)
    print_table(tuple(vars(held[0])), [tuple(vars(each).values()) for each in held])
    if options.json is not None:
        write_json(options.json, {"held": [vars(each) for each in held]})
    return 1 if _leaks(held) else 0


def _work(jobs: int, seconds: float, folder: Path) -> list[Held]:
    voice = beginning_of_a_voice(folder, seconds)
    portraits = TalkingPortrait()
    held = []
    for number in range(jobs):
        _one(portraits, number, voice, folder / "result.mp4")
        (folder / "result.mp4").unlink(missing_ok=True)
        if (number + 1) % max(jobs // _LOOKS, 1) == 0:
            held.append(Held.now(number + 1, Path(tempfile.gettempdir())))
    return held


def _one(portraits: TalkingPortrait, number: int, voice: Path, out: Path) -> None:
    photo = EXAMPLES / "portraits" / PHOTOS[number % len(PHOTOS)]
    if number % 15 == 14:
        try:
            black = np.zeros((300, 300, 3), np.uint8)
            portraits.generate(black, audio=voice, out=out, settings=SETTINGS)
        except Real3DError:
            return
        raise AssertionError("a black picture was taken for a face")
    driver = {"video": CLIP} if number % 3 == 2 else {"audio": voice}
    if number % 10 == 9:
        steps = portraits.stream(photo, **driver, out=out, settings=SETTINGS)
        for _ in islice(steps, 4):
            pass
        steps.close()
        return
    portraits.generate(photo, **driver, out=out, settings=SETTINGS)


def _leaks(held: list[Held]) -> bool:
    """Whether the last look finds more than the second."""
    settled, last = held[min(1, len(held) - 1)], held[-1]
    return (
        last.memory_mib > settled.memory_mib + _GROWTH_MIB
        or last.descriptors > settled.descriptors
        or last.children > 0
        or last.files > 0
    )


if __name__ == "__main__":
    sys.exit(main())
