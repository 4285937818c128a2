"""`python -m real3d site`: photos as a folder of static files, a web page on which they move."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE
from real3d.cli.file_options import add_quiet_option

if TYPE_CHECKING:
    from real3d.cli.commands import Commands

_EXAMPLES = """\
examples:
  a page with two avatars, and a look at it
    python -m real3d site me.jpg you.jpg --out page
    python -m http.server --directory page

Any host of static files serves the folder, a free static Space among them.
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "site",
        allow_abbrev=False,
        help="make a static web page of photos that move",
        description="Make a folder with a web page, the player and an avatar of each photo. "
        "Nothing runs where it is hosted.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("photos", metavar="PHOTO", type=Path, nargs="+", help="photos of faces")
    parser.add_argument(
        "--out", metavar="FOLDER", type=Path, required=True, help="the folder to write"
    )
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="also write into a folder with other files (default: a new, an empty or an own one)",
    )
    add_quiet_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Makes the folder and reports it."""
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.pipeline.portable_site import write_site
    from real3d.pipeline.talking_portrait import TalkingPortrait

    pipeline = TalkingPortrait("mesh")
    files = write_site(pipeline, options.photos, options.out, options.overwrite)
    if not options.quiet:
        size = sum(path.stat().st_size for path in files) / 1e6
        print(f"{options.out}\n  files    {len(files)}\n  size     {size:.1f} MB")
    return DONE
