"""What all tabs share: a photo, what moves its face, the settings, the stage; and the places into
which each tab draws what it has for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.text_to_speech.speech import is_installed
from real3d.ui.components.captions import connect_transcript, draw_captions
from real3d.ui.components.controls import (
    draw_advanced,
    draw_amounts,
    draw_engine,
    draw_setting,
    moved_by_driver,
)
from real3d.ui.components.gallery import ExampleRow, draw_gallery
from real3d.ui.components.head_movement import HeadMovement, draw_head_movement
from real3d.ui.components.inputs import (
    PhotoInput,
    draw_clip,
    draw_photo,
    draw_voice,
    offer_examples,
    offer_voices,
)
from real3d.ui.components.job import (
    Buttons,
    connect_endpoint,
    connect_job,
    draw_buttons,
    job_outputs,
)
from real3d.ui.components.motions import MotionInput, draw_motions
from real3d.ui.components.preview import connect_preview
from real3d.ui.components.stage import Stage, draw_stage
from real3d.ui.components.visibility import seen_in
from real3d.ui.components.words import WordsInput, draw_words
from real3d.ui.handlers.driving import DRIVERS
from real3d.ui.handlers.examples import Examples
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.handlers.parsing import MODES
from real3d.ui.handlers.previews import preview
from real3d.ui.handlers.transcripts import read_captions_file
from real3d.ui.i18n.language import MARKED

_COSTLY = ("fps", "size", "framing", "with_driver", "debug")
_MOVING = ("voice", "video", "background", "compare")


@dataclass(frozen=True)
class Workspace:
    """Drawn once for the whole page."""

    handlers: PageHandlers
    examples: Examples
    source: PhotoInput
    audio: gr.Audio
    words: WordsInput
    video: gr.Video
    motion: MotionInput
    mode: gr.Textbox
    """The tab that is seen, one of `MODES`."""
    visit: gr.Textbox
    """The name of the browser's tab, which outlives a reload."""
    drivers: dict[str, gr.Radio]
    """What moves the face, one of `DRIVERS`, by the tabs that the choice is for."""
    buttons: Buttons
    stage: Stage
    engine: gr.Radio
    main: dict[str, Component]
    advanced: dict[str, Component]
    movement: HeadMovement
    inputs: list[Component]
    """Everything that visitors can put in or set, the photo first; tabs add theirs."""
    costly: dict[str, Component]
    """What a job's time depends on besides its files, by the names of parameters."""
    linked: dict[str, Component]
    """Of which a link to the page sets what it knows, by the names of parameters."""
    beside: gr.Column
    """Beside the photo, where other tabs have what moves the face."""
    options: gr.Column
    """Between the photo and the button."""
    tries: gr.Column
    """Examples."""
    more: gr.Column
    """What is folded away."""
    living: gr.Column
    """What stands in the place of the result where nothing is made."""

    @property
    def driving(self) -> dict[str, Component]:
        """Everything that may move the face, by the names of parameters."""
        files: dict[str, Component] = {"audio": self.audio, "video": self.video}
        return files | self.words.fields | self.motion.fields

    @contextmanager
    def only(self, place: gr.Column, *modes: str) -> Iterator[None]:
        """What is drawn here is seen in these modes alone."""
        with place, gr.Column(elem_classes=seen_in(*modes)):
            yield

    def advanced_for(self, *drivers: str, left_out: tuple[str, ...] = ()) -> dict[str, Component]:
        """The advanced settings of a tab in which these may move the face."""
        wanted: dict[str, Component] = {}
        for driver in drivers:
            wanted |= moved_by_driver(self.advanced, driver)
        return {
            name: each
            for name, each in self.advanced.items()
            if name in wanted and name not in left_out
        }

    def connect(
        self,
        mode: str,
        label: Any,
        endpoint: str,
        work: Any,
        inputs: dict[str, Component],
        *examples: ExampleRow,
    ) -> list[Dependency]:
        """A tab's button and its examples; returns its jobs.

        Args:
            mode: of the tab.
            label: of the button.
            endpoint: its name for programs.
            work: takes `inputs`, yields values for the stage.
            inputs: by the names of parameters.
            examples: of which a click starts the work too.
        """
        with self.buttons.starts:
            start = gr.Button(
                label, variant="primary", size="lg", elem_classes=["start", *seen_in(mode)]
            )
        filled = [fill for row in examples for fill in self.draw_examples(mode, row)]
        connect_endpoint(work, endpoint, inputs, job_outputs(self.stage, inputs))
        if mode in self.drivers:
            inputs = inputs | {"driver": self.drivers[mode]}
        self.inputs.extend(each for each in inputs.values() if each not in self.inputs)
        lasting = self.handlers.left.lasting(work)
        inputs = inputs | {"visit": self.visit}
        return connect_job(start, self.buttons, self.stage, lasting, inputs, filled)

    def draw_examples(self, mode: str, row: ExampleRow) -> list[Dependency]:
        """Draws the examples of a tab; returns the event by which one fills its inputs, if any."""
        with self.tries, gr.Column(elem_classes=seen_in(mode, drivers=row.drivers)):
            gallery = draw_gallery(row.samples)
        return [] if gallery is None else [gallery.fill(row.fields)]


