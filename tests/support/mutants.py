"""Whether the tests of a package see its faults: `make mutants MUTANTS=real3d/media`.

mutmut changes the functions of the package a little, one change (mutant) at a time, and runs those
tests of tests/PACKAGE that come through the changed function. What no test sees is printed. It all
happens in a copy of the repository. Constants of modules are not changed, nor are functions with a
decorator (properties, compiled kernels).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from configparser import ConfigParser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRIAL = Path("tests/support/mutants_trial.py")


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant."""

    name: str
    status: str
    """killed, timeout, survived, no tests; or a crash that tells nothing about the tests."""
    difference: str
    """What was changed, as lines of a unified diff."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line, tries the mutants, prints the survivors and the rate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="a folder or a file below real3d/")
    parser.add_argument("--sample", type=int, default=100, help="how many mutants; 0: all")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    given = parser.parse_args(arguments)
    package = Path(given.package)
    if package.parts[:1] != ("real3d",) or not (ROOT / package).exists():
        parser.error(f"There is no {package} below real3d/.")
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy_tree(Path(folder))
        configure(Path(folder), package, tests_of(package))
        outcomes = run_trial(Path(folder), given.sample, given.seed)
    print(report(package, outcomes))


def tests_of(package: Path) -> Path:
    """The tests that lie where the package does: a folder or a file."""
    inner = Path("tests", *package.parts[1:])
    if package.suffix == ".py":
        inner = inner.with_name(f"test_{package.name}")
    while not (ROOT / inner).exists():
        inner = inner.parent
    return inner


def copy_tree(folder: Path) -> None:
    """Copies what git knows or would add."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def configure(folder: Path, package: Path, tests: Path) -> None:
    """Tells mutmut in the copy what to change and what to run."""
    besides = {path.name for path in folder.iterdir()} - {"real3d", "tests"}
    options = {
        "source_paths": ["real3d"],
        "only_mutate": [str(package) if package.suffix == ".py" else f"{package}/*"],
        "also_copy": sorted(besides),
        # What an error says is read by people; that it is raised is changed all the same.
        "do_not_mutate_patterns": [r"^\s*raise ", r"^\s*assert "],
        "pytest_add_cli_args_test_selection": [str(tests)],
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
        # Threads of numba and OpenCV do not live on in a forked process.
        "process_isolation": ["forkserver"],
        # A mutant that waits for ever is given up after three times what its tests take, plus this.
        "timeout_multiplier": ["3"],
        "timeout_constant": ["10"],
    }
    config = ConfigParser(interpolation=None)
    config["mutmut"] = {key: "\n".join(values) for key, values in options.items()}
    with (folder / "setup.cfg").open("w", encoding="utf-8") as file:
        config.write(file)


def run_trial(folder: Path, sample: int, seed: int) -> list[Outcome]:
    """Tries a sample of the mutants in the copy; on a terminal, mutmut shows how far it is."""
    outcomes, log = folder / "outcomes.json", folder / "log.txt"
    command = [sys.executable, str(folder / TRIAL), str(sample), str(seed), str(outcomes)]
    # A file rather than a pipe: what a mutant has left running would keep a pipe open.
    with log.open("w") as file:
        shown = None if sys.stdout.isatty() else file
        trial = subprocess.Popen(command, cwd=folder, stdout=shown, start_new_session=True)
        try:
            trial.wait()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(trial.pid, signal.SIGKILL)
    if trial.returncode != 0:
        said = re.sub(r".*\r", "", log.read_text(encoding="utf-8", errors="replace"))
        sys.exit(f"The mutants could not be tried.\n{said}")
    return [Outcome(*each) for each in json.loads(outcomes.read_text(encoding="utf-8"))]


def report(package: Path, outcomes: Sequence[Outcome]) -> str:
    """The survivors, then one line with the rate."""
    killed = [each for each in outcomes if each.status in ("killed", "timeout")]
    alive = [each for each in outcomes if each.status in ("survived", "no tests")]
    told = len(killed) + len(alive)
    lines = [f"{each.status}: {each.name}\n{each.difference}\n" for each in alive]
    rate = f" ({100 * len(killed) / told:.0f} %)" if told else ""
    untested = sum(each.status == "no tests" for each in alive)
    lines.append(
        f"{package}: {len(killed)} of {told} mutants killed{rate}; "
        f"{untested} of the others are in functions that no test calls."
    )
    if told < len(outcomes):
        lines.append(f"{len(outcomes) - told} crashed and are not counted.")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
