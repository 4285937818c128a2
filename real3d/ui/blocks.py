"""The page's framework, with what it leaves to chance: values that no component understands are a
sentence, and its queue is fair."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction

from real3d.messages.message import Message
from real3d.ui.fair_queue import FairQueue
from real3d.ui.handlers.parsing import visible_error

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

    async def preprocess_data(
        self, block_fn: BlockFunction, inputs: list[Any], *given: Any, **named: Any
    ) -> list[Any]:
        """
        Raises:
            gr.Error: one of the values is of no use to its component; a program has sent it.
        """
        try:
            return await super().preprocess_data(block_fn, inputs, *given, **named)
        except Exception as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
            message = Message("value-unusable", reason=reason[:_MAX_LETTERS])
            raise visible_error(str(message)) from error
