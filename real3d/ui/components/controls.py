"""The controls of a tab, drawn from the settings that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from real3d.motion.settings import MOTION_SETTINGS, MotionSettings
from real3d.pipeline.settings import ENGINE_NAMES, Settings
from real3d.runtime.settings import SettingSpec, setting_specs
from real3d.ui.components.events import QUICK
from real3d.ui.components.visibility import SEEN_WITH_HEAD_VIDEO, SPEAKING, seen_in
from real3d.ui.i18n.language import MARKED, marked_setting

_SPECS = {spec.name: spec for each in (MotionSettings, Settings) for spec in setting_specs(each)}
_IN_ROWS = ("fps", "size")
"""Drawn beside each other: their choices are short."""


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


def draw_advanced() -> dict[str, Component]:
    """What few visitors need, by the names of settings."""
    specs = [spec for spec in _SPECS.values() if spec.placement == "advanced"]

    def draw(chosen: Iterable[SettingSpec]) -> dict[str, Component]:
        return {spec.name: draw_setting(spec.name, _seen(spec)) for spec in chosen}

    fields = draw(spec for spec in specs if not spec.is_switch and spec.name not in _IN_ROWS)
    with gr.Row():
        fields |= draw(spec for spec in specs if spec.name in _IN_ROWS)
    return fields | draw(spec for spec in specs if spec.is_switch)


def _seen(spec: SettingSpec) -> list[str]:
    """Where a setting has a meaning."""
    if spec.name == "debug":
        return seen_in("voice", "video")
    if spec.name == "with_driver":
        return seen_in("video", "background", drivers=[spec.driver])
    if spec.driver == "any":
        return []
    calms_heads = [SEEN_WITH_HEAD_VIDEO] if spec.name == "smoothing" else []
    drivers = SPEAKING if spec.driver == "voice" else (spec.driver,)
    return [*seen_in(drivers=drivers), *calms_heads]


def moved_by_driver(fields: dict[str, Component], driver: str) -> dict[str, Component]:
    """Of these settings, those that do something when only this driver moves the face.

    Args:
        fields: by the names of settings.
        driver: as in `SettingSpec.driver`.
    """
    return {name: each for name, each in fields.items() if _SPECS[name].driver in ("any", driver)}


def draw_setting(
    name: str, classes: Sequence[str] = (), value: Any = None, show_label: bool = True
) -> Component:
    """One setting in the form that fits its values.

    Args:
        name: of the setting.
        classes: that say when it is seen.
        value: where it begins; None for its default.
        show_label: whether those who see it need to be told what it is.
    """
    spec, words = _SPECS[name], marked_setting(name)
    common = {
        "value": spec.default if value is None else value,
        "label": words.label,
        "show_label": show_label,
        "info": words.hint or None,
        "elem_classes": [*classes],
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


def draw_engine(offered: Sequence[str]) -> gr.Radio:
    """What renders. A program may name every engine; visitors see those that can run here, and no
    choice where there is none.

    Args:
        offered: the names of the engines that can run here.
    """
    engine = gr.Radio(ENGINE_NAMES, value=ENGINE_NAMES[0], label="engine", visible="hidden")
    if len(offered) > 1:
        words = {"mesh": MARKED.mesh_engine, "triplane": MARKED.triplane_engine}
        shown = gr.Radio(
            [(MARKED.auto_engine, ENGINE_NAMES[0]), *((words[name], name) for name in offered)],
            value=ENGINE_NAMES[0],
            label=MARKED.engine,
            min_width=220,
        )
        shown.input(None, shown, engine, js="(name) => name", **QUICK)
    return engine


def follow_engines(
    supported: Callable[..., frozenset[str]],
    mode: Component,
    engines: Sequence[Component],
    controls: dict[str, Component],
) -> None:
    """Settings that no chosen engine supports cannot be moved, from the page's first moment on.

    Args:
        supported: the names of the settings that the engines of these names support.
        mode: the tab that is seen.
        engines: the choice of one, and those of the two sides of a comparison.
        controls: by the names of settings.
    """
    followed = {name: each for name, each in controls.items() if name in MOTION_SETTINGS}

    def follow(mode: str, engine: str, *sides: str) -> list[Any]:
        movable = supported(*(sides if mode == "compare" else (engine,)))
        return [gr.update(interactive=name in movable) for name in followed]

    # Without triggers: at the page's opening, and whenever one of the inputs changes.
    gr.on(None, follow, [mode, *engines], [*followed.values()], **QUICK)
