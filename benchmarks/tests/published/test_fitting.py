from __future__ import annotations

import numpy as np
import pytest

from benchmarks.published.fitting import fit_as_published
from real3d.triplane.face_model.fitting import fit_video
from real3d.triplane.face_model.landmark_objective import VIDEO_WEIGHTS
from tests.support.face_stand_in import seen_landmarks, stand_in_face_model
from tests.support.goldens import face_goldens, golden_landmarks
from tests.support.landmark_loss import landmark_loss


@pytest.mark.parametrize("name", ["img0", "vid12"])
def test_the_published_fit_is_reproduced(name: str) -> None:
    fit, losses = fit_as_published(
        stand_in_face_model(), golden_landmarks(name), is_video=name.startswith("vid")
    )
    goldens = {k.removeprefix(f"fit_{name}_"): a for k, a in face_goldens().items()}
    np.testing.assert_allclose(fit.identity, goldens["fit_id"], atol=1e-4)
    np.testing.assert_allclose(fit.expression, goldens["fit_exp"], atol=1e-4)
    np.testing.assert_allclose(fit.pose.euler, goldens["fit_euler"], atol=1e-5)
    np.testing.assert_allclose(fit.pose.translation, goldens["fit_trans"], atol=1e-5)
    np.testing.assert_allclose(losses, goldens["loss"][:400], rtol=1e-3)


def test_the_fast_fit_of_a_lively_noisy_video_is_as_close() -> None:
    model = stand_in_face_model()
    rng = np.random.default_rng(1)
    landmarks = seen_landmarks(model, frames=40, seed=1)
    landmarks = landmarks + 0.002 * rng.standard_normal(landmarks.shape).astype(np.float32)
    published, _ = fit_as_published(model, landmarks, is_video=True)
    fast = fit_video(model, landmarks)
    fast_loss, published_loss = (
        landmark_loss(model, landmarks, fit, VIDEO_WEIGHTS) for fit in (fast, published)
    )
    assert fast_loss <= published_loss
