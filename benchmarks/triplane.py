"""Speed and memory of the tri-plane renderer, per frame and per stage.

    python -m benchmarks.triplane [--device cuda] [--dtypes float32 bfloat16] [--chunks 1 4 8 16]
                                  [--repeats 5] [--compiled] [--json FILE]

Weights and inputs are stand-ins (`triplane_stand_in.py`). But for the empty space that volume
rendering skips, of which they have none (`triplane_volume.py` has), the work does not depend on
their values. Forms:

    plain     one frame at a time, float32, as the weights come
    eager     the fast forms of `device_placement.to_device`
    compiled  the same with parts compiled ahead of time, if asked for: takes minutes for each row

A GPU takes about five minutes for all of them but the last.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

import torch
from torch import Tensor, nn

from benchmarks.table import print_table, write_json
from real3d.triplane.acceleration.ahead_of_time import (
    compile_parts,
    heavy_parts,
    use_compiled_parts,
)
from real3d.triplane.acceleration.device_placement import tensors_to_device, to_device
from real3d.triplane.modeling.renderer import DrivingStates, EncodedPortrait, Renderer
from real3d.triplane.modeling.super_resolution import EncodedBackground
from real3d.triplane.weights.checkpoint import build_renderer
from real3d.triplane.weights.renderer_names import translate
from tests.support.triplane_stand_in import Pose, Scene, stand_in_scene, stand_in_weights

PLAIN, EAGER, COMPILED = "plain", "eager", "compiled"
DTYPES = ("float32", "bfloat16", "float16")


@dataclass(frozen=True)
class Row:
    """One way of rendering."""

    form: str
    dtype: str
    chunk: int
    encode_ms: float
    """A portrait and a background."""
    frame_ms: float
    fps: float
    times_plain: float
    """Frames per second as a multiple of the plain form's."""
    peak_gb: float
    """Of the device; on a CPU, of the process since it started."""
    stages_ms: Mapping[str, float]
    """Per frame; measured one after the other, so their sum may exceed `frame_ms`."""


@dataclass(frozen=True)
class Job:
    """Everything that rendering a chunk needs."""

    renderer: Renderer
    portrait: EncodedPortrait
    background: EncodedBackground
    reference: Tensor
    states: DrivingStates

    def render(self) -> Tensor:
        """[B, 512, 512, 3] uint8."""
        frames = self.renderer.render(self.portrait, self.background, self.reference, self.states)
        return frames.to_uint8()


