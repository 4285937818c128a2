"""`python -m real3d score`: how alive is a talking video, next to real people?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE

if TYPE_CHECKING:
    from real3d.cli.commands import Commands


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "score",
        allow_abbrev=False,
        help="say how alive a talking video is, next to real people",
        description="Measure how head, brows, lids, eyes and lips of a talking video move, whoever "
        "made it, beside what real people do. Exit code 0: measured, 2: the video cannot be used.",
    )
    parser.add_argument("video", metavar="VIDEO", help="one face, best with its sound")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the figures."""
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.evaluation.report import score

    found = score(options.video)
    print(found.to_json() if options.json else found.to_text())
    return DONE
