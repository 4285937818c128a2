"""The controls of a tab, drawn from the settings that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from gradio.components import Component

from real3d.motion.settings import MOTION_SETTINGS, MotionSettings
from real3d.pipeline.settings import ENGINE_NAMES, Settings
from real3d.runtime.settings import SettingSpec, setting_specs
from real3d.ui.components.events import QUICK
from real3d.ui.i18n.language import MARKED, marked_setting

_SPECS = {spec.name: spec for each in (MotionSettings, Settings) for spec in setting_specs(each)}
_IN_ROWS = ("fps", "size")
"""Drawn beside each other: their choices are short."""


@dataclass(frozen=True)
class Advanced:
    """What few visitors need."""

    fields: dict[str, Component]
    """By the names of settings."""
    for_voice: list[Component] = field(default_factory=list)
    """What does something only when a voice moves the face."""
    for_video: list[Component] = field(default_factory=list)
    """What does something only when a video does."""


def draw_main(*, framing: bool = True) -> dict[str, Component]:
    """The controls that everybody sees, by the names of settings.

    Args:
        framing: whether the tab has a choice of what the result shows.
    """
    with gr.Group():
        controls = draw_amounts()
        controls["mood"] = draw_setting("mood")
        with gr.Row():
            if framing:
                controls["framing"] = draw_setting("framing")
            controls["engine"] = draw_engine()
    return controls


def draw_amounts(amount: float | None = None) -> dict[str, Component]:
    """The sliders that say how lively the result is.

    Args:
        amount: where they begin; None for their defaults.
    """
    with gr.Row():
        return {
            spec.name: draw_setting(spec.name, value=amount)
            for spec in _SPECS.values()
            if spec.placement == "main" and not spec.choices
        }


def draw_advanced(*, voice: bool, video: bool, left_out: Sequence[str] = ()) -> Advanced:
    """Draws here, in the open: the caller decides what they are folded into.

    Args:
        voice: whether a voice may move the face.
        video: whether a video may. If both may, the page begins with the voice.
        left_out: names of settings that the tab draws elsewhere or does not have.
    """
    drivers = {"any", *(["voice"] if voice else []), *(["video"] if video else [])}
    specs = [
        spec
        for spec in _SPECS.values()
        if spec.placement == "advanced" and spec.driver in drivers and spec.name not in left_out
    ]

    def draw(chosen: Iterable[SettingSpec]) -> dict[str, Component]:
        return {
            spec.name: draw_setting(spec.name, visible=not (voice and spec.driver == "video"))
            for spec in chosen
        }

    fields = draw(spec for spec in specs if not spec.is_switch and spec.name not in _IN_ROWS)
    with gr.Row():
        fields |= draw(spec for spec in specs if spec.name in _IN_ROWS)
    fields |= draw(spec for spec in specs if spec.is_switch)
    return Advanced(
        fields,
        for_voice=[fields[spec.name] for spec in specs if spec.driver == "voice"],
        for_video=[fields[spec.name] for spec in specs if spec.driver == "video"],
    )


def draw_setting(name: str, value: Any = None, visible: bool = True) -> Component:
    """One setting in the form that fits its values.

    Args:
        name: of the setting.
        value: where it begins; None for its default.
        visible: whether it is shown at first.
    """
    spec, words = _SPECS[name], marked_setting(name)
    common = {
        "value": spec.default if value is None else value,
        "label": words.label,
        "info": words.hint or None,
        "visible": visible,
    }
    if spec.is_switch:
        return gr.Checkbox(**common)
    if offered := spec.choices or spec.offered:
        choices = [(words.choices.get(choice, str(choice)), choice) for choice in offered]
        # A choice is found again by its value as JSON writes it: 25, not 25.0.
        common["value"] = next(choice for choice in offered if choice == common["value"])
        return gr.Radio(choices, min_width=220 if words.choices else 150, **common)
    if spec.keys:
        example = ", ".join(f"{key}=0.4" for key in ("browInnerUp", "cheekPuff"))
        return gr.Textbox(**common | {"value": ""}, placeholder=example)
    if isinstance(spec.default, int):
        return gr.Number(precision=0, minimum=spec.low, **common)
    return gr.Slider(*spec.range, step=0.05, min_width=200, buttons=[], **common)


def draw_engine() -> gr.Radio:
    """What renders."""
    return gr.Radio(
        [(MARKED.auto_engine, "auto"), *((name, name) for name in ENGINE_NAMES if name != "auto")],
        value="auto",
        label=MARKED.engine,
        min_width=220,
    )


def follow_engines(
    supported: Callable[..., frozenset[str]],
    engines: Sequence[Component],
    controls: dict[str, Component],
) -> None:
    """Settings that no chosen engine supports cannot be moved, from the page's first moment on.

    Args:
        supported: the names of the settings that the engines of these names support.
        engines: the choices of one.
        controls: by the names of settings.
    """
    followed = {name: each for name, each in controls.items() if name in MOTION_SETTINGS}

    def follow(*chosen: str) -> list[Any]:
        movable = supported(*chosen)
        return [gr.update(interactive=name in movable) for name in followed]

    # Without triggers: at the page's opening, and whenever another engine is chosen.
    gr.on(None, follow, [*engines], [*followed.values()], **QUICK)
