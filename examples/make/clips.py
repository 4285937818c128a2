"""Renders the driving clips of the gallery with the project itself.

    python -m examples.make.clips

A drawn portrait speaks one of the recorded sentences, with a livelier head than usual so that a
driven face has something to follow.
"""

from __future__ import annotations

from pathlib import Path

from real3d.media import OutputSettings
from real3d.motion import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait

EXAMPLES = Path(__file__).parents[1]
CLIP = EXAMPLES / "clips" / "nod_and_talk.mp4"


def main() -> None:
    """Writes the clip."""
    TalkingPortrait("mesh").generate(
        photo=EXAMPLES / "portraits" / "daniel.jpg",
        audio=EXAMPLES / "voices" / "evening_man.flac",
        settings=Settings(
            motion=MotionSettings(head=1.6, mouth=1.2, expression=1.3, seed=4),
            output=OutputSettings(crf=22),
        ),
        out=CLIP,
    )


if __name__ == "__main__":
    main()
