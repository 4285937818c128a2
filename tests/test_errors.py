"""Errors say what went wrong to programs and to people."""

from __future__ import annotations

import copy
import pickle

import pytest

from real3d.errors import FileMissingError, InputError, Real3DError, SettingsError
from real3d.triplane.weights.checkpoint import CheckpointError


def test_a_program_tells_errors_of_one_type_apart_by_their_codes():
    error = FileMissingError("file-is-folder", name="photos")
    assert isinstance(error, InputError)
    assert error.code == "file-is-folder"
    assert error.fields == {"name": "photos"}


def test_people_read_a_sentence():
    error = FileMissingError("file-is-folder", name="photos")
    assert str(error) == f"{error}" == "'photos' is a folder. Choose a file in it."


@pytest.mark.parametrize(
    "pass_on", [lambda error: pickle.loads(pickle.dumps(error)), copy.deepcopy]
)
@pytest.mark.parametrize(
    "error",
    [
        SettingsError("setting-outside", name="head", value=5, low=0, high=2),
        CheckpointError("checkpoint-damaged", name="a.ckpt"),
        Real3DError("engine-not-loaded", reason="no torch"),
    ],
)
def test_an_error_passes_from_process_to_process(error, pass_on):
    passed = pass_on(error)
    assert type(passed) is type(error)
    assert passed.message == error.message
    assert str(passed) == str(error)


def test_the_cause_stays_behind_the_error():
    cause = OSError("no route")
    with pytest.raises(InputError) as caught:
        raise InputError("no-driver") from cause
    assert caught.value.__cause__ is cause
