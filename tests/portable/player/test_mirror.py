"""The element before a webcam: the portrait does what the face before it does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from real3d.media import open_video, read_image
from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.motion import Motion
from real3d.numerics.types import FloatArray
from real3d.portable.site import site_files
from real3d.portrait import analyse_portrait
from tests.portable.player.conftest import FACES, PORTRAITS
from tests.support.player_page import PlayerPage, player_page

pytestmark = pytest.mark.parametrize("avatar", FACES[:1], indirect=True)

FPS = 30
"""Of Chromium's camera, whatever the file says."""
CYCLE_S = 6
DRIVER = "daniel.jpg"
WATCHED_S = 14

PAGE = """
window.told = []; window.log = [];
for (const name of ["ready", "face-found", "face-lost", "error"])
  addEventListener(name, (event) => told.push([name, event.detail?.code ?? null]));
"""
# Drawing without a graphics card leaves the tracker no time.
WATCH = """() => {
  window.face = document.querySelector("real3d-avatar");
  face.stage.draw = (pose) => log.push({ time: performance.now() / 1000, ...pose });
}"""


@pytest.fixture(scope="module")
def driver() -> Motion:
    """Somebody who talks, winks with the left eye, smiles and turns to the image's right."""
    time = np.arange(CYCLE_S * FPS) / FPS
    still = np.zeros(len(time))
    smile = 1.0 * ((time > 3) & (time < 4))
    wink = np.stack([1.0 * ((time > 2.2) & (time < 2.6)), still], axis=1)
    yaw = 0.17 * np.sin(np.pi * np.clip(time - 4.4, 0, 1.5) / 1.5)
    talking = 0.5 * ((time > 1) & (time < 1.9))
    return replace(
        Motion.still(len(time), FPS).with_channels(
            jawOpen=talking, mouthSmileLeft=smile, mouthSmileRight=smile
        ),
        rotation=np.stack([still, yaw, still], axis=1),
        blink=wink,
        neutral=np.ones(len(time)),
    )


@pytest.fixture(scope="module")
def camera(driver: Motion, folder: Path) -> Path:
    """What the webcam sees, over and over."""
    person = build_avatar(analyse_portrait(read_image(PORTRAITS / DRIVER)))
    path = folder / "camera.mjpeg"
    with path.open("wb") as film:
        for frame in person.render(driver, person.portrait.clean_background):
            film.write(_jpeg(frame))
    return path


@pytest.fixture(scope="module")
def browser(served: tuple[Any, str], camera: Path) -> Iterator[PlayerPage]:
    """Whoever asks gets the webcam."""
    with player_page(
        *served,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ) as page:
        yield page


@pytest.fixture(scope="module")
def strict(served: tuple[Any, str]) -> Iterator[PlayerPage]:
    """No webcam for anybody."""
    with player_page(
        *served, "--use-fake-device-for-media-stream", "--deny-permission-prompts"
    ) as page:
        yield page


def opened(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> Any:
    page.open(f'<real3d-avatar still src="{avatar[1].name}"></real3d-avatar>', PAGE)
    page.page.wait_for_function("told.length > 0")
    page.page.evaluate(WATCH)
    return page.page


def mirrored(browser: PlayerPage, options: str) -> dict[str, FloatArray]:
    """What the portrait did from two seconds after it had found the face."""
    page = browser.page
    page.evaluate(f"() => {{ window.ended = face.mirror(undefined, {options}); }}")
    page.wait_for_function("told.some(([name]) => name === 'face-found')", timeout=30_000)
    page.wait_for_timeout(2000)
    page.evaluate("log.length = 0")
    page.wait_for_timeout(1000 * WATCHED_S)
    log = browser.value("log")
    shape = {name: [row["expression"].get(name, 0) for row in log] for name in
             ("jawOpen", "mouthSmileLeft", "mouthFrownLeft")}  # fmt: skip
    return {
        "time": np.array([row["time"] for row in log]),
        "yaw": np.array([row["rotation"][1] for row in log]),
        "blink": np.array([row["blink"] for row in log]),
        **{name: np.array(values) for name, values in shape.items()},
    }


def alike(time: FloatArray, found: FloatArray, wanted: FloatArray) -> float:
    """How well a track follows the driver's, wherever the camera has begun."""
    begins = np.arange(0, CYCLE_S, 0.04)
    clock = np.arange(len(wanted)) / FPS
    ways = [np.interp((time - begin) % CYCLE_S, clock, wanted) for begin in begins]
    return max(float(np.corrcoef(way, found)[0, 1]) for way in ways)


def test_the_portrait_does_what_the_face_before_the_webcam_does(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path], driver: Motion
) -> None:
    page = opened(browser, avatar)
    seen = mirrored(browser, "{ flip: false }")
    time = seen["time"]
    assert alike(time, seen["yaw"], driver.rotation[:, 1]) > 0.8
    assert alike(time, seen["jawOpen"], driver.channel("jawOpen")) > 0.8
    assert alike(time, seen["mouthSmileLeft"], driver.channel("mouthSmileLeft")) > 0.8
    assert alike(time, seen["blink"][:, 0], driver.blink[:, 0]) > 0.6
    assert seen["blink"][:, 0].max() > 0.6
    assert seen["blink"][:, 1].max() < 0.4, "the other eye stays open"
    assert np.median(seen["mouthFrownLeft"]) < 0.3, "the face at rest is told from a smile"
    page.evaluate("face.stop()")
    page.evaluate("ended")
    assert browser.value("told") == [["ready", None], ["face-found", None]]
    page.wait_for_function("log.at(-1).rotation[1] === 0 && !log.at(-1).expression.jawOpen")


