"""What is said, to read: whether and how, and its words where nobody has typed them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from gradio.components import Component

from real3d.ui.components.controls import draw_setting
from real3d.ui.components.events import QUICK
from real3d.ui.components.visibility import seen_in
from real3d.ui.i18n.language import MARKED, paragraph

CAPTION_TRACK = Path(__file__).with_name("captions.js").read_text(encoding="utf-8")
"""Shows the track of a result on the stage, once for the whole page."""


@dataclass(frozen=True)
class CaptionsInput:
    """Which captions, of what."""

    way: Component
    transcript: gr.Textbox
    file: gr.UploadButton

    @property
    def fields(self) -> dict[str, Component]:
        """By the names of parameters."""
        return {"captions": self.way, "transcript": self.transcript}


def draw_captions() -> CaptionsInput:
    """Draws them here; typed words are captions already."""
    way = draw_setting("captions", show_label=False)
    with gr.Column(elem_classes=seen_in(drivers=["voice", "video", "motion"])):
        transcript = gr.Textbox(
            "",
            label=MARKED.transcript,
            placeholder=MARKED.transcript_hint,
            lines=3,
            max_lines=6,
            elem_classes="transcript",
        )
        file = gr.UploadButton(
            MARKED.transcript_file, file_types=[".srt", ".vtt", ".txt"], size="sm"
        )
    with gr.Column(elem_classes=seen_in(drivers=["words"])):
        gr.HTML(paragraph(MARKED.captions_of_words), elem_classes="remark")
    return CaptionsInput(way, transcript, file)


def connect_transcript(
    captions: CaptionsInput, read: Callable[..., object], status: Component
) -> None:
    """A file fills the words, where they can be mended.

    Args:
        captions: whose file it is.
        read: takes its path, returns its text and what there is to say about it.
        status: where that is said.
    """
    captions.file.upload(read, captions.file, [captions.transcript, status], **QUICK)
