"""The project from a terminal: `python -m real3d generate`.

Only what is light is imported before the arguments are understood, so that `--help` answers at
once: every command imports its work when it is run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from real3d.cli import (
    avatar,
    batch,
    doctor,
    duet,
    generate,
    look,
    motion,
    preview,
    score,
    site,
    verify,
    voices,
    weights,
)
from real3d.cli.exit_codes import READER_GONE, USER_ERROR
from real3d.cli.parser import Parser
from real3d.runtime.failures import explain
from real3d.runtime.process import Ended, end_in_order, prepare_streams, silence_output
from real3d.runtime.version import __version__

_COMMANDS = (
    *(generate, duet, motion, voices, preview, look, avatar, site),
    *(verify, score, batch, doctor, weights),
)
"""In the order of `--help`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code.

    Every error that a user can mend is one line on stderr. Whatever ends the process from outside
    (Ctrl-C, SIGTERM, a terminal that is closed) ends it in good order.
    """
    prepare_streams()
    try:
        with end_in_order():
            options = build_parser().parse_args(arguments)
            code = options.run(options)
            sys.stdout.flush()
            return code
    except Ended as ended:
        return _complain("stopped; nothing was kept.", ended.exit_code)
    except BrokenPipeError:  # the reader of our output, as `head`, has seen enough
        silence_output()
        return READER_GONE
    except Exception as error:
        message = explain(error)
        if message is None:
            raise
        if isinstance(error, OSError):
            silence_output()  # it may be what cannot be written
        return _complain(str(message), USER_ERROR)


def _complain(sentence: str, code: int) -> int:
    with suppress(OSError):
        print(f"real3d: {sentence}", file=sys.stderr, flush=True)
    return code


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = Parser(
        allow_abbrev=False,
        prog="python -m real3d",
        description="One photo and a voice (or a driving video) become a talking portrait.",
    )
    parser.add_argument("--version", action="version", version=f"real3d {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser
