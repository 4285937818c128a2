"""The page as its owner starts it, in a process of its own, with a look at what it leaves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from real3d.runtime.work_folder import JOB

ROOT = Path(__file__).parents[2]

_STARTUP_SECONDS = 120
_IDLE_SHARE = 0.25
"""Of one processor core: what an idle page takes, polls and heartbeats included, with room."""
_LOOKS = 0.4
"""Seconds for which it is watched at a time."""


@dataclass(frozen=True)
class Server:
    """A running page."""

    url: str
    process: int
    temporary: Path
    """Where its jobs keep their files, and nobody else's."""
    log: Path

    @property
    def jobs(self) -> list[Path]:
        """The folders of jobs that are at work."""
        return [*self.temporary.glob(f"{JOB}*")]

    @property
    def peak_mib(self) -> float:
        """The most memory that its process has had."""
        status = Path(f"/proc/{self.process}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1024

    def is_idle(self) -> bool:
        """Whether nothing is computed: no job, no encoder, hardly any processor time."""
        before, began = self._seconds_computed(), time.monotonic()
        time.sleep(_LOOKS)
        share = (self._seconds_computed() - before) / (time.monotonic() - began)
        return not self.jobs and not self._encoders() and share < _IDLE_SHARE

    def becomes_idle(self, seconds: float = 20.0) -> bool:
        """Waits until it is idle; False if that takes too long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.is_idle():
                return True
        return False

    def _encoders(self) -> list[int]:
        """Living processes that it has started."""
        children = Path(f"/proc/{self.process}/task").glob("*/children")
        return [int(child) for file in children for child in file.read_text().split()]

    def _seconds_computed(self) -> float:
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path, program: str = "app.py") -> Iterator[Server]:
    """Starts the page on a free port, waits until it has warmed up, and ends it.

    Args:
        folder: for its files.
        program: that serves it, below the repository.

    Raises:
        RuntimeError: it does not answer.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    temporary, log = folder / "temporary", folder / "log.txt"
    temporary.mkdir(exist_ok=True)
    environment = os.environ | {
        "PORT": str(port),
        "GRADIO_SERVER_NAME": "127.0.0.1",
        "TMPDIR": str(temporary),
        "GRADIO_TEMP_DIR": str(folder / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, program], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", process.pid, temporary, log)
            _wait_until_it_answers(server, process)
            server.becomes_idle(_STARTUP_SECONDS)
            yield server
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTUP_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/config", timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"The page does not answer:\n{server.log.read_text()}")
