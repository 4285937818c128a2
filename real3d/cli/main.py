"""The project from a terminal: `python -m real3d generate`.

Only what is light is imported before the arguments are understood, so that `--help` answers at
once: every command imports its work when it is run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from real3d.cli import batch, doctor, generate, score, verify, weights
from real3d.cli.exit_codes import INTERRUPTED, USER_ERROR
from real3d.errors import Real3DError
from real3d.runtime.version import __version__

if TYPE_CHECKING:
    pass

_COMMANDS = (generate, verify, score, batch, doctor, weights)
"""In the order of `--help`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code.

    Every error that a user can mend is one line on stderr.
    """
    options = build_parser().parse_args(arguments)
    try:
        return options.run(options)
    except Real3DError as error:
        print(f"real3d: {error}", file=sys.stderr)
        return USER_ERROR
    except KeyboardInterrupt:
        print("real3d: stopped; nothing was kept.", file=sys.stderr)
        return INTERRUPTED


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        allow_abbrev=False,
        prog="python -m real3d",
        description="One photo and a voice (or a driving video) become a talking portrait.",
    )
    parser.add_argument("--version", action="version", version=f"real3d {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser
