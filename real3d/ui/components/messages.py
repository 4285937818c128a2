"""What the page says before a job, and what it ceases to say when its cause is gone."""

from __future__ import annotations

from typing import Any

import gradio as gr

from real3d.ui.components.events import QUICK
from real3d.ui.components.workspace import Workspace

# Errors and the like go as soon as the inputs are others than those they were said of; what is said
# of a running job or of the film on the stage stays. A component that is drawn again says that it
# has changed, too.
_REMEMBER = "(...inputs) => { window.statusInputs = JSON.stringify(inputs); }"
_WITHOUT_PASSING = """(status, ...inputs) => {
  const isStale = JSON.stringify(inputs) !== window.statusInputs;
  return isStale && (status ?? "").includes("data-passing") ? "" : {__type__: "update"};
}"""


def show_estimate(space: Workspace) -> None:
    """Says how long the job of the tab will take as soon as that can be known, and again when it
    changes."""
    drivers: dict[str, Any] = {
        "voice_driver": space.drivers["voice"],
        "video_driver": space.drivers["video"],
        "driver": space.drivers["background"],
    }
    inputs: dict[str, Any] = {
        "mode": space.mode,
        "photo": space.source.photo,
        **drivers,
        **space.movement.fields,
        **space.driving,
        **space.costly,
    }
    # Choices and files say that they have changed as soon as they are drawn, for nothing.
    own, choices = space.motion.file, [*drivers.values(), space.movement.pose]
    others = [each for each in inputs.values() if each not in choices]
    triggers = [each.change for each in others if each is not own]
    triggers += [each.input for each in choices]
    gr.on(
        [*triggers, own.upload, own.clear, own.delete],
        space.handlers.estimates.of_mode,
        outputs=space.buttons.estimate,
        inputs_kwargs=inputs,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )


def clear_messages(space: Workspace) -> None:
    """Takes back what was said about inputs that are others now."""
    files = [space.source.photo, *space.driving.values()]
    causes = [space.mode, *space.drivers.values(), *files]
    status = space.stage.status
    status.change(None, causes, js=_REMEMBER, **QUICK)
    gr.on(
        [component.change for component in causes],  # type: ignore[attr-defined]
        None,
        [status, *causes],
        status,
        js=_WITHOUT_PASSING,
        **QUICK,
    )
