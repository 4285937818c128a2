from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from real3d.errors import EngineUnavailableError, FileMissingError
from real3d.triplane.face_model.morphable_model import FaceModelError
from real3d.triplane.loading import load_audio_to_motion
from real3d.triplane.weights import conversion
from real3d.triplane.weights.audio_to_motion_names import translate_audio_to_motion
from real3d.triplane.weights.checkpoint import CheckpointError
from real3d.triplane.weights.conversion import (
    AUDIO_FOLDER,
    RELEASE,
    RENDERER_FOLDER,
    convert_release,
    find_release,
    release_remark,
)
from real3d.triplane.weights.face_model_file import load_face_model
from real3d.triplane.weights.files import AUDIO_TO_MOTION, FACE_MODEL
from real3d.triplane.weights.resolve import require_weights
from tests.support.face_stand_in import stand_in_face_model, write_stand_in_face
from tests.support.motion_stand_in import stand_in_motion_weights

CHECKPOINT = "model_ckpt_steps_400000.ckpt"


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The authors' layout with stand-ins; the renderer's own conversion is tested elsewhere."""
    root = tmp_path / "download"
    renderer, audio = (root / RELEASE / part for part in (RENDERER_FOLDER, AUDIO_FOLDER))
    renderer.mkdir(parents=True)
    audio.mkdir(parents=True)
    (renderer / CHECKPOINT).touch()
    torch.save({"state_dict": {"model": stand_in_motion_weights()}}, audio / CHECKPOINT)
    write_stand_in_face(root / "deep_3drecon" / "BFM")
    for name in ("ncc_code.npy", "bfm_left_eye_faces.npy", "bfm_right_eye_faces.npy"):
        file = root / "deep_3drecon" / "BFM" / name
        file.rename(file.parent.parent / name)
    (root / "selfie_multiclass_256x256.tflite").write_bytes(b"model")

    def convert_renderer(source: Path, folder: Path) -> Path:
        (folder / "renderer.safetensors").touch()
        return folder / "renderer.safetensors"

    monkeypatch.setattr(conversion, "convert_checkpoint", convert_renderer)
    return root


def test_a_release_becomes_what_the_engine_needs(release: Path) -> None:
    written = list(convert_release(release))
    assert set(require_weights(release).values()) == {
        *written,
        release / "selfie_multiclass_256x256.tflite",
    }
    folder = release / "real3d"
    network = load_audio_to_motion(folder / AUDIO_TO_MOTION.name)
    expected = translate_audio_to_motion(stand_in_motion_weights())
    assert all(torch.equal(network.state_dict()[name], expected[name]) for name in expected)
    model, own = load_face_model(folder / FACE_MODEL.name), stand_in_face_model()
    for name in ("mean", "expression", "triangles", "keypoints", "colours", "eye_triangles"):
        assert np.array_equal(getattr(model, name), getattr(own, name))


@pytest.mark.parametrize(
    "named", [".", "..", "checkpoints", RELEASE, RELEASE / RENDERER_FOLDER, "deep_3drecon/BFM"]
)
def test_a_folder_right_above_or_within_will_do(release: Path, named: Path | str) -> None:
    outer = release.parent if named == ".." else release / named
    written = list(convert_release(outer))
    assert [path.parent for path in written] == [release / "real3d"] * 3
    assert set(require_weights(outer).values()) >= set(written)


def test_an_archive_that_was_not_unpacked_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "checkpoints"
    folder.mkdir()
    (folder / "240210_real3dportrait_orig.zip").touch()
    with pytest.raises(FileMissingError, match=r"orig\.zip” is still packed"):
        list(convert_release(tmp_path))
    with pytest.raises(EngineUnavailableError, match=r"orig\.zip” is still packed"):
        require_weights(tmp_path)


def test_an_archive_beside_what_was_unpacked_is_left_alone(release: Path) -> None:
    (release / "checkpoints" / "240210_real3dportrait_orig.zip").touch()
    assert len(list(convert_release(release))) == 3


def test_a_missing_part_of_the_release_is_named(release: Path) -> None:
    (release / RELEASE / AUDIO_FOLDER / CHECKPOINT).unlink()
    with pytest.raises(FileMissingError, match="audio2secc_vae"):
        list(convert_release(release))


def test_an_older_release_is_converted_and_remarked_on(release: Path) -> None:
    assert release_remark(release) is None
    (release / RELEASE).rename(release / "checkpoints" / "240126_real3dportrait_orig")
    assert len(list(convert_release(release))) == 3
    assert "10 February 2024" in str(release_remark(release))
    (release / RELEASE).mkdir()
    assert find_release(release) == release / RELEASE


def test_another_network_is_refused(release: Path) -> None:
    torch.save(
        {"state_dict": {"model": {"a": torch.zeros(1)}}},
        release / RELEASE / AUDIO_FOLDER / CHECKPOINT,
    )
    with pytest.raises(CheckpointError, match="audio-to-motion"):
        list(convert_release(release))


def test_an_audio_network_that_is_not_finite_is_refused(release: Path) -> None:
    weights = stand_in_motion_weights()
    weights["cond_proj.bias"][0] = torch.inf
    path = release / RELEASE / AUDIO_FOLDER / CHECKPOINT
    torch.save({"state_dict": {"model": weights}}, path)
    with pytest.raises(CheckpointError, match=r"not finite \(cond_proj.bias\)"):
        list(convert_release(release))


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.safetensors"
    path.write_bytes(b"12345678 and more that is not a header")
    with pytest.raises(FaceModelError, match="broken"):
        load_face_model(path)
    with pytest.raises(CheckpointError, match="broken"):
        load_audio_to_motion(path)
