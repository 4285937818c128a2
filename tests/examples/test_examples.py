"""The example pictures and voices are there, usable and described."""

from __future__ import annotations

import re
from pathlib import Path

import cv2
import mediapipe
import numpy as np
import pytest
import soundfile
from PIL import Image

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = ("portraits", "voices", "backgrounds", "clips")
PORTRAITS = sorted((EXAMPLES / "portraits").glob("*.*"))
VOICES = sorted((EXAMPLES / "voices").glob("*.*"))
BACKGROUNDS = sorted((EXAMPLES / "backgrounds").glob("*.*"))


def name_of(path: Path) -> str:
    return path.name


def landmarks_of(path: Path) -> np.ndarray:
    """Landmarks [478, 2] in pixels of the one face in a picture."""
    image = np.asarray(Image.open(path).convert("RGB"))
    with mediapipe.solutions.face_mesh.FaceMesh(
        static_image_mode=True, refine_landmarks=True, min_detection_confidence=0.3
    ) as mesh:
        found = mesh.process(image).multi_face_landmarks
    assert found, f"no face in {path.name}"
    height, width = image.shape[:2]
    return np.array([(p.x * width, p.y * height) for p in found[0].landmark])


def test_the_readme_names_every_file_and_no_other() -> None:
    readme = (EXAMPLES / "README.md").read_text()
    named = set(re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE))
    present = {
        file.relative_to(EXAMPLES).as_posix()
        for folder in FOLDERS
        for file in (EXAMPLES / folder).glob("*")
    }
    assert named == present


def test_every_row_of_the_readme_states_a_licence() -> None:
    rows = re.findall(r"^\| `.*$", (EXAMPLES / "README.md").read_text(), re.MULTILINE)
    assert rows
    assert all(re.search(r"CC0 1\.0|public domain", row) for row in rows)


@pytest.mark.parametrize("path", PORTRAITS, ids=name_of)
def test_a_portrait_is_a_sharp_square_with_a_large_face(path: Path) -> None:
    image = np.asarray(Image.open(path).convert("RGB"))
    assert image.shape[0] == image.shape[1] >= 512
    face = landmarks_of(path)
    assert np.ptp(face[:, 1]) > 0.2 * image.shape[0]
    x0, y0 = face.min(axis=0).astype(int)
    x1, y1 = face.max(axis=0).astype(int)
    grey = cv2.cvtColor(image[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY)
    assert cv2.Laplacian(grey, cv2.CV_64F).var() > 20


@pytest.mark.parametrize("path", PORTRAITS, ids=name_of)
def test_the_eyes_of_a_portrait_are_open_and_level(path: Path) -> None:
    face = landmarks_of(path)
    for top, bottom, outer, inner in ((159, 145, 33, 133), (386, 374, 263, 362)):
        opening = np.linalg.norm(face[top] - face[bottom])
        assert opening > 0.2 * np.linalg.norm(face[outer] - face[inner])
    across = face[263] - face[33]
    assert abs(np.degrees(np.arctan2(across[1], across[0]))) < 12


@pytest.mark.parametrize("path", [p for p in PORTRAITS if p.stem != "astronaut"], ids=name_of)
def test_the_mouth_of_a_drawn_portrait_is_closed(path: Path) -> None:
    face = landmarks_of(path)
    gap = np.linalg.norm(face[13] - face[14])
    assert gap < 0.035 * np.linalg.norm(face[61] - face[291])


@pytest.mark.parametrize("path", BACKGROUNDS, ids=name_of)
def test_a_background_is_wide_and_light_to_load(path: Path) -> None:
    image = np.asarray(Image.open(path).convert("RGB"))
    assert image.shape == (720, 1280, 3)
    assert image.std() > 20, "a plain wall shows nothing"
    assert path.stat().st_size < 200_000


@pytest.mark.parametrize("path", VOICES, ids=name_of)
def test_a_voice_speaks_for_some_seconds_without_clipping(path: Path) -> None:
    sound, rate = soundfile.read(path, dtype="float32")
    assert sound.ndim == 1
    assert rate >= 16_000
    assert 3 < len(sound) / rate < 15
    assert 0.3 < np.abs(sound).max() < 0.95
    assert np.sqrt(np.mean(sound**2)) > 0.05
    quiet = int(0.2 * rate)
    assert np.abs(sound[:quiet]).max() < 0.01
    assert np.abs(sound[-quiet:]).max() < 0.01
    assert path.stat().st_size < 500_000


def test_there_is_something_to_choose_from() -> None:
    assert len(PORTRAITS) >= 3
    assert len(VOICES) >= 2
    assert len(BACKGROUNDS) >= 2


def test_all_pictures_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in PORTRAITS + BACKGROUNDS) < 3_000_000
