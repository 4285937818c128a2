"""Who waits in line reads how many are before them, and about how long that takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from real3d.ui.components.events import QUICK
from real3d.ui.components.stage import Stage
from real3d.ui.handlers.running_jobs import RunningJobs
from real3d.ui.handlers.status_html import waiting_html
from real3d.ui.i18n.language import request_language


def connect_waiting(
    jobs_before: Callable[[str | None], int | None], stage: Stage, running: RunningJobs
) -> None:
    """While a visitor's job waits for its turn, its status says so.

    Args:
        jobs_before: says of a tab's session how many videos are made before its own.
        stage: of the page.
        running: what is made before it.
    """

    def tell(request: gr.Request) -> tuple[Any, Any]:
        before = jobs_before(request.session_hash)
        if before is None:
            return gr.skip(), gr.Timer(active=False)
        seconds = running.expected_wait(before)
        return waiting_html(before, seconds, request_language(request)), gr.skip()

    stage.waiting.tick(tell, None, [stage.status, stage.waiting], **QUICK)
