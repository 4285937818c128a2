"""The figures of pictures see the faults that they are named after, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks import picture, picture_sheet
from real3d.media import VideoWriter, read_image
from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.numerics.types import Picture
from real3d.portrait import analyse_portrait
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT
from tests.support import detail
from tests.support.face_region import face_width, holes
from tests.support.mouth_light import SOUNDS, MouthLight, mouth_light, over_sounds, spoken_light
from tests.support.poses import Model, pose
from tests.support.shoulders import ShoulderTracker, following, place_of_head
from tests.support.trace import Trace, Tracer
from tests.support.turned_face import LIMITS, TurnedFace, angle_within, stretch

PORTRAIT = Path(__file__).parents[2] / "examples" / "portraits" / "daniel.jpg"
CHEEK = 50
"""A landmark amid smooth skin."""


@pytest.fixture(scope="module")
def avatar() -> MeshAvatar:
    return build_avatar(analyse_portrait(read_image(PORTRAIT)))


@pytest.fixture(scope="module")
def tracer(avatar: MeshAvatar) -> Tracer:
    return Tracer(avatar)


@pytest.fixture(scope="module")
def rest(tracer: Tracer) -> Trace:
    return tracer.trace(pose())


@pytest.fixture(scope="module")
def turned_face(rest: Trace) -> TurnedFace:
    return TurnedFace(rest)


def cheek_box(trace: Trace, share: float) -> tuple[slice, slice]:
    """A square of the cheek, its side a share of the face's width."""
    x, y = np.round(trace.landmarks[CHEEK, :2]).astype(int)
    half = round(share * face_width(trace.landmarks) / 2)
    return slice(y - half, y + half), slice(x - half, x + half)


def test_the_photo_itself_has_no_faults(turned_face: TurnedFace, rest: Trace) -> None:
    found = turned_face.faults(rest)
    assert found.stretch == 0
    assert found.torn == 0
    assert found.seams == 0
    assert found.see_through < LIMITS.see_through


def test_a_hole_in_the_face_is_seen_through(turned_face: TurnedFace, rest: Trace) -> None:
    alpha = rest.alpha.copy()
    alpha[cheek_box(rest, 0.15)] = 0
    before = turned_face.faults(rest).see_through
    assert turned_face.faults(replace(rest, alpha=alpha)).see_through > before + 1


def test_opacity_is_seen_in_the_pictures(tracer: Tracer, avatar: MeshAvatar) -> None:
    seen = tracer.trace(pose()).alpha
    matte = avatar.portrait.alpha
    assert np.abs(seen - matte).mean() < 0.01


def test_a_straight_line_across_the_cheek_is_a_seam(turned_face: TurnedFace, rest: Trace) -> None:
    rows, columns = cheek_box(rest, 0.25)
    frame = rest.frame.copy()
    cv2.line(frame, (columns.start, rows.start), (columns.stop, rows.stop), (0, 0, 0), 2)
    assert turned_face.faults(replace(rest, frame=frame)).seams > LIMITS.seams


def test_lines_that_the_photo_has_are_no_seams(tracer: Tracer, turned_face: TurnedFace) -> None:
    found = turned_face.faults(tracer.trace(pose(yaw=4)))
    assert found.seams < LIMITS.seams / 2


def stretched_cheek(trace: Trace, times: float) -> Trace:
    """The trace with a square of the cheek that shows a narrow strip, drawn out."""
    rows, columns = cheek_box(trace, 0.25)
    source_x = trace.source_x.copy()
    middle = (columns.start + columns.stop) / 2
    source_x[rows, columns] = middle + (source_x[rows, columns] - middle) / times
    return replace(trace, source_x=source_x)


def test_stretch_is_how_much_longer_things_are_than_in_the_photo() -> None:
    x, y = np.meshgrid(np.arange(40, dtype=np.float32), np.arange(40, dtype=np.float32))
    assert stretch(x / 4, y)[5:-5, 5:-5] == pytest.approx(4, rel=1e-3)
    assert stretch(x, y / 2)[5:-5, 5:-5] == pytest.approx(2, rel=1e-3)


def test_stretched_skin_counts_and_made_up_skin_is_told_apart(
    turned_face: TurnedFace, rest: Trace
) -> None:
    drawn_out = stretched_cheek(rest, 4)
    made_up = np.ones_like(rest.made_up)
    found = turned_face.faults(drawn_out)
    told_apart = turned_face.faults(replace(drawn_out, made_up=made_up))
    assert found.stretch == found.stretch_of_photo > LIMITS.stretch
    assert told_apart.stretch == found.stretch
    assert told_apart.stretch_of_photo == 0


