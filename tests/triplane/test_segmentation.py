from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from real3d.errors import EngineUnavailableError, FileMissingError
from real3d.triplane.segmentation import HEAD, PersonClass, class_mask, segment_person

IMAGE = np.zeros((64, 64, 3), np.uint8)


def test_glasses_belong_to_the_head() -> None:
    labels = np.arange(6, dtype=np.uint8)[None]
    assert class_mask(labels, *HEAD)[0].tolist() == [False, True, False, True, False, True]
    assert class_mask(labels, PersonClass.CLOTHES)[0].tolist() == [False] * 4 + [True, False]


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match=r"selfie\.tflite"):
        segment_person(IMAGE, tmp_path / "selfie.tflite")


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "selfie.tflite"
    path.write_bytes(b"not a model" * 100)
    with pytest.raises(EngineUnavailableError, match="selfie"):
        segment_person(IMAGE, path)
