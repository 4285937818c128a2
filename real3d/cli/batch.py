"""`python -m real3d batch`: many videos from a table."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE, USER_ERROR

if TYPE_CHECKING:
    from real3d.cli.commands import Commands
    from real3d.cli.job_runner import Work

_EXAMPLE = """\
example of a table:
  photo,audio,out,head,seed
  me.jpg,hello.wav,out/hello.mp4,,
  me.jpg,goodbye.wav,out/goodbye.mp4,1.5,7
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "batch",
        allow_abbrev=False,
        help="make many videos from a table",
        description="Make one video per row of a CSV table whose columns are the options of "
        "“generate”; “photo”, “out” and “audio” or “video” are needed. Results of the same "
        "row and files that are there already are kept, so that the same command goes on after an "
        "interruption. Exit code 0: all results are there, 2: some are not.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", metavar="JOBS.CSV", help="the table, as a spreadsheet saves it")
    parser.add_argument(
        "--ray",
        metavar="ADDRESS",
        nargs="?",
        const="local",
        help="work on a Ray cluster that shares this computer's folders; without an address, on "
        "one that is started here for the time being",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Makes what is missing, with a line for every row."""
    from real3d.runtime.system_libraries import import_cv2
    from real3d.runtime.work_folder import sweep

    import_cv2()
    sweep()
    from real3d.cli.job_runner import run_batch
    from real3d.cli.job_table import read_jobs

    jobs = read_jobs(options.table)
    made = kept = failed = 0
    for number, outcome in enumerate(run_batch(options.table, jobs, _work(options.ray)), start=1):
        made += outcome.result is not None
        failed += bool(outcome.error)
        kept += outcome.result is None and not outcome.error
        print(f"[{number}/{len(jobs)}] {outcome.job.out}: {outcome.in_words}", flush=True)
    print(f"{made} made, {kept} there already, {failed} failed.")
    return USER_ERROR if failed else DONE


def _work(ray: str | None) -> Work:
    from real3d.cli.job_runner import run_here
    from real3d.cli.ray_batch import run_on_ray

    return run_here if ray is None else run_on_ray(ray)
