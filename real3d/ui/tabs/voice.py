"""The tab in which a photo speaks a recording or typed words."""

from __future__ import annotations

from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.gallery import ExampleRow, voice_samples
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED


def draw_voice_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    given: dict[str, Component] = {"photo": space.source.photo, "audio": space.audio}
    head = space.movement.fields | {"smoothing": space.advanced["smoothing"]}
    return space.connect(
        "voice",
        MARKED.make_it_talk,
        "talk",
        space.handlers.videos.talk,
        given
        | space.words.fields
        | {"face": space.source.face}
        | space.main
        | {"engine": space.engine}
        | head
        | space.advanced_for("voice"),
        ExampleRow(
            voice_samples(space.examples),
            [space.source.photo, space.audio, space.drivers["voice"]],
        ),
    )
