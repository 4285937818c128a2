"""A photo becomes a file, or a sentence says why not; other people's files stay."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from real3d.errors import NoFaceError, OutputError, SettingsError
from real3d.pipeline.portable_avatar import write_avatar
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.support.fake_engine import FakeEngine
from tests.support.glb_file import GlbFile


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait("mesh")


def test_it_is_written_and_replaced_by_a_newer_one(
    pipeline: TalkingPortrait, astronaut: NDArray[np.uint8], tmp_path: Path
) -> None:
    out = tmp_path / "new folder" / "me.glb"
    for _ in range(2):
        portrait = write_avatar(pipeline, astronaut, out)
    assert GlbFile.read(out.read_bytes()).extras["size"] == portrait.size
    assert [path.name for path in out.parent.iterdir()] == ["me.glb"]


def test_a_file_of_somebody_else_stays_unless_it_may_be_replaced(
    pipeline: TalkingPortrait, astronaut: NDArray[np.uint8], tmp_path: Path
) -> None:
    out = tmp_path / "model.glb"
    out.write_bytes(b"glTF of another program")
    with pytest.raises(OutputError, match="not made by this program"):
        write_avatar(pipeline, astronaut, out)
    assert out.read_bytes() == b"glTF of another program"
    write_avatar(pipeline, astronaut, out, overwrite=True)
    assert GlbFile.read(out.read_bytes()).extras["synthetic"]


def test_the_photo_itself_is_never_replaced(
    pipeline: TalkingPortrait, astronaut: NDArray[np.uint8], tmp_path: Path
) -> None:
    photo = tmp_path / "photo.glb"
    Image.fromarray(astronaut).save(photo, "PNG")
    with pytest.raises(OutputError, match="one of the files"):
        write_avatar(pipeline, photo, photo, overwrite=True)


@pytest.mark.parametrize("name", ["me.gltf", "me.mp4", "me"])
def test_other_endings_are_refused(
    name: str, pipeline: TalkingPortrait, astronaut: NDArray[np.uint8], tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=r"named \.glb"):
        write_avatar(pipeline, astronaut, tmp_path / name)


def test_a_place_that_cannot_be_written_to_is_named_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match="cannot be written to"):
        write_avatar(TalkingPortrait("mesh"), tmp_path / "no photo", tmp_path / "file" / "me.glb")


def test_a_photo_without_a_face_leaves_nothing_behind(
    pipeline: TalkingPortrait, tmp_path: Path
) -> None:
    wall = np.full((300, 300, 3), 128, np.uint8)
    with pytest.raises(NoFaceError):
        write_avatar(pipeline, wall, tmp_path / "me.glb")
    assert list(tmp_path.iterdir()) == []


def test_an_engine_without_meshes_is_refused(astronaut: NDArray[np.uint8], tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="mesh engine"):
        write_avatar(TalkingPortrait(FakeEngine()), astronaut, tmp_path / "me.glb")


def test_a_bundled_motion_is_baked_in(astronaut, tmp_path):
    out = tmp_path / "laughing.glb"
    write_avatar(TalkingPortrait("mesh"), astronaut, out, motion="laugh")
    (animation,) = GlbFile.read(out.read_bytes()).document["animations"]
    assert len(animation["channels"]) > 5


def test_a_motion_that_is_not_there_is_said_before_the_work(astronaut, tmp_path):
    out = tmp_path / "me.glb"
    with pytest.raises(SettingsError, match="laugh"):
        write_avatar(TalkingPortrait(FakeEngine()), astronaut, out, motion="guffaw")
    assert not out.exists()
