"""Teachers show a face to a camera, and say from where it is really seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from real3d.errors import FileMissingError, InputError
from real3d.triplane.driving.head_path import cameras
from real3d.triplane.face_model.morphable_model import Pose
from tests.support.training_clips import drawn_clips
from tests.training.triplane.small import SIZE, DrawnSubject
from training.triplane.noise import StepNoise
from training.triplane.teachers.clips import ClipTeacher
from training.triplane.teachers.eg3d import Eg3dTeacher, Generator, load_eg3d
from training.triplane.teachers.mesh_avatars import AvatarSubject, MeshTeacher, head_turns
from training.triplane.teachers.teacher import LOOK_AT, Reach, chosen, drawn_cameras, look_at


def test_cameras_look_at_the_head_from_within_reach() -> None:
    reach = Reach()
    camera = drawn_cameras(StepNoise(0, 0, range(20)), reach)
    to_world = camera[:, :16].reshape(-1, 4, 4)
    away = torch.tensor(LOOK_AT) - to_world[:, :3, 3]
    distance = away.norm(dim=1)
    torch.testing.assert_close(to_world[:, :3, 2], away / distance[:, None])
    assert ((distance >= reach.nearest) & (distance <= reach.farthest)).all()
    torch.testing.assert_close(
        to_world[:, :3, :3] @ to_world[:, :3, :3].mT, torch.eye(3).expand(20, -1, -1)
    )
    # x goes to the right, y down, as for a head that is seen from the front.
    front = look_at(*torch.zeros(2, 1), torch.tensor([2.7]))
    rest = torch.from_numpy(cameras(Pose(np.zeros((1, 3)), np.zeros((1, 3)))))
    torch.testing.assert_close(front[0, :3], rest[0, :3].float())


def test_a_camera_is_the_head_turned_the_other_way() -> None:
    euler = np.array([[0.1, -0.2, 0.05]])
    camera = torch.from_numpy(cameras(Pose(euler, np.zeros((1, 3)))))
    np.testing.assert_allclose(head_turns(camera), euler, atol=1e-6)


def test_latents_choose_subjects_evenly() -> None:
    latent = torch.randn(400, 1, generator=torch.Generator().manual_seed(0))
    counts = np.bincount(chosen(latent, 4))
    assert counts.min() > 60


def test_a_mesh_is_shown_from_the_side_that_is_asked_for() -> None:
    teacher = MeshTeacher([DrawnSubject()], SIZE)
    sides = [look_at(torch.zeros(1), torch.tensor([yaw]), torch.tensor([2.7])) for yaw in (0.3, 0)]
    left, front = (teacher.render(torch.zeros(1, 1), camera) for camera in sides)
    assert left.image.shape == (1, 3, SIZE, SIZE)
    assert left.raw.shape == (1, 3, SIZE // 4, SIZE // 4)
    assert (left.image - front.image).abs().mean() > 0.02
    # The rotation is the asked one; the distance is the renderer's at rest.
    torch.testing.assert_close(left.camera[0, :3], sides[0][0, :3], rtol=0, atol=1e-5)


def test_an_avatar_is_turned_from_the_pose_of_its_photo() -> None:
    class Avatar:
        portrait = type("Portrait", (), {"size": 4})

        def render(self, motion, background):
            self.rotation = motion.rotation
            yield np.zeros((4, 4, 3), np.uint8)

    avatar = Avatar()
    AvatarSubject(avatar, np.array([0.1, 0.0, 0.0])).show(np.array([0.1, 0.2, 0.0]))
    np.testing.assert_allclose(avatar.rotation, [[0.0, 0.2, 0.0]])


def test_a_clip_shows_its_nearest_frame() -> None:
    clips = drawn_clips(1, 24, SIZE)
    own = torch.from_numpy(cameras(clips[0].faces.pose).astype(np.float32))
    view = ClipTeacher(clips, SIZE).render(torch.zeros(1, 1), own[[7]])
    torch.testing.assert_close(view.camera, own[[7]])


@pytest.fixture(scope="module")
def generator() -> Generator:
    torch.manual_seed(0)
    return Generator(plane_size=16, base=64, widest=8, latent=8, upscaled=(8, 8))


def test_a_generator_teaches_picture_depth_and_planes(generator: Generator) -> None:
    teacher = Eg3dTeacher(generator)
    camera = look_at(torch.zeros(2), torch.tensor([0.2, -0.2]), torch.full((2,), 2.7))
    latent = torch.randn(1, 8).expand(2, -1)
    view = teacher.render(latent, camera)
    assert view.image.shape == (2, 3, 32, 32)
    assert view.raw.shape == (2, 3, 8, 8)
    assert view.depth.isfinite().all()
    assert view.planes.shape == (2, 3, 16, 16, 32)
    assert not view.image.requires_grad
    assert (view.image[0] != view.image[1]).any()


def test_a_generator_has_the_published_names(generator: Generator) -> None:
    names = set(generator.state_dict())
    assert {
        "backbone.mapping.embed.weight",
        "backbone.mapping.fc1.bias",
        "backbone.mapping.w_avg",
        "backbone.synthesis.b4.const",
        "backbone.synthesis.b4.conv1.affine.weight",
        "backbone.synthesis.b16.conv0.noise_const",
        "backbone.synthesis.b16.torgb.weight",
        "superresolution.block1.conv0.resample_filter",
        "decoder.net.2.bias",
    } <= names


def test_a_teacher_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="--teacher avatars"):
        load_eg3d(tmp_path / "eg3d.safetensors")
    (tmp_path / "other.safetensors").write_bytes(b"broken")
    with pytest.raises(InputError, match="other"):
        load_eg3d(tmp_path / "other.safetensors")
