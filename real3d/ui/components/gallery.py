"""Examples that run at a click: bundled files for all inputs of a tab at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from real3d.ui.components.events import QUICK
from real3d.ui.handlers.examples import Examples, title
from real3d.ui.i18n.language import MARKED

_SHOWN_MOTIONS = ("laugh", "sing", "surprise", "wink")


@dataclass(frozen=True)
class ExampleRow:
    """Examples that a tab offers."""

    samples: list[list[str | None]]
    """Values of its inputs, the photo first."""
    fields: list[Component]
    """The inputs, one for each value of a sample."""
    drivers: tuple[str, ...] = ()
    """What has to move the face for them to be seen; none for whatever does."""


@dataclass(frozen=True)
class Gallery:
    """A row of examples."""

    dataset: gr.Dataset
    samples: list[list[str | None]]

    def fill(self, fields: list[Component]) -> Dependency:
        """A click puts the example's files into the inputs; returns the event to go on from.

        Args:
            fields: one input for each value of a sample.
        """
        return self.dataset.click(lambda index: self.samples[index], self.dataset, fields, **QUICK)


def draw_gallery(samples: list[list[str | None]]) -> Gallery | None:
    """Draws the examples, or nothing if there are none.

    Args:
        samples: values of a tab's inputs, the photo first.
    """
    if not samples:
        return None
    dataset = gr.Dataset(
        components=[gr.Image(render=False)],
        samples=[[sample[0]] for sample in samples],
        label=MARKED.try_one,
        type="index",
        layout="gallery",
        elem_classes="tries",
    )
    return Gallery(dataset, samples)


def voice_samples(examples: Examples) -> list[list[str | None]]:
    """[photo, voice, driver]: everybody with a voice that suits, as far as there are any."""
    return [
        [str(photo), str(_voice_for(photo, examples.voices)), "voice"]
        for photo in examples.portraits
        if examples.voices
    ]


def video_samples(examples: Examples) -> list[list[str | None]]:
    """[photo, driving video, driver]: everybody with the first one."""
    clips = [str(clip) for clip in examples.clips[:1]]
    return [[str(photo), clip, "video"] for photo in examples.portraits for clip in clips]


def motion_samples(examples: Examples) -> list[list[str | None]]:
    """[photo, motion, kept motion, driver]: everybody with another motion."""
    return [
        [str(photo), motion, None, "motion"]
        for photo, motion in zip(examples.portraits, cycle(_SHOWN_MOTIONS), strict=False)
    ]


def background_samples(examples: Examples) -> list[list[str | None]]:
    """[photo, voice, driver, kind, picture]: everybody in front of the backgrounds in turn."""
    pictures = examples.backgrounds
    return [
        [
            str(photo),
            str(_voice_for(photo, examples.voices)),
            "voice",
            "picture",
            str(pictures[number % len(pictures)]),
        ]
        for number, photo in enumerate(examples.portraits)
        if examples.voices and pictures
    ]


def photo_samples(examples: Examples) -> list[list[str | None]]:
    """[photo]: everybody."""
    return [[str(photo)] for photo in examples.portraits]


def _voice_for(photo: Path, voices: tuple[Path, ...]) -> Path:
    """The bundled voices say whose they are in their names, and one portrait is a man's."""
    manly = title(photo) == "Daniel"
    suits = [path for path in voices if path.stem.endswith("_man") == manly]
    return (suits or list(voices))[0]
