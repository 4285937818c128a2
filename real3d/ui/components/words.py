"""Typed words in the place of a recording: the text, who says it, and how fast."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from real3d.text_to_speech.speech import MAX_LETTERS, SPEEDS
from real3d.text_to_speech.voices import DEFAULT_VOICE, VOICE_NAMES
from real3d.ui.components.events import QUICK
from real3d.ui.i18n.language import MARKED, marked_voice

# As the server counts: letters, not halves of them, without the space around.
_COUNT = f"""(text) => {{
  const count = [...(text ?? "").trim()].length;
  const place = document.querySelector(".words .count");
  place.textContent = count ? `${{count.toLocaleString()}} / {MAX_LETTERS:,}` : "";
  place.classList.toggle("bad", count > {MAX_LETTERS});
}}"""


@dataclass(frozen=True)
class WordsInput:
    """What is said, and how."""

    text: gr.Textbox
    voice: gr.Dropdown
    speed: gr.Slider

    @property
    def fields(self) -> dict[str, Component]:
        """By the names of parameters."""
        return {"text": self.text, "voice": self.voice, "speed": self.speed}


def draw_words() -> WordsInput:
    """Draws them here; the text says how long it may be, and while it is typed how long it is."""
    with gr.Column(elem_classes="words"):
        text = gr.Textbox(
            "",
            label=MARKED.text,
            show_label=False,
            container=False,
            placeholder=MARKED.text_hint,
            lines=4,
            max_lines=4,
            elem_classes="text",
        )
        gr.HTML('<span class="count"></span>', elem_classes="counted", js_on_load=None)
        voice = gr.Dropdown(
            [(marked_voice(name), name) for name in VOICE_NAMES],
            value=DEFAULT_VOICE,
            label=MARKED.speaker,
            show_label=False,
            container=False,
            filterable=False,
            elem_classes="speaker",
        )
        speed = gr.Slider(
            *SPEEDS, 1.0, step=0.05, label=MARKED.speed, buttons=[], elem_classes="speed"
        )
    text.change(None, text, None, js=_COUNT, **QUICK)
    return WordsInput(text, voice, speed)
