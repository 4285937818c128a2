"""`python -m real3d look`: a photo whose face is set, as a picture."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from real3d.cli.exit_codes import DONE
from real3d.cli.file_options import add_face_option, add_overwrite_option, add_quiet_option
from real3d.cli.setting_options import add_setting_options, instance
from real3d.motion.face_pose import FacePose
from real3d.runtime.settings import setting_specs

if TYPE_CHECKING:
    from real3d.cli.commands import Commands

_EXAMPLES = """\
examples:
  a smile, and a look to the side
    python -m real3d look me.jpg --smile 0.8 --gaze-x 0.5 --out smile.png
  the face that somebody makes in another picture
    python -m real3d look me.jpg --like grimace.jpg --out grimace.png

Use your own face, or those of people who agreed to it.
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "look",
        allow_abbrev=False,
        help="make a picture of a photo with another face",
        description="Make a picture of the person in a photo with another expression, gaze or "
        "turn of the head.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("photo", metavar="PHOTO", type=Path, help="a photo of a face")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="the .png, .jpg or .webp to write"
    )
    parser.add_argument(
        "--like",
        metavar="PICTURE",
        type=Path,
        help="a picture of anybody, whose expression, gaze and turn are taken; what is given "
        "besides replaces them",
    )
    add_face_option(parser)
    parser.add_argument(
        "--size", type=int, default=512, choices=(512, 768, 1024), help="pixels (default 512)"
    )
    add_overwrite_option(parser)
    add_quiet_option(parser)
    add_setting_options(parser.add_argument_group("the face"), FacePose)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Makes the picture and reports it."""
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.pipeline.still import pose_like, write_still
    from real3d.pipeline.talking_portrait import TalkingPortrait

    pipeline, pose = TalkingPortrait("mesh"), instance(FacePose, options)
    if options.like is not None:
        seen = pose_like(pipeline, options.photo, options.like, options.face)
        pose = replace(seen, **_given(pose))
    write_still(
        pipeline,
        options.photo,
        pose,
        options.out,
        options.face,
        size=options.size,
        overwrite=options.overwrite,
    )
    if not options.quiet:
        print(options.out)
    return DONE


def _given(pose: FacePose) -> dict[str, Any]:
    """What of it is not as in the photo."""
    values = {spec.name: getattr(pose, spec.name) for spec in setting_specs(FacePose)}
    return {name: value for name, value in values.items() if value != getattr(FacePose(), name)}
