"""The sliders that set a face by hand, all of which and the face fit on one screen of a phone."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component

from real3d.motion.face_pose import FacePose
from real3d.runtime.settings import setting_specs
from real3d.ui.i18n.language import marked_face

_SPECS = {spec.name: spec for spec in setting_specs(FacePose)}
_SEEN_DEGREES = 25
"""The sliders' range until the photo says how far it turns."""


def draw_face_sliders() -> dict[str, Component]:
    """Draws them here; by the names of `FacePose`."""
    sliders: dict[str, Component] = {}
    with gr.Row(elem_classes="face-sliders"):
        for name, label in marked_face().items():
            spec = _SPECS[name]
            is_angle = spec.unit == "°"
            low, high = (-_SEEN_DEGREES, _SEEN_DEGREES) if is_angle else spec.range
            sliders[name] = gr.Slider(
                low,
                high,
                0,
                step=0.5 if is_angle else 0.05,
                label=label,
                buttons=[],
                elem_classes="line-slider",
            )
    return sliders
