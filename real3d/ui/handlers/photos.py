"""A photo before any job: whether it can be used, what of it, and which of its faces is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from real3d.errors import Real3DError
from real3d.pipeline.inputs import read_picture
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers import status_html
from real3d.ui.handlers.parsing import parse_point
from real3d.ui.handlers.photo_view import draw_used_area
from real3d.ui.i18n.language import request_language

About = tuple[str, NDArray[np.uint8] | None]
"""(remark, what is used of the photo)."""


class PhotoHandlers:
    """Looks at photos."""

    def __init__(self, pipelines: Mapping[str, TalkingPortrait]) -> None:
        self._pipelines = pipelines

    def portrait(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> About:
        """Look at a photo: whether it can be used, how it could be better, what of it is used.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = request_language(request)
        if photo is None:
            return "", None
        try:
            image = read_picture(photo)
            portrait = self._pipelines["auto"].portrait(image, face=parse_point(face))
        except Real3DError as error:
            return status_html.error_html(error.message, language), None
        remarks = tuple(map(language.translate, portrait.advice))
        if face:
            remarks = (language.words.chosen_face, *remarks)
        return status_html.photo_html(remarks, language), draw_used_area(image, portrait)

    def choose_face(
        self,
        photo: str | None,
        used: NDArray[np.uint8] | None,
        chosen: gr.SelectData,
        request: gr.Request | None = None,
    ) -> tuple[Any, Any, Any]:
        """(remark, what is used, face) after a click on the picture of what is used."""
        if photo is None or used is None:
            return gr.skip(), gr.skip(), gr.skip()
        scale = read_picture(photo).shape[1] / used.shape[1]
        face = ",".join(str(round(value * scale)) for value in chosen.index)
        remark, view = self.portrait(photo, face, request)
        if view is None:  # a click beside all faces changes nothing but the remark
            return remark, gr.skip(), gr.skip()
        return remark, view, face
