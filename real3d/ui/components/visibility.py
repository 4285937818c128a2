"""Which parts of the page are seen: it depends on the tab, on what moves the face, and on where the
head's movement comes from.

The parts have classes; the style sheet hides those that do not fit what is chosen, so that nothing
is lost or loaded again when a tab changes, and nobody waits for the server.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import gradio as gr
from gradio.components import Component

from real3d.ui.components.events import QUICK

_CHOOSE = """(mode, inVoice, inVideo, elsewhere, pose) => {
  const driver = {voice: inVoice, video: inVideo, duet: "voice"}[mode] ?? elsewhere;
  Object.assign(document.querySelector(".columns").dataset, {mode, driver, pose});
}"""


def seen_in(*modes: str, drivers: Sequence[str] = ()) -> list[str]:
    """Classes of what is seen in these modes alone.

    Args:
        modes: of `MODES`; all of them if there are none.
        drivers: of `DRIVERS`, if it takes part only when one of these moves the face.
    """
    return [
        *(["modal", *(f"in-{mode}" for mode in modes)] if modes else []),
        *(["driven", *(f"by-{driver}" for driver in drivers)] if drivers else []),
    ]


SPEAKING = ("voice", "words")
"""The drivers that are heard: a recording, or typed words."""
SEEN_WITH_HEAD_VIDEO = "by-head-video"
"""Class of what is seen when a speaking head's movement comes from a video."""


def connect_visibility(mode: Component, drivers: Mapping[str, Component], pose: Component) -> None:
    """From now on the parts follow these values.

    Args:
        mode: the tab.
        drivers: what moves the face, by the name of the tab that the choice is for.
        pose: where a speaking head's movement comes from.
    """
    followed = [mode, *(drivers[tab] for tab in ("voice", "video", "background")), pose]
    gr.on(
        [component.change for component in followed],  # type: ignore[attr-defined]
        None,
        followed,
        js=_CHOOSE,
        **QUICK,
    )
