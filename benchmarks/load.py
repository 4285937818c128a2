"""Many visitors at once: `python -m benchmarks.load --visitors 20`.

Starts the page on a free port of this computer, lets every visitor ask for a video at the same
moment, and prints who was served, how long they waited, and how much memory that took. Linux only
(memory is read from /proc).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Barrier

from benchmarks.table import print_table, write_json
from tests.support.page_server import ROOT, Server, served

PHOTOS = ("astronaut.png", "clara.jpg", "daniel.jpg", "amara.jpg")
VOICE = ROOT / "examples" / "voices" / "welcome_woman.flac"

_LONGEST_WAIT = 1800


@dataclass(frozen=True)
class Visit:
    """What one visitor met with."""

    joined: float
    """Seconds since the start of the benchmark."""
    ended: float
    failure: str
    """Empty if there is a video."""

    @property
    def waited(self) -> float:
        return self.ended - self.joined


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; exit code 1 if anybody was not served."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="real3d-load-") as name:
        voice = _voice(Path(name), options.seconds)
        with served(Path(name)) as page:
            alone = _visit(page, 0, voice, Barrier(1), Path(name))
            peak_alone = page.peak_mib
            visits = _visit_together(page, options.visitors, voice, Path(name))
            peak, left = page.peak_mib, len(page.jobs)
    failures = [visit.failure for visit in visits if visit.failure]
    waits = sorted(visit.waited for visit in visits if not visit.failure)
    figures = {
        "visitors": options.visitors,
        "served": len(waits),
        "failed": len(failures),
        "one alone, s": alone.waited,
        "shortest wait, s": waits[0] if waits else None,
        "median wait, s": median(waits) if waits else None,
        "longest wait, s": waits[-1] if waits else None,
        "peak memory alone, MiB": round(peak_alone),
        "peak memory, MiB": round(peak),
        "folders of jobs left": left,
    }
    print_table(("figure", "value"), list(figures.items()))
    for failure in sorted(set(failures)):
        print(f"{failures.count(failure)} x {failure}")
    if options.json is not None:
        write_json(options.json, figures)
    return 1 if failures or alone.failure else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=20, help="at once (default 20)")
    parser.add_argument(
        "--seconds", type=float, default=2.0, help="length of each voice (default 2)"
    )
    parser.add_argument("--json", type=Path, help="a file for the same figures")
    return parser


def _voice(folder: Path, seconds: float) -> Path:
    """The beginning of an example."""
    import soundfile

    samples, rate = soundfile.read(VOICE)
    path = folder / "voice.wav"
    soundfile.write(path, samples[: round(seconds * rate)], rate)
    return path


def _visit_together(page: Server, visitors: int, voice: Path, folder: Path) -> list[Visit]:
    together = Barrier(visitors)
    with ThreadPoolExecutor(visitors) as crowd:
        visits = [
            crowd.submit(_visit, page, number, voice, together, folder)
            for number in range(visitors)
        ]
        return [visit.result() for visit in visits]


def _visit(page: Server, number: int, voice: Path, together: Barrier, folder: Path) -> Visit:
    """One visitor with a session of their own: opens the page, uploads, waits for the video."""
    from gradio_client import Client, handle_file
    from gradio_client.exceptions import AppError
    from gradio_client.utils import QueueError

    photo = ROOT / "examples" / "portraits" / PHOTOS[number % len(PHOTOS)]
    downloads = folder / f"visitor-{number}"
    client = Client(page.url, download_files=str(downloads), verbose=False)
    together.wait()
    joined = time.monotonic()
    try:
        job = client.submit(
            photo=handle_file(photo), audio=handle_file(voice), seed=number, api_name="/talk"
        )
        video = Path(job.result(timeout=_LONGEST_WAIT)[0])
        failure = "" if video.stat().st_size > 0 else "an empty video"
    except (AppError, QueueError, TimeoutError) as error:
        failure = str(error) or type(error).__name__
    finally:
        shutil.rmtree(downloads, ignore_errors=True)
    return Visit(joined, time.monotonic(), failure)


if __name__ == "__main__":
    sys.exit(main())
