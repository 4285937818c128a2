"""`python -m real3d verify`: is a file marked as synthetic?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE, NOT_MARKED

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
        "cannot be read.",
    )
    parser.add_argument("file", metavar="FILE", help="the file to look into")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints what the file's marks say."""
    from real3d.provenance.verify import describe, read_marks

    marks = read_marks(options.file)
    print("\n".join(describe(marks)))
    return DONE if marks.synthetic else NOT_MARKED
