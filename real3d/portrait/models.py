"""MediaPipe's small models, loaded on first use and shared by all threads.

A MediaPipe graph costs 50 to 250 ms to load and 2 to 10 ms to run, and it must not be run by two
threads at once. So each graph is loaded once per process, and callers wait for each other: the
longest wait is one run. What follows a face through a video keeps state between frames and gets a
graph of its own (`face_mesh(tracking=True)`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

DETECTION_CONFIDENCE = 0.3
"""Weaker faces than this are not reported; what is reported still has to look like a face."""

PRESENCE_CONFIDENCE = 0.5
"""The landmark model's own certainty that it looks at a face; below it there are no landmarks."""


class Model:
    """One MediaPipe graph that any thread may call with an RGB uint8 picture [H, W, 3]."""

    def __init__(self, load: Callable[[], Any]) -> None:
        with _silent_stderr():
            self._graph = load()
        self._lock = Lock()
        self._found_something = False

    def __call__(self, image: NDArray[np.uint8], output: str) -> Any:
        """The output of that name, or None when the model found nothing."""
        contiguous = np.ascontiguousarray(image)
        with self._lock:
            if self._found_something:
                return getattr(self._graph.process(contiguous), output)
            # The graph's later stages load, and log, when the first face reaches them.
            with _silent_stderr():
                result = getattr(self._graph.process(contiguous), output)
            self._found_something = result is not None
            return result

    def close(self) -> None:
        self._graph.close()


@cache
def face_detector(full_range: bool) -> Model:
    """Face boxes: `full_range` for faces up to 5 m away, otherwise for those within 2 m."""
    return Model(
        lambda: _solutions().face_detection.FaceDetection(
            model_selection=int(full_range), min_detection_confidence=DETECTION_CONFIDENCE
        )
    )


@cache
def shared_face_mesh() -> Model:
    """The 478 landmarks of the face in a single picture."""
    return face_mesh(tracking=False)


def face_mesh(tracking: bool) -> Model:
    """A landmark model of the caller's own; with `tracking`, it expects the frames of one video."""
    return Model(
        lambda: _solutions().face_mesh.FaceMesh(
            static_image_mode=not tracking,
            refine_landmarks=True,
            max_num_faces=1,
            min_detection_confidence=DETECTION_CONFIDENCE,
            min_tracking_confidence=PRESENCE_CONFIDENCE,
        )
    )


@cache
def person_segmenter() -> Model:
    """Soft mask of the people in a picture."""
    return Model(lambda: _solutions().selfie_segmentation.SelfieSegmentation(model_selection=0))


def _solutions() -> Any:
    import mediapipe  # 0.6 s, so only when a model is needed

    return mediapipe.solutions


@contextmanager
def _silent_stderr() -> Iterator[None]:
    """Nothing reaches the terminal: MediaPipe logs from C++ and has no switch for it."""
    sys.stderr.flush()
    terminal = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)
        os.close(nowhere)
