"""Which language the page speaks.

What never changes is translated by the browser: `MARKED` holds a marker for every word. What is
said while the page runs is translated here, by the language that the browser asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import fastapi
import gradio as gr

from real3d.messages import chinese, english
from real3d.messages.message import Message, translate
from real3d.ui.i18n.chinese import CHINESE, CHINESE_SETTINGS
from real3d.ui.i18n.english import ENGLISH, ENGLISH_SETTINGS
from real3d.ui.i18n.words import SettingWords, Words


def _flat(words: Words, settings: Mapping[str, SettingWords]) -> dict[str, str]:
    """All words by one name each, as the browser looks them up."""
    flat = asdict(words)
    for name, about in settings.items():
        flat[_setting_key(name)] = about.label
        flat[_setting_key(name, "hint")] = about.hint
        flat |= {_setting_key(name, choice): word for choice, word in about.choices.items()}
    return flat


def _setting_key(name: str, part: Any = "label") -> str:
    return f"setting_{name}_{part}"


_IN_CHINESE = _flat(CHINESE, CHINESE_SETTINGS)
I18N = gr.I18n(en=_flat(ENGLISH, ENGLISH_SETTINGS), zh=_IN_CHINESE, **{"zh-CN": _IN_CHINESE})
"""For `launch(i18n=...)`."""

MARKED: Any = Words(**{field.name: I18N(field.name) for field in fields(Words)})  # type: ignore[arg-type]
"""A marker for each of the words, for the labels of components."""


def marked_setting(name: str) -> Any:
    """A marker for each of the words about a setting, as `SettingWords`."""
    words = ENGLISH_SETTINGS[name]
    return SettingWords(
        label=I18N(_setting_key(name)),  # type: ignore[arg-type]
        hint=I18N(_setting_key(name, "hint")) if words.hint else "",  # type: ignore[arg-type]
        choices={choice: I18N(_setting_key(name, choice)) for choice in words.choices},  # type: ignore[misc]
    )


def example_title(name: str) -> Any:
    """What to call the example of this name: a marker, or its name in words if it has none."""
    known = name in {field.name for field in fields(Words)}
    return getattr(MARKED, name) if known else name.replace("_", " ").replace("-", " ").capitalize()


def paragraph(marker: Any) -> str:
    """A marked word as HTML."""
    return f"<p>{marker}</p>"


@dataclass(frozen=True)
class Language:
    """One language: the page's own words, and what the rooms below it say."""

    words: Words
    messages: Mapping[str, str]
    """Sentences by code."""

    def translate(self, message: Message) -> str:
        """A message of the rooms in this language."""
        return translate(message, self.messages)

    def time(self, seconds: float) -> str:
        """A length of time in a few letters."""
        if seconds < 100:
            return self.words.seconds.format(count=max(1, round(seconds)))
        return self.words.minutes.format(count=round(seconds / 60))


IN_ENGLISH = Language(ENGLISH, english.ENGLISH)
IN_CHINESE = Language(CHINESE, chinese.CHINESE)


def request_language(request: gr.Request | fastapi.Request | None) -> Language:
    """The language of a visitor; English for programs."""
    accepted = "" if request is None else request.headers.get("accept-language", "")
    return IN_CHINESE if accepted.lower().startswith("zh") else IN_ENGLISH
