"""The project from a terminal: `python -m real3d generate`.

Only the standard library is imported before the arguments are understood, so that `--help` answers
at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from real3d.errors import Real3DError, SettingsError
from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from real3d.cli.batch import Job
    from real3d.pipeline.result import Progress, Result, Settings

DONE, NOT_MARKED, USER_ERROR, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; 130 is what shells expect after Ctrl-C."""

_WEIGHTS_HELP = "the tri-plane engine's weights (default: the folder that REAL3D_WEIGHTS names)"
_MIRROR = "ameerazam08/Real3DPortrait"

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

_BATCH_EXAMPLE = """\
example of a table:
  photo,audio,out,head,seed
  me.jpg,hello.wav,out/hello.mp4,,
  me.jpg,goodbye.wav,out/goodbye.mp4,1.5,7
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
    verify = commands.add_parser(
        "verify",
        allow_abbrev=False,
        help="say whether a file is marked as synthetic",
        description="Say whether a video, sound or picture is marked as synthetic, and what else "
        "its tags and its signed manifest tell. Exit code 0: marked, 1: not marked, 2: the file "
        "cannot be read.",
    )
    verify.set_defaults(run=_verify)
    verify.add_argument("file", metavar="FILE", help="the file to look into")
    score = commands.add_parser(
        "score",
        allow_abbrev=False,
        help="say how alive a talking video is, next to real people",
        description="Measure how head, brows, lids, eyes and lips of a talking video move, whoever "
        "made it, beside what real people do. Exit code 0: measured, 2: the video cannot be used.",
    )
    score.set_defaults(run=_score)
    score.add_argument("video", metavar="VIDEO", help="one face, best with its sound")
    score.add_argument("--json", action="store_true", help="print the figures as JSON")
    batch = commands.add_parser(
        "batch",
        allow_abbrev=False,
        help="make many videos from a table",
        description="Make one video per row of a CSV table whose columns are the options of "
        "“generate”; “photo”, “out” and “audio” or “video” are needed. Results that are there "
        "already are kept, so that the same command goes on after an interruption. Exit code 0: "
        "all results are there, 2: some are not.",
        epilog=_BATCH_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    batch.set_defaults(run=_batch)
    batch.add_argument("table", metavar="JOBS.CSV", help="the table, in UTF-8")
    batch.add_argument(
        "--ray",
        metavar="ADDRESS",
        nargs="?",
        const="local",
        help="work on a Ray cluster that shares this computer's folders; without an address, on "
        "one that is started here for the time being",
    )
    doctor = commands.add_parser(
        "doctor",
        allow_abbrev=False,
        help="say what this machine can run, and why",
        description="Say what this machine can run, and what is missing. Exit code 0: videos can "
        "be made, 2: something is missing.",
    )
    doctor.set_defaults(run=_doctor)
    _add_weights(commands.add_parser("weights", help="the tri-plane engine's weights"))
    return parser


def _add_weights(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    status = actions.add_parser("status", help="say which files are there and where to get others")
    status.add_argument("--weights", metavar="FOLDER", help=_WEIGHTS_HELP)
    status.set_defaults(run=_weights_status)
    convert = actions.add_parser("convert", help="turn the authors' download into usable files")
    convert.add_argument("folder", metavar="FOLDER", help="holds checkpoints and deep_3drecon")
    convert.add_argument(
        "--from",
        dest="mirror",
        metavar="REPO",
        choices=(_MIRROR,),
        help=f"download them into the folder first, from {_MIRROR} on the Hub, which is older "
        "than the authors' mended release",
    )
    convert.set_defaults(run=_weights_convert)
    push = actions.add_parser(
        "push", help="upload the converted files to your own private repository on the Hub"
    )
    push.add_argument("repository", metavar="REPO", help="owner/name; made if it is not there")
    push.add_argument("--weights", metavar="FOLDER", help=_WEIGHTS_HELP)
    push.set_defaults(run=_weights_push)
    compile_parts = actions.add_parser(
        "compile",
        help="compile the tri-plane engine's network for this machine's graphics card",
        description="Compile the tri-plane engine's network for this machine's graphics card, "
        "once, in minutes. The result lies beside the weights and is used from then on.",
    )
    compile_parts.add_argument("--weights", metavar="FOLDER", help=_WEIGHTS_HELP)
    compile_parts.set_defaults(run=_weights_compile)


def _add_files(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("files")
    group.add_argument("--photo", metavar="FILE", required=True, help="a photo of a face")
    group.add_argument(
        "--face",
        metavar="X,Y",
        type=_point,
        help="pixels of the photo: where the face is, if there are several (default: the largest)",
    )
    group.add_argument(
        "--audio",
        metavar="FILE",
        help="the voice that moves the face; with --video, only the sound of the result",
    )
    group.add_argument("--video", metavar="FILE", help="a video whose face is followed")
    group.add_argument(
        "--head-from",
        metavar="FILE",
        help="a video whose head movement goes with the voice (default: an invented one)",
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
        help="the video to write, .mp4 or .webm (default: a new temporary file)",
    )
    group.add_argument(
        "--pictures",
        metavar="FILE.ZIP",
        help="also write the frames one by one, as PNG with their alpha",
    )


def _point(text: str) -> tuple[float, float]:
    try:
        x, y = map(float, text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not X,Y, as in 320,140") from error
    return x, y


def _add_movement(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("movement (0 is still, 1 natural, 2 the most)")
    amounts = {
        "head": "head motion",
        "mouth": "how far the mouth opens",
        "articulation": "how strongly a speaker's lips take shape",
        "expression": "brows and cheeks",
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
        "--smoothing",
        metavar="X",
        type=float,
        default=0.0,
        help="how much tremble is taken out of movement from a video, 0..1 (default 0)",
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
    group.add_argument("--weights", metavar="FOLDER", help=_WEIGHTS_HELP)
    group.add_argument(
        "--size",
        type=int,
        default=512,
        choices=(512, 768, 1024),
        help="pixels a side of the moving square (default 512)",
    )
    group.add_argument(
        "--framing",
        default="square",
        choices=("square", "photo"),
        help="square: head and shoulders (default); photo: the whole photo, in which they move",
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
    group.add_argument(
        "--no-badge",
        action="store_true",
        help="leave out the small “AI” in the corner; the marks inside the file stay",
    )
    group.add_argument(
        "--debug",
        action="store_true",
        help="show the photo, what drives it and the engine's steps beside the result",
    )
    group.add_argument("--json", action="store_true", help="print the result record as JSON")
    group.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _batch(options: argparse.Namespace) -> int:
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.cli.batch import read_jobs, run_batch, work_here
    from real3d.cli.ray_batch import work_on_ray

    jobs = read_jobs(options.table, _job)
    work = work_here if options.ray is None else work_on_ray(options.ray)
    made = kept = failed = 0
    for number, outcome in enumerate(run_batch(options.table, jobs, work), start=1):
        made += outcome.result is not None
        failed += bool(outcome.error)
        kept += outcome.result is None and not outcome.error
        print(f"[{number}/{len(jobs)}] {outcome.job.out}: {outcome.in_words}", flush=True)
    print(f"{made} made, {kept} there already, {failed} failed.")
    return USER_ERROR if failed else DONE


def _job(row: int, arguments: Sequence[str]) -> Job:
    """The job that a command line of `generate` stands for."""
    from real3d.cli.batch import Job

    parser = _RowParser(add_help=False, allow_abbrev=False)
    _add_files(parser)
    _add_movement(parser)
    _add_output(parser)
    options = parser.parse_args(arguments)
    if options.out is None:
        raise SettingsError("“out” is empty; name the video to write.")
    return Job(
        row=row,
        out=Path(options.out).absolute(),
        photo=Path(options.photo).absolute(),
        audio=_absolute(options.audio),
        video=_absolute(options.video),
        background=options.background,
        engine=options.engine,
        settings=_settings(options),
        face=options.face,
        head_from=_absolute(options.head_from),
        pictures=_absolute(options.pictures),
        weights=_absolute(options.weights),
    )


def _absolute(path: str | None) -> Path | None:
    return None if path is None else Path(path).absolute()


class _RowParser(argparse.ArgumentParser):
    """A row's mistake is reported with its number, it does not end the program."""

    def error(self, message: str) -> NoReturn:
        raise SettingsError(f"{message[0].upper()}{message[1:]}.")


