"""A picture as the visitor's own file, undecoded.

Gradio's image component opens every upload before anybody else sees it, and fails with a traceback
at what is no picture. Here the file goes to the pipeline as it came, which checks it and says in a
sentence what is wrong.
"""

from __future__ import annotations

import gradio as gr
from gradio.data_classes import ImageData


class Picture(gr.Image):
    """An image input whose value is the path of the uploaded file."""

    is_template = True
    """The browser draws it as the component that it derives from."""

    def preprocess(self, payload: ImageData | None) -> str | None:
        """The file's path; Gradio has moved it into its cache."""
        return None if payload is None else payload.path
