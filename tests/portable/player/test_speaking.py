"""The element with a voice: files, chunks, a microphone, and what browsers refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from real3d.media import read_audio
from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.visemes import commanded_gap, mouth_blendshapes, mouth_from_audio
from real3d.motion.settings import MotionSettings
from real3d.numerics.types import FloatArray
from real3d.portable.site import site_files
from real3d.speech.mouth_shape import MouthShape
from real3d.speech.prosody import Prosody
from tests.portable.player.conftest import FACES
from tests.support.player_page import PlayerPage, player_page

pytestmark = pytest.mark.parametrize("avatar", FACES[:1], indirect=True)

VOICE = Path(__file__).parents[3] / "examples" / "voices" / "welcome_woman.flac"
SETTINGS = MotionSettings(fps=50)
DELAY_S = 0.21
"""Of the sound that is played."""
MOST_APART_S = 0.04
"""Of lips and sound."""

PAGE = """
window.told = []; window.log = [];
for (const name of ["ready", "speaking", "silent", "error"])
  addEventListener(name, (event) => told.push([name, event.detail?.code ?? null]));
"""
# Drawing without a graphics card takes longer than a mouth lasts.
WATCH = """() => {
  window.face = document.querySelector("real3d-avatar");
  face.stage.draw = () => {};
  const mouth = face.speaker.mouth.bind(face.speaker);
  face.speaker.mouth = () => {
    const shape = mouth(), speech = face.speaker.speech;
    if (shape && speech.begin !== null) {
      const { contextTime, performanceTime } = face.speaker.context.getOutputTimestamp();
      const heard = contextTime + (performance.now() - performanceTime) / 1000;
      log.push({ heard: heard - speech.begin, shape });
    }
    return shape;
  };
}"""


@pytest.fixture(scope="module")
def sounds(folder: Path) -> Path:
    """A voice as a WAV file, with silence after it."""
    samples, rate = soundfile.read(VOICE, dtype="float32")
    path = folder / "voice.wav"
    soundfile.write(path, np.pad(samples[: 5 * rate], (0, 2 * rate)), rate, subtype="PCM_16")
    (folder / "words.txt").write_text("This is no sound.")
    return path


@pytest.fixture(scope="module")
def browser(served: tuple[Any, str], sounds: Path) -> Iterator[PlayerPage]:
    """Whoever asks gets a microphone, into which the voice is spoken over and over."""
    with player_page(
        *served,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={sounds}",
        "--autoplay-policy=no-user-gesture-required",
    ) as page:
        yield page


@pytest.fixture(scope="module")
def strict(served: tuple[Any, str], sounds: Path) -> Iterator[PlayerPage]:
    """No microphone for anybody, and no sound without a click."""
    with player_page(
        *served,
        "--use-fake-device-for-media-stream",
        "--deny-permission-prompts",
        "--autoplay-policy=document-user-activation-required",
    ) as page:
        yield page


def opened(page: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> Any:
    page.open(f'<real3d-avatar src="{avatar[1].name}"></real3d-avatar>', PAGE)
    page.page.wait_for_function("told.length > 0")
    page.page.evaluate(WATCH)
    return page.page


def shown_gap(log: list[dict[str, Any]]) -> FloatArray:
    """[T] between the lips, in outer-eye-corner distances."""
    names = list(log[0]["shape"])
    tracks = {name: np.array([row["shape"][name] for row in log], float) for name in names}
    return commanded_gap(mouth_blendshapes(MouthShape(**tracks), SETTINGS))


def test_lips_and_sound_of_a_file_meet(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    seconds = page.evaluate(
        "async () => { const start = performance.now(); await face.speak('voice.wav');"
        " return (performance.now() - start) / 1000; }"
    )
    assert 7 < seconds < 9.5
    assert browser.value("told") == [["ready", None], ["speaking", None], ["silent", None]]
    log = browser.value("log")
    audio = read_audio(VOICE)
    whole = commanded_gap(mouth_from_audio(audio, Prosody.of(audio, 50), SETTINGS))[: 5 * 50]
    times = (np.arange(len(whole)) + 0.5) / 50
    gap, heard = shown_gap(log), np.array([row["heard"] for row in log]) - DELAY_S
    spoken = (heard > 0.3) & (heard < 4.8)
    late = np.arange(-0.2, 0.2, 0.01)
    alike = [
        np.corrcoef(np.interp(heard[spoken] - s, times, whole), gap[spoken])[0, 1] for s in late
    ]
    assert max(alike) > 0.75
    assert abs(late[np.argmax(alike)]) <= MOST_APART_S
    assert gap[heard > 6.8].max() < 0.01, "lips rest after the last word"


def test_a_microphone_moves_the_lips_until_it_is_stopped(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    page.evaluate("() => { window.ended = face.listen().then(() => 'over'); }")
    page.wait_for_function("told.some(([name]) => name === 'speaking')", timeout=15_000)
    page.wait_for_timeout(2500)
    looks = page.evaluate(
        "async () => { const seen = new Set(); for (let k = 0; k < 20; k++) {"
        " await new Promise((done) => setTimeout(done, 100));"
        " seen.add(face.performer.idle.gaze.join()); } return seen.size; }"
    )
    page.evaluate("face.stop()")
    assert page.evaluate("ended") == "over"
    assert browser.value("told")[-1] == ["silent", None]
    gap = shown_gap(browser.value("log"))
    assert np.ptp(gap) > 0.08
    assert gap.min() < 0.03
    assert looks > 1, "eyes move on while the face speaks"
    # After stop nothing moves it any more.
    count = len(browser.value("log"))
    page.wait_for_timeout(300)
    assert len(browser.value("log")) == count


@pytest.mark.parametrize(
    "send",
    [
        "for (let k = 0; k < samples.length; k += 2399)"
        " voice.write(samples.slice(k, k + 2399)); await voice.close();",
        "await new Blob([samples]).stream().pipeTo(new WritableStream(voice));",
    ],
    ids=["one by one", "a stream"],
)
def test_chunks_are_said_as_they_come(
    send: str, browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    samples, _ = soundfile.read(VOICE, dtype="int16")
    seconds = page.evaluate(
        "async (integers) => { const samples = Int16Array.from(integers);"
        f" const start = performance.now(), voice = face.speakPCM(); {send}"
        " return (performance.now() - start) / 1000; }",
        samples[: 3 * 24000].tolist(),
    )
    assert 3.2 < seconds < 5.5
    assert np.ptp(shown_gap(browser.value("log"))) > 0.08


def test_what_is_said_next_ends_what_is_said(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    page = opened(browser, avatar)
    seconds = page.evaluate(
        "async () => { const start = performance.now(), first = face.speak('voice.wav');"
        " await new Promise((done) => setTimeout(done, 1000)); void face.speak('voice.wav');"
        " await first; face.stop(); return (performance.now() - start) / 1000; }"
    )
    assert seconds < 2.5


@pytest.mark.parametrize(
    ("call", "code", "sentence"),
    [
        ("speak('nowhere.wav')", "not-found", "nowhere.wav"),
        ("speak('words.txt')", "not-a-sound", "WAV, MP3 and AAC"),
        ("speak(new Blob(['no sound']))", "not-a-sound", "WAV, MP3 and AAC"),
        ("speak(new MediaStream())", "not-a-sound", "no sound"),
    ],
)
def test_what_holds_no_sound_is_told(
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
    ("call", "code", "sentence"),
    [
        ("face.listen()", "no-permission", "allow it"),
        ("face.speak('voice.wav')", "autoplay-refused", "click"),
        ("face.speakPCM().close()", "autoplay-refused", "click"),
        (
            "Object.defineProperty(document, 'hidden', { value: true }), face.speak('voice.wav')",
            "tab-hidden",
            "is shown",
        ),
    ],
)
def test_what_the_browser_refuses_is_told(
    call: str, code: str, sentence: str, strict: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    # The page does it all: whatever a test asks of it passes for a click.
    (avatar[1].parent / "strict.html").write_text(
        f"""<real3d-avatar src="{avatar[1].name}"></real3d-avatar>
        <script type="module" src="real3d-player.js"></script>
        <script type="module">
          const face = document.querySelector("real3d-avatar"), told = [];
          face.addEventListener("error", (event) => told.push(event.detail.code));
          face.addEventListener("ready", () => ({call}).then(
            () => console.log(JSON.stringify(["nothing was refused"])),
            (error) => console.log(JSON.stringify([error.code, error.message, told]))));
        </script>"""
    )
    page = strict.page
    with page.expect_console_message(lambda message: message.text.startswith("[")) as said:
        page.goto(f"{strict.address}/strict.html")
    refused, message, told = json.loads(said.value.text)
    assert refused == code
    assert sentence in message
    assert told == [code]
    assert not page.locator("real3d-avatar .message").is_visible(), "the face stays"


def test_a_visitor_of_a_site_talks_with_the_microphone(
    browser: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    visited = _visited(browser, avatar)
    visited.evaluate("addEventListener('speaking', () => (window.spoke = true))")
    visited.get_by_role("button", name="Talk").click()
    assert "does not leave your browser" in visited.inner_text("body")
    visited.wait_for_function("window.spoke", timeout=15_000)
    visited.get_by_role("button", name="Stop talking").click()
    visited.get_by_role("button", name="Talk").wait_for()
    assert "does not leave your browser" not in visited.inner_text("body")


def test_a_visitor_of_a_site_without_a_microphone_reads_why(
    strict: PlayerPage, avatar: tuple[MeshAvatar, Path]
) -> None:
    visited = _visited(strict, avatar)
    visited.get_by_role("button", name="Talk").click()
    visited.get_by_text("The microphone may not be used").wait_for()
    assert visited.get_by_role("button", name="Talk").get_attribute("aria-pressed") == "false"


def _visited(browser: PlayerPage, avatar: tuple[MeshAvatar, Path]) -> Any:
    for name, file in site_files({"ann": avatar[1].read_bytes()}).items():
        (avatar[1].parent / name).write_bytes(file)
    browser.page.goto(f"{browser.address}/index.html")
    return browser.page
