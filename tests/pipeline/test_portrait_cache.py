"""One analysis of a photo for all engines, and nobody waits for a stranger's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest
from PIL import Image

from real3d.pipeline.portrait_cache import PortraitCache
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import analysis
from tests.support.fake_engine import FakeEngine


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes that photos were analysed in."""
    sizes: list[int] = []
    usual = analysis.analyse_portrait

    def count(image: np.ndarray, size: int, *others: object) -> object:
        sizes.append(size)
        return usual(image, size, *others)

    monkeypatch.setattr(analysis, "analyse_portrait", count)
    return sizes


def test_two_engines_share_the_analysis_and_not_the_avatar(astronaut, analysed):
    cache, engines = PortraitCache(), [FakeEngine("one"), FakeEngine("two")]
    for engine in engines:
        pipeline = TalkingPortrait(engine, cache=cache)
        pipeline.avatar(pipeline.portrait(astronaut.copy()))
        pipeline.avatar(pipeline.portrait(astronaut))
    assert analysed == [512]
    assert [engine.asked for engine in engines] == [["reconstruct"], ["reconstruct"]]


def test_another_size_and_another_face_are_analysed_anew(astronaut, analysed):
    cache = PortraitCache()
    for size, face in ((512, None), (768, None), (512, (224.0, 120.0)), (512, None)):
        cache.portrait(astronaut, size, face)
    assert analysed == [512, 768, 512]


def test_the_same_bytes_in_another_shape_are_another_photo(astronaut, monkeypatch):
    monkeypatch.setattr(analysis, "analyse_portrait", lambda image, *_: image.shape)
    cache = PortraitCache()
    for shape in ((512, 512, 3), (256, 1024, 3)):
        assert cache.portrait(astronaut.reshape(shape), 512, None) == shape


def test_who_has_a_known_photo_does_not_wait_for_a_strangers(astronaut, monkeypatch):
    cache, begun, may_end = PortraitCache(), Event(), Event()
    known = cache.portrait(astronaut, 512, None)

    def slow(*_: object) -> object:
        begun.set()
        assert may_end.wait(20)
        return known

    monkeypatch.setattr(analysis, "analyse_portrait", slow)
    with ThreadPoolExecutor(1) as pool:
        stranger = pool.submit(cache.portrait, np.zeros((512, 512, 3), np.uint8), 512, None)
        assert begun.wait(20)
        assert cache.portrait(astronaut, 512, None) is known
        may_end.set()
        stranger.result(20)


def test_two_people_who_have_the_same_square_have_two_avatars(astronaut):
    half = astronaut[:260, 160:290]
    photo = np.hstack([half, half[:, ::-1]])
    cache, engine = PortraitCache(), FakeEngine()
    portraits = [cache.portrait(photo, 256, face) for face in ((65.0, 122.0), (195.0, 122.0))]
    assert portraits[0].crop == portraits[1].crop
    avatars = [cache.avatar(engine, portrait) for portrait in portraits]
    assert avatars[0].portrait is portraits[0]
    assert avatars[1].portrait is portraits[1]


def test_a_file_is_known_by_what_was_read_from_it_until_it_changes(astronaut, tmp_path):
    cache, file = PortraitCache(), tmp_path / "photo.png"
    Image.fromarray(astronaut).save(file)
    assert cache.known_portrait(file, 512, None) is None
    portrait = cache.portrait(astronaut, 512, None, file=file)
    assert cache.known_portrait(file, 512, None) is portrait
    assert cache.known_portrait(file, 768, None) is None
    Image.fromarray(astronaut[:, ::-1]).save(file)
    assert cache.known_portrait(file, 512, None) is None


def test_faces_are_found_once(astronaut, monkeypatch):
    cache = PortraitCache()
    assert cache.known_faces(astronaut, 512, None) is None
    faces = cache.faces(astronaut, 512, None)
    monkeypatch.setattr(analysis, "find_faces", lambda *_: pytest.fail("found once more"))
    assert cache.known_faces(astronaut, 512, None) == faces == cache.faces(astronaut, 512, None)
