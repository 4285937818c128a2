"""The sliders and choices that all tabs share, and the `Settings` they stand for."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from real3d.engines import ENGINE_NAMES
from real3d.errors import SettingsError
from real3d.motion import MotionSettings
from real3d.result import SIZES, Settings
from real3d.ui import texts


@dataclass(frozen=True)
class Choices:
    """What the controls of one tab are set to; the fields are the endpoint's parameters too."""

    head: float
    mouth: float
    expression: float
    blink: float
    gaze: float
    neutralise: float
    seed: float | None
    size: int
    fps: float
    engine: str

    def settings(self) -> Settings:
        """The settings that the controls stand for.

        Raises:
            SettingsError: one of them is empty or outside its range.
        """
        if self.seed is None:
            raise SettingsError(texts.NO_NUMBER.format(name=texts.SEED))
        motion = MotionSettings(
            head=self.head,
            mouth=self.mouth,
            expression=self.expression,
            blink=self.blink,
            gaze=self.gaze,
            neutralise=self.neutralise,
            fps=self.fps,
            seed=int(self.seed),
        )
        return Settings(motion=motion, size=self.size)


def draw_controls() -> dict[str, Component]:
    """Draws the controls here; they are returned by the names of the fields of `Choices`."""
    with gr.Group(), gr.Row():
        lively: dict[str, Component] = {
            "head": _amount(texts.HEAD),
            "mouth": _amount(texts.MOUTH),
            "expression": _amount(texts.EXPRESSION),
            "blink": _amount(texts.BLINK),
        }
    with gr.Accordion(texts.ADVANCED, open=False):
        advanced: dict[str, Component] = {
            "gaze": _amount(texts.GAZE, texts.GAZE_HINT),
            "neutralise": _slider(0, 1, 1, texts.NEUTRALISE, texts.NEUTRALISE_HINT),
            "fps": _slider(10, 60, 25, texts.FPS, step=1),
            "size": gr.Radio(
                [(f"{size} × {size}", size) for size in SIZES], value=SIZES[0], label=texts.SIZE
            ),
            "seed": gr.Number(0, precision=0, minimum=0, label=texts.SEED, info=texts.SEED_HINT),
            "engine": gr.Radio(
                list(ENGINE_NAMES), value="auto", label=texts.ENGINE, info=texts.ENGINE_HINT
            ),
        }
    return lively | advanced


def _amount(label: str, hint: str | None = None) -> gr.Slider:
    return _slider(0, 2, 1, label, hint)


def _slider(
    low: float, high: float, value: float, label: str, hint: str | None = None, step: float = 0.05
) -> gr.Slider:
    return gr.Slider(
        low, high, value=value, step=step, label=label, info=hint, min_width=200, buttons=[]
    )
