"""The container: what is put in comes out again."""

from __future__ import annotations

import numpy as np

from real3d.portable.glb import GlbBuilder
from real3d.portable.pictures import png
from tests.support.glb_file import GlbFile

POINTS = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0.5]])
TRIANGLES = np.array([[0, 1, 2]], np.int32)


def built(morph: np.ndarray) -> GlbFile:
    builder = GlbBuilder()
    image = builder.image("red", png(np.full((2, 3, 3), (255, 0, 0))))
    material = builder.material("red", image, "MASK")
    attributes = {"POSITION": builder.vertices(POINTS)}
    primitive = builder.primitive(attributes, TRIANGLES, material)
    mesh = builder.mesh("triangle", [primitive], {"grow": morph})
    root = builder.node("root")
    builder.node("child", root, mesh=mesh)
    return GlbFile.read(builder.to_bytes({"generator": "test"}, {"real3d": {"a": "é"}}))


def test_points_morphs_and_pictures_are_read_back() -> None:
    grow = np.array([[0, 0, 0], [0.25, -0.5, 0], [0, 0, 0]])
    file = built(grow)
    assert np.allclose(file.attribute("triangle", "POSITION"), POINTS)
    assert np.allclose(file.morphs("triangle")["grow"], grow, atol=1 / 32767)
    assert file.picture("red").tolist() == [[[255, 0, 0]] * 3] * 2
    assert file.extras == {"a": "é"}


def test_only_what_moves_is_stored() -> None:
    file = built(np.array([[0, 0, 0], [0.25, 0, 0], [0, 0, 0]]))
    (target,) = file.named("meshes", "triangle")["primitives"][0]["targets"]
    assert file.document["accessors"][target["POSITION"]]["sparse"]["count"] == 1


def test_a_morph_that_moves_nothing_is_allowed() -> None:
    assert not built(np.zeros((3, 3))).morphs("triangle")["grow"].any()


def test_bounds_hold_what_stands_still_too() -> None:
    file = built(np.array([[0, 0, 0], [0.25, 0.5, 0.25], [0, 0, 0]]))
    (target,) = file.named("meshes", "triangle")["primitives"][0]["targets"]
    accessor = file.document["accessors"][target["POSITION"]]
    assert accessor["min"] == [0, 0, 0]
    assert accessor["max"] == [8192, 16384, 8192]


def test_a_surface_in_shade_says_how_much_light_it_has() -> None:
    builder = GlbBuilder()
    image = builder.image("tooth", png(np.full((2, 2, 3), 255)))
    builder.material("lit", image, "OPAQUE")
    builder.material("shaded", image, "OPAQUE", light=0.5)
    builder.node("root")
    file = GlbFile.read(builder.to_bytes({}, {}))
    surfaces = [entry["pbrMetallicRoughness"] for entry in file.document["materials"]]
    assert "baseColorFactor" not in surfaces[0]
    assert surfaces[1]["baseColorFactor"] == [0.2176, 0.2176, 0.2176, 1]


def test_nodes_form_a_tree() -> None:
    document = built(np.zeros((3, 3))).document
    assert document["scenes"][0]["nodes"] == [0]
    assert document["nodes"][0]["children"] == [1]
