"""Microphone, camera, and files that are of no use."""

from __future__ import annotations

from base64 import b64encode

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_voice_comes_from_the_microphone(visits, size):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    voice = visitor.seen(".voice")
    voice.get_by_label("Record audio").click()
    voice.locator(".record-button").click()
    visitor.page.wait_for_timeout(2500)
    voice.locator(".stop-button").click()
    expect(visitor.seen(".estimate")).to_contain_text("of video: about")
    visitor.starts()
    film = visitor.waits_for_result()["film"]
    assert 1.5 < film["length"] < 4


def test_a_photo_comes_from_the_camera(visits):
    visitor = visits(DESKTOP)
    photo = visitor.seen(".photo")
    photo.get_by_label("Capture from camera").click()
    photo.get_by_title("grant webcam access").click()
    visitor.page.wait_for_timeout(1500)
    photo.locator("button.capture-btn, .button-wrap button").first.click()
    expect(visitor.seen(".feedback")).to_contain_text("Face found")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"This is no picture.", "is not a picture that can be read"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "is not a picture that can be read|is damaged"),
    ],
    ids=["text", "nothing", "a-torso-of-a-png"],
)
def test_what_is_no_photo_is_said_beside_it(visits, tmp_path, content, sentence):
    path = tmp_path / "me.png"
    path.write_bytes(content)
    visitor = visits(DESKTOP)
    visitor.gives_photo(path)
    words = visitor.seen(".feedback").inner_text()
    assert any(part in words for part in sentence.split("|")), words
    assert "Traceback" not in visitor.page.content()


def test_a_photo_without_a_face_is_said_with_advice(visits, tmp_path):
    wall = tmp_path / "wall.png"
    Image.fromarray(np.full((400, 400, 3), 128, np.uint8)).save(wall)
    visitor = visits(PHONE)
    visitor.gives_photo(wall)
    expect(visitor.seen(".feedback")).to_contain_text("No human face was found")


def test_another_face_is_chosen_by_a_click(visits, tmp_path):
    photo = np.array(Image.open(PHOTO).convert("RGB"))
    pair = tmp_path / "pair.png"
    Image.fromarray(np.hstack([photo, photo[:, ::-1]])).save(pair)
    visitor = visits(DESKTOP)
    visitor.gives_photo(pair)
    expect(visitor.seen(".feedback")).to_contain_text("The photo shows 2 faces")
    visitor.page.get_by_role("button", name="Face 2").click()
    expect(visitor.seen(".feedback")).to_contain_text("The face that you chose is used")


def test_a_voice_that_is_none_is_a_sentence(visits, tmp_path):
    noise = tmp_path / "voice.wav"
    noise.write_bytes(b"RIFF no sound at all")
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    visitor.gives("voice", noise)
    expect(visitor.seen(".estimate")).to_contain_text("holds no sound that can be read")
    visitor.seen(".start").click()
    expect(visitor.seen(".status")).to_contain_text("holds no sound that can be read")
    expect(visitor.seen(".start")).to_be_visible()


def test_what_is_missing_is_said(visits):
    visitor = visits(DESKTOP)
    visitor.seen(".start").click()
    expect(visitor.page.get_by_text("Choose a photo first.").first).to_be_visible()
    expect(visitor.seen(".start")).to_be_visible()
    visitor.page.wait_for_timeout(1000)
    assert "Choose a photo first." in visitor.status, "it stays until there is one"
    visitor.gives_photo(PHOTO)
    expect(visitor.page.locator(".status:visible")).to_have_count(0)


_DROP = """async ([selector, name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const dropped = new DataTransfer();
    dropped.items.add(new File([bytes], name, { type: "video/mp4" }));
    const place = [...document.querySelectorAll(selector)].find((one) => one.offsetParent);
    place.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: dropped }));
}"""


@pytest.mark.parametrize("way", ["chosen", "dropped"])
def test_a_video_is_taken_for_the_voice_in_it(visits, recordings, way):
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    if way == "chosen":
        offered = visitor.seen(".voice").locator("input[type=file]").first
        assert "video/*" in offered.get_attribute("accept")
        visitor.gives("voice", recordings["clip"])
    else:
        content = b64encode(recordings["clip"].read_bytes()).decode()
        visitor.page.evaluate(_DROP, [".voice button", "clip.mp4", content])
    expect(visitor.seen(".estimate")).to_contain_text("of video: about")
    visitor.starts()
    assert 1 < visitor.waits_for_result()["film"]["length"] < 1.5
