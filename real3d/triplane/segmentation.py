"""Semantic segmentation of a portrait: head, neck, clothes, background.

The classes are those of MediaPipe's multiclass selfie model, which the released networks were
trained with. Its file is not part of this project.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from real3d.errors import EngineUnavailableError, FileMissingError
from real3d.numerics.types import BoolArray, Picture

LabelMap: TypeAlias = NDArray[np.uint8]
"""[H, W] `PersonClass` of every pixel."""


class PersonClass(IntEnum):
    """The class of a pixel."""

    BACKGROUND = 0
    HAIR = 1
    BODY_SKIN = 2
    FACE_SKIN = 3
    CLOTHES = 4
    OTHERS = 5
    """Glasses, hats, jewellery."""


HEAD = (PersonClass.HAIR, PersonClass.FACE_SKIN, PersonClass.OTHERS)


def class_mask(labels: LabelMap, *classes: PersonClass) -> BoolArray:
    """[H, W] whether a pixel is of one of the classes."""
    return np.isin(labels, classes)


def segment_person(image: Picture, model: Path) -> LabelMap:
    """The class of every pixel.

    Args:
        image: [H, W, 3] RGB.
        model: the file of the multiclass selfie model.

    Raises:
        FileMissingError: it cannot be opened.
        EngineUnavailableError: it is not that model.
    """
    from mediapipe import Image, ImageFormat
    from mediapipe.tasks.python import BaseOptions, vision

    if not model.is_file():
        raise FileMissingError("segmentation-missing", path=model)
    options = vision.ImageSegmenterOptions(
        base_options=BaseOptions(model_asset_buffer=model.read_bytes()), output_category_mask=True
    )
    picture = Image(ImageFormat.SRGB, np.ascontiguousarray(image))
    try:
        with vision.ImageSegmenter.create_from_options(options) as segmenter:
            mask = segmenter.segment(picture).category_mask
    except (RuntimeError, ValueError) as error:
        raise EngineUnavailableError("segmentation-unusable", name=model.name) from error
    return mask.numpy_view().reshape(image.shape[:2]).astype(np.uint8)
