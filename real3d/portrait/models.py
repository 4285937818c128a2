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

from real3d.numerics.types import Picture

DETECTION_CONFIDENCE = 0.3
"""Least certainty of the detector; what it reports still has to look like a face."""

PRESENCE_CONFIDENCE = 0.5
"""The landmark model's own certainty that it looks at a face; below it there are no landmarks."""


_ONE_AT_A_TIME = Lock()
"""Held while the terminal is silenced: two threads could restore it in the wrong order."""


class Model:
    """One MediaPipe graph that any thread may call with an RGB uint8 picture [H, W, 3]."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self._load = load
        self._graph: Any = None
        self._is_warm = False
        self._lock = Lock()

    def __call__(self, image: Picture, output: str) -> Any:
        """The output of that name, or None when the model found nothing."""
        image = np.ascontiguousarray(image)
        with self._lock:
            # A graph loads, and logs, in the background of its first run, and its later stages
            # when the first face reaches them.
            if self._is_warm:
                return self._run(image, output)
            with _ONE_AT_A_TIME, _silent_stderr():
                result = self._run(image, output)
            self._is_warm = result is not None
            return result

    def close(self) -> None:
        """Free the graph; the model must not be called afterwards."""
        with self._lock:
            if self._graph is not None:
                self._graph.close()

    def _run(self, image: Picture, output: str) -> Any:
        if self._graph is None:
            self._graph = self._load()
        return getattr(self._graph.process(image), output)


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
def person_segmenter(landscape: bool) -> Model:
    """Soft mask of the people in a picture, by one of two differently trained networks."""
    return Model(
        lambda: _solutions().selfie_segmentation.SelfieSegmentation(model_selection=int(landscape))
    )


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
