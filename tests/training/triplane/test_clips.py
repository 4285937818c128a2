"""Clips come out of shards as they went in, and videos become clips or are rejected."""

from __future__ import annotations

import json
import tarfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from real3d.errors import FileMissingError, InputError
from real3d.triplane.face_model.secc import FaceMesh
from tests.support.face_stand_in import seen_landmarks, stand_in_face_model
from tests.support.recordings import write_clip as write_video
from tests.support.speech_stand_in import WindowStatistics
from tests.support.training_clips import drawn_clip
from training.triplane import prepare as preparation
from training.triplane.clips import ClipShards, TalkingClip, write_clip
from training.triplane.examples import drawn_pair, frame_pair, lip_square
from training.triplane.prepare import REPORT, Tools, clip_background, prepare


@pytest.fixture(scope="module")
def clip() -> TalkingClip:
    return drawn_clip("one", 0, frames=4, size=64)


def write_shard(path: Path, *clips: TalkingClip) -> None:
    path.parent.mkdir(exist_ok=True)
    with tarfile.open(path, "w") as tar:
        for clip in clips:
            write_clip(tar, clip, {"video": "a.mp4"})


def test_a_clip_comes_out_of_its_shard(clip: TalkingClip, tmp_path: Path) -> None:
    write_shard(tmp_path / "0.tar", clip, replace(clip, name="two"))
    shards = ClipShards(tmp_path)
    assert len(shards) == 2
    found = shards[1]
    assert found.name == "two"
    assert np.array_equal(found.labels[2], clip.labels[2])
    assert np.array_equal(found.torsos[2], clip.torsos[2])
    assert np.abs(found.images[2].astype(int) - clip.images[2]).mean() < 8
    for name in ("identity", "expression"):
        assert np.array_equal(getattr(found.faces, name), getattr(clip.faces, name))
    assert np.allclose(found.hubert, clip.hubert, atol=1e-3)


def test_members_of_a_clip_share_the_name_before_the_first_dot(
    clip: TalkingClip, tmp_path: Path
) -> None:
    write_shard(tmp_path / "0.tar", clip)
    with tarfile.open(tmp_path / "0.tar") as tar:
        names = tar.getnames()
        about = json.load(tar.extractfile("one.json"))
    assert {name.split(".")[0] for name in names} == {"one"}
    assert about == {"frames": 4, "video": "a.mp4"}


def test_a_folder_without_shards_is_named(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(FileMissingError, match="prepare"):
            ClipShards(folder)


def test_what_is_no_shard_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.tar").write_bytes(b"nothing of the kind")
    with pytest.raises(InputError, match=r"bad\.tar"):
        ClipShards(tmp_path)


def test_a_clip_with_a_frame_missing_is_named(clip: TalkingClip, tmp_path: Path) -> None:
    write_shard(tmp_path / "whole.tar", clip)
    with (
        tarfile.open(tmp_path / "whole.tar") as whole,
        tarfile.open(tmp_path / "part.tar", "w") as part,
    ):
        for member in whole.getmembers():
            if "00002.image" not in member.name:
                part.addfile(member, whole.extractfile(member))
    (tmp_path / "whole.tar").unlink()
    with pytest.raises(InputError, match=r"“one”.*00002\.image\.jpg"):
        ClipShards(tmp_path)[0]


def test_a_pair_shows_head_torso_and_background(clip: TalkingClip) -> None:
    face = stand_in_face_model()
    pair = frame_pair(clip, 0, 3, face, FaceMesh(face, 64))
    outside = pair.head_mask.expand(-1, 3, -1, -1) == 0
    assert (pair.target_head[outside] == -1).all()
    assert (pair.head_mask * pair.torso_mask).sum() == 0
    assert pair.torso_masks.shape == (1, 2, 64, 64)
    left, top, right, bottom = lip_square(clip.landmarks[3])
    assert right - left == pytest.approx(bottom - top)


def test_source_and_target_are_far_apart() -> None:
    long = drawn_clip("long", 0, frames=6, size=32)
    pairs = [drawn_pair(long, 0, step, 0, same=False) for step in range(30)]
    assert min(abs(source - target) for source, target in pairs) >= 3
    assert len(set(pairs)) > 5
    source, target = drawn_pair(long, 0, 1, 0, same=True)
    assert source == target


def test_the_wall_is_what_any_frame_shows() -> None:
    wall = np.full((3, 8, 8, 3), 90, np.uint8)
    labels = np.zeros((3, 8, 8), np.uint8)
    for k in range(3):
        wall[k, :, k : k + 2] = 255
        labels[k, :, k : k + 2] = 3
    assert (clip_background(list(wall), list(labels)) == 90).all()


@pytest.fixture
def tracked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A face in every frame, as the stand-in model can show it."""

    def track(frames):
        count = len(list(frames))
        places = 48 + 32 * seen_landmarks(stand_in_face_model(), count)
        yield from np.pad(places, ((0, 0), (0, 10), (0, 1)), "edge")

    monkeypatch.setattr(preparation, "track", track)


def make_tools() -> Tools:
    def segment(image):
        labels = np.zeros(image.shape[:2], np.uint8)
        labels[100:300, 150:350], labels[300:] = 3, 4
        return labels

    return Tools(stand_in_face_model(), segment, WindowStatistics())


def test_a_video_becomes_a_shard_once(tracked: None, tmp_path: Path) -> None:
    video = write_video(tmp_path / "a talk.mp4", np.full((128, 128, 3), 90, np.uint8), frames=20)
    short = write_video(tmp_path / "short.mp4", np.full((128, 128, 3), 90, np.uint8), frames=5)
    folder = tmp_path / "shards"
    outcomes = list(prepare([video, short], folder, make_tools))
    assert [outcome.frames for outcome in outcomes] == [20, 0]
    assert "16 are needed" in outcomes[1].reason
    found = ClipShards(folder)[0]
    assert len(found) == 20
    assert found.images[0].shape == (512, 512, 3)
    assert found.hubert.size == 0, "the video has no sound"
    assert len(json.loads((folder / REPORT).read_text())) == 2
    assert list(prepare([video, short], folder, make_tools)) == [], "both are known"


def test_a_video_without_a_face_is_rejected(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(preparation, "track", lambda frames: [None for _ in frames])
    video = write_video(tmp_path / "wall.mp4", np.full((64, 64, 3), 90, np.uint8), frames=20)
    (outcome,) = prepare([video], tmp_path / "shards", make_tools)
    assert outcome.reason == "no face is seen"


def test_what_is_no_video_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_bytes(b"no video")
    (outcome,) = prepare([tmp_path / "text.mp4"], tmp_path / "shards", make_tools)
    assert "text.mp4" in outcome.reason
