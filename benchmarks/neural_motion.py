"""How fast the stages before the renderer are: seconds for each second of video, on stand-ins.

    python -m benchmarks.neural_motion [--device cuda] [--json FILE]

Shapes of networks and face model are the released ones', except that the stand-in face has 2205
vertices (4224 triangles) instead of 35709; `--face-rows 271 --face-columns 132` makes one as large.
The mesh is also drawn by all of the processor's cores, which is measured by the wall's clock. The
fast and the published fit are compared on the same landmarks. Memory is the process's peak,
after 10 seconds of sound and after 120.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from dataclasses import asdict, dataclass
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import torch

from benchmarks.published.fitting import fit_as_published
from benchmarks.table import print_table, write_json
from real3d.triplane.acceleration.device_placement import tensors_to_device
from real3d.triplane.driving.head_path import cameras, smooth_poses
from real3d.triplane.driving.pitch import RATE, pitch_track
from real3d.triplane.face_model.fitting import fit_picture, fit_video
from real3d.triplane.face_model.landmark_objective import (
    PICTURE_WEIGHTS,
    VIDEO_WEIGHTS,
    FaceFit,
)
from real3d.triplane.face_model.morphable_model import Pose, read_morphable_model
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_eyelids import close_eyes
from real3d.triplane.modeling.audio_to_motion import (
    ExpressionStyle,
    SpeechFeatures,
    generate_expression,
    sample_noise,
)
from real3d.triplane.weights.audio_to_motion_names import (
    build_audio_to_motion,
    translate_audio_to_motion,
)
from tests.support.face_stand_in import seen_landmarks, write_stand_in_face
from tests.support.landmark_loss import landmark_loss
from tests.support.motion_stand_in import FEATURES, LATENT, stand_in_motion_weights

FPS = 25
CHUNK = 8


@dataclass(frozen=True)
class Timing:
    """One stage."""

    stage: str
    seconds: float
    """Of work for each second of video: a core's time, or the wall's for several cores or a GPU."""
    frames_per_second: float


@dataclass(frozen=True)
class Fitting:
    """The two fits of the same landmarks."""

    case: str
    published_s: float
    fast_s: float
    ratio: float
    published_loss: float
    fast_loss: float


class Bench:
    """Everything that the stages need."""

    def __init__(self, device: str, rows: int, columns: int) -> None:
        self.device = torch.device(device)
        weights = translate_audio_to_motion(stand_in_motion_weights())
        self.network = build_audio_to_motion(weights).to(self.device)
        with TemporaryDirectory() as folder:
            write_stand_in_face(Path(folder), rows, columns)
            self.face = read_morphable_model(Path(folder))
        self.mesh = FaceMesh(self.face).to(self.device)
        self.rng = np.random.default_rng(0)

    def speak(self, seconds: int) -> torch.Tensor:
        """Expressions [T, 64] of made-up speech features."""
        steps = 2 * FPS * seconds // 8 * 8
        hubert = self.rng.standard_normal((1, steps, FEATURES), np.float32)
        f0 = torch.full((1, steps), 150.0)
        speech = SpeechFeatures(torch.from_numpy(hubert), f0, torch.zeros(f0.shape).long())
        noise = sample_noise(LATENT, speech, 0).to(self.device)
        return generate_expression(
            self.network, tensors_to_device(speech, self.device), noise, ExpressionStyle()
        )

    def timings(self) -> list[Timing]:
        """All stages."""
        sound = np.sin(np.arange(20 * RATE) * 0.06) + 0.1 * self.rng.standard_normal(20 * RATE)
        expressions = 0.3 * torch.randn(CHUNK, 64, generator=torch.Generator().manual_seed(0))
        neutral = self.mesh.neutral(torch.zeros(80, device=self.device))
        expressions = expressions.to(self.device)
        picture = self.mesh(neutral, expressions[:1])[0].cpu().numpy()
        still = np.zeros((100, 3), np.float32)
        stages: dict[str, tuple[Callable[[], object], float]] = {
            "pitch": (lambda: pitch_track(sound), 20),
            "audio to motion": (lambda: self.speak(20), 20),
            "mesh, one frame": (lambda: self.mesh(neutral, expressions[:1]), 1 / FPS),
            f"mesh, {CHUNK} frames": (lambda: self.mesh(neutral, expressions), CHUNK / FPS),
            "a blink's frame": (lambda: close_eyes(picture, (0.5, 0.5)), 1 / FPS),
            "cameras": (lambda: cameras(smooth_poses(Pose(still, still))), 100 / FPS),
        }
        found = []
        for name, (work, seconds) in stages.items():
            cost = self._seconds(work) / seconds
            found.append(Timing(name, cost, FPS / cost))
        if self.device.type == "cpu":
            found.append(self._on_all_cores(lambda: self.mesh(neutral, expressions)))
        return found

    def fittings(self) -> list[Fitting]:
        """A picture and videos of 50 and 250 frames."""
        return [self._fitting(1), self._fitting(50), self._fitting(250)]

    def peaks(self) -> dict[str, float]:
        """Megabytes of memory after short and long speech."""
        found = {}
        for seconds in (10, 120):
            self.speak(seconds)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            found[f"{seconds} s"] = peak / 1024
        return found

    def _on_all_cores(self, draw_chunk: Callable[[], object]) -> Timing:
        cores = cpu_count() or 1
        torch.set_num_threads(cores)
        cost = self._seconds(draw_chunk, by_the_wall=True, repeats=50) / (CHUNK / FPS)
        torch.set_num_threads(1)
        return Timing(f"mesh, {CHUNK} frames, {cores} cores", cost, FPS / cost)

    def _seconds(
        self, work: Callable[[], object], *, by_the_wall: bool = False, repeats: int = 5
    ) -> float:
        """The fastest of a few runs."""
        work()
        on_card = self.device.type == "cuda"
        clock = perf_counter if on_card or by_the_wall else process_time
        runs = []
        for _ in range(repeats):
            if on_card:
                torch.cuda.synchronize()
            began = clock()
            work()
            if on_card:
                torch.cuda.synchronize()
            runs.append(clock() - began)
        return min(runs)

    def _fitting(self, frames: int) -> Fitting:
        landmarks = seen_landmarks(self.face, frames)
        is_video = frames > 1
        weights = VIDEO_WEIGHTS if is_video else PICTURE_WEIGHTS
        began = process_time()
        published, _ = fit_as_published(self.face, landmarks, is_video=is_video)
        published_s = process_time() - began

        def fast() -> FaceFit:
            if is_video:
                return fit_video(self.face, landmarks)
            return fit_picture(self.face, landmarks[0])

        runs = []
        for _ in range(3):
            began = process_time()
            fit = fast()
            runs.append(process_time() - began)
        return Fitting(
            f"{frames} frames" if is_video else "picture",
            published_s,
            min(runs),
            published_s / min(runs),
            landmark_loss(self.face, landmarks, published, weights),
            landmark_loss(self.face, landmarks, fit, weights),
        )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--face-rows", type=int, default=49)
    parser.add_argument("--face-columns", type=int, default=45)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    bench = Bench(arguments.device, arguments.face_rows, arguments.face_columns)
    # Memory first: a peak never falls.
    peaks = bench.peaks()
    timings = [asdict(timing) for timing in bench.timings()]
    fittings = [asdict(fitting) for fitting in bench.fittings()]
    print_table(["stage", "s per s", "frames/s"], [list(row.values()) for row in timings])
    print()
    head = ["fit of", "published s", "fast s", "times", "published loss", "fast loss"]
    print_table(head, [list(row.values()) for row in fittings])
    print()
    print_table(["speech", "peak MB"], list(peaks.items()))
    if arguments.json:
        write_json(arguments.json, {"stages": timings, "fits": fittings, "peak_mb": peaks})


if __name__ == "__main__":
    main()
