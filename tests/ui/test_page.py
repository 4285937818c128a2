"""The page as a visitor's program meets it: served on a free port, called by name."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError

from real3d.errors import EngineUnavailableError
from real3d.media import open_video, read_image
from real3d.motion.motion_file import load_motion
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.provenance.verify import read_marks
from real3d.ui.components import workspace
from real3d.ui.endpoints import DESCRIPTIONS, RETURNS
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.i18n.language import I18N
from real3d.ui.page import build_page
from real3d.ui.theme import CSS, build_theme
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import header, write_clip, write_voice
from tests.support.typed_voice import speak_without_downloads

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"

CHOICES = {
    "head": 1,
    "mouth": 1,
    "expression": 1,
    "blink": 1,
    "gaze": 1,
    "neutralise": 1,
    "smile": 0.6,
    "mood": "calm",
    "mood_amount": 1.0,
    "shapes": "",
    "fps": 25,
    "size": 512,
    "seed": 3,
    "engine": "auto",
    "framing": "square",
}
WITHOUT_FRAMING = {name: value for name, value in CHOICES.items() if name != "framing"}
WITHOUT_SEED = {name: value for name, value in CHOICES.items() if name != "seed"}

# Of the page's framework, about a newer version of one of its own dependencies.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    pipeline = TalkingPortrait(FakeEngine(name="mesh"))
    handlers = PageHandlers(
        {"auto": pipeline, "mesh": pipeline, "triplane": TalkingPortrait("triplane")}
    )
    page = build_page(handlers)
    downloads = tmp_path_factory.mktemp("downloads")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
        page.launch(
            server_port=_free_port(),
            prevent_thread_lock=True,
            quiet=True,
            theme=build_theme(),
            css=CSS,
            i18n=I18N,
        )
        try:
            yield Client(page.local_url, download_files=str(downloads), verbose=False)
        finally:
            page.close(verbose=False)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "my voice.wav")


def _video(returned: tuple[object, ...]) -> Path:
    video = returned[0]
    return Path(video["video"] if isinstance(video, dict) else video)


def test_talk_returns_a_video_what_made_it_and_the_recipe(client, voice):
    returned = client.predict(
        photo=handle_file(PHOTO), audio=handle_file(voice), api_name="/talk", **CHOICES
    )
    path = _video(returned)
    assert open_video(path).has_audio
    assert "compositeWithTrainedAlgorithmicMedia" in header(path)
    assert "Made by the mesh engine" in returned[1]
    assert "seed 3" in returned[1]
    assert returned[2]["settings"]["motion"]["seed"] == 3


def test_choices_may_be_left_out(client, voice):
    returned = client.predict(photo=handle_file(PHOTO), audio=handle_file(voice), api_name="/talk")
    assert _video(returned).exists()


def test_talk_says_a_text(client, monkeypatch):
    speak_without_downloads(monkeypatch)
    returned = client.predict(
        photo=handle_file(PHOTO), text="Hello world!", voice="emma", speed=1.2, api_name="/talk"
    )
    assert open_video(_video(returned)).has_audio
    assert read_marks(_video(returned)).comment.endswith("emma of Kokoro-82M.")
    assert returned[2]["speech"]["voice"] == "emma"


def test_talk_takes_a_recording_or_a_text_and_not_both(client, voice):
    with pytest.raises(AppError, match="A text is spoken by a voice of its own"):
        client.predict(
            photo=handle_file(PHOTO), audio=handle_file(voice), text="Hello!", api_name="/talk"
        )


@pytest.mark.parametrize("installed", [True, False])
def test_words_are_offered_to_visitors_where_something_can_say_them(installed, monkeypatch):
    monkeypatch.setattr(workspace, "is_installed", lambda: installed)
    page = build_page(PageHandlers({}))
    choices = [block for block in page.blocks.values() if "driver" in (block.elem_classes or ())]
    offered = [{value for _, value in choice.choices} for choice in choices]
    assert all(("words" in values) == installed for values in offered if "voice" in values)
    # A choice of one is none.
    assert all(
        choice.visible == (True if len(values) > 1 else "hidden")
        for choice, values in zip(choices, offered, strict=True)
    )
    talk = page.get_api_info()["named_endpoints"]["/talk"]["parameters"]
    assert "text" in {parameter["parameter_name"] for parameter in talk}


def test_drive_follows_a_video(client, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    returned = client.predict(
        photo=handle_file(PHOTO),
        video=handle_file(clip),
        audio=None,
        api_name="/drive",
        **WITHOUT_SEED,
    )
    assert open_video(_video(returned)).duration == pytest.approx(0.24, abs=0.01)


def test_drive_plays_a_motion_by_its_name(client):
    returned = client.predict(photo=handle_file(PHOTO), motion="wink", api_name="/drive")
    assert open_video(_video(returned)).duration == pytest.approx(2.0, abs=0.05)


def test_a_motion_is_kept_and_moves_another_photo(client, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    kept, report = client.predict(video=handle_file(clip), api_name="/keep_motion")
    assert load_motion(kept).duration == pytest.approx(0.24, abs=0.01)
    assert "The motion is ready" in report
    for endpoint in ("drive", "background", "compare"):
        returned = client.predict(
            photo=handle_file(PHOTO),
            motion_file=handle_file(kept),
            api_name=f"/{endpoint}",
            **({"kind": "blur"} if endpoint == "background" else {}),
        )
        assert open_video(_video(returned)).duration == pytest.approx(0.24, abs=0.01)


def test_drive_takes_one_of_video_and_motion(client, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=6)
    with pytest.raises(AppError, match="both move the face; give one of them"):
        client.predict(
            photo=handle_file(PHOTO), video=handle_file(clip), motion="nod", api_name="/drive"
        )
    with pytest.raises(AppError, match="or choose a motion"):
        client.predict(photo=handle_file(PHOTO), api_name="/drive")


def test_background_replaces_what_is_behind(client, voice):
    returned = client.predict(
        photo=handle_file(PHOTO),
        audio=handle_file(voice),
        video=None,
        kind="colour",
        picture=None,
        colour="rgba(32, 160, 96, 1)",
        api_name="/background",
        **WITHOUT_FRAMING,
    )
    assert returned[2]["background"] == "#20a060"
    assert returned[3] is None


def test_a_transparent_video_comes_with_its_pictures(client, voice):
    film, _, _, pictures = client.predict(
        photo=handle_file(PHOTO),
        audio=handle_file(voice),
        video=None,
        kind="transparent",
        picture=None,
        pictures=True,
        api_name="/background",
    )
    assert _video((film,)).suffix == ".webm"
    with zipfile.ZipFile(pictures) as archive:
        assert archive.namelist()[0] == "00001.png"


def test_portrait_answers_at_once_about_a_photo(client):
    remark, used = client.predict(handle_file(PHOTO), api_name="/portrait")
    assert "Face found" in remark
    assert read_image(used).shape == (512, 512, 3)


def test_an_error_is_the_sentence_and_nothing_else(client):
    with pytest.raises(AppError) as error:
        client.predict(photo=handle_file(PHOTO), audio=None, api_name="/talk", **CHOICES)
    assert str(error.value) == "Choose or record a voice first, or give a text."


@pytest.mark.parametrize("place", ["photo", "audio", "video", "picture"])
def test_what_is_no_medium_is_a_sentence_in_every_place(place, client, voice, tmp_path):
    text = tmp_path / "text.png"
    text.write_text("This is no medium.")
    given = {"photo": PHOTO, "audio": voice, "video": None, "picture": PHOTO} | {place: text}
    given = {name: path and handle_file(path) for name, path in given.items()}
    with pytest.raises(AppError, match=r"^'text\.png' (is not a picture|holds no)"):
        client.predict(kind="picture", colour="#000000", api_name="/background", **given)


@pytest.mark.parametrize(
    ("endpoint", "wrong"),
    [
        ("talk", {"photo": "nonsense"}),
        ("talk", {"photo": {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}}),
        ("talk", {"head": None}),
        ("talk", {"head": float("nan")}),
        ("talk", {"seed": "seven"}),
        ("talk", {"engine": []}),
        ("talk", {"face": "nan,nan"}),
        ("talk", {"audio": None, "text": {}, "voice": "nobody"}),
        ("talk", {"audio": None, "text": "Hello.", "speed": float("nan")}),
        ("talk", {"text": "Hello."}),
        ("background", {"kind": None}),
        ("background", {"kind": "colour", "colour": None}),
        ("look", {"pitch": float("nan")}),
        ("look", {"yaw": None}),
    ],
)
def test_whatever_a_program_sends_is_answered_with_a_sentence(
    endpoint, wrong, client, voice, tmp_path, capfd
):
    files = {"photo": PHOTO, "audio": voice}
    given = {"talk": {}, "look": {"pitch": 0, "yaw": 0}}.get(endpoint, {"kind": "blur"})
    given |= {
        name: {"path": _upload(client, path), "meta": {"_type": "gradio.FileData"}}
        for name, path in files.items()
        if endpoint != "look" or name == "photo"
    }
    if endpoint == "background":
        given |= {"video": None, "picture": None, "colour": "#000000"}
    address = f"{client.src}gradio_api/call"
    asked = httpx.post(
        f"{address}/v2/{endpoint}",
        content=json.dumps(given | wrong),
        headers={"content-type": "application/json"},
    )
    answer = httpx.get(f"{address}/{endpoint}/{asked.json()['event_id']}", timeout=60).text
    last = answer.split("event: ")[-1]
    assert last.startswith("error")
    assert json.loads(last.split("data: ")[1])["error"].endswith(".")
    assert "Traceback" not in capfd.readouterr().err


def _upload(client: Client, path: Path) -> str:
    """The name that the page gives to a file."""
    with path.open("rb") as file:
        return httpx.post(f"{client.src}gradio_api/upload", files={"files": file}).json()[0]


def test_an_engine_that_cannot_run_is_an_error_with_advice(client, voice):
    with pytest.raises(EngineUnavailableError) as expected:
        _ = TalkingPortrait("triplane").engine
    with pytest.raises(AppError) as error:
        client.predict(
            photo=handle_file(PHOTO),
            audio=handle_file(voice),
            api_name="/talk",
            **{**CHOICES, "engine": "triplane"},
        )
    assert str(error.value) == str(expected.value)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_shell_commands_in_the_documentation_work(client, voice, tmp_path):
    page = (PHOTO.parents[2] / "docs" / "page.md").read_text(encoding="utf-8")
    commands = next(block for block in page.split("```bash\n") if block.startswith("page="))
    commands = commands.split("```")[0].replace("http://127.0.0.1:7860/", client.src)
    shutil.copy(PHOTO, tmp_path / "me.jpg")
    shutil.copy(voice, tmp_path / "hello.wav")
    answer = subprocess.run(
        ["bash", "-euc", commands],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    last = answer.stdout.split("event: ")[-1]
    assert last.startswith("complete")
    assert "me-hello.mp4" in last
    assert "data-frame" not in answer.stdout, "a terminal shows no pictures"


def test_only_what_makes_sense_to_a_program_is_public(client):
    public = client.view_api(return_format="dict")["named_endpoints"]
    assert set(public) == {
        "/talk",
        "/drive",
        "/keep_motion",
        "/preview",
        "/background",
        "/duet",
        "/portrait",
        "/look",
        "/orbit",
        "/model",
        "/compare",
    }


def test_look_turns_the_head_and_orbit_films_it(client):
    picture = client.predict(
        photo=handle_file(PHOTO),
        pitch=5,
        yaw=-8,
        smile=0.5,
        shapes="cheekPuff=0.4",
        api_name="/look",
    )
    assert read_image(picture).shape == (512, 512, 3)
    returned = client.predict(photo=handle_file(PHOTO), api_name="/orbit")
    assert open_video(_video(returned)).duration == pytest.approx(6.0)


def test_compare_puts_two_settings_side_by_side(client, voice):
    returned = client.predict(
        photo=handle_file(PHOTO),
        audio=handle_file(voice),
        video=None,
        sources=True,
        right_head=0,
        api_name="/compare",
    )
    clip = open_video(_video(returned))
    assert (clip.width, clip.height) == (3 * 512, 512)
    assert returned[2]["right"]["settings"]["motion"]["head"] == 0


def test_every_endpoint_says_what_it_does_and_what_it_returns(client):
    described = client.view_api(return_format="dict")["named_endpoints"]
    for name, endpoint in described.items():
        name = name.removeprefix("/")
        assert endpoint["description"] == DESCRIPTIONS[name]
        assert tuple(returned["label"] for returned in endpoint["returns"]) == RETURNS[name]
        for named in endpoint["parameters"]:
            assert named["label"] == named["parameter_name"]
