"""The element as a page uses it: methods, events, and a sentence for whatever goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.mesh.avatar import MeshAvatar
from tests.portable.player.conftest import FACES
from tests.support.player_page import PlayerPage

pytestmark = pytest.mark.parametrize("avatar", FACES[:1], indirect=True)

TOLD = (
    "window.told = []; ['ready', 'error'].forEach((name) =>"
    " addEventListener(name, (event) => told.push([name, event.detail?.code])));"
)
FACE = "document.querySelector('real3d-avatar')"


def opened(page: PlayerPage, attributes: str) -> list[list[str | None]]:
    """The events of an element with these attributes."""
    page.open(f"<real3d-avatar {attributes}></real3d-avatar>", TOLD)
    page.page.wait_for_function("window.told.length > 0")
    page.page.wait_for_timeout(100)
    return page.value("told")


def pixel(page: PlayerPage, x: int, y: int) -> list[int]:
    """Colour and alpha of a pixel of the canvas."""
    return page.value(
        f"(() => {{ const made = document.createElement('canvas'); const shown = {FACE}"
        ".show({fps: 25, frames: 1, breath: [0]}, 0); made.width = made.height = shown.width;"
        " const view = made.getContext('2d'); view.drawImage(shown, 0, 0);"
        f" return [...view.getImageData({x}, {y}, 1, 1).data]; }})()"
    )


def test_it_gets_ready_and_moves(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> None:
    assert opened(page, f'src="{avatar[1].name}"') == [["ready", None]]
    shapes = page.value(f"{FACE}.shapes")
    assert {"jawOpen", "eyeBlinkLeft", "viseme_aa"} <= set(shapes)
    assert not [name for name in shapes if name.startswith("real3d")]
    page.page.evaluate(f"{FACE}.set({{ mouthSmile: 0.4, jawOpen: 0.5 }}); {FACE}.lookAt(0.5, 0);")
    assert page.value(f"{FACE}.mood('happy')") is True
    assert page.value(f"{FACE}.mood('hungry')") is False
    held = "document.querySelector('real3d-avatar').performer.values"
    page.page.wait_for_function(f"{held}.jawOpen === 0.5 && {held}.mouthSmileRight === 0.4")


def test_a_motion_plays_to_its_end(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> None:
    opened(page, f'src="{avatar[1].name}"')
    seconds = page.page.evaluate(
        "async () => { const start = performance.now(); await document.querySelector("
        "'real3d-avatar').play({ fps: 20, frames: 10, blink: Array(10).fill([1, 0]) });"
        " return (performance.now() - start) / 1000; }"
    )
    assert 0.4 < seconds < 3
    refused = page.page.evaluate(
        "async () => document.querySelector('real3d-avatar').play({ fps: 20 })"
        ".catch((error) => error.code)"
    )
    assert refused == "bad-motion"


def test_nothing_stands_behind_the_person_unless_asked_for(
    page: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    opened(page, f'still src="{avatar[1].name}"')
    assert pixel(page, 2, 200)[3] == 0
    page.page.evaluate(f"{FACE}.setAttribute('background', '#204060')")
    page.page.wait_for_timeout(100)
    assert pixel(page, 2, 200) == [32, 64, 96, 255]


def test_a_background_that_is_none_is_told_and_the_face_stays(
    page: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    told = opened(page, f'src="{avatar[1].name}" background="#12345"')
    assert sorted(told) == [["error", "bad-background"], ["ready", None]]
    assert pixel(page, 256, 256)[3] == 255


def test_it_is_marked_where_everybody_sees_it(
    page: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    opened(page, f'src="{avatar[1].name}"')
    badge = page.page.locator("real3d-avatar .badge")
    assert badge.is_visible()
    assert badge.inner_text() == "AI"


@pytest.mark.parametrize(
    ("file", "code", "sentence"),
    [
        ("nowhere.glb", "not-found", "“nowhere.glb” cannot be loaded"),
        ("real3d-player.js", "not-an-avatar", "no avatar made by"),
        ("cut.glb", "not-an-avatar", "no avatar made by"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence_and_an_event(
    file: str, code: str, sentence: str, page: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    whole = avatar[1].read_bytes()
    (avatar[1].parent / "cut.glb").write_bytes(whole[: len(whole) // 2])
    assert opened(page, f'src="{file}"') == [["error", code]]
    assert sentence in page.page.locator("real3d-avatar .message").inner_text()
    assert not page.page.locator("real3d-avatar .badge").is_visible()


def test_a_browser_without_webgl_says_so(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> None:
    page.open(
        f'<real3d-avatar src="{avatar[1].name}"></real3d-avatar>',
        TOLD + "HTMLCanvasElement.prototype.getContext = () => null;",
    )
    page.page.wait_for_function("window.told.length > 0")
    assert page.value("told") == [["error", "no-webgl"]]
    assert "WebGL" in page.page.locator("real3d-avatar .message").inner_text()


def test_another_avatar_takes_its_place(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> None:
    opened(page, 'src="nowhere.glb"')
    page.page.evaluate(f"told.length = 0; {FACE}.setAttribute('src', '{avatar[1].name}')")
    page.page.wait_for_function("window.told.length > 0")
    assert page.value("told") == [["ready", None]]
    assert not page.page.locator("real3d-avatar .message").is_visible()
