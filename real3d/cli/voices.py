"""`python -m real3d voices`: who can say a text."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE

if TYPE_CHECKING:
    from real3d.cli.commands import Commands
    from real3d.text_to_speech.model_files import ModelFile


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "voices",
        allow_abbrev=False,
        help="list the voices that can say a text",
        description="List the voices that can say a text, and what is downloaded of them.",
    )
    parser.add_argument(
        "--download",
        action="store_true",
        help="download the network and all voices now (98 MB), to work without a connection later",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the voices."""
    from real3d.text_to_speech.model_files import LICENCE, NETWORK, REPOSITORY, REVISION, kept
    from real3d.text_to_speech.model_files import voice_file as file_of
    from real3d.text_to_speech.voices import VOICES

    if options.download:
        for file in (NETWORK, *map(file_of, VOICES)):
            _download(file)
    for voice in VOICES:
        state = "" if kept(file_of(voice)) is None else "  downloaded"
        print(f"{voice.name:<10} {voice.language}  {voice.title}{state}")
    print(f"\nnetwork  {kept(NETWORK) or 'missing; downloaded when a text is first spoken'}")
    print(f"from     {REPOSITORY}, commit {REVISION}")
    print(f"licence  {LICENCE}")
    return DONE


def _download(file: ModelFile) -> None:
    from real3d.text_to_speech.model_files import fetch

    for share in fetch(file):
        if sys.stderr.isatty():
            print(f"\r\x1b[2K{file.name} {share:.0%}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
