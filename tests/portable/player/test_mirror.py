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

from real3d.media import VideoWriter, open_video, read_image
from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.motion import Motion
from real3d.numerics.types import Picture
from real3d.portable.site import site_files
from real3d.portrait import analyse_portrait
from tests.portable.player.conftest import FACES, PORTRAITS
from tests.support.player_page import PlayerPage, player_page

pytestmark = pytest.mark.parametrize("avatar", FACES[:1], indirect=True)

FPS = 30
"""Of Chromium's camera, whatever the file says."""
CYCLE_S = 6
DRIVER = "daniel.jpg"
TALKS, WINKS, SMILES, TURNS = 1.45, 2.4, 3.5, 5.15
"""Seconds of the driver's film."""

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
def frames(driver: Motion) -> list[Picture]:
    person = build_avatar(analyse_portrait(read_image(PORTRAITS / DRIVER)))
    return list(person.render(driver, person.portrait.clean_background))


@pytest.fixture(scope="module")
def film(frames: list[Picture], folder: Path) -> Path:
    path = folder / "driver.mp4"
    with VideoWriter(path, (512, 512), FPS) as writer:
        for frame in frames:
            writer.write(frame)
    return path


@pytest.fixture(scope="module")
def camera(frames: list[Picture], folder: Path) -> Path:
    """What the webcam sees, over and over."""
    path = folder / "camera.mjpeg"
    path.write_bytes(b"".join(_jpeg(frame) for frame in frames))
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


def follows(page: Any, options: str) -> None:
    """The portrait follows the driver's film, which stands still at its beginning."""
    page.evaluate(
        f"""async () => {{
          const film = await (await fetch("driver.mp4")).blob();
          window.video = document.createElement("video");
          video.src = URL.createObjectURL(film);
          video.muted = true;
          await video.play();
          video.pause();
          window.ended = face.mirror(video, {options});
        }}"""
    )
    page.wait_for_function("told.some(([name]) => name === 'face-found')", timeout=30_000)
    page.wait_for_timeout(3000)


def does(page: Any, moment: float, what: str) -> None:
    """Soon after the film has been wound to a moment in seconds, this is true of the pose."""
    page.evaluate("(moment) => { video.currentTime = moment; }", moment)
    page.wait_for_function(
        f"(() => {{ const {{ expression, rotation, blink }} = log.at(-1); return {what}; }})()",
        timeout=20_000,
    )


def test_the_portrait_does_what_a_face_does(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path], film: Path
) -> None:
    page = opened(browser, avatar)
    follows(page, "{ flip: false }")
    does(page, TALKS, "expression.jawOpen > 0.25")
    does(page, WINKS, "expression.jawOpen < 0.1 && blink[0] > 0.6 && blink[1] < 0.4")
    does(page, SMILES, "expression.mouthSmileLeft > 0.4 && expression.mouthSmileRight > 0.4")
    does(page, TURNS, "rotation[1] > 0.05 && expression.mouthSmileLeft < 0.3")
    does(page, 0, "Math.abs(rotation[1]) < 0.03 && expression.mouthFrownLeft < 0.3")
    page.evaluate("face.stop()")
    page.evaluate("ended")
    assert browser.value("told") == [["ready", None], ["face-found", None]]
    # Left to itself, it comes to rest.
    does(page, TURNS, "rotation[1] === 0 && !expression.jawOpen")


def test_a_mirror_exchanges_left_and_right(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path], film: Path
) -> None:
    page = opened(browser, avatar)
    follows(page, "{}")
    does(page, WINKS, "blink[1] > 0.6 && blink[0] < 0.4")
    does(page, TURNS, "rotation[1] < -0.05")


def test_the_portrait_follows_the_webcam(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    page.evaluate("() => { window.ended = face.mirror(); }")
    for what in ("expression.jawOpen > 0.2", "blink[1] > 0.4", "rotation[1] < -0.03"):
        page.wait_for_function(
            f"log.some(({{ expression, rotation, blink }}) => {what})", timeout=60_000
        )
    page.evaluate("face.stop()")
    page.evaluate("ended")


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


def test_a_video_of_the_page_is_mirrored_and_a_hidden_tab_told(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    page.evaluate(
        """async () => {
          const video = document.createElement("video");
          video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
          await video.play();
          window.ended = face.mirror(video);
        }"""
    )
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


def _jpeg(frame: Picture) -> bytes:
    content = io.BytesIO()
    Image.fromarray(frame).save(content, "JPEG", quality=92)
    return content.getvalue()
