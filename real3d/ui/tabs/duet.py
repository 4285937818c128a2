"""The tab in which two people of one photo speak."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.events import QUICK
from real3d.ui.components.inputs import draw_voice
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED

_AMOUNTS = ("head", "mouth", "expression", "blink", "mood")


def draw_duet_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    with space.only(space.beside, "duet"):
        first, second = draw_voice(MARKED.first_voice), draw_voice(MARKED.second_voice)
    with space.only(space.options, "duet"):
        second_face = _draw_answerer(space)
        together = gr.Checkbox(False, label=MARKED.together)
    voices: dict[str, Component] = {"first": first, "second": second}
    space.costly.update(voices | {"together": together})
    return space.connect(
        "duet",
        MARKED.make_them_talk,
        "duet",
        space.handlers.duets.duet,
        {"photo": space.source.photo}
        | voices
        | {"face": space.source.face, "second_face": second_face, "together": together}
        | {name: space.main[name] for name in _AMOUNTS}
        | {"engine": space.engine}
        | space.advanced_for("voice", left_out=("debug", "with_driver")),
    )


def _draw_answerer(space: Workspace) -> gr.Textbox:
    """The second face, `x,y` or nothing for the largest one besides; visitors choose among those of
    the photo, if there is a choice."""
    place = gr.Textbox("", label="second_face", visible="hidden")
    shown = gr.Radio([], label=MARKED.who_answers, visible=False)
    shown.input(None, shown, place, js="(place) => place", **QUICK)
    source = space.source
    gr.on(
        [space.mode.change, source.photo.change, source.face.change],
        space.handlers.duets.answerers,
        [space.mode, source.photo, source.face],
        [shown, place],
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )
    return place
