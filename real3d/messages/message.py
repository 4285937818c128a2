"""One thing that is said to a user, without the words: a code, and what goes into the sentence.

Errors, advice, notes and progress are messages. Programs go by the code and the fields; the words
of a language are looked up where somebody reads them (terminal, page).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, Union

from real3d.messages.english import ENGLISH

Field: TypeAlias = Union[str, int, float, Path, "Message", "tuple[Field, ...]"]
"""What can be put into a sentence: a plain value, words that are a message themselves, a list."""


@dataclass(frozen=True, init=False)
class Message:
    """A code of the tables and the fields of its sentence; printed, it is the English sentence."""

    code: str
    items: tuple[tuple[str, Field], ...]
    """(name, value) of the fields, in the order of the names."""

    def __init__(self, code: str, /, **fields: Field) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "items", tuple(sorted(fields.items())))

    @property
    def fields(self) -> dict[str, Field]:
        """What goes into the sentence, by name."""
        return dict(self.items)

    def __str__(self) -> str:
        return translate(self, ENGLISH)


def translate(message: Message, table: Mapping[str, str]) -> str:
    """The sentence of a message; one that no table knows, such as that of an engine from outside,
    is its own code.

    Args:
        message: what is said.
        table: the sentences of one language by their codes. A field stands in braces, with a
            format if it is a number (`{seconds:.1f}`), with what separates its parts if it is a
            list (`{names:, }`).
    """
    if message.code not in table:
        return message.code
    words = {name: _in_words(value, table) for name, value in message.items}
    return table[message.code].format(**words)


def _in_words(value: Field, table: Mapping[str, str]) -> object:
    if isinstance(value, Message):
        return translate(value, table)
    if isinstance(value, tuple):
        return _List(str(_in_words(part, table)) for part in value)
    return value


class _List(tuple[str, ...]):
    """Parts that are written one after the other; the format is what stands between them."""

    def __format__(self, separator: str) -> str:
        return separator.join(self)
