"""The page offers whatever lies in the folders."""

from __future__ import annotations

from pathlib import Path

from real3d.ui.handlers.examples import find_examples, title


def test_files_are_found_by_folder_and_kind_in_the_order_of_their_names(tmp_path: Path):
    for name in ("portraits/b.PNG", "portraits/a.jpg", "portraits/README.md", "voices/c.wav"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = find_examples(tmp_path)
    assert [path.name for path in found.portraits] == ["a.jpg", "b.PNG"]
    assert [path.name for path in found.voices] == ["c.wav"]
    assert found.clips == ()


def test_a_file_name_becomes_words():
    assert title(Path("examples/voices/good_morning-all.wav")) == "Good morning all"
