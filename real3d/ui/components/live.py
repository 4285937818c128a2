"""The portable avatar of the photo, alive in the visitor's browser: it looks after the pointer,
speaks with the visitor's microphone, mirrors their face, and is recorded."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from real3d.portable.player import HEARING, LICENCE, PLAYER, TRACKER
from real3d.ui.components.events import QUICK
from real3d.ui.i18n.language import MARKED, paragraph

LIVE = Path(__file__).with_name("live.js").read_text(encoding="utf-8")
"""Shows avatars, once for the whole page."""

LEAVE = "window.liveAvatar?.leave();"
"""Nobody is heard or seen on a tab that they have left: it is run by the click on another one."""

_TOGGLES: tuple[tuple[str, Any, Any], ...] = (
    ("talk", MARKED.live_talk, MARKED.live_talk_stop),
    ("mirror", MARKED.live_mirror, MARKED.live_mirror_stop),
    ("record", MARKED.live_record, MARKED.live_record_stop),
)
"""What the avatar can be asked for, with the words that begin and end it."""

_SAID: tuple[tuple[str, Any], ...] = (
    ("hearing", MARKED.live_hearing),
    ("loading", MARKED.live_loading),
    ("following", MARKED.live_following),
    ("no-face", MARKED.live_no_face),
    ("talk-no-permission", MARKED.live_no_permission),
    ("talk-no-microphone", MARKED.live_no_microphone),
    ("mirror-no-permission", MARKED.live_no_camera_permission),
    ("mirror-no-camera", MARKED.live_no_camera),
    ("mirror-no-tracker", MARKED.live_no_tracker),
    ("record-no-recording", MARKED.live_no_recording),
)
"""What may have happened, by the codes of `live.js`."""


def draw_live_avatar() -> gr.DownloadButton:
    """Draws its place here; returns what is downloaded, which is shown there too."""
    gr.set_static_paths([PLAYER.parent])
    with gr.Column(elem_classes="live"):
        gr.HTML(paragraph(MARKED.model_hint), elem_classes=["remark", "unborn"])
        gr.HTML(f'<div class="face" data-player="{_path(PLAYER)}"></div>', js_on_load=None)
        with gr.Row(elem_classes="toggles"):
            for name, begin, end in _TOGGLES:
                for word, act in ((begin, "begin"), (end, "end")):
                    button = gr.Button(word, elem_classes=[name, act], min_width=80)
                    button.click(None, js=f"() => window.liveAvatar.{act}('{name}')", **QUICK)
        for code, sentence in _SAID:
            gr.HTML(paragraph(sentence), elem_classes=["remark", "said", code])
        gr.HTML('<p role="alert"></p>', elem_classes=["remark", "said", "other"], js_on_load=None)
        with gr.Row(elem_classes="takings"):
            save = gr.Button(MARKED.live_save, elem_classes="save", variant="primary", min_width=80)
            avatar = gr.DownloadButton(
                MARKED.model_download, elem_classes="model-download", min_width=80
            )
        with gr.Accordion(MARKED.embed, open=False):
            embedding = gr.Textbox(
                label=MARKED.embed_code,
                lines=2,
                interactive=False,
                buttons=["copy"],
                elem_classes="embed-code",
            )
            gr.HTML(f"{paragraph(MARKED.embed_hint)}{_PARTS}", elem_classes=["remark", "parts"])
    save.click(None, js="() => window.liveAvatar.save()", **QUICK)
    avatar.change(None, avatar, embedding, js="(file) => window.liveAvatar.show(file)", **QUICK)
    return avatar


def _path(file: Path) -> str:
    return escape(str(file), quote=True)


_PARTS = "<ul>{}</ul>".format(
    "".join(
        f'<li><a download="{file.name}" href="gradio_api/file={_path(file)}">{file.name}</a></li>'
        for file in (PLAYER, HEARING, TRACKER, LICENCE)
    )
)
