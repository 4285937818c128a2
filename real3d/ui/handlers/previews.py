"""A result as a small picture that moves, to take home beside the video."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from real3d.errors import Real3DError
from real3d.pipeline.preview import preview_result
from real3d.runtime.work_folder import JOB, work_folder
from real3d.ui.handlers.jobs import is_watched
from real3d.ui.handlers.parsing import require, visible_error
from real3d.ui.handlers.status_html import error_html
from real3d.ui.i18n.language import request_language

Update = tuple[Any, Any]
"""(file, status) as the components take them."""


def preview(video: str | None, request: gr.Request | None = None) -> Iterator[Update]:
    """Make a small moving picture (WebP) of a finished result, for chats.

    `video` is a result of this page. The picture has the same marks.
    """
    language = request_language(request)
    made = Path(require(video, language.words.no_result))
    with work_folder(JOB) as folder:
        try:
            # Copied before the folder goes, as in a job.
            yield str(preview_result(made, folder / f"{made.stem}.webp")), gr.skip()
        except Real3DError as error:
            yield None, error_html(error.message, language)
            if not is_watched(request):
                raise visible_error(language.translate(error.message)) from error
