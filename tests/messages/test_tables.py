"""Everything that the program says is in every table, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from real3d import errors
from real3d.messages.chinese import CHINESE
from real3d.messages.english import ENGLISH

SOURCE = Path(errors.__file__).parent
SPEAKERS = (SOURCE, SOURCE.parent / "training")
"""Where something is said: the package, and the training beside it."""
FORMAT_OF_A_NUMBER = re.compile(r"(\.\d+)?[fg%]")
NAMES = (
    "imageio-ffmpeg",
    "ffmpeg",
    "crf",
    "PyTorch",
    "MediaPipe",
    "Basel Face Model",
    "MATLAB",
    "HuBERT",
    "OpenCV",
    "Debian",
    "Ubuntu",
    "Fedora",
    "Python",
    "Space",
    "uint8",
)
"""Names that Chinese writes as they are, besides what stands in quotation marks."""


@dataclass(frozen=True)
class Use:
    """A place where something is said."""

    place: str
    code: str | None
    """None if it is not written out there."""
    fields: frozenset[str | None]


def _uses() -> list[Use]:
    paths = (path for folder in SPEAKERS for path in folder.rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    speaking = _speaking(trees.values())
    return [
        Use(
            place=f"{path.relative_to(SOURCE.parent)}:{node.lineno}",
            code=_literal(node.args[0]) if len(node.args) == 1 else None,
            fields=frozenset(keyword.arg for keyword in node.keywords),
        )
        for path, tree in trees.items()
        if path.name != "errors.py"  # hands on what it is given
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) in speaking
    ]


def _speaking(trees: Iterable[ast.Module]) -> set[str]:
    """`Message` and all errors for users, wherever they are defined."""
    bases = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Message", "Real3DError"}
    while more := {name for name, parents in bases.items() if parents & found} - found:
        found |= more
    return found


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _placeholders(template: str) -> dict[str, str]:
    """Names of what is put in, with the format where it is a number's."""
    return {
        name: form if FORMAT_OF_A_NUMBER.fullmatch(form or "") else ""
        for _, name, form, _ in Formatter().parse(template)
        if name is not None
    }


USES = _uses()


def test_the_search_finds_the_places():
    assert len(USES) > 150
    assert {"file-missing", "checkpoint-unsafe", "finding-face", "table-empty"} <= {
        use.code for use in USES
    }


def test_codes_are_written_out_where_they_are_used():
    assert [use.place for use in USES if use.code is None] == []


def test_every_code_has_a_sentence_that_takes_the_fields_it_is_given():
    wrong = [
        (use.place, use.code)
        for use in USES
        if use.code is not None
        and use.fields != set(_placeholders(ENGLISH.get(use.code, "{no such code}")))
    ]
    assert wrong == []


def test_no_sentence_is_left_over():
    assert set(ENGLISH) - {use.code for use in USES} == set()


def test_codes_are_slugs():
    assert [code for code in ENGLISH if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


@pytest.mark.parametrize("table", [CHINESE], ids=["Chinese"])
def test_the_languages_say_the_same_things_with_the_same_fields(table):
    assert list(table) == list(ENGLISH)
    wrong = [code for code in table if _placeholders(table[code]) != _placeholders(ENGLISH[code])]
    assert wrong == []


def test_chinese_leaves_no_english_words():
    english = {}
    for code, template in CHINESE.items():
        text = re.sub(r"{[^}]*}|“[^”]*”", "", template)
        for name in NAMES:
            text = text.replace(name, "")
        if words := re.findall("[A-Za-z]*[a-z]{3,}", text):
            english[code] = words
    assert english == {}
