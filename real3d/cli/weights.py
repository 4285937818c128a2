"""`python -m real3d weights`: the tri-plane engine's weights."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE
from real3d.cli.generate import WEIGHTS_HELP
from real3d.runtime.extras import needs_extra

if TYPE_CHECKING:
    from real3d.cli.commands import Commands

_MIRROR = "ameerazam08/Real3DPortrait"


def add_parser(commands: Commands) -> None:
    """Adds the command and its actions."""
    parser = commands.add_parser("weights", help="the tri-plane engine's weights")
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    status = actions.add_parser("status", help="say which files are there and where to get others")
    status.add_argument("--weights", metavar="FOLDER", help=WEIGHTS_HELP)
    status.set_defaults(run=_status)
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
    convert.set_defaults(run=_convert)
    push = actions.add_parser(
        "push", help="upload the converted files to your own private repository on the Hub"
    )
    push.add_argument("repository", metavar="REPO", help="owner/name; made if it is not there")
    push.add_argument("--weights", metavar="FOLDER", help=WEIGHTS_HELP)
    push.set_defaults(run=_push)
    compile_parts = actions.add_parser(
        "compile",
        help="compile the tri-plane engine's network for this machine's graphics card",
        description="Compile the tri-plane engine's network for this machine's graphics card, "
        "once, in minutes. The result lies beside the weights and is used from then on.",
    )
    compile_parts.add_argument("--weights", metavar="FOLDER", help=WEIGHTS_HELP)
    compile_parts.set_defaults(run=_compile)


@needs_extra("triplane")
def _status(options: argparse.Namespace) -> int:
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


@needs_extra("triplane")
def _convert(options: argparse.Namespace) -> int:
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


@needs_extra("triplane")
def _push(options: argparse.Namespace) -> int:
    from real3d.triplane.weights.files import REPOSITORY_VARIABLE, weights_folder
    from real3d.triplane.weights.hub import push

    repository = push(weights_folder(options.weights), options.repository)
    print(f"{REPOSITORY_VARIABLE}={repository.name}@{repository.revision}")
    return DONE


@needs_extra("triplane")
def _compile(options: argparse.Namespace) -> int:
    from real3d.triplane.loading import compile_renderer
    from real3d.triplane.weights.files import RENDERER, weights_folder
    from real3d.triplane.weights.resolve import require_weights

    weights = require_weights(weights_folder(options.weights))[RENDERER.name]
    for path in compile_renderer(weights):
        print(path)
    return DONE
