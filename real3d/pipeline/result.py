"""What a job says on the way and what it hands over."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from real3d.captions.caption import Caption
from real3d.messages.message import Message
from real3d.pipeline.settings import Settings

if TYPE_CHECKING:
    from real3d.media.fragments import Fragment


class Stage(Enum):
    """The stages of a job, in their order, with what the user reads about them."""

    READING = Message("reading-files")
    FACE = Message("finding-face")
    SPEAKING = Message("speaking")
    AVATAR = Message("building-avatar")
    LISTENING = Message("listening")
    WATCHING = Message("watching")
    RENDERING = Message("rendering")
    FINISHING = Message("finishing")
    DONE = Message("done")


@dataclass(frozen=True)
class Timings:
    """Seconds that each stage took."""

    reading: float
    face: float
    avatar: float
    motion: float
    rendering: float
    """Frames from the renderer through the encoder to the finished file."""
    speaking: float = 0.0
    """A text's sound, with what was downloaded for it."""

    @property
    def total(self) -> float:
        """Seconds from the files to the result."""
        making = self.face + self.avatar + self.motion + self.rendering
        return self.reading + self.speaking + making


@dataclass(frozen=True)
class SyntheticSpeech:
    """A voice that nobody has: which one it is."""

    model: str
    voice: str
    language: str
    """As a BCP 47 tag."""
    speed: float


VoiceOrder = Literal["in turns", "together"]
"""`in turns`: the second voice begins when the first has ended; `together`: both at once."""


@dataclass(frozen=True)
class DuetRecipe:
    """Of two people who both speak: who they are, the first speaker first."""

    faces: tuple[tuple[float, float], tuple[float, float]]
    """(x, y) in pixels of the photo, on each face."""
    order: VoiceOrder


@dataclass(frozen=True)
class Recipe:
    """Enough, with the user's own files, to make a result again; it travels inside the video."""

    version: str
    """Of this program."""
    engine: str
    background: str
    """`original`, `blur`, `transparent`, `picture` or a colour as `#rrggbb`."""
    settings: Settings
    speech: SyntheticSpeech | None = None
    """What made the voice out of a text; None if it was recorded."""
    duet: DuetRecipe | None = None
    """None if one person speaks."""

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Result:
    """One finished video and how it was made."""

    path: Path
    recipe: Recipe
    engine_reason: Message
    """Why this engine, as a clause: “it was asked for”."""
    frames: int
    fps: float
    duration: float
    """Seconds of video."""
    advice: tuple[Message, ...]
    """Remarks on the photo."""
    notes: tuple[Message, ...]
    """Remarks on this result."""
    marks: tuple[str, ...]
    """What says that it is synthetic: `badge`, `tags`, `manifest`."""
    timings: Timings
    pictures: Path | None = None
    """The frames one by one in an archive, if they were asked for."""
    preview: Path | None = None
    """The first seconds as a picture that moves, if it was asked for."""
    right: Recipe | None = None
    """Of a comparison: what made its right side; `recipe` made the left one."""
    captions: tuple[Caption, ...] = ()
    """Those that are a track of the video."""

    @property
    def engine(self) -> str:
        """Name of the engine that rendered it."""
        return self.recipe.engine

    @property
    def settings(self) -> Settings:
        """The settings that were used."""
        return self.recipe.settings

    @property
    def seed(self) -> int:
        """The seed that every random choice followed from."""
        return self.recipe.settings.motion.seed

    def to_json(self) -> str:
        """Everything as one JSON object."""
        record = asdict(self) | {"path": str(self.path), "seed": self.seed}
        record["engine_reason"] = str(self.engine_reason)
        record["advice"] = [str(remark) for remark in self.advice]
        record["notes"] = [str(note) for note in self.notes]
        for name in ("pictures", "preview"):
            record[name] = None if record[name] is None else str(record[name])
        record["timings"]["total"] = self.timings.total
        return json.dumps(record, indent=2, ensure_ascii=False)


@dataclass(frozen=True)
class Progress:
    """How far a job has come."""

    stage: Stage
    fraction: float
    """Of the whole job, 0..1."""
    message: Message
    """For the user: “Rendering frame 120 of 250”."""
    seconds_left: float | None = None
    """Until the last frame is made, once that can be told."""
    frame: NDArray[np.uint8] | None = None
    """The frame just made, [H, W, 3] RGB or [H, W, 4] RGBA."""
    fragment: Fragment | None = None
    """The next second or so of the video, if it is to be played while it is made."""
    duration: float | None = None
    """Seconds of video that there will be, while frames are rendered."""
    result: Result | None = None
    """With the last step, `Stage.DONE`."""
