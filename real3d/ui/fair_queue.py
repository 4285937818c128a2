"""A queue in which nobody takes the places of all the others.

Every address has a share of the places and, if it comes from a browser, every tab too. Jobs of
different addresses take turns (start-time fair queueing: Goyal, Vin and Cheng, 1996), so that who
asks for one video waits for no more than one of those of somebody who asks for many.
"""

from __future__ import annotations

from asyncio import Queue as Messages
from typing import Any
from weakref import WeakKeyDictionary

import fastapi
from gradio import route_utils
from gradio.data_classes import PredictBodyInternal
from gradio.queueing import Event, EventQueue, Queue
from gradio.server_messages import ProcessCompletedMessage
from gradio.utils import error_payload

from real3d.messages.message import Message
from real3d.ui.handlers.parsing import visible_error
from real3d.ui.handlers.running_jobs import RENDERING
from real3d.ui.i18n.language import request_language

IN_ROW = 40
"""Places per kind of work: a school class at once. The next one is told to come back instead of
waiting for many minutes."""
PER_ADDRESS = 30
"""Of them: a school class behind one address."""
PER_SESSION = 4
"""Of them: what a single tab, or a program that names its session, may ask for ahead."""


class FairQueue(Queue):
    """Takes the place of Gradio's; places are counted for each kind of work on its own."""

    _turns: dict[str, int]
    """By kind of work: the turn that was begun last."""
    _turn_of: WeakKeyDictionary[Event, int]
    """Of the jobs that wait."""

    @classmethod
    def instead_of(cls, usual: Queue) -> FairQueue:
        """The same queue, before anybody waits in it, with other rules."""
        fair = cls.__new__(cls)
        fair.__dict__ = usual.__dict__ | {"_turns": {}, "_turn_of": WeakKeyDictionary()}
        return fair

    async def push(
        self, body: PredictBodyInternal, request: fastapi.Request, username: str | None
    ) -> Any:
        """Puts a job in its place. One that finds none is answered at once, as one that failed: of
        an answer without a job, programs and browsers show no sentence."""
        fn = route_utils.get_fn(self.blocks, None, body)
        self.create_event_queue_for_fn(fn)
        row = self.event_queue_per_concurrency_id[fn.concurrency_id]
        refusal = _refusal(row, _address(request), body.session_hash)
        if refusal is not None:
            return self._refuse(Event(body.session_hash, fn, request, username), refusal)
        pushed = await super().push(body, request, username)
        if pushed[0] and row.queue and row.queue[-1]._id == pushed[1]:
            self._take_place(row)
        return pushed

    def get_events(self) -> Any:
        """The next job; its turn is the one that has begun."""
        found = super().get_events()
        if found is not None:
            events, _, kind = found
            self._turns[kind] = self._turn_of.get(events[0], 0)
        return found

    def before(self, session: str | None) -> int | None:
        """How many jobs are made before the one of this tab that waits: those that wait before it,
        and those that run; None if none of its jobs waits."""
        for row in self.event_queue_per_concurrency_id.values():
            for place, event in enumerate(row.queue):
                if event.session_hash == session and event.fn.concurrency_id == RENDERING:
                    return place + row.current_concurrency
        return None

    async def reset_iterators(self, event_id: str) -> None:
        """Closes what a job has left open. Until then its worker is not free: a job that is stopped
        is in the midst of a frame, and the next one would run beside it."""
        event = self.event_ids_to_events.get(event_id)
        if event is None:
            return await super().reset_iterators(event_id)
        row = self.event_queue_per_concurrency_id[event.concurrency_id]
        row.current_concurrency += 1
        try:
            await super().reset_iterators(event_id)
        finally:
            row.current_concurrency -= 1

    def _take_place(self, row: EventQueue) -> None:
        """Moves the last job before those whose turn comes later."""
        event = row.queue.pop()
        address = _address(event.request)
        turn_of = self._turn_of
        own = [turn_of.get(each, 0) for each in row.queue if _address(each.request) == address]
        turn = turn_of[event] = max([self._turns.get(row.concurrency_id, 0), *own]) + 1
        later = (place for place, each in enumerate(row.queue) if turn_of.get(each, 0) > turn)
        row.queue.insert(next(later, len(row.queue)), event)
        self.broadcast_estimations(row.concurrency_id)

    def _refuse(self, event: Event, refusal: Message) -> tuple[bool, str, str]:
        session, name = event.session_hash, event._id
        if session not in self.pending_messages_per_session:
            self.pending_messages_per_session[session] = Messages()
        self.pending_event_ids_session.setdefault(session, set()).add(name)
        sentence = request_language(event.request).translate(refusal)
        output = error_payload(visible_error(sentence), show_error=True)
        self.send_message(event, ProcessCompletedMessage(output=output, success=False))
        return True, name, "success"


def _refusal(row: EventQueue, address: str, session: str | None) -> Message | None:
    """Why there is no place for one more job; None if there is one."""
    of_address = sum(_address(each.request) == address for each in row.queue)
    of_session = sum(each.session_hash == session for each in row.queue)
    if session is not None and of_session >= PER_SESSION:
        return Message("share-used-up", count=of_session)
    if of_address >= PER_ADDRESS or len(row.queue) >= IN_ROW:
        return Message("queue-full")
    return None


def _address(request: fastapi.Request) -> str:
    """Of the visitor, as far as it is known: behind a proxy it is what the server makes of it."""
    return request.client.host if request.client else ""
