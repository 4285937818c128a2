from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import numpy as np
import pytest
import torch

from real3d.errors import FileMissingError, OutputError
from real3d.triplane.weights import checkpoint
from real3d.triplane.weights.checkpoint import (
    CheckpointError,
    convert_checkpoint,
    find_checkpoint,
    load_renderer,
    read_released,
    released_tensors,
)
from real3d.triplane.weights.tensor_file import write_tensors
from tests.support.triplane_stand_in import stand_in_weights

NAME = "model_ckpt_steps_100000.ckpt"


class Intruder:
    """A pickle of it creates a file when it is read by a careless reader."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    return stand_in_weights()


@pytest.fixture
def empty_weights() -> dict[str, torch.Tensor]:
    """The manifest's names and shapes with one stored value each, so that files stay small."""
    return {
        name: torch.zeros((), dtype=getattr(torch, spec.dtype)).expand(spec.shape)
        for name, spec in released_tensors().items()
    }


def write_container(path: Path, renderer: object, **more: object) -> Path:
    """A file as the published training code writes it."""
    content = {
        "epoch": 3,
        "global_step": 100000,
        "checkpoint_callback_best": np.float64(0.25),
        "optimizer_states": [{"state": {0: {"exp_avg": torch.zeros(3)}}, "param_groups": []}],
        "state_dict": {"model": renderer, "disc": {"conv.weight": torch.zeros(2, 2)}},
    }
    torch.save(content | more, path, _use_new_zipfile_serialization=False)
    return path


def flat(renderer: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    named = {f"model.{name}": tensor for name, tensor in renderer.items()}
    return named | {"disc.conv.weight": torch.zeros(2, 2)}


def test_the_manifest_counts_every_tensor_of_the_release():
    assert len(released_tensors()) == 1030
    assert sum(int(np.prod(spec.shape)) for spec in released_tensors().values()) == 148_877_820


def test_a_nested_and_a_flat_container_hold_the_same(tmp_path, empty_weights):
    nested = read_released(write_container(tmp_path / "a.ckpt", empty_weights))
    flattened = read_released(
        write_container(tmp_path / "b.ckpt", {}, state_dict=flat(empty_weights))
    )
    assert list(nested) == list(flattened) == list(released_tensors())


@pytest.mark.slow
def test_the_released_file_becomes_a_network_and_is_read_once(tmp_path, weights, monkeypatch):
    source = write_container(tmp_path / NAME, weights)
    path = convert_checkpoint(source, tmp_path / "converted")
    origin = json.loads(path.with_suffix(".json").read_text())
    assert origin["source"] == NAME
    assert len(origin["source_sha256"]) == 64

    monkeypatch.setattr(checkpoint, "read_released", lambda path: pytest.fail("read again"))
    assert convert_checkpoint(source, tmp_path / "converted") == path

    renderer = load_renderer(path)
    assert not any(tensor.is_meta for tensor in renderer.state_dict().values())
    name = "superresolution.fuse_head_torso_convs.2.weight"
    assert torch.equal(renderer.super_resolution.person.conv2.weight, weights[name])


def test_another_source_is_converted_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "translate", lambda released: {"version": released["version"]})
    monkeypatch.setattr(
        checkpoint,
        "read_released",
        lambda path: {"version": torch.tensor(path.stat().st_size * 1.0)},
    )
    source = tmp_path / NAME
    source.write_bytes(b"first")
    path = convert_checkpoint(source, tmp_path)
    before = path.read_bytes()
    source.write_bytes(b"another")
    assert convert_checkpoint(source, tmp_path).read_bytes() != before


def test_other_weights_of_the_same_name_and_size_are_converted_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "translate", lambda released: dict(released))
    monkeypatch.setattr(
        checkpoint,
        "read_released",
        lambda path: {"first": torch.tensor(float(path.read_bytes()[0]))},
    )
    source = tmp_path / NAME
    source.write_bytes(b"older")
    path = convert_checkpoint(source, tmp_path)
    before = path.read_bytes()
    source.write_bytes(b"newer")
    assert convert_checkpoint(source, tmp_path).read_bytes() != before


def test_numbers_that_are_not_finite_are_named(tmp_path, empty_weights):
    broken = torch.zeros(64)
    broken[3] = torch.nan
    empty_weights["decoder.net.0.bias"] = broken
    path = write_container(tmp_path / NAME, empty_weights)
    with pytest.raises(CheckpointError, match=r"1 with numbers .* \(decoder.net.0.bias\)"):
        read_released(path)


def test_weights_in_half_precision_are_named(tmp_path, empty_weights):
    empty_weights["decoder.net.0.bias"] = torch.zeros(64, dtype=torch.float16)
    path = write_container(tmp_path / NAME, empty_weights)
    with pytest.raises(CheckpointError, match=r"1 in half precision \(decoder.net.0.bias\)"):
        read_released(path)


