"""Failures of the machine are sentences, whatever a library calls them."""

from __future__ import annotations

import errno

import pytest

from real3d.errors import NoFaceError
from real3d.messages.message import Message
from real3d.runtime.failures import explain


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("libx.so: failed to map segment from shared object"),
        RuntimeError("std::bad_alloc"),
        RuntimeError("can't start new thread"),
        RuntimeError("OpenCV: (-4:Insufficient memory) Failed to allocate 4 bytes"),
    ],
)
def test_lack_of_memory_has_many_names(error):
    assert explain(error) == Message("memory-used-up")


def test_what_the_system_refuses_is_named():
    assert "No space left: a.txt" in str(explain(OSError(errno.ENOSPC, "No space left", "a.txt")))
    assert "no reason" in str(explain(OSError("no reason")))


def test_a_known_error_keeps_its_sentence_and_an_unknown_one_has_none():
    assert explain(NoFaceError("no-face")) == Message("no-face")
    assert explain(ValueError("wrong")) is None
