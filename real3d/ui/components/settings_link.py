"""A link that opens the page with the settings of a result: no files, no words, no results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.motion.settings import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import SettingSpec, setting_specs
from real3d.text_to_speech.speech import SPEEDS
from real3d.text_to_speech.voices import DEFAULT_VOICE, VOICE_NAMES
from real3d.ui.components.events import QUICK
from real3d.ui.components.stage import Stage
from real3d.ui.handlers.parsing import BACKGROUNDS, MODES

_LINK = Path(__file__).with_name("settings_link.js").read_text(encoding="utf-8")
_AMOUNTS = r"(?:\w+=[0-9.]+(?:, )?)*"
_COLOUR = "#[0-9a-f]{6}"
_OTHERS: dict[str, dict[str, Any]] = {
    "voice": {"usual": DEFAULT_VOICE, "choices": VOICE_NAMES},
    "speed": {"usual": 1, "low": SPEEDS[0], "high": SPEEDS[1]},
    "kind": {"usual": BACKGROUNDS[0], "choices": BACKGROUNDS},
    "colour": {"usual": "", "pattern": _COLOUR},
}
"""What is no setting, and part of a recipe."""


def connect_settings_link(
    stage: Stage,
    mode: Component,
    tabs: gr.Tabs,
    linked: Mapping[str, Component],
    opened: Dependency,
) -> None:
    """Shows the link of the result on the stage, and lets the page's address set what it says.

    Args:
        stage: whose result it is.
        mode: the tab that is seen.
        tabs: to choose it.
        linked: among them what a link can set, by the names of parameters.
        opened: the event after which the page is as it was left.
    """
    known = _settings() | _OTHERS
    names = [name for name in linked if name in known]
    link = f"({_LINK})({json.dumps({name: known[name] for name in names})})"
    stage.recipe.change(
        None,
        [stage.recipe, mode],
        stage.link,
        js=f"(recipe, tab) => {link}.make(recipe, tab)",
        **QUICK,
    )
    opened.then(
        None,
        None,
        [tabs, mode, *(linked[name] for name in names)],
        js=f"() => {link}.open({json.dumps(MODES)})",
        **QUICK,
    )


def _settings() -> dict[str, dict[str, Any]]:
    """What each setting may be, by its name."""
    return {
        spec.name: _values(spec)
        for settings in (MotionSettings, Settings)
        for spec in setting_specs(settings)
    }


def _values(spec: SettingSpec) -> dict[str, Any]:
    if spec.is_switch:
        return {"usual": spec.default, "choices": (True, False)}
    if spec.keys:
        return {"usual": "", "pattern": _AMOUNTS}
    if offered := spec.choices or spec.offered:
        return {"usual": spec.default, "choices": offered}
    low, high = spec.range
    return {"usual": spec.default, "low": low, "high": high}
