from __future__ import annotations

import pytest
import torch

from real3d.triplane.weights.tensor_file import read_tensors, write_tensors


@pytest.fixture
def tensors() -> dict[str, torch.Tensor]:
    return {
        "matrix": torch.arange(6, dtype=torch.float32).view(2, 3).t(),
        "number": torch.tensor(7, dtype=torch.int32),
        "nothing": torch.empty(0, 4),
    }


def test_tensors_come_back_as_they_were(tmp_path, tensors):
    path = tmp_path / "some.safetensors"
    write_tensors(path, tensors)
    back = read_tensors(path)
    assert set(back) == set(tensors)
    assert all(torch.equal(back[name], tensors[name]) for name in tensors)
    assert [file.name for file in tmp_path.iterdir()] == ["some.safetensors"]


def test_changing_a_tensor_does_not_change_the_file(tmp_path, tensors):
    path = tmp_path / "some.safetensors"
    write_tensors(path, tensors)
    read_tensors(path)["matrix"].zero_()
    assert torch.equal(read_tensors(path)["matrix"], tensors["matrix"])


@pytest.mark.parametrize("kept", [0, 4, 20, -1])
def test_a_truncated_file_is_recognised(tmp_path, tensors, kept):
    path = tmp_path / "some.safetensors"
    write_tensors(path, tensors)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ValueError, match=r"."):
        read_tensors(path)


def test_a_failed_write_leaves_nothing_behind_and_keeps_what_was_there(tmp_path, tensors):
    path = tmp_path / "some.safetensors"
    write_tensors(path, tensors)
    with pytest.raises((ValueError, RuntimeError)):
        write_tensors(path, {"sparse": torch.zeros(2).to_sparse()})
    assert [file.name for file in tmp_path.iterdir()] == ["some.safetensors"]
    assert set(read_tensors(path)) == set(tensors)
