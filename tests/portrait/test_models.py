from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from real3d.portrait.landmarks import detect_landmarks


def test_threads_share_a_model_without_mixing_up_their_pictures(astronaut):
    pictures = [astronaut, astronaut[:, ::-1], astronaut[:400, 50:450], astronaut[:, ::-1]] * 3
    expected = [detect_landmarks(picture) for picture in pictures]
    with ThreadPoolExecutor(4) as pool:
        for found, alone in zip(pool.map(detect_landmarks, pictures), expected, strict=True):
            assert np.array_equal(found, alone)


def test_loading_the_models_leaves_the_terminal_clean():
    program = (
        "import numpy as np; from PIL import Image; from real3d.portrait import analyse_portrait; "
        "analyse_portrait(np.array(Image.open('examples/portraits/astronaut.png')), 256)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    )
    assert (result.stdout, result.stderr) == ("", "")


def test_importing_the_package_loads_no_model_library():
    program = (
        "import sys, real3d.portrait; "
        "print(sorted({'cv2', 'mediapipe', 'scipy'} & sys.modules.keys()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert result.stdout.strip() == "[]"


def test_models_loaded_by_many_threads_give_the_terminal_back():
    program = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; import numpy as np; "
        "from PIL import Image; from real3d.portrait.models import face_mesh; "
        "photo = np.array(Image.open('examples/portraits/astronaut.png')); "
        "models = [face_mesh(tracking=True) for _ in range(6)]; "
        "run = lambda model: model(photo, 'multi_face_landmarks'); "
        "list(ThreadPoolExecutor(6).map(run, models)); "
        "print('heard', file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    )
    assert result.stderr == "heard\n"
