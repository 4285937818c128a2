"""`python -m real3d preview`: a result as a small picture that moves."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE
from real3d.cli.file_options import add_overwrite_option, add_quiet_option

if TYPE_CHECKING:
    from real3d.cli.commands import Commands

_EXAMPLES = """\
examples:
  for a chat
    python -m real3d preview hello.mp4 --out hello.webp
  where WebP is not shown: older programs, some mails
    python -m real3d preview hello.mp4 --out hello.gif
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "preview",
        allow_abbrev=False,
        help="make a small moving picture of a result, for chats",
        description="Write the first seconds of a result as an animated WebP or GIF, with the "
        "same marks.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("result", metavar="RESULT", type=Path, help="a video of this program")
    parser.add_argument(
        "--out", metavar="FILE.WEBP", type=Path, required=True, help="the file, .webp or .gif"
    )
    add_overwrite_option(parser)
    add_quiet_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the picture and reports it."""
    from real3d.pipeline.preview import preview_result

    path = preview_result(options.result, options.out, options.overwrite)
    if not options.quiet:
        print(f"{options.out}\n  size     {path.stat().st_size / 1e6:.1f} MB")
    return DONE
