"""Visitors of a folder of avatars: `python -m benchmarks.static_visitors --visitors 200`.

Writes a site, serves it with Python's own web server as another process, and lets all visitors
come at the same moment, each over a connection of its own: the page, the player, an avatar; every
second one has it speak, every fourth mirrors a face. Then nobody asks for anything more, while all
avatars are listened to. Linux only (the server's work is read from /proc).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from threading import Barrier

from benchmarks.quality import EXAMPLES
from benchmarks.table import print_table, write_json
from real3d.pipeline.portable_site import write_site
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portable.player import HEARING, PLAYER, TRACKER

PHOTOS = ("astronaut.png", "clara.jpg", "daniel.jpg", "amara.jpg")

_SETTLES, _LISTENS = 1.0, 10.0
"""Seconds after the last file until the server is watched, and for how long."""


@dataclass(frozen=True)
class Visit:
    """What one visitor met with."""

    first_page: float
    """Seconds until page, player and avatar were there."""
    ready: float
    """Seconds until all was there that this visitor uses."""
    size: int
    """Bytes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; exit code 1 if the server works for somebody who has all files."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="real3d-static-") as name:
        folder = Path(name) / "site"
        write_site(TalkingPortrait(), [EXAMPLES / "portraits" / photo for photo in PHOTOS], folder)
        with _served(folder) as (address, process):
            before = _work(process)
            visits = _visit_all(address, options.visitors)
            time.sleep(_SETTLES)
            served = _work(process)
            time.sleep(_LISTENS)
            listening = _work(process) - served
    figures = {
        "visitors": options.visitors,
        "first page, median s": median(visit.first_page for visit in visits),
        "slowest s": max(visit.first_page for visit in visits),
        "all, slowest s": max(visit.ready for visit in visits),
        "MiB a visitor, median": median(visit.size for visit in visits) / 2**20,
        "server, ms a visitor": 1000 * (served - before) / len(visits),
        f"server in {_LISTENS:.0f} s of listening, ms": 1000 * listening,
    }
    print_table(list(figures), [list(figures.values())])
    if options.json:
        write_json(options.json, figures)
    return int(listening > 0)


def _visit_all(address: str, count: int) -> list[Visit]:
    together = Barrier(count)
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda number: _visit(address, number, together), range(count)))


def _visit(address: str, number: int, together: Barrier) -> Visit:
    avatar = Path(PHOTOS[number % len(PHOTOS)]).with_suffix(".glb").name
    together.wait()
    start = time.monotonic()
    size = sum(_fetch(f"{address}/{name}") for name in ("index.html", PLAYER.name, avatar))
    first_page = time.monotonic() - start
    more = [HEARING.name] * (number % 2 == 0) + [TRACKER.name] * (number % 4 == 0)
    size += sum(_fetch(f"{address}/{name}") for name in more)
    return Visit(first_page, time.monotonic() - start, size)


def _fetch(address: str) -> int:
    with urllib.request.urlopen(address, timeout=120) as answer:
        return len(answer.read())


class _Server(ThreadingHTTPServer):
    request_queue_size = 1024  # or those who come at the same moment are turned away


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, int]]:
    """The folder's address, and the process that serves it."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(folder, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}", process.pid or 0
    finally:
        process.terminate()
        process.join()


def _serve(folder: Path, port: Connection) -> None:
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        port.send(server.server_port)
        server.serve_forever(poll_interval=3600)  # it sleeps until somebody comes


def _work(process: int) -> float:
    """Seconds of a processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=200, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
