"""What this machine can run, and why: `python -m real3d doctor`.

Every part is really loaded, because an installed package whose system library is missing is of no
use; a part that fails is a line in the table, never the end of the examination.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE, USER_ERROR
from real3d.cli.generate import WEIGHTS_HELP
from real3d.errors import Real3DError
from real3d.messages.message import Message
from real3d.runtime.extras import needs_extra

if TYPE_CHECKING:
    from real3d.cli.commands import Commands

OLDEST, NEWEST = (3, 10), (3, 12)
"""Versions of Python that MediaPipe and numba are built for."""

ENOUGH_DISK = 2 * 2**30
"""Bytes: a visitor's driving video, its result, and both again in the page's cache."""


class State(Enum):
    """How a part stands, as words that need no colour."""

    FINE = "ok"
    ABSENT = "no"
    """It is not there, and nothing that this version does is lost by that."""
    BROKEN = "PROBLEM"
    """Nothing works without it."""


@dataclass(frozen=True)
class Finding:
    """One part of the machine."""

    part: str
    state: State
    found: str
    """What is there, or what is wrong and what to do about it."""
    purpose: str
    """What it is needed for."""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "doctor",
        allow_abbrev=False,
        help="say what this machine can run, and why",
        description="Say what this machine can run, and what is missing. Exit code 0: videos can "
        "be made, 2: something is missing.",
    )
    parser.add_argument(
        "--triplane",
        action="store_true",
        help="try the tri-plane engine's networks too: a frame, a sentence, a photo",
    )
    parser.add_argument("--weights", metavar="FOLDER", help=WEIGHTS_HELP)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the table."""
    findings = examine()
    if options.triplane:
        findings += examine_triplane(options.weights)
    print(table(findings))
    return DONE if is_healthy(findings) else USER_ERROR


class _Absent(Exception):
    """Something optional is not there."""

    def __init__(self, meaning: Message) -> None:
        """
        Args:
            meaning: what is missing, and what that means.
        """
        super().__init__(meaning)


def examine() -> list[Finding]:
    """Looks at every part; takes a few seconds, because it loads them."""
    everything, page, marks = "everything", "the page", "the signed mark"
    neural = "the tri-plane engine"
    return [
        _look("Python", everything, _python),
        _look("processor", everything, _processor),
        _look("OpenCV", everything, _opencv),
        _look("MediaPipe", "finding faces", lambda: _package("mediapipe")),
        _look("numba", "the mesh engine", lambda: _package("numba")),
        _look("ffmpeg", "sound and video", _ffmpeg),
        _look("disk", "temporary files", _disk),
        _look("Gradio", page, lambda: _optional_package("gradio")),
        _look("MCP", "tools for agents", lambda: _optional_package("mcp")),
        _look("c2pa", marks, _signing),
        _look("onnxruntime", "typed words", lambda: _optional_package("onnxruntime")),
        _look("misaki", "typed words", lambda: _optional_package("misaki")),
        _look("PyTorch", neural, _torch),
        _look("GPU", neural, _gpu),
        _look("transformers", neural, lambda: _optional_package("transformers")),
        _look("xformers", neural, _xformers),
        _look("mesh engine", "videos", lambda: _engine("mesh")),
        _look("tri-plane engine", "videos", lambda: _engine("triplane")),
    ]


def examine_triplane(weights: str | None) -> list[Finding]:
    """Lets each network of the tri-plane engine do its first work here; takes a minute.

    Args:
        weights: folder of its weights; None for what `REAL3D_WEIGHTS` names.
    """
    try:
        with needs_extra("triplane"):
            from real3d.triplane import examination
            from real3d.triplane.weights.files import weights_folder
            from real3d.triplane.weights.resolve import require_weights

            paths = require_weights(weights_folder(weights))
    except Real3DError as error:
        return [Finding("weights", State.BROKEN, str(error), "the tri-plane engine")]
    return [
        _look("ray marching", "the tri-plane engine", examination.march_rays),
        _look("a frame", "the tri-plane engine", lambda: examination.render_frame(paths)),
        _look("a sentence", "voices", lambda: examination.hear_sentence(paths)),
        _look("a photo", "head and torso", lambda: examination.segment_photo(paths)),
    ]


