"""The small moving picture of the film on the stage: made at a click, and downloaded at once."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr
from gradio.components import Component

from real3d.ui.components.events import QUICK
from real3d.ui.components.job import connect_endpoint
from real3d.ui.components.stage import Stage

_DOWNLOAD = """(file) => {
  if (!file) return;
  const link = document.createElement("a");
  Object.assign(link, {href: file.url, download: file.orig_name}).click();
}"""


def connect_preview(stage: Stage, work: Callable[..., object]) -> None:
    """Lets the stage's button make it, and programs too.

    Args:
        stage: whose film is shown.
        work: takes its path, yields that of the picture and what there is to say.
    """
    file = gr.File(visible="hidden")
    outputs: list[Component] = [file, stage.status]
    connect_endpoint(work, "preview", {"video": stage.video}, outputs)
    made = stage.preview.click(
        work, stage.video, outputs, show_progress="hidden", api_visibility="private"
    )
    made.success(None, file, None, js=_DOWNLOAD, **QUICK)
