"""How alive our talking faces are, beside real people who said the same.

    python -m benchmarks.alive --clips REAL [--ours FOLDER] [--before FOLDER] [--voices FOLDER]
        [--portraits FOLDER] [--json FILE] [--plots FILE.png]

`--clips` holds clips of real people talking, one person each. Every portrait is driven by the
sound of every clip that has sound, so that each of our videos has a real twin, and by all
`--voices` joined to one long recording. The videos are kept in `--ours`, and what is there already
is not made again; `--before` is such a folder that an earlier version filled. The neural engine's
figures are those of the motion up to its camera, since its pictures need its weights.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.alive_lips import SoundDelay, TwinFigures, smallest_gap, sound_delay, twin_figures
from benchmarks.alive_plots import draw_plots
from benchmarks.alive_triplane import camera_performance
from benchmarks.quality import EXAMPLES, PICTURES
from benchmarks.speech import CLIP_SUFFIXES
from benchmarks.table import print_table, write_json
from real3d.evaluation.figures import FIGURES, STRETCH_S
from real3d.evaluation.performance import Performance, track_performance
from real3d.media import open_video, read_audio
from real3d.motion import MotionSettings
from real3d.numerics.types import FloatArray
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait.landmarks import RIGID, detect_landmarks
from real3d.portrait.pose import estimate_pose, to_head_frame
from training.speech.evaluation import AUDIO_SUFFIXES

BLINK_STRETCH_S = 40.0
"""Ten seconds hold two or three blinks."""
PAUSES_S = (0.4, 3.0)
"""Between the voices of the long recording."""
LEVEL = 0.08
"""Root mean square to which voices are brought before they are joined."""

IDENTITY_FRAMES = 12


@dataclass(frozen=True)
class Spread:
    """A figure over several people or videos, each counting alike."""

    low: float
    """10th percentile."""
    median: float
    high: float
    """90th percentile."""


@dataclass(frozen=True)
class Twin:
    """One of our videos beside its real twin."""

    engine: str
    portrait: str
    clip: str
    lips: TwinFigures
    identity: float
    """Distance of the face's rigid shape from the photo's, % of the eyes' distance."""

    def cells(self) -> list[object]:
        """A row under `TWIN_COLUMNS`."""
        lips = self.lips
        rest = "-" if lips.own_ms is None else lips.lag_ms - lips.own_ms
        shares = [lips.closures, lips.closed, lips.closed_by_chance]
        names = [self.engine, self.portrait, self.clip]
        return [*names, lips.correlation, lips.lag_ms, rest, *shares, self.identity]


TWIN_COLUMNS = [
    *("engine", "portrait", "twin", "lips r", "lag ms", "less the clip's own"),
    *("closures", "closed", "by chance", "identity"),
]


@dataclass(frozen=True)
class Timing:
    """How a video's sound is timed to its lips."""

    maker: str
    video: str
    delay: SoundDelay | None

    def cells(self) -> list[object]:
        """A row under `TIMING_COLUMNS`."""
        if self.delay is None:
            return [self.maker, self.video, "-", "-", "-"]
        late = round(1000 * self.delay.seconds)
        return [self.maker, self.video, late, self.delay.contacts, self.delay.depth_db]


TIMING_COLUMNS = ["maker", "video", "sound later, ms", "contacts", "dip, dB"]


def spreads(seen: Iterable[Performance]) -> dict[str, Spread | None]:
    """The spread of every figure over stretches of the performances; None if nobody shows it."""
    performances = list(seen)
    return {figure.key: _spread(figure, performances) for figure in FIGURES}


def _spread(figure, performances: Sequence[Performance]) -> Spread | None:
    seconds = BLINK_STRETCH_S if figure.key.startswith("blink") else STRETCH_S
    values, weights = [], []
    for performance in performances:
        measured = [figure.measure(part) for part in performance.parts(seconds)]
        known = [value for value in measured if value is not None]
        values += known
        weights += [1 / max(1, len(known))] * len(known)
    if not values:
        return None
    order = np.argsort(values)
    ordered, weight = np.array(values)[order], np.array(weights)[order]
    place = (np.cumsum(weight) - weight / 2) / weight.sum()
    return Spread(*(float(value) for value in np.interp((0.1, 0.5, 0.9), place, ordered)))


def identity_distance(pipeline: TalkingPortrait, photo: Path, video: Path) -> float:
    """Median distance of the face's rigid shape from the photo's, % of the eyes' distance."""
    clip = open_video(video)
    frames = list(clip.frames(IDENTITY_FRAMES / clip.duration))
    at_rest = _shape(pipeline.portrait(photo).landmarks)
    found = [landmarks for frame in frames if (landmarks := detect_landmarks(frame)) is not None]
    distances = [np.linalg.norm(_shape(face) - at_rest, axis=1).mean() for face in found]
    return 100.0 * float(np.median(distances))


def _shape(landmarks: FloatArray) -> FloatArray:
    return to_head_frame(landmarks[list(RIGID)], estimate_pose(landmarks))


