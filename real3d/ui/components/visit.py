"""What a visitor has put in stays through a reload of the page, in the browser's own memory of the
tab: it ends with the tab, and no other visitor of the same computer finds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.events import QUICK

NAME_OF_THE_VISIT = """() => {
  const made = `${Date.now()}-${Math.random()}`;
  try {
    const name = sessionStorage.getItem("visit") ?? made;
    sessionStorage.setItem("visit", name);
    return name;
  } catch { return made; }
}"""
"""What the jobs of a tab are known by, the same after a reload."""
_VISIT = Path(__file__).with_name("visit.js").read_text(encoding="utf-8")


def keep_through_reloads(
    page: gr.Blocks,
    tabs: gr.Tabs,
    mode: Component,
    inputs: Sequence[Component],
    strip: gr.HTML,
    stage: Sequence[Component],
) -> Dependency:
    """Keeps values while they change, and puts them back when the page is loaded again.

    Args:
        page: that is loaded.
        tabs, mode: which tab is seen, to click on and to look up.
        inputs: everything that can be chosen.
        strip: the last results.
        stage: where the newest of them is shown again.

    Returns:
        The event by which they are put back.
    """
    kept: list[Any] = [mode, strip, *inputs]
    gr.on(
        [component.change for component in kept],
        None,
        kept,
        js=f"(...values) => ({_VISIT}).keep(values)",
        **QUICK,
    )
    return page.load(
        None,
        None,
        [tabs, mode, strip, *inputs, *stage],
        js=f"() => ({_VISIT}).restore({len(kept)})",
        **QUICK,
    )
