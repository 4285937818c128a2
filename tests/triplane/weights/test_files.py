"""Where the tri-plane engine's weights are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.triplane.weights.files import (
    OWN_FILES,
    WEIGHT_FILES,
    Repository,
    has_weights,
    weights_folder,
    weights_repository,
    weights_status,
)
from tests.support.weight_files import SHA256_OF_CONTENT, fill


@pytest.fixture(autouse=True)
def _no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REAL3D_WEIGHTS", "REAL3D_WEIGHTS_REPO"):
        monkeypatch.delenv(name, raising=False)


def test_a_folder_that_is_given_counts_before_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert weights_folder() is None
    monkeypatch.setenv("REAL3D_WEIGHTS", str(tmp_path))
    assert weights_folder() == tmp_path
    assert weights_folder("elsewhere") == Path("elsewhere")


def test_nothing_is_found_without_a_folder() -> None:
    assert not any(found.path for found in weights_status(None))
    assert not has_weights(None)


def test_a_repository_may_be_pinned_to_a_commit() -> None:
    assert Repository.parse("me/weights") == Repository("me/weights")
    assert Repository.parse("me/weights@abc") == Repository("me/weights", "abc")


def test_the_repository_is_the_one_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert weights_repository() is None
    monkeypatch.setenv("REAL3D_WEIGHTS_REPO", "me/weights@abc")
    assert weights_repository() == Repository("me/weights", "abc")
    assert has_weights(None), "they may be downloaded"


def test_files_are_found_with_their_size_and_digest(tmp_path: Path) -> None:
    fill(tmp_path, len(OWN_FILES))
    found = weights_status(tmp_path)
    assert [each.file for each in found] == list(WEIGHT_FILES)
    assert [each.bytes for each in found] == [3, 3, 3, 0]
    assert [each.digest() for each in found] == [*[SHA256_OF_CONTENT] * 3, ""]
    assert has_weights(tmp_path)
