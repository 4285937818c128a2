"""Perfect frames score perfectly, a network that has learnt better than one that has not."""

from __future__ import annotations

import json
import tarfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from real3d.errors import FileMissingError, InputError
from real3d.portrait import tracking
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.modeling.volume_rendering import Sampling
from real3d.triplane.weights.face_model_file import write_face_model
from tests.support.face_stand_in import stand_in_face_model
from tests.support.training_clips import drawn_clips
from tests.training.triplane.small import SIZE, audio_stage, head_stage, torso_stage
from training.triplane.__main__ import main
from training.triplane.adaptation import Adaptation
from training.triplane.clips import TalkingClip, write_clip
from training.triplane.evaluation import (
    Network,
    Scores,
    driven_frames,
    evaluate,
    load_network,
    scores,
)
from training.triplane.examples import frame_pair
from training.triplane.learned_scores import LearnedScores
from training.triplane.loop import CHECKPOINT, save, train
from training.triplane.picture_scores import PSNR_OF_EQUALS
from training.triplane.score_table import Evaluation, columns, table_row
from training.triplane.stages.torso import torso_of

FACE = stand_in_face_model()
RAYS = Sampling(8, 8)
HELD_OUT = 1
"""Number of the clip that the stages here do not learn from."""


@pytest.fixture(scope="module")
def clip() -> TalkingClip:
    return drawn_clips(2, 24, SIZE)[HELD_OUT]


def seen(landmarks: np.ndarray):
    """A tracker that finds these [T, 478, 2], in 0..1."""

    def track(frames):
        for places, _ in zip(landmarks, frames, strict=False):
            yield SIZE * places

    return track


def nothing(frames):
    return (None for _ in frames)


def of_real_frames(clip: TalkingClip, track) -> Scores:
    frames = np.stack(clip.images[1:])
    return scores(frames, frames, clip, FACE, track)


def test_perfect_frames_score_perfectly(clip: TalkingClip) -> None:
    found = of_real_frames(clip, seen(clip.landmarks[1:]))
    assert found.psnr == PSNR_OF_EQUALS
    assert found.ssim == pytest.approx(1)
    assert (found.l1, found.flicker, found.lost) == (0, 0, 0)
    assert found.aed == pytest.approx(0, abs=1e-3)
    assert found.apd == pytest.approx(0, abs=1e-2)


def test_another_motion_is_at_a_distance(clip: TalkingClip) -> None:
    found = of_real_frames(clip, seen(clip.landmarks[:0:-1]))
    assert found.aed is not None
    assert found.aed > 0.05
    assert found.apd is not None
    assert found.apd > 1


def test_a_head_that_is_turned_is_at_that_distance(clip: TalkingClip) -> None:
    fit = clip.faces
    turned = replace(fit.pose, euler=fit.pose.euler + np.float32((0, 0, 0.1)))
    places = FACE.landmark_model.project(fit.identity, fit.expression, turned)[1:]
    found = of_real_frames(clip, seen(np.pad(places, ((0, 0), (0, 10), (0, 0)), "edge")))
    assert found.apd == pytest.approx(np.degrees(0.1) / 3, rel=0.1)


def test_frames_without_a_face_are_counted_and_left_out(clip: TalkingClip) -> None:
    whole = seen(clip.landmarks[1:])

    def every_second(frames):
        return (each if k % 2 else None for k, each in enumerate(whole(frames)))

    found = of_real_frames(clip, every_second)
    assert found.lost == pytest.approx(12 / 23)
    assert found.aed == pytest.approx(0, abs=1e-3)
    none = of_real_frames(clip, nothing)
    assert (none.aed, none.apd, none.lost) == (None, None, 1)
    assert "–" in table_row("one", none, ["AED"])


def test_clips_count_the_same_and_unknown_distances_not() -> None:
    first = Scores(20, 0.5, 10, 2, None, None, 1)
    second = Scores(30, 0.7, 20, 4, 0.2, 3, 0)
    mean = Evaluation({"first": first, "second": second}, fid=None).mean()
    assert mean == Scores(25, pytest.approx(0.6), 15, 3, 0.2, 3, 0.5)


