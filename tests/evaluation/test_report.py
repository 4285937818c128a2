import json
import re

import numpy as np
import pytest

from real3d.cli.main import main
from real3d.evaluation.figures import FIGURES
from real3d.evaluation.human_range import HUMAN_RANGES
from real3d.evaluation.performance import RATE
from real3d.evaluation.report import score
from real3d.evaluation.theval import SCORES
from tests.evaluation.conftest import SPOKEN_S


@pytest.fixture(scope="module")
def talking(talking_video):
    return score(talking_video)


def test_a_video_of_the_project_gives_all_but_the_blinks_intervals(talking):
    unknown = {key for key, value in talking.values.items() if value is None}
    assert unknown <= {"blink_interval", "blink_irregularity", "silent_lips"}


@pytest.mark.parametrize(
    "key",
    [
        "yaw_deviation",
        "pitch_deviation",
        "yaw_speed",
        "pitch_speed",
        "head_still",
        "brow_deviation",
    ],
)
def test_a_speaking_portrait_moves_as_people_do(talking, key):
    assert HUMAN_RANGES[key].verdict(talking.values[key]) == "within"


def test_the_head_of_a_speaking_portrait_follows_the_voice(talking):
    assert talking.values["speed_with_loudness"] > 0.3


def test_lips_are_still_where_nobody_speaks(talking):
    after = talking.performance.lip_gap[int((SPOKEN_S + 1.5) * RATE) : -int(0.5 * RATE)]
    assert np.ptp(after) < 0.02  # under two millimetres, the tracker's own tremble


def test_a_still_video_is_nearly_still_and_has_no_sound(still_video, capsys):
    assert main(["score", str(still_video)]) == 0
    said = capsys.readouterr().out
    share = re.search(r"The head is nearly still: (\d+) % of the time", said)
    assert int(share.group(1)) > 90
    assert "There is no sound" in said
    assert all(figure.name in said for figure in FIGURES)
    assert all(each.name in said for each in SCORES)


def test_json_holds_every_figure_with_its_source(still_video, capsys):
    assert main(["score", str(still_video), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert set(record["figures"]) == {figure.key for figure in FIGURES}
    assert record["figures"]["nods_with_accents"]["value"] is None
    assert record["figures"]["yaw_deviation"]["verdict"] == "below"
    assert all(figure["people"]["source"] for figure in record["figures"].values())
    assert record["theval"]["lip_sync"]["score"] is None
    assert record["theval"]["head_motion_dynamics"]["score"] < 0.1


def test_a_speaking_portrait_is_near_real_videos_by_theval(talking):
    scores = {each.key: each.score(talking.closeness[each.key]) for each in SCORES}
    assert scores["head_motion_dynamics"] > 0.35
    assert scores["eyebrow_dynamics"] > 0.6
    assert scores["lip_dynamics"] > 0.5
    assert scores["lip_sync"] > 0.7


def test_what_is_wrong_with_a_video_is_one_line(tmp_path, capsys):
    path = tmp_path / "notes.mp4"
    path.write_text("not a video")
    assert main(["score", str(path)]) == 2
    assert capsys.readouterr().err.startswith("real3d: ")
