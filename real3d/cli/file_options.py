"""Options that commands about files have in common, in the same words."""

from __future__ import annotations

import argparse


def add_face_option(group: argparse._ActionsContainer) -> None:
    """`--face`: whose face is meant."""
    group.add_argument(
        "--face",
        metavar="X,Y",
        type=point,
        help="pixels of the photo: where the face is, if there are several (default: the largest)",
    )


def add_overwrite_option(group: argparse._ActionsContainer, file: str = "a file that is") -> None:
    """`--overwrite`: whether what is there may be lost.

    Args:
        group: gets the option.
        file: what the command writes, as in "files that are".
    """
    group.add_argument(
        "--overwrite",
        action="store_true",
        help=f"replace {file} there already (default: only what this program made)",
    )


def add_quiet_option(group: argparse._ActionsContainer) -> None:
    """`--quiet`: whether anything is printed."""
    group.add_argument("--quiet", action="store_true", help="print nothing but errors")


def point(text: str) -> tuple[float, float]:
    """A place in a picture, from "X,Y".

    Raises:
        ArgumentTypeError: it is no place.
    """
    try:
        x, y = map(float, text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not X,Y, as in 320,140") from error
    return x, y
