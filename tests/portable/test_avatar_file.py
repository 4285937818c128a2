"""The whole file: layers as nodes, size, mark, limits, the photo in its texture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.motion.pose_limits import PoseLimits
from real3d.portable import avatar_file
from real3d.portable.avatar_file import MOST_BYTES, avatar_glb
from real3d.portrait import Portrait
from tests.support.glb_file import GlbFile


def test_layers_and_joints_are_nodes(glb: GlbFile) -> None:
    names = {node["name"] for node in glb.document["nodes"]}
    assert {"head", "torso", "mouthCavity", "teethLower", "photoTeeth", "tongue"} <= names
    assert {"Neck", "Head", "LeftEye", "RightEye"} <= names
    assert {"whiteLeft", "irisLeft", "whiteRight", "irisRight"} <= names


def test_eyes_and_teeth_hang_on_the_head_where_the_photo_has_them(glb: GlbFile) -> None:
    nodes = glb.document["nodes"]
    parents = {child: k for k, node in enumerate(nodes) for child in node.get("children", ())}

    def world(name: str) -> np.ndarray:
        (index,) = [k for k, node in enumerate(nodes) if node["name"] == name]
        place = np.zeros(3)
        while True:
            place = place + nodes[index].get("translation", (0, 0, 0))
            if index not in parents:
                return place
            index = parents[index]

    for name in ("irisLeft", "whiteRight", "mouthCavity"):
        assert np.allclose(world(name), 0, atol=1e-5)  # their vertices are in the file's space
    assert np.allclose(world("teethLower"), [0, 0, -0.003], atol=1e-5)  # behind the lips
    left, right = world("LeftEye"), world("RightEye")
    assert left[0] > right[0]  # the person's own left is the image's right
    assert 0.05 < left[0] - right[0] < 0.08


def test_the_skin_is_bound_to_neck_and_spine(glb: GlbFile) -> None:
    weights, joints = glb.attribute("head", "WEIGHTS_0"), glb.attribute("head", "JOINTS_0")
    assert np.allclose(weights.sum(axis=1), 1)
    assert (joints[weights == 0] == 0).all()
    skin = glb.document["skins"][0]
    assert [glb.document["nodes"][k]["name"] for k in skin["joints"]] == ["Spine", "Head"]
    assert np.allclose(weights[:468, 1], 1)


def test_head_and_torso_are_all_the_mesh_and_face_the_viewer(
    glb: GlbFile, astronaut_avatar: MeshAvatar
) -> None:
    points = glb.attribute("head", "POSITION")
    found = []
    for mesh in ("head", "torso"):
        for primitive in glb.named("meshes", mesh)["primitives"]:
            found.append(glb.array(primitive["indices"]).reshape(-1, 3))
    triangles = np.vstack(found)
    wanted = np.sort(astronaut_avatar.surface.triangles, axis=1)
    ours = np.sort(triangles.astype(np.int32), axis=1)
    assert np.array_equal(np.unique(wanted, axis=0), np.unique(ours, axis=0))
    a, b, c = (points[triangles[:, k]] for k in range(3))
    assert (np.cross(b - a, c - a)[:, 2] > 0).mean() > 0.95


def test_no_target_moves_the_torso(glb: GlbFile) -> None:
    torso = glb.named("meshes", "torso")["primitives"]
    corners = np.unique([*np.concatenate([glb.array(part["indices"]) for part in torso])])
    for ways in glb.morphs("head").values():
        assert not ways[corners].any()


def test_textures_show_the_person(glb: GlbFile, astronaut_portrait: Portrait) -> None:
    skin, edge = glb.picture("skin"), glb.picture("edge")
    solid = astronaut_portrait.alpha > 0.999
    around_mouth = glb.extras["mouth"]["photo"]
    assert around_mouth
    solid[250:400] = False  # cleaned lips
    photo = astronaut_portrait.cutout.astype(int)
    assert np.abs(skin[::2, ::2].astype(int) - photo)[solid].mean() < 1.2
    soft = edge[::2, ::2, 3] > 0
    assert np.allclose(edge[::2, ::2, 3][soft], 255 * astronaut_portrait.alpha[soft], atol=1)


def test_plain_viewers_are_told_that_nothing_is_lit(glb: GlbFile) -> None:
    for material in glb.document["materials"]:
        assert "KHR_materials_unlit" in material["extensions"]
    assert {image["mimeType"] for image in glb.document["images"]} == {"image/jpeg", "image/png"}


def test_it_says_that_it_is_synthetic(glb: GlbFile) -> None:
    for extras in (glb.extras, glb.document["asset"]["extras"]):
        assert extras["synthetic"] is True
        assert extras["DigitalSourceType"].endswith("compositeWithTrainedAlgorithmicMedia")


def test_it_states_its_limits_in_degrees(glb: GlbFile, astronaut_avatar: MeshAvatar) -> None:
    limits: PoseLimits = astronaut_avatar.pose_limits
    assert np.allclose(np.radians(glb.extras["limits"]["yaw"]), limits.yaw, atol=1e-3)
    assert np.allclose(np.radians(glb.extras["limits"]["pitch"]), limits.pitch, atol=1e-3)


def test_it_is_small(content: bytes) -> None:
    assert len(content) < MOST_BYTES == 1_500_000


def test_a_file_that_is_too_large_gets_coarser_pictures(
    content: bytes, astronaut_avatar: MeshAvatar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(avatar_file, "MOST_BYTES", len(content) - 1)
    coarser = avatar_glb(astronaut_avatar)
    assert len(coarser) < len(content) - 20_000
    assert GlbFile.read(coarser).picture("skin").shape == (1024, 1024, 3)


def test_the_same_photo_gives_the_same_file(content: bytes, astronaut_portrait: Portrait) -> None:
    assert avatar_glb(build_avatar(astronaut_portrait)) == content


def test_a_mouth_that_the_photo_shows_shut_has_two_rows_of_teeth(
    astronaut_avatar: MeshAvatar, glb: GlbFile
) -> None:
    assert "teethUpper" not in {node["name"] for node in glb.document["nodes"]}
    shut = replace(astronaut_avatar, mouth=replace(astronaut_avatar.mouth, photo=None))
    names = {node["name"] for node in GlbFile.read(avatar_glb(shut)).document["nodes"]}
    assert "teethUpper" in names
    assert "photoTeeth" not in names
