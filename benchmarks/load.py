"""Many visitors at once: `python -m benchmarks.load --visitors 20`.

Starts the page on a free port of this computer, lets every visitor ask for a video at the same
moment, and prints who was served, how long they waited, and how much memory that took. With
`--mixed` they come one after the other, each from an address of their own, and ask for different
things: every fifth stops or leaves on the way, and one asks for ever more with pictures that are
made to hold the page up. Linux only (memory is read from /proc).
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
from typing import Any

from benchmarks.table import print_table, write_json
from tests.support.page_server import ROOT, Server, served

PHOTOS = ("astronaut.png", "clara.jpg", "daniel.jpg", "amara.jpg")
VOICE = ROOT / "examples" / "voices" / "welcome_woman.flac"
CLIP = ROOT / "examples" / "clips" / "nod_and_talk.mp4"

_LONGEST_WAIT = 1800
_BETWEEN = 1.5
"""Seconds between two of the visitors who come one after the other."""
_LEAVES_AFTER = 2.0
"""Seconds after which somebody stops or leaves."""
_FLOOD = 12
"""Jobs that the hostile visitor asks for."""


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
        voice = beginning_of_a_voice(Path(name), options.seconds)
        with served(Path(name)) as page:
            alone = _visit(page, 0, voice, Barrier(1), Path(name))
            peak_alone = page.peak_mib
            come = _visit_mixed if options.mixed else _visit_together
            visits = come(page, options.visitors, voice, Path(name))
            idle = page.becomes_idle()
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
        "idle afterwards": idle,
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
    parser.add_argument("--mixed", action="store_true", help="one after the other, all different")
    parser.add_argument("--json", type=Path, help="a file for the same figures")
    return parser


def beginning_of_a_voice(folder: Path, seconds: float) -> Path:
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


def _visit_mixed(page: Server, visitors: int, voice: Path, folder: Path) -> list[Visit]:
    """Those who stay."""
    with ThreadPoolExecutor(visitors + 1) as crowd:
        hostile = crowd.submit(_flood, page, folder)
        visits = []
        for number in range(visitors):
            leaves = number % 5 == 4
            act = _visit_and_leave if leaves else _visit
            visit = crowd.submit(act, page, number, voice, Barrier(1), folder, _asks(number, voice))
            if not leaves:
                visits.append(visit)
            time.sleep(_BETWEEN)
        hostile.result()
        return [visit.result() for visit in visits]


def _asks(number: int, voice: Path) -> dict[str, Any]:
    """What a visitor asks for, but for the photo."""
    from gradio_client import handle_file

    if number % 4 == 1:
        return {"video": handle_file(CLIP), "api_name": "/drive"}
    if number % 4 == 3:
        asked = {"kind": "blur", "api_name": "/background"}
        return {"audio": handle_file(voice), "seed": number, **asked}
    return {"audio": handle_file(voice), "seed": number, "api_name": "/talk"}


def visitor(page: Server, number: int, downloads: Path) -> Any:
    """A session of its own, from an address of its own."""
    from gradio_client import Client

    address = {"X-Forwarded-For": f"10.1.{number // 200}.{number % 200 + 1}"}
    return Client(page.url, download_files=str(downloads), verbose=False, headers=address)


def _visit_and_leave(
    page: Server, number: int, voice: Path, together: Barrier, folder: Path, asks: dict[str, Any]
) -> None:
    """One who stops, or closes the page, before there is anything to see."""
    from gradio_client import handle_file

    client = visitor(page, number, folder / f"visitor-{number}")
    photo = ROOT / "examples" / "portraits" / PHOTOS[number % len(PHOTOS)]
    job = client.submit(photo=handle_file(photo), **asks)
    time.sleep(_LEAVES_AFTER)
    if number % 2:
        job.cancel()
    client.close()


def _flood(page: Server, folder: Path) -> None:
    """One who asks for ever more, with pictures that take long to decode."""
    from gradio_client import handle_file

    client = visitor(page, 9999, folder / "hostile")
    picture = folder / "hostile.jpg"
    _write_slow_picture(picture)
    jobs = [
        client.submit(photo=handle_file(picture), audio=handle_file(VOICE), api_name="/talk")
        for _ in range(_FLOOD)
    ]
    for job in jobs:
        assert job.exception(timeout=_LONGEST_WAIT) is not None, "that is no face"


def _write_slow_picture(path: Path) -> None:
    """A small JPEG whose last scan comes many hundred times: each is decoded over all of it."""
    import io

    from PIL import Image

    flat = io.BytesIO()
    Image.new("L", (4000, 4000), 128).save(flat, "JPEG", progressive=True)
    content = flat.getvalue()
    scan = content[content.rindex(b"\xff\xda") : content.rindex(b"\xff\xd9")]
    path.write_bytes(content[:-2] + 800 * scan + content[-2:])


def _visit(
    page: Server,
    number: int,
    voice: Path,
    together: Barrier,
    folder: Path,
    asks: dict[str, Any] | None = None,
) -> Visit:
    """One visitor with a session of their own: opens the page, uploads, waits for the video."""
    from gradio_client import handle_file
    from gradio_client.exceptions import AppError
    from gradio_client.utils import QueueError

    photo = ROOT / "examples" / "portraits" / PHOTOS[number % len(PHOTOS)]
    downloads = folder / f"visitor-{number}"
    client = visitor(page, number, downloads)
    together.wait()
    joined = time.monotonic()
    try:
        asks = asks or {"audio": handle_file(voice), "seed": number, "api_name": "/talk"}
        job = client.submit(photo=handle_file(photo), **asks)
        video = Path(job.result(timeout=_LONGEST_WAIT)[0])
        failure = "" if video.stat().st_size > 0 else "an empty video"
    except (AppError, QueueError, TimeoutError) as error:
        failure = str(error) or type(error).__name__
    finally:
        shutil.rmtree(downloads, ignore_errors=True)
    return Visit(joined, time.monotonic(), failure)


if __name__ == "__main__":
    sys.exit(main())