def is_healthy(findings: list[Finding]) -> bool:
    """Whether videos can be made here."""
    return all(finding.state is not State.BROKEN for finding in findings)


def table(findings: list[Finding]) -> str:
    """The findings below each other, and the conclusion."""
    rows = [("part", "state", "needed for", "found")]
    rows += [(each.part, each.state.value, each.purpose, each.found) for each in findings]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    rows.insert(1, ("-" * widths[0], "-" * widths[1], "-" * widths[2], "-" * len("found")))
    lines = [
        f"{part:<{widths[0]}}  {state:<{widths[1]}}  {purpose:<{widths[2]}}  {found}"
        for part, state, purpose, found in rows
    ]
    return "\n".join([*lines, "", _conclusion(findings)])


def _conclusion(findings: list[Finding]) -> str:
    broken = [finding.part for finding in findings if finding.state is State.BROKEN]
    if broken:
        return f"Videos cannot be made here until this is mended: {', '.join(broken)}."
    from real3d.pipeline.engine_choice import choose_engine

    choice = choose_engine("auto")
    return f"All is there. Engine: {choice.engine.name} ({choice.reason})."


def _look(part: str, purpose: str, examination: Callable[[], str]) -> Finding:
    try:
        return Finding(part, State.FINE, examination(), purpose)
    except _Absent as reason:
        return Finding(part, State.ABSENT, str(reason), purpose)
    except Real3DError as error:
        return Finding(part, State.BROKEN, str(error), purpose)


def _python() -> str:
    here = platform.python_version()
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Real3DError("python-unsuitable", version=here)
    return here


def _processor() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"


def _package(module: str) -> str:
    """The version of a package that nothing works without."""
    _load(module)
    return version(module)


def _load(module: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        raise Real3DError("package-not-loaded", name=module, reason=str(error)) from error


def _opencv() -> str:
    from real3d.runtime.system_libraries import import_cv2

    return import_cv2().__version__


def _ffmpeg() -> str:
    _load("imageio_ffmpeg")
    from real3d.media import ffmpeg

    return f"{ffmpeg.check_runs()} ({ffmpeg.executable()})"


def _disk() -> str:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_DISK:
        raise Real3DError(
            "disk-too-small", free=free / 2**30, folder=folder, needed=ENOUGH_DISK / 2**30
        )
    return f"{free / 2**30:.1f} GiB free in {folder}"


def _optional_package(module: str) -> str:
    """The version of a package that an extra brings."""
    _optional(module)
    return version(module)


def _signing() -> str:
    from real3d.provenance.manifest import prepare_signing

    signing = prepare_signing()
    if signing.reason is not None:
        raise _Absent(Message("signing-absent", reason=signing.reason))
    return f"{version('c2pa-python')}, signs with the certificate in {signing.origin}"


def _torch() -> str:
    return str(_optional("torch").__version__)


def _gpu() -> str:
    torch = _optional("torch")
    if not torch.cuda.is_available():
        without_cuda = torch.version.cuda is None
        reason = Message("torch-without-cuda") if without_cuda else Message("gpu-not-seen")
        raise _Absent(Message("no-cuda-device", reason=reason))
    device = torch.cuda.get_device_properties(0)
    return f"{device.name}, {device.total_memory / 2**30:.0f} GiB"


def _xformers() -> str:
    # What it logs about kernels for a card that is not there would stand above the table.
    logging.getLogger("xformers").setLevel(logging.ERROR)
    return _optional_package("xformers")


def _optional(module: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        raise _Absent(Message("optional-package-absent", name=module, reason=str(error))) from error


def _engine(name: str) -> str:
    from real3d.errors import EngineUnavailableError
    from real3d.pipeline.engine_choice import choose_engine

    try:
        choose_engine(name)
    except EngineUnavailableError as error:
        raise _Absent(error.message) from error
    except ImportError as error:
        raise Real3DError("engine-not-loaded", reason=str(error)) from error
    return "can run"
