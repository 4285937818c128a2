"""The page as an agent meets it: tools with descriptions, called over MCP."""

from __future__ import annotations

import asyncio
import base64
import socket
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.endpoints import DESCRIPTIONS
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.page import build_page
from tests.support.fake_engine import FakeEngine
from tests.support.recordings import write_voice

mcp = pytest.importorskip("mcp")

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

Session = Callable[[Any], Awaitable[Any]]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    page = build_page(PageHandlers({"auto": TalkingPortrait(FakeEngine(name="mesh"))}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
        page.launch(server_port=port, prevent_thread_lock=True, quiet=True, mcp_server=True)
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


def test_an_agent_checks_a_photo(address):
    answer = _ask(
        address,
        lambda session: session.call_tool("portrait", {"photo": _inline(PHOTO, "image/png")}),
    )
    assert not answer.isError
    assert "Face found" in answer.content[0].text


def test_an_agent_gets_a_video(address, tmp_path):
    voice = write_voice(tmp_path / "voice.wav")
    given = {"photo": _inline(PHOTO, "image/png"), "audio": _inline(voice, "audio/wav")}
    answer = _ask(address, lambda session: session.call_tool("talk", given))
    assert not answer.isError
    assert ".mp4" in " ".join(part.text for part in answer.content)
