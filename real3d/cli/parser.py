"""A parser of command lines that says in one line what is wrong, and what was meant."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from itertools import takewhile
from typing import Any, NoReturn

_MISUSED = 2
"""Exit code of a command line that cannot be understood."""


class Parser(argparse.ArgumentParser):
    """Names the option or the command that was meant; the usual parser would first miss one that is
    required, and print all that there are."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """As the usual one; what is mistyped ends the program with exit code 2."""
        given = sys.argv[1:] if args is None else args
        if self._subparsers is not None:
            self._check_command(given)
        else:
            for argument in takewhile(lambda each: each != "--", given):
                self._check_option(argument.partition("=")[0])
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """The sentence alone, without the usage, which `--help` prints."""
        self.exit(_MISUSED, f"{self.prog}: {message}\n")

    def _check_option(self, option: str) -> None:
        known = self._option_string_actions
        if option.startswith("--") and option not in known:
            for meant in _meant(option, known):
                self.error(f"there is no {option}; did you mean {meant}?")

    def _check_command(self, given: Sequence[str]) -> None:
        command = next((each for each in given if not each.startswith("-")), None)
        commands = self._subparsers._group_actions[0].choices  # type: ignore[union-attr]
        if command is None or commands is None or command in commands:
            return
        for meant in _meant(command, commands):  # type: ignore[arg-type]
            self.error(f"there is no command “{command}”; did you mean {meant}?")
        self.error(f"there is no command “{command}”; there are {', '.join(map(str, commands))}.")


def _meant(typed: str, known: Collection[str]) -> list[str]:
    """The one that is like it, if there is one."""
    return get_close_matches(typed, known, n=1)