def test_a_converted_file_in_half_precision_is_refused(tmp_path):
    path = tmp_path / "renderer.safetensors"
    write_tensors(path, {"a.weight": torch.zeros(3, dtype=torch.bfloat16)})
    with pytest.raises(CheckpointError, match="half precision"):
        load_renderer(path)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.7, 0.999])
def test_a_truncated_file_is_refused(tmp_path, empty_weights, share):
    path = write_container(tmp_path / NAME, empty_weights)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(CheckpointError, match="damaged"):
        read_released(path)


def test_a_missing_tensor_is_named(tmp_path, empty_weights):
    del empty_weights["decoder.net.0.bias"]
    path = write_container(tmp_path / NAME, empty_weights)
    with pytest.raises(CheckpointError, match=r"1 missing \(decoder.net.0.bias\)"):
        read_released(path)


def test_unexpected_and_misshapen_tensors_are_named(tmp_path, empty_weights):
    empty_weights["decoder.net.4.bias"] = torch.zeros(3)
    empty_weights["decoder.net.2.bias"] = torch.zeros(34)
    path = write_container(tmp_path / NAME, empty_weights)
    with pytest.raises(CheckpointError) as caught:
        read_released(path)
    assert "1 unexpected (decoder.net.4.bias)" in str(caught.value)
    assert "(decoder.net.2.bias [34] instead of [33])" in str(caught.value)


def test_another_network_is_refused_in_a_readable_sentence(tmp_path):
    path = write_container(tmp_path / NAME, {f"layer{k}.weight": torch.zeros(2) for k in range(99)})
    with pytest.raises(CheckpointError, match=r"1030 missing .*99 unexpected") as caught:
        read_released(path)
    assert len(str(caught.value)) < 1500


@pytest.mark.parametrize(
    "content",
    [{}, [1, 2], {"state_dict": {"disc": {}}}, {"state_dict": 3}, {"state_dict": {1: {}}}],
)
def test_a_file_without_a_renderer_is_refused(tmp_path, content):
    torch.save(content, tmp_path / NAME, _use_new_zipfile_serialization=False)
    with pytest.raises(CheckpointError, match="holds no network"):
        read_released(tmp_path / NAME)


def test_a_file_that_would_run_code_is_refused_and_runs_none(tmp_path, empty_weights):
    path = write_container(tmp_path / NAME, empty_weights, epoch=Intruder(tmp_path / "intruder"))
    with pytest.raises(CheckpointError, match="might run code"):
        read_released(path)
    bare = tmp_path / "bare.ckpt"
    bare.write_bytes(pickle.dumps(Intruder(tmp_path / "intruder"), protocol=2))
    with pytest.raises(CheckpointError):
        read_released(bare)
    assert not (tmp_path / "intruder").exists()


def test_a_file_that_is_no_pickle_is_refused(tmp_path):
    (tmp_path / NAME).write_bytes(b"<html>not found</html>" * 100)
    with pytest.raises(CheckpointError, match="damaged"):
        read_released(tmp_path / NAME)


def test_the_checkpoint_with_the_most_steps_is_found(tmp_path):
    for steps in (900, 100000, 20000):
        (tmp_path / f"model_ckpt_steps_{steps}.ckpt").touch()
    (tmp_path / "model_ckpt_steps_latest.ckpt").touch()
    assert find_checkpoint(tmp_path).name == NAME


def test_a_single_checkpoint_under_another_name_is_found(tmp_path):
    path = tmp_path / "model_ckpt_steps_100000 (1).ckpt"
    path.touch()
    assert find_checkpoint(tmp_path) == path
    (tmp_path / "other.pth").touch()
    with pytest.raises(FileMissingError, match=r"100000 \(1\).ckpt, other.pth"):
        find_checkpoint(tmp_path)


def test_missing_files_are_named(tmp_path):
    with pytest.raises(FileMissingError, match="model_ckpt_steps"):
        find_checkpoint(tmp_path)
    with pytest.raises(FileMissingError):
        convert_checkpoint(tmp_path / NAME, tmp_path)
    with pytest.raises(FileMissingError):
        load_renderer(tmp_path / "renderer.safetensors")


def test_a_folder_that_cannot_be_written_to_is_an_output_error(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "read_released", lambda path: {})
    monkeypatch.setattr(checkpoint, "translate", lambda released: {})
    (tmp_path / NAME).touch()
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="file"):
        convert_checkpoint(tmp_path / NAME, tmp_path / "file")


def test_a_converted_file_of_another_version_is_refused(tmp_path):
    path = tmp_path / "renderer.safetensors"
    write_tensors(path, {"old.weight": torch.zeros(3)})
    with pytest.raises(CheckpointError, match="convert the released file again"):
        load_renderer(path)
    path.write_bytes(b"short")
    with pytest.raises(CheckpointError, match="convert the released file again"):
        load_renderer(path)
