"""The project from a terminal: `python -m real3d generate`.

Only the standard library is imported before the arguments are understood, so that `--help` answers
at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from real3d import __version__
from real3d.errors import Real3DError

if TYPE_CHECKING:
    from real3d.result import Progress, Result, Settings

DONE, USER_ERROR, INTERRUPTED = 0, 2, 130
"""Exit codes; 130 is what shells expect after Ctrl-C."""

_EXAMPLES = """\
examples:
  a photo that speaks
    python -m real3d generate --photo me.jpg --audio hello.wav --out hello.mp4
  a photo that follows somebody's face
    python -m real3d generate --photo me.jpg --video clip.mp4
  the face of a video, the sound of another recording
    python -m real3d generate --photo me.jpg --video clip.mp4 --audio song.mp3
  in front of another background, livelier, in 768 x 768
    python -m real3d generate --photo me.jpg --audio hello.wav --background beach.jpg \\
        --head 1.5 --size 768
  without a background, to lay over something else
    python -m real3d generate --photo me.jpg --audio hello.wav --background transparent \\
        --out hello.webm

Use your own face and voice, or those of people who agreed to it.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code.

    Every error that a user can mend is one line on stderr.
    """
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except Real3DError as error:
        print(f"real3d: {error}", file=sys.stderr)
        return USER_ERROR
    except KeyboardInterrupt:
        print("real3d: stopped; nothing was kept.", file=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        allow_abbrev=False,
        prog="python -m real3d",
        description="One photo and a voice (or a driving video) become a talking portrait.",
    )
    parser.add_argument("--version", action="version", version=f"real3d {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    generate = commands.add_parser(
        "generate",
        allow_abbrev=False,
        help="make one video",
        description="Make one video from a photo and a voice recording or a driving video.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    generate.set_defaults(run=_generate)
    _add_files(generate)
    _add_movement(generate)
    _add_output(generate)
    check = commands.add_parser(
        "check",
        help="say whether this machine has what is needed",
        description="Say whether this machine has what is needed, and what is missing if not.",
    )
    check.set_defaults(run=_check)
    _add_weights(commands.add_parser("weights", help="the tri-plane engine's weights"))
    return parser


def _add_weights(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    status = actions.add_parser("status", help="say which files are there and where to get others")
    status.add_argument(
        "--weights", metavar="FOLDER", help="where they are (default: what REAL3D_WEIGHTS names)"
    )
    status.set_defaults(run=_weights_status)
    convert = actions.add_parser("convert", help="turn the authors' download into usable files")
    convert.add_argument("folder", metavar="FOLDER", help="holds checkpoints and deep_3drecon")
    convert.set_defaults(run=_weights_convert)


def _add_files(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("files")
    group.add_argument("--photo", metavar="FILE", required=True, help="a photo of one face")
    group.add_argument(
        "--audio",
        metavar="FILE",
        help="the voice that moves the face; with --video, only the sound of the result",
    )
    group.add_argument("--video", metavar="FILE", help="a video whose face is followed")
    group.add_argument(
        "--background",
        metavar="B",
        default="original",
        help="original (default), blur, transparent, a colour as '#20a060', or a picture file",
    )
    group.add_argument(
        "--out",
        metavar="FILE",
        help="the video to write, .mp4 or .webm (default: a new temporary file)",
    )


def _add_movement(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("movement (0 is still, 1 natural, 2 the most)")
    amounts = {
        "head": "head motion",
        "mouth": "how far the mouth opens",
        "expression": "brows, cheeks and lip shapes",
        "blink": "how often the eyes blink",
        "gaze": "how far the eyes wander",
    }
    for name, what in amounts.items():
        group.add_argument(
            f"--{name}", metavar="X", type=float, default=1.0, help=f"{what}, 0..2 (default 1)"
        )
    group.add_argument(
        "--neutralise",
        metavar="X",
        type=float,
        default=1.0,
        help="how much of the photo's own expression is taken away, 0..1 (default 1)",
    )
    group.add_argument(
        "--seed", metavar="N", type=int, default=0, help="makes the same video again (default 0)"
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("result")
    group.add_argument(
        "--engine",
        default="auto",
        choices=("auto", "mesh", "triplane"),
        help="what renders (default auto: the best that can run here)",
    )
    group.add_argument(
        "--size",
        type=int,
        default=512,
        choices=(512, 768, 1024),
        help="pixels a side (default 512)",
    )
    group.add_argument(
        "--fps",
        metavar="N",
        type=float,
        default=25.0,
        help="frames per second, 10..60 (default 25)",
    )
    group.add_argument(
        "--crf",
        metavar="N",
        type=int,
        help="compression: lower is better and larger (default: chosen for the format)",
    )
    group.add_argument("--json", action="store_true", help="print the result record as JSON")
    group.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _check(options: argparse.Namespace) -> int:
    from real3d.system_libraries import import_cv2

    import_cv2()
    from real3d.engines import choose_engine
    from real3d.media import ffmpeg

    ffmpeg.executable()
    choice = choose_engine("auto")
    print(f"All is there. Engine: {choice.engine.name} ({choice.reason}).")
    return DONE


def _weights_status(options: argparse.Namespace) -> int:
    from real3d.weights import weights_folder, weights_status

    folder = weights_folder(options.weights)
    print(f"Folder: {folder or 'none; set REAL3D_WEIGHTS or give --weights'}")
    for found in weights_status(folder):
        size = f"{found.bytes / 1e6:.1f} MB" if found.path else "missing"
        print(f"\n{found.file.name}  {size}")
        if found.path:
            print(f"  sha256   {found.digest()}")
        print(f"  for      {found.file.purpose}")
        print(f"  from     {found.file.origin}")
        print(f"  licence  {found.file.licence}")
    return DONE


def _weights_convert(options: argparse.Namespace) -> int:
    from pathlib import Path

    from real3d.triplane.conversion import convert_release

    for path in convert_release(Path(options.folder)):
        print(path)
    return DONE


def _generate(options: argparse.Namespace) -> int:
    from real3d.system_libraries import import_cv2

    import_cv2()
    from real3d.pipeline import TalkingPortrait

    bar = _ProgressBar() if sys.stderr.isatty() and not options.quiet else None
    try:
        result = TalkingPortrait(options.engine).generate(
            photo=options.photo,
            audio=options.audio,
            video=options.video,
            background=options.background,
            settings=_settings(options),
            out=options.out,
            on_progress=bar,
        )
    finally:
        if bar is not None:
            bar.clear()
    if options.json:
        print(result.to_json())
    elif not options.quiet:
        print(_report(result))
    return DONE


def _settings(options: argparse.Namespace) -> Settings:
    from real3d.media import OutputSettings
    from real3d.motion import MotionSettings
    from real3d.result import Settings

    return Settings(
        motion=MotionSettings(
            head=options.head,
            mouth=options.mouth,
            expression=options.expression,
            blink=options.blink,
            gaze=options.gaze,
            neutralise=options.neutralise,
            fps=options.fps,
            seed=options.seed,
        ),
        output=OutputSettings() if options.crf is None else OutputSettings(crf=options.crf),
        size=options.size,
    )


def _report(result: Result) -> str:
    seconds = result.timings.total
    lines = [
        str(result.path),
        f"  engine   {result.engine}: {result.engine_reason}",
        f"  length   {result.duration:.1f} s, {result.frames} frames, seed {result.seed}",
        f"  made in  {seconds:.1f} s ({result.frames / seconds:.0f} frames per second)",
    ]
    lines += [f"  photo    {sentence}" for sentence in result.advice]
    lines += [f"  note     {sentence}" for sentence in result.notes]
    return "\n".join(lines)


class _ProgressBar:
    """One line on stderr that is written over and over."""

    _CELLS = 24
    _ERASE_LINE = "\r\x1b[2K"

    def __call__(self, step: Progress) -> None:
        filled = round(step.fraction * self._CELLS)
        bar = "█" * filled + "░" * (self._CELLS - filled)
        self._write(f"{self._ERASE_LINE}{bar} {step.fraction:4.0%}  {step.message}")

    def clear(self) -> None:
        """Take the line away."""
        self._write(self._ERASE_LINE)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
