"""The page's framework, with what it leaves to chance: values that no component understands are a
sentence, and its queue is fair."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.data_classes import APIInfo

from real3d.messages.message import Message
from real3d.ui.endpoints import name_values
from real3d.ui.fair_queue import FairQueue
from real3d.ui.handlers.parsing import visible_error
from real3d.ui.uploads import as_uploaded

_MAX_LETTERS = 200
"""Of a reason that is shown."""


class PageBlocks(gr.Blocks):
    """The page before it is served."""

    def queue(self, *given: Any, **named: Any) -> PageBlocks:
        """As that of Gradio, whose own queue is one for all, in which who comes first may fill
        all places."""
        super().queue(*given, **named)
        self._queue = FairQueue.instead_of(self._queue)
        return self

    def jobs_before(self, session: str | None) -> int | None:
        """How many videos are made before the one that this tab waits for; None if it waits for
        none."""
        return self._queue.before(session) if isinstance(self._queue, FairQueue) else None

    def get_api_info(self, *given: Any, **named: Any) -> APIInfo:
        """As that of Gradio, for programs, with names and types that are right."""
        information = super().get_api_info(*given, **named)
        name_values(information)
        return information

    async def preprocess_data(
        self, block_fn: BlockFunction, inputs: list[Any], *given: Any, **named: Any
    ) -> list[Any]:
        """
        Raises:
            gr.Error: one of the values is of no use to its component; a program has sent it.
        """
        try:
            sent = [as_uploaded(value) for value in inputs]
            return await super().preprocess_data(block_fn, sent, *given, **named)
        except Exception as error:
            said = error.message if isinstance(error, gr.Error) else str(error)
            reason = (said.strip() or type(error).__name__).splitlines()[0].rstrip(".")
            message = Message("value-unusable", reason=reason[:_MAX_LETTERS])
            raise visible_error(str(message)) from error
