"""Programs of the player's folder, where Node and its packages are installed."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "web"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not (WEB / "node_modules").is_dir(),
    reason="needs Node, and `npm ci` in web/",
)


def run_node(script: Path, *arguments: object) -> str:
    """What a script prints; its failure fails the test."""
    command = ["node", str(script), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=WEB, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def web_program(name: str) -> Path:
    """A program of `web/tests`, in a folder of this process: others build theirs meanwhile."""
    return _built() / f"{name}.mjs"


@cache
def _built() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="programs-of-the-player-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    run_node(WEB / "build.mjs", "--tests", folder)
    return folder