def test_a_mirror_exchanges_left_and_right(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path], driver: Motion
) -> None:
    opened(browser, avatar)
    seen = mirrored(browser, "{}")
    assert alike(seen["time"], seen["yaw"], -driver.rotation[:, 1]) > 0.8
    assert seen["blink"][:, 1].max() > 0.6
    assert seen["blink"][:, 0].max() < 0.4


def test_nobody_before_the_camera_is_told_and_the_portrait_is_left_to_itself(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    sentence = page.evaluate(
        """async () => {
          const lost = new Promise((done) => face.addEventListener("face-lost", (event) => done(event.detail.message)));
          const wall = document.createElement("canvas");
          wall.width = wall.height = 320;
          const paint = () => { wall.getContext("2d").fillStyle = `hsl(${performance.now() % 360} 50% 50%)`;
            wall.getContext("2d").fillRect(0, 0, 320, 320); requestAnimationFrame(paint); };
          paint();
          window.ended = face.mirror(wall.captureStream());
          return lost;
        }"""  # noqa: E501
    )
    assert "come before the camera" in sentence
    assert browser.value("told")[-1] == ["face-lost", "no-face"]
    page.evaluate("face.stop()")
    page.evaluate("ended")
    assert np.ptp([row["rotation"][1] for row in browser.value("log")]) == 0


def test_a_hidden_tab_is_told(browser: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> None:
    page = opened(browser, avatar)
    page.evaluate("() => { window.ended = face.mirror(); }")
    page.wait_for_function("told.some(([name]) => name === 'face-found')", timeout=30_000)
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    assert browser.value("told")[-1] == ["error", "tab-hidden"]
    page.evaluate("face.stop()")
    page.evaluate("ended")


@pytest.mark.parametrize(
    ("call", "code", "sentence"),
    [
        ("mirror(new MediaStream())", "not-a-picture", "no picture"),
        ("mirror(document.createElement('canvas'))", "not-a-picture", "no picture"),
    ],
)
def test_what_holds_no_picture_is_told(
    call: str, code: str, sentence: str, browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    error = page.evaluate(
        f"() => face.{call}.then(() => null, ({{ code, message }}) => [code, message])"
    )
    assert error[0] == code
    assert sentence in error[1]
    assert browser.value("told") == [["ready", None], ["error", code]]


@pytest.mark.parametrize(
    ("damage", "code", "sentence"),
    [("missing", "not-found", "real3d-tracker.bin"), ("cut off", "no-tracker", "from one place")],
)
def test_a_tracker_that_is_not_whole_is_told(
    damage: str,
    code: str,
    sentence: str,
    browser: PlayerPage,
    avatar: tuple[MeshAvatar, Path],
) -> None:
    page = opened(browser, avatar)
    page.route(
        "**/real3d-tracker.bin",
        lambda route: (
            route.fulfill(status=404)
            if damage == "missing"
            else route.fulfill(body=b"\x1f\x8b not a tracker")
        ),
    )
    error = page.evaluate("face.mirror().then(() => null, ({ code, message }) => [code, message])")
    page.unroute("**/real3d-tracker.bin")
    assert error[0] == code
    assert sentence in error[1]


def test_a_webcam_that_may_not_be_used_is_told(
    strict: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(strict, avatar)
    error = page.evaluate("face.mirror().then(() => null, ({ code, message }) => [code, message])")
    assert error[0] == "no-permission"
    assert "The camera may not be used; allow it" in error[1]
    assert strict.value("told") == [["ready", None], ["error", "no-permission"]]
    assert not page.locator("real3d-avatar .message").is_visible(), "the face stays"


def test_a_visitor_of_a_site_mirrors_their_face_and_takes_the_video_home(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path], folder: Path
) -> None:
    page = _visited(browser, avatar)
    page.get_by_role("button", name="Mirror your face").click()
    page.get_by_text("The face does what yours does.").wait_for()
    page.get_by_role("button", name="Record").click()
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Stop recording").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the video").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert len(list(open_video(path).frames(10))) > 3
    page.get_by_role("button", name="Stop mirroring").click()
    page.get_by_role("button", name="Mirror your face").wait_for()
    assert "The face does" not in page.inner_text("body")


def test_a_visitor_of_a_site_without_a_camera_reads_why(
    strict: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = _visited(strict, avatar)
    page.get_by_role("button", name="Mirror your face").click()
    page.get_by_text("The camera may not be used").wait_for()


def _visited(browser: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> Any:
    for name, file in site_files({"ann": avatar[1].read_bytes()}).items():
        (avatar[1].parent / name).write_bytes(file)
    browser.page.goto(f"{browser.address}/index.html")
    browser.page.wait_for_function("document.querySelector('real3d-avatar').stage")
    return browser.page


def _jpeg(frame: Any) -> bytes:
    content = io.BytesIO()
    Image.fromarray(frame).save(content, "JPEG", quality=92)
    return content.getvalue()
