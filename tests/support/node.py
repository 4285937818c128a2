"""Programs of the player's folder, where Node and its packages are installed."""

from __future__ import annotations

import shutil
import subprocess
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
