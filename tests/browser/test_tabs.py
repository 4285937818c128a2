"""What a visitor does on each tab, on a desk and on a phone."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from real3d.media import ffmpeg, open_video
from real3d.provenance.verify import read_marks
from tests.browser.conftest import BACKGROUND, PHOTO
from tests.browser.visitor import DESKTOP, PHONE

on_both = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@on_both
def test_a_photo_speaks(visits, recordings, tmp_path, size):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    expect(visitor.seen(".feedback")).to_contain_text("Face found")
    visitor.gives_voice(recordings["short"])
    expect(visitor.seen(".estimate")).to_contain_text("2 s of video: about")
    visitor.starts()
    assert visitor.waits_for_result()["film"]["length"] == pytest.approx(1.6, abs=0.05)
    if size is PHONE:
        visitor.seen(".stage").scroll_into_view_if_needed()
    visitor.photograph("result", whole=False)
    assert "Made by the mesh engine" in visitor.status
    expect(visitor.seen(".start")).to_be_visible()
    film = visitor.downloads(".download", tmp_path)
    assert read_marks(film).synthetic
    assert open_video(film).has_audio


@on_both
def test_a_photo_follows_a_video(visits, recordings, size):
    visitor = visits(size)
    visitor.opens("Video")
    visitor.gives_photo(PHOTO)
    visitor.gives_clip(recordings["clip"])
    visitor.starts()
    assert visitor.waits_for_result()["film"]["length"] == pytest.approx(1.2, abs=0.1)


@on_both
def test_two_people_of_a_photo_talk(visits, recordings, tmp_path, size):
    photo = np.array(Image.open(PHOTO).convert("RGB"))
    pair = tmp_path / "pair.png"
    Image.fromarray(np.hstack([photo, photo[:, ::-1]])).save(pair)
    visitor = visits(size)
    visitor.opens("Duet")
    visitor.gives_photo(pair)
    expect(visitor.page.get_by_text("the largest one is used")).to_be_hidden()
    for voice in visitor.page.locator(".voice:visible").all():
        voice.locator("input[type=file]").first.set_input_files(recordings["short"])
        expect(voice.locator("#waveform")).to_be_visible()
    expect(visitor.seen(".estimate")).to_contain_text("4 s of video: about")
    visitor.starts()
    assert visitor.waits_for_result()["film"]["length"] == pytest.approx(3.5, abs=0.1)


@on_both
def test_a_photo_speaks_in_front_of_a_picture(visits, recordings, size):
    visitor = visits(size)
    visitor.opens("Background")
    visitor.gives_photo(PHOTO)
    visitor.gives("behind", BACKGROUND)
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    visitor.waits_for_result()


@pytest.mark.parametrize("kind", ["One colour", "Blurred"])
def test_a_photo_speaks_in_front_of_a_colour_or_a_blur(visits, recordings, kind):
    visitor = visits(DESKTOP)
    visitor.opens("Background")
    visitor.gives_photo(PHOTO)
    visitor.chooses(kind)
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    visitor.waits_for_result()


def test_a_transparent_result_is_a_webm_and_pictures_with_alpha(visits, recordings, tmp_path):
    visitor = visits(DESKTOP)
    visitor.opens("Background")
    visitor.gives_photo(PHOTO)
    visitor.chooses("Transparent")
    visitor.seen('label:has-text("PNG")').click()
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    visitor.waits_for_result()
    film = visitor.downloads(".download", tmp_path)
    assert film.suffix == ".webm"
    assert _alpha_of_webm(film, tmp_path).min() < 10
    pictures = visitor.downloads(".pictures", tmp_path)
    with zipfile.ZipFile(pictures) as archive:
        assert len(archive.namelist()) == 40
        first = np.array(Image.open(BytesIO(archive.read("00001.png"))))
    assert first.shape == (512, 512, 4)
    assert first[100, 10, 3] == 0, "the wall"
    assert first[200, 256, 3] == 255, "the face"


@on_both
def test_a_head_is_turned_and_filmed(visits, size):
    visitor = visits(size)
    visitor.opens("Look")
    visitor.gives_photo(PHOTO)
    expect(visitor.seen(".estimate")).to_contain_text("6 s of video")
    view = visitor.seen(".view img")
    expect(view).to_be_visible()
    before = view.get_attribute("src")
    visitor.seen("input[type=range]").first.fill("8")
    expect(view).not_to_have_attribute("src", before)
    visitor.starts()
    assert visitor.waits_for_result()["film"]["length"] == pytest.approx(6.0, abs=0.1)


@on_both
def test_two_settings_are_compared(visits, recordings, size):
    visitor = visits(size)
    visitor.opens("Compare")
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    visitor.waits_for_result()
    visitor.photograph("result", whole=False)
    assert (
        visitor.page.evaluate(
            "[...document.querySelectorAll('.film video')].find((v) => v.offsetParent).videoWidth"
        )
        == 3 * 512
    )


def test_an_example_has_its_place_before_its_picture_is_loaded(visits):
    visitor = visits(DESKTOP)
    visitor.page.route("**/amara.jpg", lambda route: None)  # never answered
    visitor.page.goto(visitor.page.url, wait_until="domcontentloaded")
    pictures = visitor.page.locator(".tries img:visible")
    expect(pictures.nth(1)).to_be_visible()
    boxes = [pictures.nth(number).bounding_box() for number in range(2)]
    assert boxes[0]["height"] == boxes[1]["height"] > 50
    assert boxes[0]["y"] == boxes[1]["y"]
    visitor.page.unroute_all()


@on_both
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_tab_fits_the_window(visits, size, scheme):
    visitor = visits(size, scheme=scheme)
    for tab in ("Voice", "Video", "Background", "Look", "Live", "Compare"):
        visitor.opens(tab)
        visitor.page.wait_for_timeout(300)
        width = visitor.page.evaluate("document.documentElement.scrollWidth")
        assert width == size["width"], tab
        nameless = visitor.page.locator('.gallery-item img[alt=""]:visible')
        assert nameless.count() == 0, "examples have names for those who cannot see them"
        inputs = visitor.seen(".inputs").bounding_box()
        result = visitor.seen(".living" if tab == "Live" else ".result").bounding_box()
        if size is PHONE:
            assert result["y"] >= inputs["y"] + inputs["height"], "one column"
        else:
            assert result["x"] >= inputs["x"] + inputs["width"], "two columns"
        visitor.photograph(tab.lower())


def _alpha_of_webm(film: Path, folder: Path) -> np.ndarray:
    still = folder / "still.png"
    made = ffmpeg.run(
        [
            *("-codec:v", "libvpx-vp9", "-i", ffmpeg.file_url(film), "-frames:v", "1"),
            *("-pix_fmt", "rgba", ffmpeg.file_url(still)),
        ]
    )
    assert made.return_code == 0, made.log
    return np.array(Image.open(still))[..., 3]
