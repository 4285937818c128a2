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
from real3d.motion.motion_file import load_motion
from real3d.motion.shipped import shipped_motions
from real3d.text_to_speech.speech import MAX_LETTERS
from real3d.text_to_speech.voices import VOICES
from real3d.ui.i18n.chinese import CHINESE, CHINESE_MOTIONS, CHINESE_SETTINGS
from real3d.ui.i18n.english import ENGLISH, ENGLISH_MOTIONS, ENGLISH_SETTINGS
from real3d.ui.i18n.words import SettingWords, Words


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


def _flat(
    language: Language, settings: Mapping[str, SettingWords], motions: Mapping[str, str]
) -> dict[str, str]:
    """All words by one name each, as the browser looks them up."""
    flat = asdict(language.words)
    flat["text_hint"] = language.words.text_hint.format(limit=f"{MAX_LETTERS:,}")
    for name, about in settings.items():
        flat[_setting_key(name)] = about.label
        flat[_setting_key(name, "hint")] = about.hint
        flat |= {_setting_key(name, choice): word for choice, word in about.choices.items()}
    for voice in VOICES:
        flat[_voice_key(voice.name)] = language.translate(voice.title)
    for name, path in shipped_motions().items():
        length = language.time(load_motion(path).duration)
        flat[_motion_key(name)] = f"{motions[name]} · {length}"
    return flat


def _setting_key(name: str, part: Any = "label") -> str:
    return f"setting_{name}_{part}"


def _voice_key(name: str) -> str:
    return f"voice_{name}"


def _motion_key(name: str) -> str:
    return f"motion_{name}"


_IN_CHINESE = _flat(IN_CHINESE, CHINESE_SETTINGS, CHINESE_MOTIONS)
I18N = gr.I18n(
    en=_flat(IN_ENGLISH, ENGLISH_SETTINGS, ENGLISH_MOTIONS),
    zh=_IN_CHINESE,
    **{"zh-CN": _IN_CHINESE},
)
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


def marked_voice(name: str) -> Any:
    """A marker for what a voice is called."""
    return I18N(_voice_key(name))


def marked_motions() -> list[Any]:
    """The motions that come with the program: a marker for what each is called and for its length,
    and its name."""
    return [(I18N(_motion_key(name)), name) for name in ENGLISH_MOTIONS]


def example_title(name: str) -> Any:
    """What to call the example of this name: a marker, or its name in words if it has none."""
    known = name in {field.name for field in fields(Words)}
    return getattr(MARKED, name) if known else name.replace("_", " ").replace("-", " ").capitalize()


def paragraph(marker: Any) -> str:
    """A marked word as HTML."""
    return f"<p>{marker}</p>"


def request_language(request: gr.Request | fastapi.Request | None) -> Language:
    """The language of a visitor; English for programs."""
    accepted = "" if request is None else request.headers.get("accept-language", "")
    return IN_CHINESE if accepted.lower().startswith("zh") else IN_ENGLISH
