"""What `real3d doctor --triplane` tries: each network's first work on this machine, timed."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from real3d.errors import EngineUnavailableError
from real3d.media.audio import ANALYSIS_RATE
from real3d.triplane.acceleration.device_placement import fast_dtype, fast_march
from real3d.triplane.acceleration.precision_check import march_difference, place_compared
from real3d.triplane.driving.speech_features import extract_features, load_hubert
from real3d.triplane.modeling.volume_rendering import FieldDecoder
from real3d.triplane.predictor import report_out_of_memory
from real3d.triplane.segmentation import segment_person
from real3d.triplane.weights.checkpoint import load_renderer
from real3d.triplane.weights.files import RENDERER, SEGMENTATION, SPEECH


def march_rays() -> str:
    """The fast march's first launch, which compiles its kernel.

    Raises:
        EngineUnavailableError: it cannot be launched; the engine then takes the reference.
    """
    device = _device()
    march, start = fast_march(device), time.perf_counter()
    try:
        difference = march_difference(march, FieldDecoder().to(device), device)
    except Exception as error:  # compilers, drivers and launches have a type of error each
        raise EngineUnavailableError("march-not-launched", reason=str(error)) from error
    seconds = time.perf_counter() - start
    return f"{march.__name__}, first launch in {seconds:.1f} s, off by {difference:.0e}"


def render_frame(paths: Mapping[str, Path]) -> str:
    """One frame in plain float32 and in the fast way.

    Raises:
        EngineUnavailableError: the weights show no picture, or the GPU's memory is too small.
    """
    device, start = _device(), time.perf_counter()
    dtype = fast_dtype(device)
    renderer = load_renderer(paths[RENDERER.name])
    with report_out_of_memory():
        placement = place_compared(renderer, device, dtype, fast_march(device))
    same = "equal to" if math.isinf(placement.psnr or 0) else f"{placement.psnr:.0f} dB from"
    name = str(dtype).removeprefix("torch.")
    found = f"finite, {name} {same} plain float32, {time.perf_counter() - start:.0f} s"
    return "; ".join([found, *map(str, placement.remarks)])


def hear_sentence(paths: Mapping[str, Path]) -> str:
    """Two seconds of a voice-like sound through the speech network.

    Raises:
        MissingLibraryError: `transformers` is not installed.
        EngineUnavailableError: the network is not there.
    """
    start = time.perf_counter()
    network = load_hubert(_device(), paths.get(SPEECH.name))
    instant = np.arange(2 * ANALYSIS_RATE) / ANALYSIS_RATE
    voice = np.sin(2 * np.pi * 150 * instant) * np.sin(2 * np.pi * 2 * instant)
    features = extract_features(network, voice.astype(np.float32)).hubert
    if not features.isfinite().all():
        raise EngineUnavailableError("speech-not-finite")
    seconds = time.perf_counter() - start
    return f"{features.shape[1]} features of {features.shape[2]} numbers, {seconds:.1f} s"


def segment_photo(paths: Mapping[str, Path]) -> str:
    """A picture through the segmentation model.

    Raises:
        EngineUnavailableError: the file is not that model.
    """
    start = time.perf_counter()
    labels = segment_person(np.full((512, 512, 3), 127, np.uint8), paths[SEGMENTATION.name])
    return f"{labels.shape[1]}x{labels.shape[0]} labels, {time.perf_counter() - start:.1f} s"


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
