"""The sliders and choices of a tab, and the `Settings` they stand for."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from real3d.engines import ENGINE_NAMES
from real3d.errors import SettingsError
from real3d.motion import MotionSettings
from real3d.result import SIZES, Framing, Settings
from real3d.ui.language import MARKED

FRAME_RATES = (25, 30)
"""Frames per second: those of television, film and phones' video calls."""


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

    def settings(self) -> Settings:
        """The settings that the controls stand for.

        Raises:
            SettingsError: one of them is empty or outside its range.
        """
        if self.seed is None:
            raise SettingsError("“Seed” is empty; enter a number.")
        motion = MotionSettings(
            head=self.head,
            mouth=self.mouth,
            articulation=self.articulation,
            expression=self.expression,
            blink=self.blink,
            gaze=self.gaze,
            neutralise=self.neutralise,
            fps=self.fps,
            seed=int(self.seed),
        )
        return Settings(motion=motion, size=self.size, framing=self.framing)


def draw_controls(*, framing: bool = True, seed: bool = True) -> dict[str, Component]:
    """Draws the controls here; they are returned by the names of the fields of `Choices`.

    Args:
        framing: whether the tab has a choice of what the result shows.
        seed: whether anything of the tab is random; a driving video leaves nothing to chance.
    """
    with gr.Group():
        controls = draw_amounts()
        with gr.Row():
            if framing:
                controls["framing"] = gr.Radio(
                    [(MARKED.square_framing, "square"), (MARKED.photo_framing, "photo")],
                    value="square",
                    label=MARKED.framing,
                    info=MARKED.framing_hint,
                    min_width=220,
                )
            controls["engine"] = draw_engine()
    return controls | draw_advanced(seed)


def draw_advanced(seed: bool) -> dict[str, Component]:
    """What few visitors need; see `draw_controls`."""
    with gr.Accordion(MARKED.advanced, open=False):
        controls: dict[str, Component] = {
            "gaze": _amount(MARKED.gaze, MARKED.gaze_hint),
            "neutralise": _slider(1, MARKED.neutralise, MARKED.neutralise_hint, high=1),
            "fps": gr.Radio(list(FRAME_RATES), value=FRAME_RATES[0], label=MARKED.fps),
            "size": gr.Radio(
                [(f"{size} × {size}", size) for size in SIZES],
                value=SIZES[0],
                label=MARKED.size,
                info=MARKED.size_hint,
            ),
        }
        if seed:
            controls["articulation"] = _amount(MARKED.articulation, MARKED.articulation_hint)
            controls["seed"] = gr.Number(
                0, precision=0, minimum=0, label=MARKED.seed, info=MARKED.seed_hint
            )
    return controls


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
        list(ENGINE_NAMES),
        value="auto",
        label=MARKED.engine,
        info=MARKED.engine_hint,
        min_width=220,
    )


def _amount(label: str, hint: str | None = None, value: float = 1.0) -> gr.Slider:
    return _slider(value, label, hint, high=2)


def _slider(value: float, label: str, hint: str | None, high: float) -> gr.Slider:
    return gr.Slider(
        0, high, value=value, step=0.05, label=label, info=hint, min_width=200, buttons=[]
    )