def draw_workspace(handlers: PageHandlers, examples: Examples) -> Workspace:
    """Draws all of it here, in two columns on a wide screen."""
    mode = gr.Textbox(MODES[0], label="mode", visible="hidden")
    visit = gr.Textbox("", label="visit", visible="hidden")
    with gr.Row(elem_classes="columns"):
        with gr.Column(min_width=320, elem_classes="inputs"):
            with gr.Row(elem_classes="sources", equal_height=False):
                with gr.Column(min_width=240):
                    source = draw_photo(handlers.photos)
                beside = gr.Column(min_width=240, elem_classes=seen_in("look", "duet"))
                with gr.Column(min_width=240, elem_classes=seen_in(*_MOVING)):
                    drivers = _draw_drivers()
                    with gr.Column(elem_classes=seen_in(drivers=["voice"])):
                        audio = draw_voice(MARKED.voice)
                    with gr.Column(elem_classes=seen_in(drivers=["words"])):
                        words = draw_words()
                    with gr.Column(elem_classes=seen_in(drivers=["video"])):
                        video = draw_clip()
                    with gr.Column(elem_classes=seen_in(drivers=["motion"])):
                        motion = draw_motions()
            options = gr.Column()
            buttons = draw_buttons()
            tries = gr.Column()
            _offer(examples, audio, video)
        with gr.Column(min_width=320, elem_classes="result"):
            stage = draw_stage()
            connect_preview(stage, preview)
        living = gr.Column(min_width=320, elem_classes=["living", *seen_in("live")])
        with gr.Column(min_width=320, elem_classes="more"):
            more = gr.Column()
            settings = _draw_settings(handlers.engines, stage)
    return Workspace(
        handlers=handlers,
        examples=examples,
        source=source,
        audio=audio,
        words=words,
        video=video,
        motion=motion,
        mode=mode,
        visit=visit,
        drivers=drivers,
        buttons=buttons,
        stage=stage,
        inputs=[source.photo],
        beside=beside,
        options=options,
        tries=tries,
        more=more,
        linked=settings["main"] | settings["advanced"] | words.fields,
        living=living,
        **settings,
    )


def _draw_drivers() -> dict[str, gr.Radio]:
    """By the tabs that they are for."""
    elsewhere = _draw_driver(("background", "compare"), DRIVERS)
    return {
        "voice": _draw_driver(("voice",), ("voice", "words")),
        "video": _draw_driver(("video",), ("video", "motion")),
        "background": elsewhere,
        "compare": elsewhere,
    }


def _draw_driver(tabs: tuple[str, ...], drivers: tuple[str, ...]) -> gr.Radio:
    """One choice; typed words are a part of it where something can say them."""
    labels = {
        "voice": MARKED.by_voice,
        "words": MARKED.by_words,
        "video": MARKED.by_video,
        "motion": MARKED.by_motion,
    }
    offered = [driver for driver in drivers if driver != "words" or is_installed()]
    return gr.Radio(
        [(labels[driver], driver) for driver in offered],
        value=offered[0],
        label=MARKED.driver,
        show_label=False,
        container=False,
        visible=True if len(offered) > 1 else "hidden",
        elem_classes=["driver", *seen_in(*tabs)],
    )


def _offer(examples: Examples, audio: Component, video: Component) -> None:
    """Bundled voices and driving videos, for a photo of one's own."""
    with gr.Column(elem_classes=seen_in(*_MOVING, drivers=["voice"])):
        offer_voices(audio, examples.voices)
    with gr.Column(elem_classes=seen_in(*_MOVING, drivers=["video"])):
        offer_examples(video, examples.clips)


def _draw_settings(engines: tuple[str, ...], stage: Stage) -> dict[str, Any]:
    """The parts of a workspace that are settings, by their names there."""
    single = ("voice", "video", "background")
    with gr.Accordion(MARKED.settings, open=False, elem_classes=seen_in(*single, "duet")):
        main = draw_amounts() | {"mood": draw_setting("mood")}
        main["framing"] = draw_setting("framing", seen_in("voice", "video"))
        engine = draw_engine(engines)
        movement = draw_head_movement()
    with gr.Accordion(MARKED.captions, open=False, elem_classes=seen_in(*single)):
        captions = draw_captions()
        connect_transcript(captions, read_captions_file, stage.status)
        main |= captions.fields
    with gr.Accordion(MARKED.advanced, open=False, elem_classes=seen_in(*_MOVING, "duet")):
        advanced = draw_advanced()
    costly = {name: (main | advanced)[name] for name in _COSTLY} | {"engine": engine}
    return {
        "main": main,
        "engine": engine,
        "movement": movement,
        "advanced": advanced,
        "costly": costly,
    }
