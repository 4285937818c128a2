"""`python -m real3d verify`: is a file marked as synthetic?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import CHANGED, DONE, NOT_MARKED

if TYPE_CHECKING:
    from real3d.cli.commands import Commands


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "verify",
        allow_abbrev=False,
        help="say whether a file is marked as synthetic",
        description="Say whether a video, sound or picture is marked as synthetic, and what else "
        "its tags and its signed manifest tell. Exit code 0: marked, 1: not marked, 2: the file "
        "cannot be read, 3: marked, and changed since.",
    )
    parser.add_argument("file", metavar="FILE", help="the file to look into")
    parser.add_argument("--json", action="store_true", help="print all that was found as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints what the file's marks say."""
    from real3d.provenance.verify import describe, read_marks

    codes = {"intact": DONE, "unmarked": NOT_MARKED, "changed": CHANGED}
    marks = read_marks(options.file)
    print(marks.to_json() if options.json else "\n".join(describe(marks)))
    return codes[marks.state]
