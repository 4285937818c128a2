"""`python -m real3d generate`: one video."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.captions.files import read_transcript
from real3d.cli.exit_codes import DONE
from real3d.cli.file_options import add_face_option, add_overwrite_option, add_quiet_option
from real3d.cli.progress_bar import progress_bar
from real3d.cli.setting_options import add_setting_options, read_settings
from real3d.errors import InputError
from real3d.media.files import check_file
from real3d.media.output_settings import OutputSettings
from real3d.motion.settings import MotionSettings
from real3d.motion.shipped import shipped_motions
from real3d.pipeline.settings import ENGINE_NAMES, Settings
from real3d.text_to_speech.voices import DEFAULT_VOICE, VOICE_NAMES

if TYPE_CHECKING:
    from real3d.cli.commands import Commands
    from real3d.pipeline.request import JobRequest
    from real3d.pipeline.result import Result

WEIGHTS_HELP = "the tri-plane engine's weights (default: the folder that REAL3D_WEIGHTS names)"

_MAX_TEXT_BYTES = 2**20
"""Of a file of text: far more than may be said, so that it is told what the limit is."""

_EXAMPLES = """\
examples:
  a photo that speaks
    python -m real3d generate --photo me.jpg --audio hello.wav --out hello.mp4
  a photo that says what is typed
    python -m real3d generate --photo me.jpg --text "Hello! Nice to meet you." --voice george
  a photo that follows somebody's face
    python -m real3d generate --photo me.jpg --video clip.mp4
  the face of a video, the sound of another recording
    python -m real3d generate --photo me.jpg --video clip.mp4 --audio song.mp3
  a movement that comes with the program
    python -m real3d generate --photo me.jpg --motion laugh
  in front of another background, livelier, in 768 x 768
    python -m real3d generate --photo me.jpg --audio hello.wav --background beach.jpg \\
        --head 1.5 --size 768
  with captions in the picture
    python -m real3d generate --photo me.jpg --audio hello.wav --captions burnt \\
        --transcript-file hello.srt
  without a background, to lay over something else
    python -m real3d generate --photo me.jpg --audio hello.wav --background transparent \\
        --out hello.webm

Use your own face and voice, or those of people who agreed to it.
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "generate",
        allow_abbrev=False,
        help="make one video",
        description="Make one video from a photo and a voice recording or a driving video.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_job_options(parser)
    add_report_options(parser)
    parser.set_defaults(run=run)


def add_job_options(parser: argparse.ArgumentParser) -> None:
    """The options that say what a job is: its files, settings and engine."""
    _add_files(parser)
    movement = parser.add_argument_group("movement (amounts: 0 is still, 1 natural, 2 the most)")
    add_setting_options(movement, MotionSettings)
    result = parser.add_argument_group("result")
    add_engine_options(result)
    add_setting_options(result, Settings)
    add_setting_options(result, OutputSettings)


def add_engine_options(group: argparse._ArgumentGroup) -> None:
    """The options that say what renders."""
    group.add_argument(
        "--engine",
        default="auto",
        choices=ENGINE_NAMES,
        help="what renders (default auto: the best that can run here)",
    )
    group.add_argument("--weights", metavar="FOLDER", type=Path, help=WEIGHTS_HELP)


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """The options that say what is printed of a video."""
    report = parser.add_argument_group("report")
    report.add_argument("--json", action="store_true", help="print the result record as JSON")
    add_quiet_option(report)


def job_request(options: argparse.Namespace) -> JobRequest:
    """The job that a command line asks for.

    Raises:
        InputError: a setting is outside its range, or the file of the text cannot be read.
        OutputError: the file of a text would be written over.
    """
    from real3d.pipeline.own_results import check_outputs
    from real3d.pipeline.request import JobRequest

    request = JobRequest(
        photo=options.photo,
        audio=options.audio,
        video=options.video,
        background=options.background,
        settings=read_settings(options),
        out=options.out,
        face=options.face,
        head_from=options.head_from,
        motion=options.motion,
        text=_text(options),
        voice=options.voice,
        speed=options.speed,
        transcript=_transcript(options),
        pictures=options.pictures,
        preview=options.preview,
        overwrite=options.overwrite,
    )
    texts = [path for path in (options.text_file, options.transcript_file) if path is not None]
    if texts:
        check_outputs(request, texts)
    return request


