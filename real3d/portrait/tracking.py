"""The landmarks of a face through the frames of a video: how a driving video is read.

The landmark model follows the face from frame to frame, which is faster and steadier than finding
it anew. When it loses the face, the detector looks for it in the whole frame.
"""

from __future__ import annotations

from collections.abc import Iterator

from real3d.numerics.types import FloatArray, Picture
from real3d.portrait.detection import detect_faces
from real3d.portrait.landmarks import detect_landmarks_in, run_face_mesh
from real3d.portrait.models import face_mesh


def track(frames: Iterator[Picture]) -> Iterator[FloatArray | None]:
    """Landmarks for every frame, as soon as the frame is there.

    Args:
        frames: [H, W, 3] RGB, consecutive.

    Yields:
        [478, 3] in pixels of the frame, or None where no face is found.
    """
    model = face_mesh(tracking=True)
    try:
        for frame in frames:
            landmarks = run_face_mesh(model, frame)
            yield landmarks if landmarks is not None else _find_again(frame)
    finally:
        model.close()


def _find_again(frame: Picture) -> FloatArray | None:
    for faces in detect_faces(frame):
        return detect_landmarks_in(frame, faces[0])
    return None
