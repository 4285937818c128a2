"""How fast the mesh engine is, and how much memory it takes.

    python -m benchmarks.mesh [--photo FILE] [--voice FILE] [--long SECONDS] [--json FILE]

Everything is measured warm (a first job has loaded and compiled what is needed) and given as a
ratio to real time at 25 frames per second as well. With `--long`, the peak memory of a voice of
that many seconds is compared with that of ten seconds, each in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import soundfile

from benchmarks.quality import EXAMPLES
from benchmarks.table import print_table, write_json
from real3d.media import VideoWriter, read_audio, read_image
from real3d.mesh.avatar import build_avatar
from real3d.mesh.engine import MeshEngine
from real3d.motion import MotionSettings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.portrait import analyse_portrait
from tests.support.poses import Model

SIZES = (512, 768, 1024)
REAL_TIME = 25.0
"""Frames per second."""
REPEATS = 3


def speed_figures(photo: Path, voice: Path, size: int) -> dict[str, float]:
    """Seconds of the analysis and frames per second of the rendering at one size."""
    image = read_image(photo)
    analysis = best(lambda: analyse_portrait(image, size))
    portrait = analyse_portrait(image, size)
    reconstruction = best(lambda: build_avatar(portrait))
    avatar = build_avatar(portrait)
    motion = MeshEngine().motion_from_audio(read_audio(voice), MotionSettings())[:150]
    model = Model(avatar)

    def one_by_one() -> None:
        for index in range(len(motion)):
            model.hold(motion[index : index + 1])

    def encoded() -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            VideoWriter(Path(folder) / "out.mp4", (size, size), motion.fps, voice) as writer,
        ):
            for frame in avatar.render(motion, portrait.clean_background):
                writer.write(frame)

    frames = len(motion)
    steady = frames / best(encoded)
    return {
        "size": size,
        "analysis s": analysis,
        "avatar s": reconstruction,
        "frame ms, 1 thread": 1000 * best(one_by_one) / frames,
        "rendered + encoded fps": steady,
        "x real time": steady / REAL_TIME,
    }


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few repetitions: others on the machine only add to it."""
    work()
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def job_seconds(photo: Path, voice: Path, seconds: float) -> float:
    """From a new photo and a voice of `seconds` to the finished file, models loaded."""
    with tempfile.TemporaryDirectory() as folder:
        recording = stretch(voice, seconds, Path(folder))
        image = read_image(photo)
        TalkingPortrait().generate(image, audio=recording, out=Path(folder) / "warm.mp4")
        start = perf_counter()
        TalkingPortrait().generate(image, audio=recording, out=Path(folder) / "out.mp4")
        return perf_counter() - start


def peak_memory(photo: Path, voice: Path, seconds: float) -> float:
    """MB that a process needs at most for one job with a voice of `seconds`."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_job_in_process, (photo, voice, seconds))


def _job_in_process(photo: Path, voice: Path, seconds: float) -> float:
    with tempfile.TemporaryDirectory() as folder:
        recording = stretch(voice, seconds, Path(folder))
        TalkingPortrait().generate(photo, audio=recording, out=Path(folder) / "out.mp4")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stretch(voice: Path, seconds: float, folder: Path) -> Path:
    """A recording of exactly `seconds`, the voice over and over."""
    samples, rate = soundfile.read(voice, dtype="float32")
    path = folder / "voice.wav"
    with soundfile.SoundFile(path, "w", rate, channels=1) as out:
        left = round(seconds * rate)
        while left > 0:
            part = np.asarray(samples[:left])
            out.write(part)
            left -= len(part)
    return path


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photo", type=Path, default=EXAMPLES / "portraits" / "astronaut.png")
    parser.add_argument("--voice", type=Path, default=EXAMPLES / "voices" / "welcome_woman.flac")
    parser.add_argument("--long", type=float, help="also compare the memory of so many seconds")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    photo, voice = arguments.photo, arguments.voice

    speeds = [speed_figures(photo, voice, size) for size in SIZES]
    print_table(list(speeds[0]), [list(row.values()) for row in speeds])
    ten_seconds = job_seconds(photo, voice, 10)
    print(f"\na voice of 10 s, from the photo to the finished file: {ten_seconds:.2f} s")
    figures = {"speed": speeds, "ten seconds of voice, s": ten_seconds}
    if arguments.long:
        memory = {f"{s:g} s": peak_memory(photo, voice, s) for s in (10, arguments.long)}
        figures["peak memory, MB"] = memory
        print()
        print_table(["voice", "peak memory, MB"], list(memory.items()))
    if arguments.json:
        write_json(arguments.json, figures)


if __name__ == "__main__":
    main()
