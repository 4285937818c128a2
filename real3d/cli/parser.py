"""A parser of command lines that knows what a mistyped option was to be."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import takewhile
from typing import Any


class Parser(argparse.ArgumentParser):
    """Names the option that was meant; the usual parser would first miss one that is required."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """As the usual one; a mistyped option ends the program with exit code 2."""
        for argument in takewhile(lambda each: each != "--", args or ()):
            self._check_spelling(argument.partition("=")[0])
        return super().parse_known_args(args, namespace)

    def _check_spelling(self, option: str) -> None:
        known = self._option_string_actions
        if self._subparsers is None and option.startswith("--") and option not in known:
            for meant in get_close_matches(option, known, n=1):
                self.error(f"there is no {option}; did you mean {meant}?")
