"""`python -m real3d duet`: two people of one photo who both speak."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE
from real3d.cli.file_options import add_overwrite_option, point
from real3d.cli.generate import add_engine_options, add_report_options, print_result
from real3d.cli.progress_bar import progress_bar
from real3d.cli.setting_options import add_setting_options, instance
from real3d.media.output_settings import OutputSettings
from real3d.motion.settings import MotionSettings
from real3d.pipeline.settings import Settings

if TYPE_CHECKING:
    from real3d.cli.commands import Commands
    from real3d.pipeline.duet import DuetRequest

_EXAMPLES = """\
examples:
  the left one of the two largest faces speaks first, then the right one
    python -m real3d duet group.jpg --first question.wav --second answer.wav --out talk.mp4
  chosen faces
    python -m real3d duet group.jpg --first hello.wav --first-face 820,310 \\
        --second hi.wav --second-face 240,330 --out talk.mp4
  a song for two voices
    python -m real3d duet us.jpg --first high.mp3 --second low.mp3 --together --out song.mp4

Use your own faces and voices, or those of people who agreed to it.
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "duet",
        allow_abbrev=False,
        help="make a video of two people in one photo who both speak",
        description="Make a video of a photo in which two people speak, each with their own voice; "
        "who has nothing to say listens.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_files(parser)
    movement = parser.add_argument_group("movement (amounts: 0 is still, 1 natural, 2 the most)")
    add_setting_options(movement, MotionSettings)
    result = parser.add_argument_group("result")
    add_engine_options(result)
    add_setting_options(result, Settings, only=("size", "badge"))
    add_setting_options(result, OutputSettings)
    add_report_options(parser)
    parser.set_defaults(run=run)


def duet_request(options: argparse.Namespace) -> DuetRequest:
    """The video that a command line asks for.

    Raises:
        SettingsError: a setting is outside its range.
    """
    from real3d.pipeline.duet import DuetRequest, Speaker

    return DuetRequest(
        photo=options.photo,
        first=Speaker(options.first, options.first_face),
        second=Speaker(options.second, options.second_face),
        order="together" if options.together else "in turns",
        settings=Settings(
            motion=instance(MotionSettings, options),
            output=instance(OutputSettings, options),
            size=options.size,
            framing="photo",
            badge=options.badge,
        ),
        out=options.out,
        preview=options.preview,
        overwrite=options.overwrite,
    )


def run(options: argparse.Namespace) -> int:
    """Makes the video and reports it."""
    from real3d.runtime.system_libraries import import_cv2
    from real3d.runtime.work_folder import sweep

    import_cv2()
    sweep()
    from real3d.pipeline.duet import make_duet
    from real3d.pipeline.talking_portrait import TalkingPortrait

    with progress_bar(options.quiet) as bar:
        pipeline = TalkingPortrait(options.engine, options.weights)
        result = make_duet(pipeline, duet_request(options), on_progress=bar)
    print_result(result, options)
    return DONE


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", metavar="PHOTO", type=Path, help="a photo of two people or more")
    group = parser.add_argument_group("files")
    for which, default in (("first", "the left one of the two largest"), ("second", "the other")):
        group.add_argument(
            f"--{which}",
            metavar="FILE",
            type=Path,
            required=True,
            help=f"what the {which} speaker says, as a recording",
        )
        group.add_argument(
            f"--{which}-face",
            metavar="X,Y",
            type=point,
            help=f"pixels of the photo: where that face is (default: {default})",
        )
    group.add_argument(
        "--together",
        action="store_true",
        help="both voices begin at once (default: the second one waits for the first)",
    )
    group.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="the video to write, .mp4 (default: a new temporary file)",
    )
    group.add_argument(
        "--preview",
        metavar="FILE.GIF",
        type=Path,
        help="also write the first seconds as a small picture that moves, .gif or .webp",
    )
    add_overwrite_option(group, "files that are")
