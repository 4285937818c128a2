"""Reading marks back from results, from strangers' files and from hostile ones."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from real3d.errors import FileMissingError, InputError
from real3d.media import VideoWriter, ffmpeg, write_preview
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.provenance import verify
from real3d.provenance.tags import DIGITAL_SOURCE_TYPE, SENTENCE, SYNTHETIC_XMP
from real3d.provenance.verify import describe, read_marks
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice

GREY = np.full((64, 64, 3), 128, np.uint8)


@pytest.fixture(scope="module")
def result(astronaut, tmp_path_factory) -> Path:
    """A result as users get it."""
    folder = tmp_path_factory.mktemp("result")
    voice = write_voice(folder / "voice.wav")
    TalkingPortrait(FakeEngine()).generate(astronaut, voice, out=folder / "result.mp4")
    return folder / "result.mp4"


def test_a_result_is_marked_twice(result):
    pytest.importorskip("c2pa")
    marks = read_marks(result)
    assert marks.synthetic
    assert marks.source_type == DIGITAL_SOURCE_TYPE
    assert json.loads(marks.recipe)["engine"] == "fake"
    assert marks.manifest.intact
    words = "\n".join(describe(marks))
    assert words.startswith("Marked as synthetic.")
    assert "fake engine, seed 0" in words
    assert "unchanged since" in words


def test_a_transparent_result_is_marked_by_its_tags(astronaut, tmp_path):
    voice, out = write_voice(tmp_path / "voice.wav"), tmp_path / "result.webm"
    made = TalkingPortrait(FakeEngine()).generate(
        astronaut, voice, background="transparent", out=out
    )
    marks = read_marks(out)
    assert marks.synthetic
    assert marks.source_type == DIGITAL_SOURCE_TYPE
    assert marks.manifest is None
    assert made.marks == ("badge", "tags")
    assert any("no signed manifest, because a WebM" in str(note) for note in made.notes)


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_a_preview_is_marked_by_its_xmp(result, tmp_path, ending):
    path = write_preview(result, tmp_path / f"a.{ending}", comment=SENTENCE, xmp=SYNTHETIC_XMP)
    marks = read_marks(path)
    assert marks.synthetic
    assert marks.source_type == DIGITAL_SOURCE_TYPE
    assert marks.manifest is None


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_pictures_that_other_programs_marked_are_recognised(tmp_path, ending):
    mark = (
        b"<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/"
        b"trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"
    )
    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", mark.decode())
    options = {"pnginfo": text} if ending == "png" else {"xmp": mark}
    Image.new("RGB", (8, 8)).save(tmp_path / f"a.{ending}", **options)
    assert read_marks(tmp_path / f"a.{ending}").synthetic


def test_an_altered_result_is_marked_still_and_the_change_is_told(result, tmp_path):
    pytest.importorskip("c2pa")
    content = bytearray(result.read_bytes())
    content[content.index(b"mdat") + 40] ^= 1
    altered = tmp_path / "altered.mp4"
    altered.write_bytes(content)
    marks = read_marks(altered)
    assert marks.state == "changed"
    assert "THE SIGNATURE DOES NOT FIT" in "\n".join(describe(marks))


def test_a_copy_of_which_only_the_comment_is_left_is_marked_and_changed(result, tmp_path):
    copy = tmp_path / "copy.mp4"
    made = ffmpeg.run(["-i", ffmpeg.file_url(result), "-c", "copy", ffmpeg.file_url(copy)])
    assert made.return_code == 0, made.log
    marks = read_marks(copy)
    assert (marks.source_type, marks.manifest) == ("", None)
    assert marks.state == "changed"
    assert json.loads(marks.to_json())["state"] == "changed"


def test_the_name_of_a_file_does_not_matter(result, tmp_path):
    renamed = tmp_path / "holiday.jpg"
    renamed.write_bytes(result.read_bytes())
    assert read_marks(renamed) == read_marks(result)


def test_other_files_are_not_marked(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", GREY)
    voice = write_voice(tmp_path / "voice.wav")
    photo = tmp_path / "photo.png"
    Image.fromarray(GREY).save(photo)
    for path in (clip, voice, photo):
        marks = read_marks(path)
        assert not marks.synthetic
        assert "does not make it genuine" in describe(marks)[0]


def test_without_the_library_the_tags_are_read_and_the_gap_is_told(result, monkeypatch):
    monkeypatch.setattr(verify, "import_c2pa", lambda: None)
    marks = read_marks(result)
    assert marks.synthetic
    assert "c2pa-python is not installed" in "\n".join(describe(marks))


def test_what_a_file_says_cannot_command_a_terminal(tmp_path):
    path = tmp_path / "clip.mp4"
    tags = {"comment": "\x1b[2J\x07 hello\nworld " + "x" * 5000, "real3d": "[" * 5000}
    with VideoWriter(path, size=(64, 64), fps=25, metadata=tags) as writer:
        writer.write(GREY)
    words = "\n".join(describe(read_marks(path)))
    assert "hello world" in words
    assert "a recipe that cannot be read" in words
    assert "\x1b" not in words
    assert len(words) < 1000


@pytest.mark.parametrize(("content", "kind"), [(b"", FileMissingError), (b"some text", InputError)])
def test_what_is_no_medium_is_an_error(content, kind, tmp_path):
    path = tmp_path / "file.mp4"
    path.write_bytes(content)
    with pytest.raises(kind):
        read_marks(path)


def test_the_badge_is_drawn_unless_it_is_switched_off(astronaut, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    pipeline = TalkingPortrait(FakeEngine())
    photo = pipeline.portrait(astronaut).image[10:45, -60:]

    def corner(badge: bool) -> np.ndarray:
        steps = pipeline.stream(astronaut, voice, settings=Settings(badge=badge))
        frames = [step.frame for step in steps if step.frame is not None]
        return frames[-1][10:45, -60:]

    assert (corner(badge=False) == photo).all()
    assert (corner(badge=True) != photo).mean() > 0.3
