"""A photo before any job: whether it can be used, what of it, and which of its faces is meant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from real3d.errors import Real3DError
from real3d.messages.message import Message
from real3d.pipeline.inputs import read_picture
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import Portrait
from real3d.ui.handlers import status_html
from real3d.ui.handlers.parsing import parse_point
from real3d.ui.handlers.photo_view import draw_used_area, used_area_svg
from real3d.ui.i18n.language import Language, request_language


class PhotoHandlers:
    """Looks at photos."""

    def __init__(self, pipelines: Mapping[str, TalkingPortrait]) -> None:
        self._pipelines = pipelines

    def portrait(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> tuple[str, NDArray[np.uint8] | None]:
        """Look at a photo: whether it can be used, how it could be better, what of it is used.

        `face` is `x,y` in pixels of the photo, where the face is that is meant.
        """
        language = request_language(request)
        if photo is None:
            return "", None
        try:
            image, portrait = self._analyse(photo, face)
        except Real3DError as error:
            return status_html.error_html(error.message, language), None
        return _remark(portrait, face, language), draw_used_area(image, portrait)

    def show(
        self, photo: str | None, face: str = "", request: gr.Request | None = None
    ) -> tuple[str, str]:
        """(remark, the photo as it is seen in its place): empty for none, and for one of no use."""
        language = request_language(request)
        if photo is None:
            return "", ""
        try:
            image, portrait = self._analyse(photo, face)
        except Real3DError as error:
            return status_html.error_html(error.message, language), ""
        return _remark(portrait, face, language), used_area_svg(image, portrait, language)

    def choose_face(
        self, photo: str | None, chosen: gr.EventData, request: gr.Request | None = None
    ) -> tuple[Any, Any, Any]:
        """(remark, photo as it is seen, face) after one of the faces was chosen."""
        face = chosen.face
        remark, view = self.show(photo, face, request)
        return remark, view or gr.skip(), face if view else gr.skip()

    def _analyse(self, photo: str, face: str) -> tuple[NDArray[np.uint8], Portrait]:
        image = read_picture(photo)
        point = parse_point(face)
        return image, self._pipelines["auto"].portrait(image, face=point, file=Path(photo))


def _remark(portrait: Portrait, face: str, language: Language) -> str:
    of_one = "".join(language.translate(each) for each in portrait.advice if _of_one(each))
    remarks = tuple(language.translate(each) for each in portrait.advice if not _of_one(each))
    return status_html.photo_html(remarks, language, language.words.chosen_face if face else of_one)


def _of_one(advice: Message) -> bool:
    """Whether it is only true where one of the photo's people is animated."""
    return advice.code == "several-faces"
