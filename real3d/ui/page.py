"""The page: its tabs, each with its inputs on the left and the result on the right."""

from __future__ import annotations

from typing import Any

import gradio as gr

from real3d.runtime.zero_gpu import declare_gpu_work
from real3d.ui.blocks import PageBlocks
from real3d.ui.components.captions import CAPTION_TRACK
from real3d.ui.components.events import QUICK
from real3d.ui.components.inputs import ACCESS, SOUND_OF_VIDEOS
from real3d.ui.components.job import connect_rejoining, connect_stop
from real3d.ui.components.live import LEAVE, LIVE
from real3d.ui.components.messages import clear_messages, show_estimate
from real3d.ui.components.settings_link import connect_settings_link
from real3d.ui.components.visibility import connect_visibility
from real3d.ui.components.visit import NAME_OF_THE_VISIT, keep_through_reloads
from real3d.ui.components.waiting import connect_waiting
from real3d.ui.components.workspace import draw_workspace
from real3d.ui.endpoints import describe_endpoints
from real3d.ui.handlers.examples import Examples, find_examples
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.handlers.parsing import MODES
from real3d.ui.i18n.language import MARKED, paragraph
from real3d.ui.tabs.background import draw_background_tab
from real3d.ui.tabs.compare import draw_compare_tab
from real3d.ui.tabs.duet import draw_duet_tab
from real3d.ui.tabs.live import draw_live_tab
from real3d.ui.tabs.look import draw_look_tab
from real3d.ui.tabs.video import draw_video_tab
from real3d.ui.tabs.voice import draw_voice_tab

TITLE = "Real3D-Portrait"

_SECONDS_KEPT = 3600
"""How old the files of past requests may become."""
_SECONDS_BETWEEN_LOOKS = 300
"""How often that is looked at."""


_TABS = (
    draw_voice_tab,
    draw_video_tab,
    draw_background_tab,
    draw_duet_tab,
    draw_look_tab,
    draw_live_tab,
    draw_compare_tab,
)


def build_page(handlers: PageHandlers | None = None, examples: Examples | None = None) -> gr.Blocks:
    """The whole page, ready for `.launch(theme=build_theme(), css=CSS, i18n=I18N)`.

    Args:
        handlers: do the work; None for new ones.
        examples: files to offer; None for the bundled ones.
    """
    declare_gpu_work()
    examples = examples or find_examples()
    handlers = handlers or PageHandlers(examples=examples)
    with PageBlocks(
        title=TITLE,
        analytics_enabled=False,
        delete_cache=(_SECONDS_BETWEEN_LOOKS, _SECONDS_KEPT),
    ) as page:
        gr.HTML(f"<h1>{TITLE}</h1>{paragraph(MARKED.sentence)}", elem_id="heading")
        tabs, tab_of = _draw_tabs()
        space = draw_workspace(handlers, examples)
        # First of all that follows the tab: the others may take a while.
        connect_visibility(space.mode, space.drivers, space.movement.pose)
        jobs = [job for draw in _TABS for job in draw(space)]
        jobs += connect_rejoining(space.visit, space.buttons, space.stage, handlers.left)
        connect_stop(space.buttons, space.stage, jobs, handlers.left)
        for name, tab in tab_of.items():
            leave = "" if name == "live" else LEAVE
            tab.select(None, None, space.mode, js=f"() => {{ {leave} return '{name}'; }}", **QUICK)
        connect_waiting(page.jobs_before, space.stage, handlers.running)
        show_estimate(space)
        clear_messages(space)
        opened = keep_through_reloads(
            page, tabs, space.mode, space.inputs, space.stage.strip, space.stage.outputs
        )
        connect_settings_link(space.stage, space.mode, tabs, space.linked, opened)
        gr.HTML(paragraph(MARKED.files), elem_classes="footnote")
        page.load(None, None, space.visit, js=NAME_OF_THE_VISIT, **QUICK)
        page.load(None, js=ACCESS, **QUICK)
        page.load(None, js=SOUND_OF_VIDEOS, **QUICK)
        page.load(None, js=LIVE, **QUICK)
        page.load(None, js=CAPTION_TRACK, **QUICK)
    describe_endpoints(page)
    # One photo that takes long keeps nobody else from hearing about theirs.
    page.queue(default_concurrency_limit=2)
    return page


def _draw_tabs() -> tuple[gr.Tabs, dict[str, gr.Tab]]:
    """All of them, and each by the name of its mode.

    A tab holds a sentence about it: what it is made of lies below, for most of it is common to all.
    """
    words: dict[str, tuple[Any, Any]] = {
        "voice": (MARKED.voice_tab, MARKED.voice_hint),
        "video": (MARKED.video_tab, MARKED.video_hint),
        "background": (MARKED.background_tab, MARKED.background_hint),
        "duet": (MARKED.duet_tab, MARKED.duet_hint),
        "look": (MARKED.look_tab, MARKED.look_hint),
        "live": (MARKED.live_tab, MARKED.live_hint),
        "compare": (MARKED.compare_tab, MARKED.compare_hint),
    }
    tab_of = {}
    with gr.Tabs(elem_classes="modes") as tabs:
        for mode in MODES:
            label, hint = words[mode]
            with gr.Tab(label, id=mode) as tab_of[mode]:
                gr.HTML(paragraph(hint), elem_classes="hint")
    return tabs, tab_of
