"""The tab in which a photo speaks in front of another background."""

from __future__ import annotations

from gradio.events import Dependency

from real3d.ui.components.gallery import ExampleRow, background_samples
from real3d.ui.components.inputs import draw_background
from real3d.ui.components.workspace import Workspace
from real3d.ui.i18n.language import MARKED


def draw_background_tab(space: Workspace) -> list[Dependency]:
    """Draws the tab here; returns its jobs."""
    with space.only(space.options, "background"):
        behind = draw_background(space.examples)
    space.costly.update((name, behind[name]) for name in ("kind", "pictures"))
    space.linked.update((name, behind[name]) for name in ("kind", "colour"))
    main = {name: each for name, each in space.main.items() if name != "framing"}
    return space.connect(
        "background",
        MARKED.make_video,
        "background",
        space.handlers.videos.background,
        {"photo": space.source.photo}
        | space.driving
        | behind
        | {"face": space.source.face}
        | main
        | {"engine": space.engine}
        | space.movement.fields
        | space.advanced_for("voice", "video", left_out=("debug",)),
        ExampleRow(
            background_samples(space.examples),
            [
                *(space.source.photo, space.audio, space.drivers["background"]),
                *(behind["kind"], behind["picture"]),
            ],
        ),
    )
