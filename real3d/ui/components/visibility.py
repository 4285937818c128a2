"""Which parts of the page are seen: it depends on the tab, on what moves the face, and on where the
head's movement comes from.

The parts have classes; the style sheet hides those that do not fit what is chosen, so that nothing
is lost or loaded again when a tab changes, and nobody waits for the server.
"""

from __future__ import annotations

import gradio as gr
from gradio.components import Component

from real3d.ui.components.events import QUICK

_CHOOSE = """(mode, driver, pose) => {
  const moves = ["voice", "video"].includes(mode) ? mode : driver;
  Object.assign(document.querySelector(".columns").dataset, {mode, driver: moves, pose});
}"""


def seen_in(*modes: str, driver: str | None = None) -> list[str]:
    """Classes of what is seen in these modes alone.

    Args:
        modes: of `MODES`; all of them if there are none.
        driver: one of `DRIVERS`, if it takes part only when that moves the face.
    """
    return [
        *(["modal", *(f"in-{mode}" for mode in modes)] if modes else []),
        *([] if driver is None else [f"by-{driver}"]),
    ]


SEEN_WITH_HEAD_VIDEO = "by-head-video"
"""Class of what is seen when the head's movement comes from a video; beside `by-video`: also when
the whole face does."""


def connect_visibility(mode: Component, driver: Component, pose: Component) -> None:
    """From now on the parts follow the values of these three."""
    gr.on(
        [mode.change, driver.change, pose.change],  # type: ignore[attr-defined]
        None,
        [mode, driver, pose],
        js=_CHOOSE,
        **QUICK,
    )
