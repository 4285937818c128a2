"""Tries mutants with mutmut; tests/support/mutants.py starts it in a copy of the repository.

Of its own process, because mutmut replaces what is imported. mutmut's operators exchange operators,
numbers, arguments and values. They do not take anything away, which is the fault that slips in most
easily, so some are added: an element of a list, an option of a command line, a call whose value is
not used, and a condition turned round.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import libcst as cst
from mutmut import __main__ as mutmut
from mutmut.mutation import mutators
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import (
    copy_also_copy_files,
    copy_src_dir,
    walk_mutatable_files,
)


def without_one_element(node: cst.List) -> Iterator[cst.List]:
    """[a, *b, c] → [*b, c], [a, c], [a, *b]."""
    for index in range(len(node.elements)):
        yield node.with_changes(elements=[*node.elements[:index], *node.elements[index + 1 :]])


def without_one_option(node: cst.List | cst.Tuple) -> Iterator[cst.List | cst.Tuple]:
    """["-map", "0", "-t", x] → ["-t", x], ["-map", "0"]: an option goes together with its value."""
    elements = node.elements
    for index, element in enumerate(elements):
        if not _is_option(element):
            continue
        has_value = index + 1 < len(elements) and not _is_option(elements[index + 1])
        kept = [*elements[:index], *elements[index + 1 + has_value :]]
        if kept and isinstance(node, cst.Tuple):
            # (a) would be no tuple.
            kept[-1] = kept[-1].with_changes(comma=cst.Comma())
        if kept or node.lpar or isinstance(node, cst.List):
            yield node.with_changes(elements=kept)


def without_call(node: cst.Expr) -> Iterator[cst.Pass]:
    """`frames.close()` → `pass`."""
    if isinstance(node.value, cst.Call):
        yield cst.Pass()


def condition_turned(node: cst.If) -> Iterator[cst.If]:
    """`if found:` → `if not (found):`."""
    test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(
        test=cst.UnaryOperation(cst.Not(), test),
        whitespace_before_test=cst.SimpleWhitespace(" "),
    )


def other_text(node: cst.SimpleString) -> Iterator[cst.SimpleString]:
    """ "rgb" → "XXrgbXX". In the place of mutmut's three, of which the others change the case."""
    yield from list(mutators.operator_string(node))[:1]


def _is_option(element: cst.BaseElement) -> bool:
    text = element.value
    return (
        isinstance(text, cst.SimpleString)
        and text.raw_value.startswith("-")
        and (not text.raw_value[1:].isdigit())
    )


def extend_operators() -> None:
    """Adds to mutmut's table, which its own modules share."""
    table = mutators.mutation_operators
    table[:] = [entry for entry in table if entry[1] is not mutators.operator_string]
    table += [
        (cst.SimpleString, other_text),
        (cst.List, without_one_element),
        (cst.List, without_one_option),
        (cst.Tuple, without_one_option),
        (cst.Expr, without_call),
        (cst.If, condition_turned),
    ]


def main(sample: int, seed: int, outcomes: Path) -> None:
    """Makes all mutants, tries a sample of them, writes [name, status, difference] of each."""
    extend_operators()
    workers = os.cpu_count() or 2
    (Path.cwd() / "mutants").mkdir(exist_ok=True)
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        copy_src_dir()
        copy_also_copy_files()
        mutmut.create_mutants(workers)
    names = sorted(name for _, data in recorded() for name in data.exit_code_by_key)
    if 0 < sample < len(names):
        names = sorted(random.Random(seed).sample(names, sample))
    mutmut._run(names, workers)
    told = [
        [name, status_by_exit_code[data.exit_code_by_key[name]], changed_lines(name, path)]
        for path, data in recorded()
        for name in data.exit_code_by_key.keys() & set(names)
    ]
    outcomes.write_text(json.dumps(sorted(told)), encoding="utf-8")


def recorded() -> Iterator[tuple[Path, SourceFileMutationData]]:
    """What mutmut has noted of each file that it changes."""
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        yield path, data


def changed_lines(name: str, path: Path) -> str:
    """The lines of the difference that are not context."""
    lines = get_diff_for_mutant(name, path=path).splitlines()[2:]
    return "\n".join(line for line in lines if line.startswith(("+", "-")))


if __name__ == "__main__":
    # What lies beside this file is not to be imported without its package.
    del sys.path[0]
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