def test_only_what_has_contrast_is_torn(turned_face: TurnedFace, rest: Trace) -> None:
    drawn_out = stretched_cheek(rest, 2.5)
    smooth, hairy = rest.frame.copy(), rest.frame.copy()
    box = cheek_box(rest, 0.3)
    smooth[box] = smooth[box].mean(axis=(0, 1))
    hairy[box] = np.where(np.arange(hairy[box].shape[1])[:, None] % 6 < 3, 40, 160)
    of_smooth = turned_face.faults(replace(drawn_out, frame=smooth))
    of_hairy = turned_face.faults(replace(drawn_out, frame=hairy))
    assert of_smooth.torn < LIMITS.torn / 2
    assert of_hairy.torn > LIMITS.torn
    assert of_hairy.stretch < LIMITS.stretch / 10


def test_faults_grow_as_the_head_turns_away(avatar: MeshAvatar) -> None:
    turned = picture.turned_figures(avatar)
    for side in ("left", "right"):
        for name in ("stretch", "torn"):
            values = [row[name] for row in turned[side]]
            assert values == sorted(values)
    angles = picture.limit_angles(turned)
    assert 0 < angles["left"]["all"] < 30
    assert angles["left"]["all"] <= min(angles["left"][name] for name in ("torn", "seams"))


@pytest.mark.parametrize(
    ("values", "angle"),
    [([0, 0, 0], 10), ([0, 2, 9], 2.5), ([0, 0.5, 1.5], 7.5), ([7, 0, 0], 10), ([7, 9, 9], 0)],
)
def test_an_angle_is_where_the_limit_is_exceeded(values: list[float], angle: float) -> None:
    assert angle_within(values, limit=1.0, step=5) == pytest.approx(angle)


def moved(landmarks: NDArray, x: float, y: float) -> NDArray:
    return landmarks + np.array([x, y, 0])


def half_a_pixel(frame: Picture) -> Picture:
    """Shifted as a texture is that is sampled bilinearly."""
    shift = np.float32([[1, 0, 0.5], [0, 1, 0.5]])
    return cv2.warpAffine(frame, shift, frame.shape[1::-1], flags=cv2.INTER_LINEAR)


def test_a_frame_shifted_by_half_a_pixel_has_lost_detail(rest: Trace) -> None:
    kept = detail.sharpness(half_a_pixel(rest.frame), rest.landmarks + 0.5)
    assert kept / detail.sharpness(rest.frame, rest.landmarks) < 0.7


def test_a_frame_shifted_by_whole_pixels_keeps_its_detail(rest: Trace) -> None:
    there = np.roll(rest.frame, (3, 5), axis=(0, 1))
    kept = detail.sharpness(there, moved(rest.landmarks, 5, 3))
    assert kept / detail.sharpness(rest.frame, rest.landmarks) == pytest.approx(1, abs=0.02)


def test_eyes_and_mouth_have_no_part_in_detail(rest: Trace) -> None:
    frame = rest.frame.copy()
    for middle in (13, 159, 386):
        x, y = np.round(rest.landmarks[middle, :2]).astype(int)
        cv2.circle(frame, (x, y), 2, (255, 255, 255), -1)
    before = detail.sharpness(rest.frame, rest.landmarks)
    assert detail.sharpness(frame, rest.landmarks) == pytest.approx(before)


def test_the_worst_movement_keeps_no_more_detail_than_the_median(avatar: MeshAvatar) -> None:
    kept = detail.detail_kept(avatar)
    assert 0 < kept.worst <= kept.median < 1.5


def test_detail_of_a_video_is_that_of_the_frames_in_which_the_head_moved_slowly() -> None:
    still = np.random.default_rng(0).random((478, 3)) * 200
    width = face_width(still)
    place = np.array([0, 0, 0, 1, 2, 40, 80, 120.0])[:, None, None] * [0.01 * width, 0, 0]
    sharp = np.array([10.0, 10, 10, 5, 5, 1, 1, 1])
    assert detail.detail_over_time(sharp, still + place, fps=25) == pytest.approx(0.5)


def following_clip(share: float, late: int) -> tuple[NDArray, NDArray]:
    """[T] places of a head and of shoulders that take a share of its path, frames later."""
    time = np.arange(150) / 25
    head = 10 * np.sin(2 * np.pi * 0.5 * time) + 4 * np.sin(2 * np.pi * 1.1 * time + 1)
    return head, share * np.concatenate([np.zeros(late), head[: len(head) - late]])


def test_shoulders_follow_by_a_share_and_late() -> None:
    head, shoulders = following_clip(share=0.3, late=3)
    found = following(head, shoulders, fps=25)
    assert found.share == pytest.approx(0.3, abs=0.03)
    assert found.lag_ms == pytest.approx(120)


def test_shoulders_that_are_not_seen_have_no_figures() -> None:
    head, _ = following_clip(share=0.3, late=3)
    assert np.isnan(following(head, np.full(len(head), np.nan), fps=25).share)


def test_unrelated_movement_has_no_lag() -> None:
    head, _ = following_clip(share=0.3, late=3)
    noise = np.random.default_rng(0).normal(size=len(head))
    assert np.isnan(following(head, noise, fps=25).lag_ms)


