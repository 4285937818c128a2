"""A visitor's file of captions, as the text in it."""

from __future__ import annotations

from typing import Any

import gradio as gr

from real3d.captions.files import check_length, is_timed, parse_captions, read_transcript
from real3d.errors import Real3DError
from real3d.ui.handlers.status_html import error_html
from real3d.ui.i18n.language import request_language


def read_captions_file(path: str, request: gr.Request | None = None) -> tuple[Any, str]:
    """The text of a file, and what is wrong with it if something is; then the words stay."""
    try:
        transcript = read_transcript(path)
        check_length(transcript)
        if is_timed(transcript):
            parse_captions(transcript)
    except Real3DError as error:
        return gr.skip(), error_html(error.message, request_language(request))
    return transcript, ""
