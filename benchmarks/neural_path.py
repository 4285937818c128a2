"""Where the time of the tri-plane engine's whole way goes, from a photo and a voice to the file.

    python -m benchmarks.neural_path [--full] [--device cuda] [--seconds 10] [--json FILE]

Components have random weights: tiny ones without a rendering network, to see what everything around
the networks costs, or with `--full` networks of the released sizes. (HuBERT is among these where
`transformers` is installed.) Times are seconds for each second of video, on the clock; memory is
the process's peak after 10 seconds of voice and after 120, with tiny components.
"""

from __future__ import annotations

import argparse
import resource
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from unittest.mock import patch

import numpy as np
import soundfile
import torch

from benchmarks.table import print_table, write_json
from real3d.media import VideoWriter
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import Portrait
from real3d.triplane import avatar, engine, predictor
from real3d.triplane.driving import speech_features
from real3d.triplane.engine import Components, TriplaneEngine
from real3d.triplane.face_model.morphable_model import EXPRESSION_SIZE, IDENTITY_SIZE, Pose
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.modeling.renderer import Frames, Renderer
from tests.support.engine_stand_in import (
    PaintingRenderer,
    full_components,
    tiny_components,
)
from tests.support.face_stand_in import stand_in_face_model

PHOTO = Path(__file__).parent.parent / "examples" / "portraits" / "astronaut.png"
RATE = 16_000
SHORT, LONG = 10, 120
"""Seconds of voice whose memory is compared."""

STAGES: tuple[tuple[str, tuple[tuple[Any, str], ...]], ...] = (
    ("photo", ((TalkingPortrait, "portrait"),)),
    ("parts and fit", ((avatar, "split_portrait"), (avatar, "fit_picture"))),
    ("encoding", tuple((Renderer, f"encode_{what}") for what in ("portrait", "background"))),
    ("pitch", ((speech_features, "pitch_track"),)),
    ("prosody", ((engine.Prosody, "of"),)),
    ("audio to motion", ((engine, "generate_expression"),)),
    ("cameras", ((avatar, "cameras"), (avatar, "smooth_track"), (avatar, "torso_keypoints"))),
    ("face mesh", ((FaceMesh, "forward"), (predictor, "close_eyes"))),
    ("rendering", ((Renderer, "render"), (PaintingRenderer, "render"))),
    ("to pictures", ((Frames, "to_uint8"),)),
    ("writing", ((VideoWriter, "write"), (VideoWriter, "__exit__"))),
)
"""What is called in each stage; `listening` is added to them."""


class StandInPipeline(TalkingPortrait):
    """Sees the stand-in face in every photo: a real one would put it out of shape."""

    def portrait(self, *given: Any, **named: Any) -> Portrait:
        found = super().portrait(*given, **named)
        still = Pose(np.zeros((1, 3), np.float32), np.zeros((1, 3), np.float32))
        nobody = np.zeros((1, IDENTITY_SIZE), np.float32)
        calm = np.zeros((1, EXPRESSION_SIZE), np.float32)
        places = stand_in_face_model().landmark_model.project(nobody, calm, still)[0]
        landmarks = found.landmarks.copy()
        landmarks[: len(places), :2] = found.size * places
        return replace(found, landmarks=landmarks)


@dataclass
class Clock:
    """Seconds by stage; what is called from within another stage counts for itself alone."""

    device: torch.device
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _within: list[str] = field(default_factory=list)
    _since: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measures what is done within."""
        self._lap()
        self._within.append(name)
        try:
            yield
        finally:
            self._lap()
            self._within.pop()

    def timed(self, name: str, work: Callable) -> Callable:
        """The work as a stage."""

        def measured(*given: object, **named: object) -> object:
            with self.stage(name):
                return work(*given, **named)

        return measured

    def _lap(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        now = perf_counter()
        if self._within:
            self.seconds[self._within[-1]] += now - self._since
        self._since = now


def measure(components: Components, device: torch.device, seconds: float) -> dict[str, float]:
    """Seconds per second of video by stage, of a job as long as that."""
    clock = Clock(device)
    speech = clock.timed("listening", components.speech)
    with ExitStack() as patches, TemporaryDirectory() as folder:
        voice = write_hum(Path(folder) / "voice.wav", seconds)
        pipeline = StandInPipeline(
            TriplaneEngine(
                Components(
                    components.renderer,
                    components.audio_to_motion,
                    speech,
                    components.face,
                    components.segment,
                ),
                device,
            )
        )
        for name, calls in STAGES:
            for owner, attribute in calls:
                work = clock.timed(name, getattr(owner, attribute))
                patches.enter_context(patch.object(owner, attribute, _as_method(owner, work)))
        with clock.stage("all else"):
            pipeline.generate(PHOTO, audio=voice, out=Path(folder) / "result.mp4")
    return {name: spent / seconds for name, spent in clock.seconds.items()}


def peaks() -> dict[str, float]:
    """Megabytes of memory after a short and a long voice."""
    found = {}
    for seconds in (SHORT, LONG):
        with TemporaryDirectory() as folder:
            voice = write_hum(Path(folder) / "voice.wav", seconds)
            pipeline = StandInPipeline(TriplaneEngine(tiny_components()))
            pipeline.generate(PHOTO, audio=voice, out=Path(folder) / "result.mp4")
        found[f"{seconds} s"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def write_hum(path: Path, seconds: float) -> Path:
    """A voice of so many seconds, more or less."""
    time = np.arange(round(seconds * RATE)) / RATE
    loudness = 0.2 * np.clip(np.sin(2 * np.pi * 2.5 * time), 0, 1)
    tone = np.sin(2 * np.pi * 140 * time + 3 * np.sin(2 * np.pi * 0.7 * time))
    soundfile.write(path, loudness * tone, RATE)
    return path


def _as_method(owner: object, work: Callable) -> Callable:
    """Class methods are bound already."""
    return staticmethod(work) if owner is engine.Prosody else work


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="networks of the released sizes")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seconds", type=float, default=10.0, help="of voice")
    parser.add_argument("--no-memory", action="store_true", help="leave the long voice out")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    device = torch.device(arguments.device)
    # Memory first: a peak never falls.
    memory = {} if arguments.no_memory else peaks()
    components = full_components(device) if arguments.full else tiny_components()
    measure(components, device, min(arguments.seconds, 0.4))  # what is loaded or compiled once
    stages = measure(components, device, arguments.seconds)
    total = sum(stages.values())
    ordered = [name for name, _ in STAGES if name in stages]
    rows = [[name, stages[name], stages[name] / total] for name in (*ordered, "listening")]
    print_table(
        ["stage", "s per s", "share"],
        [*rows, ["all else", stages["all else"], stages["all else"] / total], ["sum", total, 1.0]],
    )
    if memory:
        print()
        print_table(["voice", "peak MB"], list(memory.items()))
    if arguments.json:
        write_json(arguments.json, {"stages": stages, "peak_mb": memory})


if __name__ == "__main__":
    main()
