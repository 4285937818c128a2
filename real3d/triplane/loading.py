"""Loads the engine from the converted weights, and compiles its renderer ahead of time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import torch

from real3d.errors import EngineUnavailableError, FileMissingError
from real3d.messages.message import Message
from real3d.runtime.zero_gpu import is_zero_gpu
from real3d.triplane.acceleration.ahead_of_time import (
    compile_parts,
    heavy_parts,
    package_folder,
    render_dummy_chunk,
    use_compiled_parts,
)
from real3d.triplane.acceleration.device_placement import fast_dtype, to_device
from real3d.triplane.acceleration.precision_check import Placement, place_checked
from real3d.triplane.driving.speech_features import load_hubert
from real3d.triplane.engine import Components, TriplaneEngine
from real3d.triplane.modeling.audio_to_motion import AudioToMotion
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.predictor import report_out_of_memory
from real3d.triplane.segmentation import segment_person
from real3d.triplane.weights.audio_to_motion_names import build_audio_to_motion
from real3d.triplane.weights.checkpoint import CheckpointError, check_numbers, load_renderer
from real3d.triplane.weights.face_model_file import load_face_model
from real3d.triplane.weights.files import (
    AUDIO_TO_MOTION,
    FACE_MODEL,
    RENDERER,
    SEGMENTATION,
    SPEECH,
)
from real3d.triplane.weights.hub import fetch_packages
from real3d.triplane.weights.tensor_file import read_tensors

FRAMES_AT_ONCE = 8
"""Enough to keep a GPU busy; more only take memory."""


def load_engine(paths: Mapping[str, Path]) -> TriplaneEngine:
    """The engine, on the graphics card where there is one.

    Args:
        paths: of `real3d.triplane.weights.resolve.require_weights`.

    Raises:
        EngineUnavailableError: a file holds something else.
        MissingLibraryError: a library is not installed.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    dtype = fast_dtype(device)
    renderer = load_renderer(paths[RENDERER.name])
    placement = place_renderer(renderer, device)
    remarks = placement.remarks
    if device.type == "cuda":
        remarks += _use_packages(renderer, paths[RENDERER.name], device, dtype)
    components = Components(
        renderer=renderer,
        audio_to_motion=load_audio_to_motion(paths[AUDIO_TO_MOTION.name]).to(device),
        speech=load_hubert(device, paths.get(SPEECH.name)),
        face=load_face_model(paths[FACE_MODEL.name]),
        segment=partial(segment_person, model=paths[SEGMENTATION.name]),
    )
    return TriplaneEngine(components, device, FRAMES_AT_ONCE, remarks)


def place_renderer(renderer: Renderer, device: torch.device) -> Placement:
    """Moves the renderer to its device in the fastest way that shows the same frame.

    A ZeroGPU Space has no card while it loads, so nothing is compared there.

    Raises:
        EngineUnavailableError: it shows no frame of finite numbers, or the GPU's memory is too
            small.
    """
    if is_zero_gpu():
        to_device(renderer, device, fast_dtype(device))
        return Placement(None, ())
    with report_out_of_memory():
        return place_checked(renderer, device)


def _use_packages(
    renderer: Renderer, weights: Path, device: torch.device, dtype: torch.dtype
) -> tuple[Message, ...]:
    """Lets a renderer run what was compiled of it for this card; why not, if it was for others."""
    folder = package_folder(weights.parent, device, dtype, FRAMES_AT_ONCE)
    fetch_packages(weights, folder)
    return use_compiled_parts(heavy_parts(renderer), folder, at_once=not is_zero_gpu())


def compile_renderer(weights: Path) -> list[Path]:
    """Compiles the renderer's heavy parts for this machine's card, which `load_engine` then uses.

    Args:
        weights: the renderer's converted file; packages are put beside it.

    Raises:
        EngineUnavailableError: there is no graphics card, or the file holds something else.
        OutputError: its folder cannot be written to.
    """
    if not torch.cuda.is_available():
        # Measured: compiled for a CPU, the motion adapter takes 1.4 times as long.
        raise EngineUnavailableError("compiling-needs-gpu")
    device = torch.device("cuda")
    dtype = fast_dtype(device)
    renderer = to_device(load_renderer(weights), device, dtype)
    folder = package_folder(weights.parent, device, dtype, FRAMES_AT_ONCE)
    chunk = partial(render_dummy_chunk, renderer, device, FRAMES_AT_ONCE)
    return compile_parts(heavy_parts(renderer), chunk, folder)


def load_audio_to_motion(path: Path) -> AudioToMotion:
    """The audio-to-motion network of a converted file, on the CPU.

    Raises:
        FileMissingError: the file cannot be opened.
        CheckpointError: it holds something else, or numbers that cannot be used.
    """
    try:
        state = read_tensors(path)
        check_numbers(path.name, state)
        return build_audio_to_motion(state)
    except OSError as error:
        raise FileMissingError("weights-not-opened", path=path) from error
    except ValueError as error:
        raise CheckpointError("weights-of-other-version", name=path.name) from error