def run(options: argparse.Namespace) -> int:
    """Makes the video and reports it."""
    from real3d.runtime.system_libraries import import_cv2
    from real3d.runtime.work_folder import sweep

    import_cv2()
    sweep()
    from real3d.pipeline.talking_portrait import TalkingPortrait

    with progress_bar(options.quiet) as bar:
        pipeline = TalkingPortrait(options.engine, options.weights)
        result = pipeline.generate(job_request(options), on_progress=bar)
    print_result(result, options)
    return DONE


def print_result(result: Result, options: argparse.Namespace) -> None:
    """Prints of a video what `add_report_options` asks for."""
    if options.json:
        print(result.to_json())
    elif not options.quiet:
        print(_report(result))


def _add_files(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("files")
    group.add_argument(
        "--photo", metavar="FILE", type=Path, required=True, help="a photo of a face"
    )
    add_face_option(group)
    group.add_argument(
        "--audio",
        metavar="FILE",
        type=Path,
        help="the voice that moves the face; with --video, only the sound of the result",
    )
    group.add_argument("--video", metavar="FILE", type=Path, help="a video whose face is followed")
    texts = group.add_mutually_exclusive_group()
    texts.add_argument("--text", help="what the photo says, in English, instead of a recording")
    texts.add_argument(
        "--text-file", metavar="FILE", type=Path, help="the same, as a file of plain text"
    )
    group.add_argument(
        "--voice",
        metavar="NAME",
        default=DEFAULT_VOICE,
        help=f"who says the text: {', '.join(VOICE_NAMES)} (default {DEFAULT_VOICE})",
    )
    group.add_argument(
        "--speed",
        metavar="X",
        type=float,
        default=1.0,
        help="how fast the text is said, 0.5..2 (default 1)",
    )
    transcripts = group.add_mutually_exclusive_group()
    transcripts.add_argument(
        "--transcript",
        metavar="TEXT",
        help="what is said, for --captions (default: the words of --text)",
    )
    transcripts.add_argument(
        "--transcript-file",
        metavar="FILE",
        type=Path,
        help="the same as a file: plain text, SRT or WebVTT",
    )
    group.add_argument(
        "--head-from",
        metavar="FILE",
        type=Path,
        help="a video whose head movement goes with the voice (default: an invented one)",
    )
    group.add_argument(
        "--motion",
        metavar="M",
        help="a movement instead: a file that `real3d motion` has kept, or one of "
        f"{', '.join(shipped_motions())}",
    )
    group.add_argument(
        "--background",
        metavar="B",
        default="original",
        help="original (default), blur, transparent, a colour as '#20a060', or a picture file",
    )
    group.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="the video to write, .mp4 or .webm (default: a new temporary file)",
    )
    group.add_argument(
        "--pictures",
        metavar="FILE.ZIP",
        type=Path,
        help="also write the frames one by one, as PNG with their alpha",
    )
    group.add_argument(
        "--preview",
        metavar="FILE.GIF",
        type=Path,
        help="also write the first seconds as a small picture that moves, .gif or .webp",
    )
    add_overwrite_option(group, "files that are")


def _text(options: argparse.Namespace) -> str | None:
    """What is to be said.

    Raises:
        InputError: its file cannot be read.
    """
    if options.text_file is None:
        return options.text
    path = check_file(options.text_file, _MAX_TEXT_BYTES)
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("text-file-unreadable", name=path.name) from error


def _transcript(options: argparse.Namespace) -> str | None:
    """What is said, for captions.

    Raises:
        InputError: its file cannot be read.
    """
    if options.transcript_file is None:
        return options.transcript
    return read_transcript(options.transcript_file)


def _report(result: Result) -> str:
    seconds = result.timings.total
    lines = [
        str(result.path),
        f"  engine   {result.engine}: {result.engine_reason}",
        f"  length   {result.duration:.1f} s, {result.frames} frames, seed {result.seed}",
        f"  made in  {seconds:.1f} s ({result.frames / seconds:.0f} frames per second)",
        f"  marks    {', '.join(result.marks)}",
    ]
    speech = result.recipe.speech
    if speech is not None:
        lines.append(f"  voice    {speech.voice} of {speech.model}, synthetic")
    if result.pictures is not None:
        lines.append(f"  pictures {result.pictures}")
    if result.preview is not None:
        lines.append(f"  preview  {result.preview}")
    lines += [f"  photo    {sentence}" for sentence in result.advice]
    lines += [f"  note     {sentence}" for sentence in result.notes]
    return "\n".join(lines)