def _doctor(options: argparse.Namespace) -> int:
    from real3d.cli.doctor import examine, is_healthy, table

    findings = examine()
    print(table(findings))
    return DONE if is_healthy(findings) else USER_ERROR


def _verify(options: argparse.Namespace) -> int:
    from real3d.provenance.verify import describe, read_marks

    marks = read_marks(options.file)
    print("\n".join(describe(marks)))
    return DONE if marks.synthetic else NOT_MARKED


def _score(options: argparse.Namespace) -> int:
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.evaluation.report import score

    found = score(options.video)
    print(found.to_json() if options.json else found.to_text())
    return DONE


def _weights_status(options: argparse.Namespace) -> int:
    from real3d.triplane.weights.files import weights_folder, weights_repository
    from real3d.triplane.weights.hub import full_status

    folder, repository = weights_folder(options.weights), weights_repository()
    absent = "" if folder is None or folder.is_dir() else " (is not there)"
    print(f"Folder: {folder or 'none; set REAL3D_WEIGHTS or give --weights'}{absent}")
    if repository is not None:
        print(f"Repository: {repository.name}, commit {repository.revision or 'newest'}")
    for found in full_status(folder):
        size = f"{found.bytes / 1e6:.1f} MB" if found.path else "missing"
        print(f"\n{found.file.name}  {size}")
        if found.path:
            print(f"  sha256   {found.digest()}")
        print(f"  for      {found.file.purpose}")
        print(f"  from     {found.file.origin}")
        print(f"  licence  {found.file.licence}")
    return DONE


