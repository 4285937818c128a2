"""`python -m real3d avatar`: a photo as a face that moves in web pages and 3D programs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE
from real3d.cli.file_options import add_face_option, add_overwrite_option, add_quiet_option
from real3d.motion.shipped import shipped_motions

if TYPE_CHECKING:
    from real3d.cli.commands import Commands

_EXAMPLES = """\
examples:
  an avatar for the player of docs/embedding.md, Blender or any other program that reads glTF
    python -m real3d avatar me.jpg --out me.glb
  of one person among several
    python -m real3d avatar group.jpg --face 820,310 --out left.glb
  one that laughs in any program that plays animations
    python -m real3d avatar me.jpg --motion laugh --out laughing.glb

Use your own face, or those of people who agreed to it.
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "avatar",
        allow_abbrev=False,
        help="make a portable avatar of a photo, for web pages and 3D programs",
        description="Make a glTF file of the person in a photo, with ARKit's blendshapes, for web "
        "pages and 3D programs.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("photo", metavar="PHOTO", type=Path, help="a photo of a face")
    parser.add_argument(
        "--out", metavar="FILE.GLB", type=Path, required=True, help="the file to write"
    )
    parser.add_argument(
        "--motion",
        metavar="M",
        help="a movement that the file holds as an animation: a file that `real3d motion` has "
        f"kept, or one of {', '.join(shipped_motions())}",
    )
    add_face_option(parser)
    add_overwrite_option(parser)
    add_quiet_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Makes the file and reports it."""
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.pipeline.portable_avatar import write_avatar
    from real3d.pipeline.talking_portrait import TalkingPortrait

    portrait = write_avatar(
        TalkingPortrait("mesh"),
        options.photo,
        options.out,
        options.face,
        options.overwrite,
        options.motion,
    )
    if not options.quiet:
        size = options.out.stat().st_size / 1e6
        lines = [f"{options.out}", f"  size     {size:.1f} MB"]
        lines += [f"  photo    {sentence}" for sentence in portrait.advice]
        print("\n".join(lines))
    return DONE
