"""The page as an agent meets it: tools with descriptions, called over MCP."""

from __future__ import annotations

import asyncio
import base64
import re
import socket
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import numpy as np
import pytest
from gradio import processing_utils
from PIL import Image

from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.text_to_speech.voices import VOICE_NAMES
from real3d.ui.endpoints import DESCRIPTIONS
from real3d.ui.handlers import looks
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.i18n.english import ENGLISH_MOTIONS
from real3d.ui.page import build_page
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_clip, write_voice
from tests.support.typed_voice import speak_without_downloads

mcp = pytest.importorskip("mcp")

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

Session = Callable[[Any], Awaitable[Any]]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    pipeline = TalkingPortrait(FakeEngine(name="mesh"))
    page = build_page(PageHandlers({"auto": pipeline, "mesh": pipeline}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
        page.launch(
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            mcp_server=True,
            show_error=True,
        )
        try:
            yield f"http://127.0.0.1:{port}/gradio_api/mcp/"
        finally:
            page.close(verbose=False)


def _ask(address: str, question: Session) -> Any:
    from mcp.client.streamable_http import streamablehttp_client

    async def talk() -> Any:
        async with (
            streamablehttp_client(address) as (incoming, outgoing, _),
            mcp.ClientSession(incoming, outgoing) as session,
        ):
            await session.initialize()
            return await question(session)

    return asyncio.run(talk())


def _inline(path: Path, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def test_every_endpoint_is_a_tool_that_explains_itself(address):
    tools = _ask(address, lambda session: session.list_tools()).tools
    assert {"portrait", "talk", "drive", "background"} <= {tool.name for tool in tools}
    for tool in tools:
        assert tool.description.startswith(DESCRIPTIONS[tool.name])


def _call(address: str, tool: str, **given: object) -> Any:
    return _ask(address, lambda session: session.call_tool(tool, given))


def _text(answer: Any) -> str:
    return " ".join(part.text for part in answer.content if part.type == "text")


def _uploaded(address: str, path: Path) -> str:
    """The address of a file that was handed over as `docs/page.md` says."""
    page = address.removesuffix("/mcp/")
    with path.open("rb") as file:
        (kept,) = httpx.post(f"{page}/upload", files={"files": file}).json()
    return f"{page}/file={kept}"


@pytest.fixture
def voice(tmp_path: Path) -> str:
    return _inline(write_voice(tmp_path / "voice.wav"), "audio/wav")


def test_every_tool_has_names_types_and_defaults_that_are_right(address):
    tools = {tool.name: tool.inputSchema for tool in _ask(address, _list).tools}
    needed = {name: tool["required"] for name, tool in tools.items()}
    assert needed.pop("keep_motion") == needed.pop("preview") == ["video"]
    assert set(map(tuple, needed.values())) == {("photo",)}
    assert tools["drive"]["properties"]["motion"]["enum"] == [*ENGLISH_MOTIONS]
    for name in ("fps", "size", "speed"):
        assert tools["talk"]["properties"][name]["type"] == "number"
    voice = tools["talk"]["properties"]["voice"]
    assert (voice["default"], voice["enum"]) == ("heart", [*VOICE_NAMES])


def _list(session: Any) -> Awaitable[Any]:
    return session.list_tools()


def test_an_agent_checks_a_photo(address):
    answer = _call(address, "portrait", photo=_inline(PHOTO, "image/png"))
    assert not answer.isError
    assert "Face found" in _text(answer)


@pytest.mark.parametrize("handed_over", ["data", "upload", "url"])
def test_an_agent_hands_over_a_file(handed_over, address, request):
    photo = {
        "data": lambda: _inline(PHOTO, "image/png"),
        "upload": lambda: _uploaded(address, PHOTO),
        "url": lambda: f"{request.getfixturevalue('elsewhere')}/{PHOTO.name}",
    }[handed_over]()
    answer = _call(address, "look", photo=photo, yaw=5)
    assert not answer.isError, _text(answer)
    assert answer.content[0].type == "image"


def test_an_address_of_the_page_leads_to_nothing_that_was_not_uploaded(address):
    page = address.removesuffix("/mcp/")
    answer = _call(address, "look", photo=f"{page}/file={PHOTO}")
    assert answer.isError
    assert "failed validation" in _text(answer)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of another host, which has the photo."""
    monkeypatch.setattr(processing_utils, "PUBLIC_HOSTNAME_WHITELIST", ["127.0.0.1"])
    serve = partial(SimpleHTTPRequestHandler, directory=str(PHOTO.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


CALLS: dict[str, dict[str, object]] = {
    "talk": {"audio": "voice", "fps": 30, "size": 768, "head": 0.5},
    "drive": {"video": "clip"},
    "background": {"audio": "voice", "kind": "colour", "colour": "#204060"},
    "compare": {"audio": "voice", "sources": False, "right_head": 0},
    "orbit": {},
}


@pytest.mark.parametrize("tool", CALLS)
def test_an_agent_gets_a_video(tool, address, voice, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=3)
    files = {"voice": voice, "clip": _inline(clip, "video/mp4")}
    given = {name: files.get(str(value), value) for name, value in CALLS[tool].items()}
    answer = _call(address, tool, photo=_inline(PHOTO, "image/png"), **given)
    assert not answer.isError, _text(answer)
    assert ".mp4" in answer.content[0].text
    if tool == "talk":
        assert "'size': 768" in _text(answer)


def test_an_agent_lets_two_people_of_a_photo_talk(address, voice, astronaut, tmp_path):
    pair = tmp_path / "pair.png"
    Image.fromarray(np.hstack([astronaut, astronaut[:, ::-1]])).save(pair)
    given = {"photo": _inline(pair, "image/png"), "first": voice, "second": voice}
    answer = _call(address, "duet", **given, together=True)
    assert not answer.isError, _text(answer)
    assert ".mp4" in answer.content[0].text
    assert "'order': 'together'" in _text(answer)


def test_an_agent_plays_a_motion(address):
    answer = _call(address, "drive", photo=_inline(PHOTO, "image/png"), motion="wink")
    assert not answer.isError, _text(answer)
    assert "astronaut-wink.mp4" in _text(answer) or "-wink.mp4" in _text(answer)


def test_an_agent_keeps_a_motion_and_hands_it_back(address, astronaut, tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=3)
    answer = _call(address, "keep_motion", video=_inline(clip, "video/mp4"))
    assert not answer.isError, _text(answer)
    kept = re.search(r"https?://\S+\.json", _text(answer))[0]
    answer = _call(address, "drive", photo=_inline(PHOTO, "image/png"), motion_file=kept)
    assert not answer.isError, _text(answer)
    assert ".mp4" in _text(answer)


def test_an_agent_types_what_the_photo_says(address, monkeypatch):
    speak_without_downloads(monkeypatch)
    answer = _call(
        address, "talk", photo=_inline(PHOTO, "image/png"), text="Hello world.", voice="george"
    )
    assert not answer.isError, _text(answer)
    assert "george of Kokoro-82M" in _text(answer)


def test_an_agent_gets_captions(address, voice):
    given = {"photo": _inline(PHOTO, "image/png"), "audio": voice, "captions": "track"}
    answer = _call(address, "talk", **given, transcript="What is said.")
    assert not answer.isError, _text(answer)
    assert ">What is said.</span>" in _text(answer)
    answer = _call(address, "talk", **given)
    assert "There are no words for the captions." in _text(answer)


def test_an_agent_gets_a_preview_of_what_it_has_made_and_of_nothing_else(
    address, voice, astronaut, tmp_path
):
    made = _call(address, "talk", photo=_inline(PHOTO, "image/png"), audio=voice)
    video = re.search(r"https?://\S+\.mp4", _text(made))[0]
    answer = _call(address, "preview", video=video)
    assert not answer.isError, _text(answer)
    assert ".webp" in _text(answer)
    clip = write_clip(tmp_path / "clip.mp4", astronaut, frames=3)
    answer = _call(address, "preview", video=_inline(clip, "video/mp4"))
    assert "was not made by this program" in _text(answer)


def test_an_agent_gets_a_model(address, monkeypatch):
    monkeypatch.setattr(
        looks, "write_avatar", lambda _, photo, path, face: path.write_bytes(b"glTF")
    )
    assert ".glb" in _text(_call(address, "model", photo=_inline(PHOTO, "image/png")))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"head": 7}, "Value 7 is greater than maximum value 2."),
        ({"audio": "hello.wav"}, "provide a url"),
        ({"fps": 26}, "26"),
    ],
)
def test_an_agent_is_told_what_is_wrong(wrong, reason, address, voice):
    given = {"photo": _inline(PHOTO, "image/png"), "audio": voice} | wrong
    answer = _call(address, "talk", **given)
    assert answer.isError
    assert reason in _text(answer)
