"""Ended at any moment: `python -m benchmarks.endings --times 10`.

Jobs at the terminal and visitors of the page are ended by a signal or by a full disk after a random
time; then the program is started once more, and what is still there of them is counted. Linux only;
the full disk needs the right to mount one. Exit code 1 if anything is left.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import PHOTOS, beginning_of_a_voice, visitor
from benchmarks.table import print_table, write_json
from tests.support.page_server import ROOT, served

_SIGNALS = (signal.SIGKILL, signal.SIGTERM)
_TERMINAL_SECONDS = 6.0
"""A job at the terminal ends within about so long."""
_PAGE_SECONDS = 4.0
_DISK_MIB = (1, 6)
"""Sizes of disks between which something goes wrong at every moment of a job."""


@dataclass(frozen=True)
class Ending:
    """What was there after one job was ended."""

    where: str
    how: str
    after: float
    """Seconds, or MiB of the disk."""
    code: int
    left: tuple[str, ...]
    """Names of files that the next start has not removed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the endings after which something is left, and a summary."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10, help="of each kind (default 10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="a file for the same figures")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="real3d-endings-") as name:
        endings = list(_endings(options.times, chance, Path(name)))
    rows: dict[tuple[str, str], list[Ending]] = {}
    for ending in endings:
        rows.setdefault((ending.where, ending.how), []).append(ending)
    print_table(
        ("where", "how", "times", "exit codes", "with something left"),
        [
            (*key, len(group), _codes(group), sum(bool(each.left) for each in group))
            for key, group in rows.items()
        ],
    )
    for ending in endings:
        if ending.left:
            print(ending)
    if options.json is not None:
        write_json(options.json, {"endings": [vars(each) for each in endings]})
    return 1 if any(ending.left for ending in endings) else 0


def _codes(endings: list[Ending]) -> str:
    return " ".join(str(code) for code in sorted({ending.code for ending in endings}))


def _endings(times: int, chance: random.Random, folder: Path) -> Iterator[Ending]:
    voice = beginning_of_a_voice(folder, 2.0)
    for number in range(times):
        for how in _SIGNALS:
            after = chance.uniform(0, _TERMINAL_SECONDS)
            yield _at_the_terminal(voice, how, after, folder / f"terminal-{how}-{number}")
            after = chance.uniform(0, _PAGE_SECONDS)
            yield _at_the_page(voice, how, after, folder / f"page-{how}-{number}")
        yield _on_a_full_disk(voice, chance.uniform(*_DISK_MIB), folder / f"disk-{number}")


def _at_the_terminal(voice: Path, how: signal.Signals, after: float, folder: Path) -> Ending:
    (folder / "temporary").mkdir(parents=True)
    job = _start_job(voice, folder)
    with suppress(subprocess.TimeoutExpired):
        job.wait(after)
    job.send_signal(how)
    code = job.wait(60)
    (folder / "result.mp4").unlink(missing_ok=True)  # of a job that was quicker
    assert _start_job(voice, folder).wait(300) == 0, "the next job is made"
    return Ending("terminal", how.name, after, code, _left(folder, {"result.mp4"}))


def _on_a_full_disk(voice: Path, mib: float, folder: Path) -> Ending:
    """The result, its pictures and all temporary files are on a disk that is too small for them."""
    with _small_disk(folder, mib):
        (folder / "temporary").mkdir()
        job = _start_job(voice, folder, "--pictures", str(folder / "pictures.zip"))
        code = job.wait(300)
        return Ending("terminal", "full disk", mib, code, () if code == 0 else _left(folder, set()))


@contextmanager
def _small_disk(folder: Path, mib: float) -> Iterator[None]:
    folder.mkdir()
    size = f"size={round(mib * 2**20)}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _start_job(voice: Path, folder: Path, *more: str) -> subprocess.Popen[bytes]:
    photo = ROOT / "examples" / "portraits" / PHOTOS[1]
    command = [sys.executable, "-m", "real3d", "generate", "--photo", str(photo)]
    command += ["--audio", str(voice), "--out", str(folder / "result.mp4"), "--overwrite", *more]
    environment = os.environ | {"TMPDIR": str(folder / "temporary")}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)


def _at_the_page(voice: Path, how: signal.Signals, after: float, folder: Path) -> Ending:
    from gradio_client import handle_file

    folder.mkdir()
    with served(folder) as page:
        # What visitors have downloaded is theirs.
        client = visitor(page, 1, folder.with_name(f"{folder.name}-downloads"))
        photo = handle_file(ROOT / "examples" / "portraits" / PHOTOS[1])
        client.submit(photo=photo, audio=handle_file(voice), api_name="/talk")
        time.sleep(after)
        os.kill(page.process, how)
        time.sleep(1.0)
    visitors = set(_left(folder, {"log.txt"}))
    with served(folder):  # which has its own examples there
        left = visitors & set(_left(folder, {"log.txt"}))
    return Ending("page", how.name, after, -how, tuple(sorted(left)))


def _left(folder: Path, known: set[str]) -> tuple[str, ...]:
    """Names of files, but for those that belong there."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return tuple(sorted(str(file.relative_to(folder)) for file in files if file.name not in known))


if __name__ == "__main__":
    sys.exit(main())