def test_shoulders_are_found_where_they_have_moved(avatar: MeshAvatar) -> None:
    portrait = avatar.portrait
    tracker = ShoulderTracker(portrait.image, portrait.landmarks, portrait.alpha)
    there = np.roll(portrait.image, 4, axis=1)
    assert tracker.sideways(portrait.image) == pytest.approx(0, abs=0.05)
    assert tracker.sideways(there) == pytest.approx(4, abs=0.2)


def test_the_place_of_the_head_is_midway_between_the_ears(rest: Trace) -> None:
    both = np.stack([rest.landmarks, moved(rest.landmarks, 7, 3)])
    assert np.diff(place_of_head(both)) == pytest.approx(7)


@pytest.fixture
def folders(tmp_path: Path, avatar: MeshAvatar) -> Path:
    """A folder of one portrait, a picture without a face, and a video that slides."""
    image = avatar.portrait.image
    for name, content in (("somebody", image), ("nobody", np.full_like(image, 128))):
        cv2.imwrite(str(tmp_path / f"{name}.png"), content[..., ::-1])
    (tmp_path / "videos").mkdir()
    with VideoWriter(tmp_path / "videos" / "slide.mp4", image.shape[1::-1], 25) as writer:
        for shift in np.round(8 * np.sin(np.arange(50) / 6)).astype(int):
            writer.write(np.roll(image, shift, axis=1))
    return tmp_path


def test_the_benchmark_prints_writes_and_draws(
    folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(picture, "SPOKEN_S", 1.0)
    written, sheet = folders / "figures.json", folders / "sheet" / "out.png"
    outputs = ["--json", str(written), "--sheet", str(sheet)]
    inputs = [str(folders), "--videos", str(folders / "videos")]
    monkeypatch.setattr("sys.argv", ["picture", *inputs, *outputs])
    picture.main()

    printed = capsys.readouterr().out
    assert "somebody" in printed
    assert "refused nobody" in printed
    figures = json.loads(written.read_text())
    assert list(figures["portraits"]) == ["somebody"]
    assert set(figures["portraits"]["somebody"]["angles"]) == set(picture.SIDES)
    # The whole picture slides: shoulders go as far as the head, at the same time.
    slide = figures["videos"]["slide"]
    assert slide["torso"]["share"] == pytest.approx(1, abs=0.1)
    assert slide["torso"]["lag_ms"] == 0
    assert slide["detail"] > 0.8
    angles = len(picture_sheet.YAWS) + len(picture_sheet.PITCHES)
    cell = picture_sheet.CELL
    assert cv2.imread(str(sheet)).shape == (cell, angles * cell, 3)


def test_portraits_can_be_left_out(
    folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(picture, "SPOKEN_S", 1.0)
    monkeypatch.setattr("sys.argv", ["picture", str(folders), "--leave-out", "nobody"])
    picture.main()
    assert "nobody" not in capsys.readouterr().out


@pytest.fixture(scope="module")
def spoken(avatar: MeshAvatar) -> tuple[Picture, NDArray]:
    """A frame of an "ah", and its landmarks."""
    model = Model(avatar)
    return model.hold(SOUNDS["ah"]), model.vertices[:SKIN_LANDMARK_COUNT].copy()


def test_teeth_and_what_is_behind_them_are_told_apart(spoken: tuple[Picture, NDArray]) -> None:
    frame, landmarks = spoken
    inside = holes(landmarks, frame.shape, 0) > 0
    bright = frame.max(axis=2) > np.percentile(frame[inside].max(axis=1), 80)
    usual = mouth_light(frame, landmarks)
    grey, hollow = frame.copy(), frame.copy()
    grey[inside & bright] //= 2
    hollow[inside & ~bright] = 0
    assert mouth_light(grey, landmarks).tooth < 0.8 * usual.tooth
    assert mouth_light(hollow, landmarks).dark < 0.05
    assert mouth_light(hollow, landmarks).tooth == pytest.approx(usual.tooth, rel=0.02)


def test_the_mouths_light_does_not_depend_on_the_exposure(spoken: tuple[Picture, NDArray]) -> None:
    frame, landmarks = spoken
    usual, dim = (mouth_light(f, landmarks) for f in (frame, (frame * 0.7).astype(np.uint8)))
    assert dim.tooth == pytest.approx(usual.tooth, abs=0.05)
    assert dim.dark == pytest.approx(usual.dark, abs=0.05)


def test_a_shut_mouth_has_no_light(avatar: MeshAvatar) -> None:
    model = Model(avatar)
    shut = mouth_light(model.hold(pose()), model.vertices[:SKIN_LANDMARK_COUNT])
    assert np.isnan([shut.tooth, shut.dark]).all()
    assert over_sounds([shut, MouthLight(1.0, 0.3)]) == MouthLight(1.0, 0.3)


def test_this_mouth_is_as_light_as_peoples(avatar: MeshAvatar) -> None:
    lights = spoken_light(avatar)
    assert all(0.9 < light.tooth < 1.3 for light in lights.values())
    assert 0.2 < over_sounds(list(lights.values())).dark < 0.45
