"""Python programs that run as if some libraries were not installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]

_ABSENT = """
import sys

class Absent:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in {names}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent)
"""

REAL3D = 'import runpy; runpy.run_module("real3d", run_name="__main__")'
"""The program's own command line."""


def run_without(
    names: Iterable[str], program: str, *arguments: object
) -> subprocess.CompletedProcess[str]:
    """What came of a program, in a process of its own: what is loaded here stays as it is.

    Args:
        names: of the modules that cannot be found.
        program: Python.
        arguments: of its command line.
    """
    command = [sys.executable, "-c", _ABSENT.format(names=set(names)) + program]
    return subprocess.run(
        [*command, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
