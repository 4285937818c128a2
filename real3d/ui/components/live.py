"""The portable avatar of the photo, alive in the visitor's browser: it looks after the pointer and
speaks with the visitor's microphone."""

from __future__ import annotations

from html import escape
from pathlib import Path

import gradio as gr

from real3d.portable.player import PLAYER
from real3d.ui.components.events import QUICK
from real3d.ui.i18n.language import MARKED, paragraph

LIVE = Path(__file__).with_name("live.js").read_text(encoding="utf-8")
"""Shows avatars, once for the whole page."""


def draw_live_avatar(file: gr.DownloadButton) -> None:
    """Draws its place here; what is to be downloaded is shown there too."""
    gr.set_static_paths([PLAYER.parent])
    player = escape(str(PLAYER), quote=True)
    with gr.Column(elem_classes="live"):
        gr.HTML(f'<div class="face" data-player="{player}"></div>', js_on_load=None)
        talk = gr.Button(MARKED.live_talk, elem_classes="talk")
        silence = gr.Button(MARKED.stop, elem_classes="silence")
        for code, sentence in (
            ("hearing", MARKED.live_hearing),
            ("no-permission", MARKED.live_no_permission),
            ("no-microphone", MARKED.live_no_microphone),
        ):
            gr.HTML(paragraph(sentence), elem_classes=["remark", "said", code])
    file.change(None, file, None, js="(file) => window.liveAvatar.show(file)", **QUICK)
    talk.click(None, js="() => window.liveAvatar.talk()", **QUICK)
    silence.click(None, js="() => window.liveAvatar.stop()", **QUICK)
