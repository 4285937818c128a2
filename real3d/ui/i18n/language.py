"""Which language the page speaks.

What never changes is translated by the browser: `MARKED` holds a marker for every word. What is
said while the page runs is translated here, by the language that the browser asks for.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any

import gradio as gr

from real3d.ui.i18n.chinese import CHINESE, SENTENCES
from real3d.ui.i18n.english import ENGLISH
from real3d.ui.i18n.words import Words

I18N = gr.I18n(**{"en": asdict(ENGLISH), "zh": asdict(CHINESE), "zh-CN": asdict(CHINESE)})
"""For `launch(i18n=...)`."""

MARKED: Any = Words(**{field.name: I18N(field.name) for field in fields(Words)})  # type: ignore[arg-type]
"""A marker for each of the words, for the labels of components."""


def paragraph(marker: Any) -> str:
    """A marked word as HTML."""
    return f"<p>{marker}</p>"


@dataclass(frozen=True)
class Language:
    """One language: the page's own words, and the rooms' sentences in it."""

    words: Words
    sentences: tuple[tuple[str, str], ...]

    def said(self, sentence: str) -> str:
        """A sentence of the rooms in this language; in English if it has none for it."""
        for pattern, template in _patterns(self.sentences):
            if found := pattern.fullmatch(sentence):
                return template.format(**found.groupdict())
        return sentence

    def time(self, seconds: float) -> str:
        """A length of time in a few letters."""
        if seconds < 100:
            return self.words.seconds.format(count=max(1, round(seconds)))
        return self.words.minutes.format(count=round(seconds / 60))


IN_ENGLISH = Language(ENGLISH, ())
IN_CHINESE = Language(CHINESE, SENTENCES)


def spoken_by(request: gr.Request | None) -> Language:
    """The language of a visitor; English for programs."""
    accepted = "" if request is None else request.headers.get("accept-language", "")
    return IN_CHINESE if accepted.lower().startswith("zh") else IN_ENGLISH


@cache
def _patterns(sentences: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), other) for english, other in sentences)


def _pattern(template: str) -> re.Pattern[str]:
    """What the sentences of a template look like."""
    parts = re.split(r"\{(\w+)\}", template)
    texts, names = parts[::2], [*parts[1::2], ""]
    return re.compile(
        "".join(
            re.escape(text) + (f"(?P<{name}>.+)" if name else "")
            for text, name in zip(texts, names, strict=True)
        ),
        re.DOTALL,
    )