def render_missing(
    pipeline: TalkingPortrait, photos: Sequence[Path], sounds: Sequence[Path], folder: Path
) -> dict[tuple[Path, Path], Path]:
    """A video of every photo with every sound, each with a seed of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    videos = {}
    for seed, (photo, sound) in enumerate((p, s) for s in sounds for p in photos):
        video = folder / f"{photo.stem}--{sound.stem}.mp4"
        if not video.exists():
            settings = Settings(motion=MotionSettings(seed=seed))
            pipeline.generate(photo, audio=sound, settings=settings, out=video)
        videos[photo, sound] = video
    return videos


def joined(voices: Sequence[Path], path: Path) -> Path:
    """One long recording of all voices, with pauses between them."""
    rng = np.random.default_rng(0)
    pieces = []
    for voice in voices:
        samples = read_audio(voice).samples
        silence = np.zeros(int(16_000 * rng.uniform(*PAUSES_S)), np.float32)
        pieces += [samples * (LEVEL / max(float(samples.std()), 1e-6)), silence]
    soundfile.write(path, np.clip(np.concatenate(pieces), -1, 1), 16_000)
    return path


def _files(folder: Path, endings: set[str]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in endings)


def _cell(spread: Spread | None) -> str:
    if spread is None:
        return "-"
    return f"{spread.median:.3g} [{spread.low:.3g}, {spread.high:.3g}]"


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clips", type=Path, required=True, help="folder of real talking clips")
    parser.add_argument("--portraits", type=Path, default=EXAMPLES / "portraits")
    parser.add_argument("--voices", type=Path, default=EXAMPLES / "voices")
    parser.add_argument("--ours", type=Path, help="folder in which our videos are kept")
    parser.add_argument("--before", type=Path, help="the same of an earlier version")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--plots", type=Path, help="write one page of distributions here")
    arguments = parser.parse_args()

    photos = _files(arguments.portraits, PICTURES)
    clips = _files(arguments.clips, CLIP_SUFFIXES)
    twins = [clip for clip in clips if open_video(clip).has_audio]
    real = {clip: track_performance(clip) for clip in clips}
    smallest = {clip: smallest_gap([seen]) for clip, seen in real.items()}
    delays = {clip: sound_delay(real[clip], read_audio(clip), smallest[clip]) for clip in twins}
    timings = [Timing("people", clip.stem, delay) for clip, delay in delays.items()]
    rows: list[Twin] = []
    sets: dict[str, list[Performance]] = {"people": list(real.values())}
    pipeline = TalkingPortrait("mesh")
    with tempfile.TemporaryDirectory() as temporary:
        long = joined(
            [*_files(arguments.voices, AUDIO_SUFFIXES), *twins], Path(temporary) / "joined.wav"
        )
        sounds = [*twins, long]
        for name, folder in (
            ("mesh before", arguments.before),
            ("mesh", arguments.ours or Path(temporary) / "ours"),
        ):
            if folder is None:
                continue
            videos = render_missing(pipeline, photos, sounds, folder)
            seen = {pair: track_performance(video) for pair, video in videos.items()}
            sets[name] = list(seen.values())
            for photo in photos:
                nearest = smallest_gap(seen[photo, sound] for sound in sounds)
                delay = sound_delay(seen[photo, long], read_audio(long), nearest)
                timings.append(Timing(name, f"{photo.stem}, long", delay))
                for clip in twins:
                    gaps = (smallest[clip], nearest)
                    lips = twin_figures(real[clip], seen[photo, clip], gaps, delays[clip])
                    distance = identity_distance(pipeline, photo, videos[photo, clip])
                    rows.append(Twin(name, photo.stem, clip.stem, lips, distance))
        sets["triplane, to its camera"] = [
            camera_performance(read_audio(sound), MotionSettings(seed=seed))
            for seed, sound in enumerate(sound for sound in sounds for _ in photos)
        ]

    results = {name: spreads(seen) for name, seen in sets.items()}
    print_table(
        ["figure", "unit", *(f"{name}: median [10 %, 90 %]" for name in results)],
        [
            [figure.name, figure.unit, *(_cell(row[figure.key]) for row in results.values())]
            for figure in FIGURES
        ],
    )
    print()
    print_table(TWIN_COLUMNS, [row.cells() for row in rows])
    print()
    print_table(TIMING_COLUMNS, [row.cells() for row in timings])
    for name, seen in sets.items():
        print(f"{name}: {len(seen)} videos, {sum(s.duration for s in seen):.0f} s")
    if arguments.json:
        record = {
            name: {key: asdict(spread) if spread else None for key, spread in row.items()}
            for name, row in results.items()
        }
        twin_record, timing_record = ([asdict(row) for row in each] for each in (rows, timings))
        write_json(
            arguments.json, {"figures": record, "twins": twin_record, "sound": timing_record}
        )
    if arguments.plots:
        draw_plots(arguments.plots, sets)


if __name__ == "__main__":
    main()