class Bench:
    """Measures on one device."""

    def __init__(self, device: torch.device, repeats: int) -> None:
        self.device = device
        self.repeats = repeats
        self.state = translate(stand_in_weights())
        pose = Pose((0.05, 0.10, 0.02), (0, 0, 0), (0.02, -0.01), 0.03, 1.0)
        self.scene: Scene = tensors_to_device(stand_in_scene("p1", "d1", pose), device)
        self.plain_fps = 0.0

    def rows(self, form: str, dtype: torch.dtype, chunks: list[int]) -> Iterator[Row]:
        """One row per chunk size."""
        renderer = build_renderer(self.state)
        if form == PLAIN:
            renderer.to(self.device)
        else:
            to_device(renderer, self.device, dtype)
        self._forget_peak()
        job = self._job(renderer)
        encode = self._seconds(lambda: self._job(renderer))
        for chunk in chunks:
            states = _repeat(job.states, chunk)
            yield self._row(form, dtype, encode, replace(job, states=states))

    def _row(self, form: str, dtype: torch.dtype, encode: float, job: Job) -> Row:
        self._forget_peak()
        chunk = len(job.states)
        if form == COMPILED:
            _compile(job)
        frame = self._seconds(job.render) / chunk
        peak = self._peak_gb()
        stages = self._stages(job)
        if form == PLAIN:
            self.plain_fps = 1 / frame
        return Row(
            form=form,
            dtype=str(dtype).removeprefix("torch."),
            chunk=chunk,
            encode_ms=1000 * encode,
            frame_ms=1000 * frame,
            fps=1 / frame,
            times_plain=1 / frame / self.plain_fps,
            peak_gb=peak,
            stages_ms={name: 1000 * seconds / chunk for name, seconds in stages.items()},
        )

    def _job(self, renderer: Renderer) -> Job:
        """Encodes the scene."""
        scene = self.scene
        return Job(
            renderer,
            renderer.encode_portrait(scene.portrait),
            renderer.encode_background(scene.background),
            renderer.encode_reference(scene.mesh_canonical, scene.mesh_source),
            scene.states,
        )

    def _seconds(self, run: Callable[[], object]) -> float:
        """Median time of a run, after one that does not count."""
        times = []
        for _ in range(self.repeats + 1):
            start = self._now()
            run()
            times.append(self._now() - start)
        return median(times[1:])

    def _stages(self, job: Job) -> dict[str, float]:
        """Median seconds of each stage over the repetitions."""
        runs = defaultdict(list)
        with self._watched(job.renderer, runs):
            for _ in range(self.repeats):
                job.render()
        return {name: median(times) for name, times in runs.items()}

    @contextmanager
    def _watched(self, renderer: Renderer, runs: dict[str, list[float]]) -> Iterator[None]:
        """Notes the time of every call of the modules that are stages."""
        handles = []
        for name, module in _stage_modules(renderer).items():
            starts: list[float] = []

            def begin(module: nn.Module, inputs: object, starts: list[float] = starts) -> None:
                starts.append(self._now())

            def end(
                module: nn.Module,
                inputs: object,
                output: object,
                name: str = name,
                starts: list[float] = starts,
            ) -> None:
                runs[name].append(self._now() - starts.pop())

            handles += [
                module.register_forward_pre_hook(begin),
                module.register_forward_hook(end),
            ]
        yield
        for handle in handles:
            handle.remove()

    def _now(self) -> float:
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)
        return time.perf_counter()

    def _forget_peak(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(self.device)

    def _peak_gb(self) -> float:
        if self.device.type == "cuda":
            return torch.cuda.max_memory_allocated(self.device) / 1e9
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _compile(job: Job) -> None:
    """Replaces the renderer's heavy parts by compiled ones for this job's chunk."""
    parts = heavy_parts(job.renderer)
    # What is loaded stays when the file goes.
    with tempfile.TemporaryDirectory() as folder:
        compile_parts(parts, job.render, Path(folder))
        use_compiled_parts(parts, Path(folder), at_once=True)
        job.render()


def _repeat(states: DrivingStates, times: int) -> DrivingStates:
    tensors = (states.mesh, states.camera, states.keypoints)
    return DrivingStates(*(t.expand(times, *t.shape[1:]).contiguous() for t in tensors))


def _stage_modules(renderer: Renderer) -> dict[str, nn.Module]:
    """The modules that a frame passes through once each."""
    upscaler = renderer.super_resolution
    return {
        "motion adapter": renderer.motion_adapter,
        "volume": renderer.volume_renderer,
        "head block": upscaler.head_block,
        "torso flow": upscaler.torso.flow,
        "torso generator": upscaler.torso.generator,
        "person": upscaler.person,
        "scene": upscaler.scene,
        "final block": upscaler.final_block,
    }


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--dtypes", nargs="+", choices=DTYPES, help="float16 is a GPU's default")
    parser.add_argument("--chunks", nargs="+", type=int, default=[1, 4, 8, 16])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--compiled", action="store_true", help="measure ahead-of-time compilation")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    device = torch.device(arguments.device)
    dtypes = arguments.dtypes or (DTYPES if device.type == "cuda" else DTYPES[:2])
    bench = Bench(device, arguments.repeats)
    plans = [(PLAIN, "float32", [1])]
    plans += [(EAGER, dtype, arguments.chunks) for dtype in dtypes]
    if arguments.compiled:
        plans += [(COMPILED, dtype, [chunk]) for dtype in dtypes for chunk in arguments.chunks]
    rows = [
        row
        for form, dtype, chunks in plans
        for row in bench.rows(form, getattr(torch, dtype), chunks)
    ]

    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"
    print(f"{name}, {torch.get_num_threads()} CPU threads, PyTorch {torch.__version__}\n")
    head = ["form", "dtype", "chunk", "encode ms", "frame ms", "fps", "x plain", "peak GB"]
    print_table(head, [list(asdict(row).values())[:-1] for row in rows])
    print("\nmilliseconds per frame and stage")
    stages = list(rows[0].stages_ms)
    print_table(
        [*head[:3], *stages],
        [[r.form, r.dtype, r.chunk, *(r.stages_ms[name] for name in stages)] for r in rows],
    )
    if arguments.json:
        write_json(arguments.json, {"device": name, "rows": [asdict(row) for row in rows]})


if __name__ == "__main__":
    main()
