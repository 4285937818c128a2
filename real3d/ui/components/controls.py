"""The sliders and choices of a tab, and the `Settings` they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from gradio.components import Component

from real3d.errors import SettingsError
from real3d.motion import MotionSettings
from real3d.motion.settings import AMOUNTS
from real3d.pipeline.engine_choice import ENGINE_NAMES
from real3d.pipeline.result import SIZES, Framing, Settings
from real3d.ui.components.events import QUICK
from real3d.ui.i18n.language import MARKED

FRAME_RATES = (25, 30)
"""Frames per second: those of television, film and phones' video calls."""

POSES = ("natural", "still", "video")
"""Where a speaking photo's head movement comes from."""


@dataclass(frozen=True)
class Choices:
    """What the controls of one tab are set to; the fields are the endpoint's parameters too."""

    engine: str
    head: float
    mouth: float
    expression: float
    blink: float
    gaze: float
    neutralise: float
    fps: float
    size: int
    framing: Framing = "square"
    seed: float | None = 0
    articulation: float = 1.0
    smoothing: float = 0
    pose: str = "natural"
    debug: bool = False

    def settings(self) -> Settings:
        """The settings that the controls stand for.

        Raises:
            SettingsError: one of them is empty or outside its range.
        """
        if self.seed is None:
            raise SettingsError("“Seed” is empty; enter a number.")
        if self.pose not in POSES:
            choices = ", ".join(POSES)
            raise SettingsError(f"“pose” is “{self.pose}”; choose one of {choices}.")
        motion = MotionSettings(
            head=0 if self.pose == "still" else self.head,
            mouth=self.mouth,
            articulation=self.articulation,
            expression=self.expression,
            blink=self.blink,
            gaze=self.gaze,
            neutralise=self.neutralise,
            smoothing=self.smoothing,
            fps=self.fps,
            seed=int(self.seed),
        )
        return Settings(motion=motion, size=self.size, framing=self.framing, debug=self.debug)


@dataclass(frozen=True)
class Advanced:
    """What few visitors need."""

    fields: dict[str, Component]
    """By the names of the fields of `Choices`."""
    for_voice: list[Component] = field(default_factory=list)
    """What does something only when a voice moves the face."""
    for_video: list[Component] = field(default_factory=list)
    """What does something only when a video does."""


def draw_main(*, framing: bool = True) -> dict[str, Component]:
    """The controls that everybody sees, by the names of the fields of `Choices`.

    Args:
        framing: whether the tab has a choice of what the result shows.
    """
    with gr.Group():
        controls = draw_amounts()
        with gr.Row():
            if framing:
                controls["framing"] = gr.Radio(
                    [(MARKED.square_framing, "square"), (MARKED.photo_framing, "photo")],
                    value="square",
                    label=MARKED.framing,
                    min_width=220,
                )
            controls["engine"] = draw_engine()
    return controls


def draw_advanced(*, voice: bool, video: bool) -> Advanced:
    """Draws here, in the open: the caller decides what they are folded into.

    Args:
        voice: whether a voice may move the face; only then is anything left to chance.
        video: whether a video may; only then is there a tremble to take out. If both may, the page
            begins with the voice.
    """
    fields: dict[str, Component] = {
        "gaze": _amount(MARKED.gaze, MARKED.gaze_hint),
        "neutralise": _slider(1, MARKED.neutralise, MARKED.neutralise_hint, high=1),
    }
    if video:
        fields["smoothing"] = draw_smoothing(visible=not voice)
    with gr.Row():
        fields["fps"] = gr.Radio(
            list(FRAME_RATES), value=FRAME_RATES[0], label=MARKED.fps, min_width=150
        )
        fields["size"] = gr.Radio(
            [(f"{size} × {size}", size) for size in SIZES],
            value=SIZES[0],
            label=MARKED.size,
            info=MARKED.size_hint,
            min_width=220,
        )
    if voice:
        fields["articulation"] = _amount(MARKED.articulation, MARKED.articulation_hint)
        fields["seed"] = gr.Number(
            0, precision=0, minimum=0, label=MARKED.seed, info=MARKED.seed_hint
        )
    return Advanced(
        fields,
        for_voice=[fields["articulation"], fields["seed"]] if voice else [],
        for_video=[fields["smoothing"]] if video else [],
    )


def draw_debug() -> dict[str, Component]:
    """For a result beside the steps to it; by the name of the field of `Choices`."""
    return {"debug": gr.Checkbox(False, label=MARKED.debug, info=MARKED.debug_hint)}


def draw_smoothing(visible: bool = True) -> gr.Slider:
    """For movement that comes from a video."""
    return _slider(0, MARKED.smoothing, MARKED.smoothing_hint, high=1, visible=visible)


def draw_amounts(amount: float = 1.0) -> dict[str, Component]:
    """The four sliders that say how lively the result is, and where they begin."""
    with gr.Row():
        return {
            "head": _amount(MARKED.head, value=amount),
            "mouth": _amount(MARKED.mouth, value=amount),
            "expression": _amount(MARKED.expression, value=amount),
            "blink": _amount(MARKED.blink, value=amount),
        }


def draw_engine() -> gr.Radio:
    """What renders."""
    return gr.Radio(
        [(MARKED.auto_engine, "auto"), *((name, name) for name in ENGINE_NAMES if name != "auto")],
        value="auto",
        label=MARKED.engine,
        min_width=220,
    )


def follow_engines(
    heeded: Callable[..., frozenset[str]],
    engines: Sequence[Component],
    controls: dict[str, Component],
) -> None:
    """Amounts that no chosen engine heeds cannot be moved, from the page's first moment on.

    Args:
        heeded: the amounts that the engines of these names heed.
        engines: the choices of one.
        controls: by the names of the fields of `Choices`.
    """
    amounts = {name: controls[name] for name in AMOUNTS if name in controls}

    def follow(*chosen: str) -> list[Any]:
        movable = heeded(*chosen)
        return [gr.update(interactive=name in movable) for name in amounts]

    # Without triggers: at the page's opening, and whenever another engine is chosen.
    gr.on(None, follow, [*engines], [*amounts.values()], **QUICK)


def _amount(label: str, hint: str | None = None, value: float = 1.0) -> gr.Slider:
    return _slider(value, label, hint, high=2)


def _slider(
    value: float, label: str, hint: str | None, high: float, visible: bool = True
) -> gr.Slider:
    return gr.Slider(
        0,
        high,
        value=value,
        step=0.05,
        label=label,
        info=hint,
        min_width=200,
        buttons=[],
        visible=visible,
    )
