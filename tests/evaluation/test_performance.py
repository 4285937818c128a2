import numpy as np
import pytest

from real3d.errors import FileMissingError, NoFaceInVideoError, VideoTooShortError
from real3d.evaluation.performance import RATE, track_performance
from real3d.media import VideoWriter


def write(path, frames, picture, fps=25.0):
    with VideoWriter(path, picture.shape[1::-1], fps) as writer:
        for _ in range(frames):
            writer.write(np.array(picture))
    return path


def test_a_video_without_a_face_is_refused(tmp_path):
    video = write(tmp_path / "grey.mp4", 80, np.full((128, 128, 3), 128, np.uint8))
    with pytest.raises(NoFaceInVideoError, match=r"grey\.mp4"):
        track_performance(video)


def test_a_video_of_a_moment_is_too_short(tmp_path, astronaut):
    with pytest.raises(VideoTooShortError, match=r"at least 3 s"):
        track_performance(write(tmp_path / "moment.mp4", 25, astronaut))


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileMissingError):
        track_performance(tmp_path / "none.mp4")


def test_another_frame_rate_gives_as_many_steps_per_second(tmp_path, astronaut):
    performance = track_performance(write(tmp_path / "slow.mp4", 48, astronaut, fps=15.0))
    assert abs(len(performance) - 48 / 15 * RATE) <= 1
    settled = np.degrees(performance.rotation[int(RATE) :])
    assert np.ptp(settled, axis=0).max() < 0.8


def test_the_parts_of_a_video_are_its_whole(still_video):
    performance = track_performance(still_video)
    parts = list(performance.parts(2.0))
    assert len(parts) == 2
    assert np.array_equal(np.concatenate([part.brow for part in parts]), performance.brow)
