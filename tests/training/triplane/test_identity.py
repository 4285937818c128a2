"""The network that recognises faces, where it is installed, and a sentence where it is not."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from itertools import combinations
from pathlib import Path

import pytest

from real3d.errors import MissingLibraryError
from real3d.media.images import read_image
from real3d.portrait.landmarks import detect_landmarks
from training.triplane import identity
from training.triplane.identity import FaceRecogniser, likeness

PORTRAITS = Path(__file__).parents[3] / "examples" / "portraits"


@pytest.mark.parametrize("absent", ["dlib", "face_recognition_models"])
def test_without_a_package_it_is_said_how_to_install_both(
    absent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = ModuleSpec("there", None, origin="there/__init__.py")
    monkeypatch.setattr(identity, "find_spec", lambda name: None if name == absent else there)
    with pytest.raises(MissingLibraryError, match=r"CSIM is left out.*\[scores\]"):
        FaceRecogniser()


def test_people_are_told_apart_and_a_darker_picture_is_the_same_person() -> None:
    pytest.importorskip("dlib")
    recogniser = FaceRecogniser()
    people = []
    for name in ("astronaut", "clara", "daniel"):
        photo = read_image(next(PORTRAITS.glob(f"{name}.*")))
        places = detect_landmarks(photo)
        person, darker = (recogniser.descriptor(each, places) for each in (photo, photo // 2))
        assert likeness(person, darker) > 0.97
        people.append(person)
    assert max(likeness(*pair) for pair in combinations(people, 2)) < 0.95
