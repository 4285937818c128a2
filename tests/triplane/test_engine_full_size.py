"""The engine around the networks in their full size, with stand-in weights; a matter of seconds."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
import torch

from real3d.motion import Motion
from real3d.portrait import Portrait
from real3d.triplane.acceleration.device_placement import fast_dtype, to_device
from real3d.triplane.driving.motion_track import FACE_BASIS
from real3d.triplane.modeling.audio_to_motion import ExpressionStyle, SpeechFeatures, sample_noise
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.weights.audio_to_motion_names import (
    build_audio_to_motion,
    translate_audio_to_motion,
)
from tests.support.motion_stand_in import stand_in_motion_weights
from tests.support.tiny_engine import tiny_engine


@pytest.mark.slow
def test_a_photo_and_features_of_speech_become_frames(
    renderer: Renderer, portrait: Portrait
) -> None:
    network = build_audio_to_motion(translate_audio_to_motion(stand_in_motion_weights()))
    f0 = torch.full((1, 16), 150.0)
    hubert = torch.randn(1, 16, 1024, generator=torch.Generator().manual_seed(0))
    speech = SpeechFeatures(hubert, f0, torch.zeros(f0.shape, dtype=torch.int64))
    with torch.inference_mode():
        spoken = network(speech, sample_noise(16, speech, 0), ExpressionStyle())[0, :2]
    motion = replace(
        Motion.still(2),
        expression=0.3 * spoken.double().numpy(),
        rotation=np.array([[0.0, 0.0, 0.0], [0.1, 0.2, 0.0]]),
        blink=np.array([[0.0, 0.0], [1.0, 0.5]]),
        basis=FACE_BASIS,
    )
    fast = to_device(deepcopy(renderer), "cpu", fast_dtype("cpu"))
    engine = tiny_engine(2, renderer=fast, audio_to_motion=network)
    avatar = engine.reconstruct(portrait)
    frames = np.stack(list(avatar.render(motion, portrait.clean_background)))
    assert frames.shape == (2, 512, 512, 3)
    assert frames.std() > 10
    assert not np.array_equal(frames[0], frames[1])
