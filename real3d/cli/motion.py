"""`python -m real3d motion`: keep the movement of a face in a clip as a small file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE
from real3d.cli.file_options import add_quiet_option
from real3d.cli.progress_bar import progress_bar

if TYPE_CHECKING:
    from real3d.cli.commands import Commands


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "motion",
        allow_abbrev=False,
        help="keep the movement of a face in a video",
        description="Keep the movement of the face in a video as a small file that holds no "
        "picture of anybody: `generate --motion FILE` plays it on any photo.",
    )
    parser.add_argument("video", metavar="VIDEO", type=Path, help="whose face is watched")
    parser.add_argument(
        "--out", metavar="FILE.JSON", type=Path, required=True, help="the file to write"
    )
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="replace a file that holds no motion, too",
    )
    add_quiet_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the motion and says how long it is."""
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.pipeline.talking_portrait import TalkingPortrait

    with progress_bar(options.quiet) as bar:
        motion = TalkingPortrait("mesh").keep_motion(
            options.video, options.out, options.overwrite, on_progress=bar
        )
    if not options.quiet:
        print(f"{options.out}\n  length   {motion.duration:.1f} s, {len(motion)} frames")
    return DONE
