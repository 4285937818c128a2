"""The portrait as a video that leaves the page: it plays, it sounds, and it is marked."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from real3d.media import open_video, read_audio
from real3d.mesh.avatar import MeshAvatar
from real3d.numerics.types import Picture
from tests.portable.player.conftest import FACES
from tests.portable.player.test_speaking import VOICE
from tests.support.player_page import PlayerPage, player_page

pytestmark = pytest.mark.parametrize("avatar", FACES[:1], indirect=True)

VOICE_S = 2
RECORD = """async (say) => {
  const face = document.querySelector("real3d-avatar");
  const started = performance.now();
  const recording = await face.record();
  await say(face);
  window.blob = await recording.finish();
  return [await recording.finish() === blob, (performance.now() - started) / 1000];
}"""
AS_TEXT = """() => new Promise((done) => { const reader = new FileReader();
  reader.onload = () => done(reader.result.split(",")[1]); reader.readAsDataURL(blob); })"""


@pytest.fixture(scope="module")
def browser(served: tuple[Any, str], folder: Path) -> Iterator[PlayerPage]:
    samples, rate = soundfile.read(VOICE, dtype="float32")
    soundfile.write(folder / "short.wav", samples[: VOICE_S * rate], rate, subtype="PCM_16")
    with player_page(
        *served,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={folder / 'short.wav'}",
        "--autoplay-policy=no-user-gesture-required",
    ) as page:
        yield page


@pytest.fixture(scope="module")
def strict(served: tuple[Any, str]) -> Iterator[PlayerPage]:
    with player_page(*served, "--autoplay-policy=document-user-activation-required") as page:
        yield page


def opened(page: PlayerPage, avatar: tuple[MeshAvatar, Path], background: str = "") -> Any:
    page.open(f'<real3d-avatar src="{avatar[1].name}" {background}></real3d-avatar>')
    page.page.wait_for_function("document.querySelector('real3d-avatar')?.stage")
    return page.page


def saved(page: Any, folder: Path) -> Path:
    kind = page.evaluate("blob.type")
    path = folder / f"recorded.{kind.partition('/')[2]}"
    path.write_bytes(base64.b64decode(page.evaluate(AS_TEXT)))
    return path


def shows_badge(frame: Picture) -> bool:
    """Whether white letters stand on a dark box in the upper right corner."""
    side = len(frame)
    box = frame[int(0.03 * side) : int(0.07 * side), int(0.91 * side) : int(0.97 * side)]
    grey = box.mean(axis=2)
    return bool((grey > 200).mean() > 0.05 and np.median(grey) < 110)


def test_a_recording_plays_sounds_and_is_marked(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path], tmp_path: Path
) -> None:
    page = opened(browser, avatar, 'background="#d0e0d0"')
    same, seconds = page.evaluate(f"({RECORD})((face) => face.speak('short.wav'))")
    assert same, "whoever asks again gets the same video"
    path = saved(page, tmp_path)
    frames = list(open_video(path).frames(25))
    assert seconds - 2 < len(frames) / 25 < seconds + 0.5
    assert len(frames) / 25 > VOICE_S
    middle = frames[len(frames) // 2]
    assert middle.shape[0] == middle.shape[1]
    assert np.abs(middle[20, 20].astype(int) - (0xD0, 0xE0, 0xD0)).max() < 12
    assert all(shows_badge(frame) for frame in frames[2:])
    said, voice = read_audio(path).samples, read_audio(VOICE).samples[: VOICE_S * 16000]
    loud = np.correlate(said, voice, mode="valid")
    assert np.abs(loud).max() > 0.6 * np.square(voice).sum(), "the voice is heard"


def test_a_recording_plays_in_the_browser(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar, 'background="#d0e0d0"')
    page.evaluate(f"({RECORD})(() => new Promise((done) => setTimeout(done, 4000)))")
    size, loudest = page.evaluate(
        """async () => {
          const video = document.createElement("video");
          video.muted = true;
          video.src = URL.createObjectURL(blob);
          const shown = new Promise((done) => video.requestVideoFrameCallback(done));
          await video.play();
          await shown;
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
          const view = canvas.getContext("2d");
          view.drawImage(video, 0, 0);
          const side = canvas.width;
          const corner = view.getImageData(0.91 * side, 0.03 * side, 0.06 * side, 0.04 * side).data;
          return [[video.videoWidth, video.videoHeight], Math.max(...corner.filter((_, k) => k % 4 < 3))];
        }"""  # noqa: E501
    )
    assert size[0] == size[1] >= 512
    assert loudest > 220


def test_the_visitors_own_voice_is_recorded(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path], tmp_path: Path
) -> None:
    page = opened(browser, avatar)
    page.evaluate(
        f"({RECORD})(async (face) => {{ const said = face.listen();"
        " await new Promise((done) => setTimeout(done, 3000)); face.stop(); await said; })"
    )
    said = read_audio(saved(page, tmp_path)).samples
    assert np.abs(said).max() > 0.05


def test_another_recording_ends_the_first(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    sizes = page.evaluate(
        """async () => {
          const face = document.querySelector("real3d-avatar"), pause = () => new Promise((done) => setTimeout(done, 2000));
          const first = await face.record(); await pause();
          const second = await face.record(); await pause();
          face.remove();
          return [(await first.finish()).size, (await second.finish()).size];
        }"""  # noqa: E501
    )
    assert min(sizes) > 1000


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("delete globalThis.MediaRecorder;", "no-recording"),
        ("face.setAttribute('src', 'nowhere.glb');", "no-recording"),
    ],
)
def test_what_cannot_be_recorded_is_told(
    before: str, code: str, browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    error = page.evaluate(
        f"async () => {{ const face = document.querySelector('real3d-avatar'); {before}"
        " return face.record().then(() => null, ({ code, message }) => [code, message]); }"
    )
    assert error[0] == code
    assert error[1].endswith(".")


def test_a_recording_before_any_click_is_told(
    strict: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    (avatar[1].parent / "quiet.html").write_text(
        f"""<real3d-avatar src="{avatar[1].name}"></real3d-avatar>
        <script type="module" src="real3d-player.js"></script>
        <script type="module">
          const face = document.querySelector("real3d-avatar");
          face.addEventListener("ready", () => face.record().then(
            () => console.log("told nothing"), ({{ code }}) => console.log("told " + code)));
        </script>"""
    )
    page = strict.page
    with page.expect_console_message(lambda message: message.text.startswith("told")) as said:
        page.goto(f"{strict.address}/quiet.html")
    assert said.value.text == "told autoplay-refused"
