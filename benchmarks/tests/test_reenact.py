"""Reenactment is measured where it should be: on a clip that turns a photo by known angles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import reenact
from real3d.media import VideoClip, VideoWriter, open_video
from real3d.mesh.avatar import build_avatar
from real3d.motion import Motion
from real3d.portrait import Portrait

TURNS = np.abs(np.linspace(-12, 12, 13))
"""Degrees of yaw; the middle frame looks at the camera."""


@pytest.fixture(scope="module")
def clip(portrait: Portrait, tmp_path_factory: pytest.TempPathFactory) -> VideoClip:
    path = tmp_path_factory.mktemp("clips") / "turning.mp4"
    still = Motion.still(len(TURNS))
    motion = replace(still, rotation=np.radians(np.outer(TURNS, (0, 1, 0))))
    with VideoWriter(path, (portrait.size, portrait.size), still.fps) as writer:
        for frame in build_avatar(portrait).render(motion, portrait.clean_background):
            writer.write(frame)
    return open_video(path)


@pytest.fixture(scope="module")
def frames(clip: VideoClip) -> list[reenact.ComparedFrame]:
    return list(reenact.compare(reenact.prepare(clip, 0, 512), clip, 0, every=1))


def test_the_photo_is_the_frame_that_was_asked_for(clip: VideoClip) -> None:
    assert reenact.source_frame(clip, "first") == 0
    assert reenact.source_frame(clip, "9") == 9
    assert abs(reenact.source_frame(clip, "frontal") - 6) <= 1


def test_the_turn_of_each_frame_is_measured_from_the_photo(
    frames: list[reenact.ComparedFrame],
) -> None:
    turns = [frame.turn for frame in frames]
    assert len(frames) == len(TURNS) - 1
    assert np.abs(np.array(turns) - (TURNS[0] - TURNS[1:])).max() < 3


def test_the_photo_itself_is_no_match_where_the_head_has_turned(
    frames: list[reenact.ComparedFrame],
) -> None:
    far = [frame for frame in frames if frame.turn > 6]
    for measure in ("psnr", "ssim"):
        mesh, still = (
            np.mean([getattr(frame.likeness[name], measure) for frame in far])
            for name in ("mesh", "still")
        )
        assert mesh > still
    assert max(frame.landmark_error["taken out"] for frame in frames) < 3


def test_a_constant_error_of_the_pose_is_told_from_a_changing_one() -> None:
    frame = reenact.ComparedFrame(0.0, {}, {}, (0.0, 0.0, 0.0))
    errors = [(3.0, 1.0, 0.0), (3.0, -1.0, 0.0), (3.0, 0.0, 0.0)]
    figures = reenact.pose_figures([replace(frame, pose_error=error) for error in errors])
    assert figures["pitch offset"] == figures["pitch error"] == 3
    assert figures["yaw offset"] == 0
    assert figures["yaw error"] == pytest.approx(2 / 3)


def test_frames_are_sorted_into_bins_and_empty_bins_are_left_out(
    frames: list[reenact.ComparedFrame],
) -> None:
    some = [replace(frames[0], turn=turn) for turn in (0.0, 4.9, 5.0, 26.0)]
    figures = reenact.bin_figures(some)
    assert {name: row["frames"] for name, row in figures.items()} == {
        "all": 4,
        "0-5": 2,
        "5-10": 1,
    }


def test_the_table_is_printed_and_written(
    clip: VideoClip, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys
) -> None:
    written = tmp_path / "figures.json"
    arguments = [str(clip.path), "--source", "6", "--every", "4", "--json", str(written)]
    monkeypatch.setattr("sys.argv", ["reenact", *arguments])
    reenact.main()
    assert "turning" in capsys.readouterr().out
    assert '"yaw offset"' in written.read_text()