class BrightnessRecogniser:
    """Tells people by how bright they are in the middle of their landmarks."""

    def descriptor(self, picture: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
        column, row = landmarks[:, :2].mean(0).round().astype(int)
        level = picture[row, column].mean() / 255
        return np.array((np.cos(level), np.sin(level)))


def test_the_identity_is_compared_with_that_of_the_first_frame(clip: TalkingClip) -> None:
    landmarks = np.repeat(clip.landmarks[:1], len(clip), 0)
    still = replace(clip, landmarks=landmarks)
    learned = LearnedScores(identity=BrightnessRecogniser())
    same = np.stack([clip.images[0]] * 3)
    found = scores(same, same, still, FACE, seen(landmarks), learned)
    assert found.csim == pytest.approx(1)
    other = scores(255 - same, same, still, FACE, seen(landmarks), learned)
    middle = BrightnessRecogniser().descriptor(clip.images[0], SIZE * landmarks[0])
    level = np.arctan2(middle[1], middle[0])
    assert other.csim == pytest.approx(np.cos(1 - 2 * level), abs=1e-6)
    assert scores(same, same, still, FACE, nothing, learned).csim is None
    assert "CSIM" in columns(learned)
    assert "CSIM" not in columns(LearnedScores())


def test_a_network_that_has_learnt_scores_better(clip: TalkingClip, tmp_path: Path) -> None:
    found = []
    for steps in (0, 12):
        stage = head_stage(steps=12, frozen=True)
        for step in range(steps):
            stage.step(step, [0])
        save(stage, tmp_path / CHECKPOINT, steps, {})
        network = load_network(tmp_path / CHECKPOINT)
        ((name, each),) = evaluate(network, [clip], FACE, "head", 6, nothing)
        assert name == clip.name
        found.append(each)
    untrained, trained = found
    assert trained.psnr > untrained.psnr + 1
    assert trained.ssim > untrained.ssim
    assert trained.l1 < untrained.l1


def test_a_checkpoint_without_a_renderer_is_named(tmp_path: Path) -> None:
    train(audio_stage(steps=1), tmp_path, lambda step, figures: None)
    with pytest.raises(InputError, match="no renderer"):
        load_network(tmp_path / CHECKPOINT)
    with pytest.raises(FileMissingError, match="nowhere"):
        load_network(tmp_path / "nowhere.pt")


@pytest.fixture
def arguments(clip: TalkingClip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of the command, but for the network; no face is found in what it renders."""
    monkeypatch.setattr(tracking, "track", nothing)
    with tarfile.open(tmp_path / "0.tar", "w") as tar:
        write_clip(tar, clip, {})
    write_face_model(tmp_path / "face.safetensors", FACE)
    face = ["--face", str(tmp_path / "face.safetensors")]
    out = ["--out", str(tmp_path / "figures.json")]
    return ["evaluate", "--shards", str(tmp_path), *face, *out]


def test_the_command_prints_a_table_and_writes_figures(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(head_stage(), tmp_path / CHECKPOINT, 0, {})
    given = ["--start", str(tmp_path / CHECKPOINT), "--frames", "2", "--part", "head"]
    assert main([*arguments, *given]) == 0
    heading, row, mean = capsys.readouterr().out.splitlines()
    assert heading.split()[:3] == ["clip", "PSNR", "SSIM"]
    assert row.startswith("clip1")
    assert mean.startswith("mean")
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["part"] == "head"
    assert figures["mean"] == figures["clips"]["clip1"]
    assert figures["mean"]["aed"] is None


def test_an_adaptation_is_measured_beside_the_network_without_it(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = head_stage()
    save(stage, tmp_path / CHECKPOINT, 0, {})
    layer = "superresolution.block1.conv1"
    weight = stage.networks["model"].state_dict()[f"{layer}.weight"]
    up, down = torch.full((len(weight), 1), 0.5), torch.ones(1, weight[0].numel())
    planes = torch.zeros(1, 3, SIZE // 2, SIZE // 2, 32)
    own = Adaptation(planes, torch.zeros(1, 64), {layer: (up, down)})
    own.write(tmp_path / "own.safetensors")
    changed = load_network(tmp_path / CHECKPOINT, own).renderer.state_dict()[f"{layer}.weight"]
    torch.testing.assert_close(changed, weight + 0.5)
    given = ["--start", str(tmp_path / CHECKPOINT), "--frames", "2", "--part", "head"]
    assert main([*arguments, *given, "--adaptation", str(tmp_path / "own.safetensors")]) == 0
    printed = capsys.readouterr().out.splitlines()
    table = ["clip", "clip1", "mean"]
    assert [line.split()[0] for line in printed if line] == [*table, "with", *table]
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["adapted"]["clips"].keys() == figures["clips"].keys()
    assert figures["adapted"]["mean"]["psnr"] != figures["mean"]["psnr"]


def test_the_persons_own_planes_and_expression_are_rendered(clip: TalkingClip) -> None:
    renderer, mesh = head_stage().networks["model"].eval(), FaceMesh(FACE, SIZE)
    pair = frame_pair(clip, 0, 1, FACE, mesh)
    with torch.inference_mode():
        predicted = renderer.canonical_planes(pair.source_head)
    expression = torch.from_numpy(clip.faces.expression[:1])

    def shown(own: Adaptation | None) -> np.ndarray:
        network = Network(renderer, SIZE, RAYS, own)
        ((made, _),) = driven_frames(network, clip, FACE, mesh, "head", 1)
        return made

    assert (shown(Adaptation(predicted, expression, {})) == shown(None)).all()
    assert (shown(Adaptation(predicted + 1, expression, {})) != shown(None)).any()
    assert (shown(Adaptation(predicted, 9 * expression, {})) != shown(None)).any()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "--start is needed"),
        (["--start", "nowhere.pt"], "There is no checkpoint"),
        (["--release", "nowhere"], "nowhere"),
        (["--frames", "0"], "“0” does not fit"),
        (["--face", "nowhere.safetensors"], "nowhere.safetensors"),
        (["--shards", "nowhere"], "holds no shards"),
        (["--alexnet", "nowhere.pth"], "There is no “nowhere.pth”"),
    ],
)
def test_what_is_missing_is_said(
    given: list[str],
    said: str,
    arguments: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*arguments, *given]) == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert "Traceback" not in printed


def test_a_torso_that_is_encoded_once_shows_the_same_frames() -> None:
    """The command's frames beside those of a renderer that encodes torso and wall each time."""
    renderer = torso_stage().networks["model"].eval()
    network, mesh = Network(renderer, 256, RAYS), FaceMesh(FACE, 256)
    (clip,) = drawn_clips(1, 8, 256)
    made = [first for first, _ in driven_frames(network, clip, FACE, mesh, "person", 3)]
    with torch.inference_mode():
        for target, frame in enumerate(made, start=1):
            pair = frame_pair(clip, 0, target, FACE, mesh)
            planes = renderer.canonical_planes(pair.source_head) + renderer.expression_planes(
                pair.mesh_canonical, pair.mesh_source, pair.mesh_target
            )
            image = renderer.render_person(planes, pair.camera, torso_of(pair), RAYS).image[0]
            alone = (127.5 * (image + 1)).round().clamp(0, 255).permute(1, 2, 0).numpy()
            assert np.abs(alone - frame).max() == 0
    assert (made[0] != made[2]).any()


def test_a_head_is_compared_over_black_and_a_person_before_the_wall() -> None:
    renderer = torso_stage().networks["model"].eval()
    network, mesh = Network(renderer, 256, RAYS), FaceMesh(FACE, 256)
    (clip,) = drawn_clips(1, 8, 256)
    corners = {}
    for part in ("head", "person"):
        ((made, real),) = driven_frames(network, clip, FACE, mesh, part, 1)
        assert made.shape == real.shape == (256, 256, 3)
        corners[part] = real[0, 0]
    assert (corners["head"] == 0).all()
    assert (corners["person"] == clip.background[0, 0]).all()
