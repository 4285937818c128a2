"""No result replaces what is somebody's own."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from real3d.errors import OutputError
from real3d.pipeline.own_results import is_own_result
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"


@pytest.fixture
def pipeline() -> TalkingPortrait:
    return TalkingPortrait(FakeEngine())


@pytest.fixture
def clip(tmp_path: Path, astronaut: NDArray[np.uint8]) -> Path:
    return write_clip(tmp_path / "clip.mp4", astronaut, frames=5)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("way", ["itself", "folder", "symbolic", "hard"])
def test_an_input_is_never_replaced_by_whatever_name(pipeline, clip, tmp_path, way, overwrite):
    (tmp_path / "same").symlink_to(tmp_path)
    (tmp_path / "symbolic.mp4").symlink_to(clip)
    os.link(clip, tmp_path / "hard.mp4")
    names = {
        "itself": "sub/../clip.mp4",
        "folder": "same/clip.mp4",
        "symbolic": "symbolic.mp4",
        "hard": "hard.mp4",
    }
    (tmp_path / "sub").mkdir()
    before = clip.read_bytes()
    with pytest.raises(OutputError, match="one of the files that the result is made of"):
        pipeline.generate(PHOTO, video=clip, out=tmp_path / names[way], overwrite=overwrite)
    assert clip.read_bytes() == before


@pytest.mark.parametrize("part", ["out", "pictures", "preview"])
def test_what_this_program_did_not_make_is_replaced_only_if_asked_for(pipeline, tmp_path, part):
    voice = write_voice(tmp_path / "voice.wav")
    names = {"out": "a.mp4", "pictures": "a.zip", "preview": "a.gif"}
    outputs = {name: tmp_path / file for name, file in names.items()}
    outputs[part].write_bytes(b"a holiday")
    with pytest.raises(OutputError, match="--overwrite"):
        pipeline.generate(PHOTO, voice, **outputs)
    assert outputs[part].read_bytes() == b"a holiday"
    pipeline.generate(PHOTO, voice, **outputs, overwrite=True)
    assert outputs[part].read_bytes() != b"a holiday"
    pipeline.generate(PHOTO, voice, **outputs)  # now they are its own


def test_every_result_is_known_as_such(pipeline, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    for out, preview, background in (("a.mp4", "a.webp", None), ("b.webm", "b.gif", "transparent")):
        files = {"out": tmp_path / out, "preview": tmp_path / preview}
        pipeline.generate(PHOTO, voice, background=background, **files)
        assert all(map(is_own_result, files.values()))
    assert not is_own_result(voice)
    (tmp_path / "empty").touch()
    assert is_own_result(tmp_path / "empty")
