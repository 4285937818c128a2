"""A photo whose face is set by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from real3d.errors import NoFaceError
from real3d.mesh.engine import MeshEngine
from real3d.motion.face_pose import FacePose
from real3d.pipeline.still import pose_range, still
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait.landmarks import detect_landmarks


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(MeshEngine())


def test_the_head_turns_to_the_side_that_was_asked_for(pipeline, astronaut):
    front, left, right = (still(pipeline, astronaut, FacePose(yaw=yaw)) for yaw in (0, -10, 10))
    portrait = pipeline.portrait(astronaut)
    x, y = portrait.landmarks[1, :2].astype(int)  # the tip of the nose
    around = (slice(y - 40, y + 40), slice(x - 60, x + 60))
    assert np.abs(front[around].astype(int) - portrait.image[around]).mean() < 3

    def shift(picture: np.ndarray) -> int:
        nose = front[y - 15 : y + 15, x - 15 : x + 15].astype(int)
        steps = range(-30, 31)
        moved = [picture[y - 15 : y + 15, x - 15 + s : x + 15 + s] for s in steps]
        return steps[int(np.argmin([np.abs(nose - piece).mean() for piece in moved]))]

    assert shift(left) < -2
    assert shift(right) > 2


def test_a_picture_shows_that_it_is_synthetic(pipeline, astronaut):
    corner = (slice(10, 45), slice(-60, None))
    shown, photo = (
        still(pipeline, astronaut, FacePose())[corner],
        pipeline.portrait(astronaut).image[corner],
    )
    assert (np.abs(shown.astype(int) - photo).max(axis=2) > 60).mean() > 0.2


def test_the_range_is_that_of_the_photo(pipeline, astronaut):
    (down, up), (left, right) = pose_range(pipeline, astronaut)
    assert -15.1 < down < -8 < 8 < up < 15.1
    assert -25.1 < left < -14 < 14 < right < 25.1


def test_a_picture_without_a_face_has_no_other_face(pipeline):
    with pytest.raises(NoFaceError):
        still(pipeline, np.full((256, 256, 3), 128, np.uint8), FacePose())


@pytest.mark.parametrize(
    ("pose", "measure"),
    [
        (FacePose(smile=1), lambda face: face[291, 0] - face[61, 0]),
        (FacePose(jaw=1), lambda face: face[14, 1] - face[13, 1]),
        (FacePose(pucker=1), lambda face: face[61, 0] - face[291, 0]),
        (FacePose(brows=1), lambda face: face[159, 1] - face[105, 1]),
        (FacePose(right_eye=1), lambda face: face[159, 1] - face[145, 1]),
        (FacePose(nearer=0.5), lambda face: face[263, 0] - face[33, 0]),
    ],
    ids=["smile", "jaw", "pucker", "brows", "eye", "nearer"],
)
def test_the_face_does_what_was_asked_of_it(pipeline, astronaut, pose, measure):
    before, after = (
        measure(detect_landmarks(still(pipeline, astronaut, each))) for each in (FacePose(), pose)
    )
    assert after - before > 1.5  # who laughs already smiles little more


def test_a_file_that_stays_as_it_is_is_read_once(pipeline, astronaut, tmp_path, monkeypatch):
    path = tmp_path / "photo.png"
    Image.fromarray(astronaut).save(path)
    first = pipeline.portrait(path)
    with monkeypatch.context() as patch:
        patch.setattr("real3d.pipeline.talking_portrait.read_picture", None)
        assert pipeline.portrait(str(path)) is first
    Image.fromarray(astronaut[:, ::-1]).save(path)
    assert pipeline.portrait(path) is not first
