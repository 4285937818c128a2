"""The queue: a share for everybody, turns, and a sentence for who finds no place."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import fastapi
import gradio as gr
import pytest
from gradio.data_classes import PredictBodyInternal
from gradio.server_messages import ProcessCompletedMessage

from real3d.ui import fair_queue
from real3d.ui.blocks import PageBlocks
from real3d.ui.fair_queue import FairQueue

RENDER, LOOK = 0, 1


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> FairQueue:
    """Of a page with a slow and a quick endpoint; nothing begins by itself."""
    monkeypatch.setattr(fair_queue, "IN_ROW", 8)
    monkeypatch.setattr(fair_queue, "PER_ADDRESS", 6)
    monkeypatch.setattr(fair_queue, "PER_SESSION", 3)
    with PageBlocks(analytics_enabled=False) as page:
        for kind in ("rendering", "looking"):
            gr.Button().click(lambda: None, concurrency_id=kind, concurrency_limit=1)
    page.queue()
    assert isinstance(page._queue, FairQueue)
    return page._queue


def _ask(
    queue: FairQueue,
    address: str,
    session: str | None = None,
    fn: int = RENDER,
    language: str = "en",
) -> str:
    """Returns the sentence of a refusal; empty for who is let in."""
    headers = [(b"accept-language", language.encode())]
    request = fastapi.Request({"type": "http", "client": (address, 1), "headers": headers})
    body = PredictBodyInternal(data=[], fn_index=fn, session_hash=session, request=None)
    done, name, state = asyncio.run(queue.push(body, request, None))
    assert (done, state) == (True, "success")
    messages = queue.pending_messages_per_session[session or name]
    last = None
    while not messages.empty():
        last = messages.get_nowait()
    if not isinstance(last, ProcessCompletedMessage):
        return ""
    assert not last.success
    assert name in queue.pending_event_ids_session[session or name]
    return last.output["error"]


def _order(queue: FairQueue, kind: str = "rendering") -> list[str]:
    row = queue.event_queue_per_concurrency_id[kind].queue
    return [each.request.client.host for each in row]


def test_one_address_leaves_places_for_others(queue):
    assert [_ask(queue, "a") for _ in range(6)] == [""] * 6
    assert "Too many visitors" in _ask(queue, "a")
    assert _ask(queue, "b") == ""


def test_a_full_queue_is_a_sentence_in_the_language_of_the_visitor(queue):
    assert [_ask(queue, str(number)) for number in range(8)] == [""] * 8
    assert _ask(queue, "a") == "Too many visitors are waiting. Come back in some minutes."
    assert _ask(queue, "a", language="zh-CN").startswith("等待的访客太多")


def test_a_tab_has_a_share_of_its_address(queue):
    assert [_ask(queue, "a", "tab") for _ in range(3)] == [""] * 3
    assert _ask(queue, "a", "tab").startswith("3 of your jobs are waiting")
    assert _ask(queue, "a", "other tab") == ""


def test_addresses_take_turns(queue):
    for address in "aaabbc":
        _ask(queue, address)
    assert _order(queue) == [*"abcaba"]


def test_who_comes_later_does_not_overtake_for_ever(queue):
    for address in "aaa":
        _ask(queue, address)
    begun = [queue.get_events()[0][0].request.client.host for _ in range(2)]
    assert begun == ["a", "a"]
    _ask(queue, "b")
    assert _order(queue) == ["a", "b"]


def test_quick_answers_have_places_of_their_own(queue):
    for number in range(9):
        _ask(queue, str(number))
    assert _ask(queue, "a", fn=LOOK) == ""
    assert _order(queue, "looking") == ["a"]


def test_no_job_begins_while_a_stopped_one_is_being_closed(queue):
    class Closing:
        async def aclose(self) -> None:
            begun.append(queue.get_events())

    _ask(queue, "a")
    _ask(queue, "b")
    begun: list[object] = []
    ((stopped,), _, _) = queue.get_events()
    queue.set_server_app(SimpleNamespace(iterators={stopped._id: Closing()}, lock=asyncio.Lock()))
    asyncio.run(queue.reset_iterators(stopped._id))
    assert begun == [None]
    assert queue.get_events()[0][0].request.client.host == "b"


def test_who_waits_is_told_how_many_are_before(queue):
    for name in "abc":
        _ask(queue, name, f"tab {name}")
    queue.get_events()
    row = queue.event_queue_per_concurrency_id["rendering"]
    row.current_concurrency = 1
    assert [queue.before(f"tab {name}") for name in "abc"] == [None, 1, 2]
    assert _ask(queue, "d", "tab d", fn=LOOK) == ""
    assert queue.before("tab d") is None, "a look is no video"