def _weights_convert(options: argparse.Namespace) -> int:
    from real3d.triplane.weights.conversion import convert_release, release_remark
    from real3d.triplane.weights.hub import download_mirror

    folder = Path(options.folder)
    if options.mirror is not None:
        download_mirror(folder)
    for path in convert_release(folder):
        print(path)
    if remark := release_remark(folder):
        print(f"real3d: {remark}", file=sys.stderr)
    return DONE


def _weights_push(options: argparse.Namespace) -> int:
    from real3d.triplane.weights.files import REPOSITORY_VARIABLE, weights_folder
    from real3d.triplane.weights.hub import push

    repository = push(weights_folder(options.weights), options.repository)
    print(f"{REPOSITORY_VARIABLE}={repository.name}@{repository.revision}")
    return DONE


def _weights_compile(options: argparse.Namespace) -> int:
    from real3d.triplane.loading import compile_renderer
    from real3d.triplane.weights.files import RENDERER, weights_folder
    from real3d.triplane.weights.resolve import require_weights

    weights = require_weights(weights_folder(options.weights))[RENDERER.name]
    for path in compile_renderer(weights):
        print(path)
    return DONE


def _generate(options: argparse.Namespace) -> int:
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.pipeline.talking_portrait import TalkingPortrait

    bar = _ProgressBar() if sys.stderr.isatty() and not options.quiet else None
    try:
        result = TalkingPortrait(options.engine, options.weights).generate(
            photo=options.photo,
            audio=options.audio,
            video=options.video,
            background=options.background,
            settings=_settings(options),
            out=options.out,
            face=options.face,
            head_from=options.head_from,
            pictures=options.pictures,
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
    from real3d.pipeline.result import Settings

    return Settings(
        motion=MotionSettings(
            head=options.head,
            mouth=options.mouth,
            articulation=options.articulation,
            expression=options.expression,
            blink=options.blink,
            gaze=options.gaze,
            neutralise=options.neutralise,
            smoothing=options.smoothing,
            fps=options.fps,
            seed=options.seed,
        ),
        output=OutputSettings() if options.crf is None else OutputSettings(crf=options.crf),
        size=options.size,
        badge=not options.no_badge,
        debug=options.debug,
        framing=options.framing,
    )


def _report(result: Result) -> str:
    seconds = result.timings.total
    lines = [
        str(result.path),
        f"  engine   {result.engine}: {result.engine_reason}",
        f"  length   {result.duration:.1f} s, {result.frames} frames, seed {result.seed}",
        f"  made in  {seconds:.1f} s ({result.frames / seconds:.0f} frames per second)",
        f"  marks    {', '.join(result.marks)}",
    ]
    if result.pictures is not None:
        lines.append(f"  pictures {result.pictures}")
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
