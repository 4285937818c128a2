"""How far motion, face model and matting are from golden figures of the published system.

    python -m benchmarks.parity_motion DIR [--salt SALT] [--face-salt SALT] [--face-rows N]
        [--face-cols N] [--json FILE]

DIR holds files whose names begin with `motion_`, `face_` and `matting_`; seeds, lengths and numbers
of faces are read from what they hold. Weights and face model are stand-ins (`motion_stand_in.py`,
`face_stand_in.py`); other salts make others, and the face has as many rows and columns of vertices
as is said. Exits with 1 if a figure is beyond its tolerance. `benchmarks.parity` runs this too.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.published.crop import published_crop_box
from benchmarks.published.eyelids import close_eyes_as_published, published_schedule
from benchmarks.published.fitting import fit_as_published
from benchmarks.published.head_path import follow, repeat_back_and_forth, smooth_cameras
from benchmarks.published.portrait_parts import published_background, published_torso
from benchmarks.published.secc import draw_mesh_as_published
from benchmarks.published.speech_features import published_features
from benchmarks.table import print_table, write_json
from real3d.triplane.driving.head_path import cameras, smooth_track
from real3d.triplane.driving.pitch import pitch_track
from real3d.triplane.driving.speech_features import normalise
from real3d.triplane.face_model.landmark_objective import FaceFit
from real3d.triplane.face_model.morphable_model import (
    CAMERA_DISTANCE,
    MorphableModel,
    Pose,
    posed,
    project,
    read_morphable_model,
    rotation_matrices,
)
from real3d.triplane.modeling.audio_to_motion import (
    FEATURES_PER_FRAME,
    AudioToMotion,
    ExpressionStyle,
    GatedStack,
    SpeechFeatures,
    pitch_class,
    sample_noise,
)
from real3d.triplane.portrait_parts import split_portrait
from real3d.triplane.segmentation import HEAD, PersonClass, class_mask
from real3d.triplane.weights.audio_to_motion_names import (
    build_audio_to_motion,
    fold_stack,
    translate_audio_to_motion,
)
from tests.support.face_stand_in import write_stand_in_face
from tests.support.goldens import unpacked
from tests.support.motion_stand_in import HIDDEN, LATENT, WIDTH, stand_in_motion_weights
from tests.support.speech_stand_in import WindowStatistics, golden_wave

Arrays = Mapping[str, NDArray]


@dataclass(frozen=True)
class Row:
    """One quantity against its golden figures."""

    quantity: str
    deviation: float
    """The largest absolute one, or a share or a count where the quantity says so."""
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether it is within tolerance; a deviation that is not a number is not."""
        return bool(self.deviation <= self.tolerance)


@dataclass(frozen=True)
class StandIns:
    """What the golden figures were made with."""

    weights: Mapping[str, Tensor]
    network: AudioToMotion
    face: MorphableModel


@dataclass(frozen=True)
class StandInChoice:
    """Which stand-ins."""

    salt: str = ""
    """Of the weights."""
    face_salt: str = ""
    face_rows: int = 49
    """Of vertices."""
    face_columns: int = 45
    """Of vertices."""

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> StandInChoice:
        """What `add_stand_ins` has parsed."""
        return cls(arguments.salt, arguments.face_salt, arguments.face_rows, arguments.face_cols)


def make_stand_ins(choice: StandInChoice) -> StandIns:
    """Weights and face model."""
    weights = stand_in_motion_weights(choice.salt)
    network = build_audio_to_motion(translate_audio_to_motion(weights))
    with TemporaryDirectory() as folder:
        write_stand_in_face(
            Path(folder), choice.face_rows, choice.face_columns, salt=choice.face_salt
        )
        return StandIns(weights, network, read_morphable_model(Path(folder)))


@torch.inference_mode()
def audio_to_motion_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """Generation, its stages, noise, posterior and pitch classes."""
    tensors = {name: torch.from_numpy(array) for name, array in golden.items()}
    for length in sorted({m[0] for name in golden if (m := re.match(r"t\d+_", name))}):
        part = {k.removeprefix(length): v for k, v in tensors.items() if k.startswith(length)}
        found = _generated(part, made.network)
        for name in sorted(found.keys() & part.keys()):
            tolerance = 0 if name.startswith("noise") else 1e-5
            yield Row(length + name, _distance(found[name], part[name]), tolerance)
    if "enc_exp_in" in tensors:
        yield from _posterior_rows(tensors, made)
    yield Row("f0_coarse", _distance(pitch_class(tensors["f0_hz"]), tensors["f0_coarse"]), 0)


def _generated(golden: Mapping[str, Tensor], network: AudioToMotion) -> dict[str, Tensor]:
    """Expressions, noise and stages for the inputs of one length, by the golden figures' names."""
    f0, noise = golden["f0"], golden["noise"]
    open_eyes = torch.zeros(f0.shape, dtype=torch.int64)
    speech = SpeechFeatures(golden["hubert"].float(), f0, open_eyes)
    default = network(speech, noise, ExpressionStyle())
    found = {
        "exp_default": default,
        "exp_temp0": network(speech, noise, ExpressionStyle(temperature=0)),
        **_stages(network, speech, noise),
    }
    if "mask" in golden:
        found["exp_masked"] = default * golden["mask"][..., None]
    if "blink" in golden:
        blinking = SpeechFeatures(speech.hubert, f0, golden["blink"][..., 0].long())
        wide = ExpressionStyle(temperature=1, mouth=1)
        found["exp_temp1_amp1_blink"] = network(blinking, noise, wide)
    for name in golden:
        if seed := re.fullmatch(r"(?:noise|exp)_seed(\d+)", name):
            drawn = sample_noise(LATENT, speech, int(seed[1]))
            found[f"noise_seed{seed[1]}"] = drawn
            found[f"exp_seed{seed[1]}"] = network(speech, drawn, ExpressionStyle())
    return found


def _stages(network: AudioToMotion, speech: SpeechFeatures, noise: Tensor) -> dict[str, Tensor]:
    """What passes through the network's parts, by the golden figures' names."""
    found: dict[str, Tensor] = {}
    parts = {
        "hubert_feat": network.condition.speech,
        "pitch_feat": network.condition.pitch,
        "cond": network.condition,
        "g_sqz": network.squeeze,
        "dec_pre": network.expand,
        "dec_wn": network.decoder,
    }

    def keep(name: str) -> Callable[..., None]:
        return lambda module, inputs, output: found.update({f"mid_{name}": output})

    handles = [part.register_forward_hook(keep(name)) for name, part in parts.items()]
    network(speech, noise, ExpressionStyle())
    for handle in handles:
        handle.remove()
    latent = noise * ExpressionStyle().temperature
    for number, coupling in reversed(list(enumerate(network.flow))):
        latent = coupling.inverse(latent.flip(1), found["mid_g_sqz"])
        found[f"mid_flow{2 * number}"] = latent
    found["mid_cond"] = found["mid_cond"].transpose(1, 2)
    return found


def _posterior_rows(tensors: Mapping[str, Tensor], made: StandIns) -> Iterator[Row]:
    """The encoder that only training needs, and the flow towards the prior."""
    prefix = "vae.encoder"
    stack = GatedStack(HIDDEN, WIDTH, layers=8, kernel=5)
    stack.load_state_dict(fold_stack(made.weights, f"{prefix}.wn", ""))
    # The recording of the same length as the expressions.
    heard = f"t{FEATURES_PER_FRAME * tensors['enc_exp_in'].shape[1]}_"
    f0 = tensors[f"{heard}f0"]
    silent = torch.zeros(f0.shape, dtype=torch.int64)
    speech = SpeechFeatures(tensors[f"{heard}hubert"].float(), f0, silent)
    condition = made.network.squeeze(made.network.condition(speech, ExpressionStyle()))

    def layer(name: str) -> tuple[Tensor, Tensor]:
        return tuple(made.weights[f"{prefix}.{name}.{part}"] for part in ("weight", "bias"))

    motion = tensors["enc_exp_in"].transpose(1, 2)
    hidden = stack(F.conv1d(motion, *layer("pre_net.0"), stride=4, padding=2), condition)
    mean, logs = F.conv1d(hidden, *layer("out_proj")).chunk(2, 1)
    latent = mean
    for coupling in made.network.flow:
        kept, moved = latent.chunk(2, 1)
        latent = torch.cat((kept, moved + coupling.shift(kept, condition)), 1).flip(1)
    found = {"enc_mean": mean, "enc_logs": logs, "enc_mean_through_flow": latent}
    for name, tensor in found.items():
        yield Row(name, _distance(tensor, tensors[name]), 2e-5)


def pitch_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """The pitch of recordings."""
    for name in sorted(name for name in golden if re.fullmatch(r"f0_\d+", name)):
        number = name.removeprefix("f0_")
        expected = golden[name]
        found = pitch_track(golden[f"wav{number}_int16"] / 32768)
        yield Row(f"{name}: frames", abs(len(found) - len(expected)), 0)
        yield Row(f"{name}: voicing, frames", ((found > 0) != (expected > 0)).sum(), 0)
        yield Row(f"{name}: Hz", _distance(found, expected), 0.01)


def hubert_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """The pieces that speech is cut into, by a stand-in network."""
    for count, frames, pieces, *lengths in golden["table_samples_frames_calls_lengths"]:
        network = WindowStatistics()
        found = published_features(network, normalise(golden_wave(count)))
        same = len(found) == frames and network.lengths == lengths[:pieces]
        yield Row(f"n{count}: pieces", float(not same), 0)
        rows, values = golden[f"n{count}_rows"], golden[f"n{count}_values"]
        yield Row(f"n{count}: features", _distance(found[rows], values), 1e-6)


def camera_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """Cameras, the chain of poses, smoothing, repetition."""
    found = cameras(Pose(golden["euler"], golden["trans"]))
    yield Row("c2w", _distance(found[:, :16].reshape(-1, 4, 4), golden["c2w"]), 1e-5)
    intrinsics = found[:, 16:].reshape(-1, 3, 3)
    yield Row("intrinsics", _distance(intrinsics, golden["intrinsics"]), 1e-12)
    driving = Pose(golden["chain_drv_euler"], golden["chain_drv_trans"])
    source = Pose(golden["chain_src_euler"], golden["chain_src_trans"])
    for name, start in (("chain_mapped", source), ("chain_unmapped", None)):
        frames = len(golden[f"{name}_camera"])
        path = follow(driving[repeat_back_and_forth(len(driving), frames)], start)
        chain = {
            "euler": path.euler,
            "trans": path.translation,
            "camera": smooth_cameras(cameras(path)).astype(np.float32),
        }
        for part, array in chain.items():
            yield Row(f"{name}_{part}", _distance(array, golden[f"{name}_{part}"]), 1e-5)
    for name in sorted(name[:-3] for name in golden if name.endswith("_in")):
        smooth = smooth_cameras if name.startswith("smooth") else smooth_track
        yield Row(name, _distance(smooth(golden[f"{name}_in"]), golden[f"{name}_out"]), 1e-5)
    for name in sorted(name for name in golden if name.startswith("mirror_len")):
        length = int(name.removeprefix("mirror_len"))
        found = repeat_back_and_forth(length, len(golden[name]))
        yield Row(name, _distance(found, golden[name]), 0)


def blink_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """Edited pictures away from ties, and the times of blinks."""
    top, bottom, left, right = golden["window_r0_r1_c0_c1"]
    window = slice(top, bottom), slice(left, right)
    for name in sorted(name for name in golden if name.endswith("_window")):
        picture_name, percent = re.fullmatch(r"(img\d+)_p(\d+)_window", name).groups()
        levels = golden[f"{picture_name}_u8"]
        picture = ((levels + np.float32(0.5)) / np.float32(127.5) - 1).transpose(2, 0, 1)
        picture[:, (levels == 0).all(2)] = -1
        edited = close_eyes_as_published(picture.astype(np.float32), int(percent) / 100)
        found = np.rint((edited + 1) * 127.5).transpose(1, 2, 0)
        differs = (found[window] != golden[name]).any(2)
        if (tie := name.replace("window", "tie")) in golden:
            differs &= ~unpacked(golden[tie])
        yield Row(f"{name}: pixels", differs.sum(), 0)
        found[window] = levels[window]
        yield Row(f"{name}: pixels outside", (found != levels).any(2).sum(), 0)
    for name in sorted(name for name in golden if name.startswith("schedule_")):
        frames, seed = (int(n) for n in re.findall(r"\d+", name))
        found = np.array(list(published_schedule(frames, random.Random(seed))))
        yield Row(name, _distance(found, golden[name]), 1e-12)


def crop_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """Boxes around small faces, and what is cut there."""
    import cv2

    place = np.arange(512) // 2
    picture = np.stack(np.broadcast_arrays(place, place[:, None], 0), -1).astype(np.uint8)
    cases = zip(
        golden["landmarks"], golden["box_x0_x1_y0_y1"], golden["cropped_every4"], strict=True
    )
    for number, (landmarks, box, cropped) in enumerate(cases):
        found = published_crop_box(landmarks)
        expected = None if (box == -1).all() else tuple(box)
        yield Row(f"box {number}", float(found != expected), 0)
        if found:
            left, right, top, bottom = found
            cut = cv2.resize(picture[top:bottom, left:right], (512, 512))[::4, ::4]
            yield Row(f"crop {number}", _distance(cut[..., :2], cropped[..., :2]), 1)


def geometry_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """Shapes, poses and projections."""
    model, coefficients = made.face, (golden["id"], golden["exp"])
    pose = Pose(golden["euler"], golden["trans"])
    shape = model.shape(*coefficients)
    camera = posed(shape, pose)
    pixels = _flipped(project(camera)) * 224
    keypoints = model.keypoint_model
    canonical = keypoints.shape(*coefficients)
    places = keypoints.project(*coefficients, pose)
    landmarks = model.landmark_model.project(*coefficients, pose)
    found = {
        "rotation": rotation_matrices(pose.euler).swapaxes(1, 2),
        "shape": shape[golden["rows_kept"]],
        "camera_vertices": _with_depth(camera[[1, 2, 3]]),
        "projected_vertices_224": pixels[[0, 3]],
        "fit_landmarks_224": _flipped(landmarks) * 224,
        "lm2d_68": places,
        "lm2d_468": landmarks,
        "lm3d_68": _with_depth(posed(canonical, pose)),
        "cano_lm3d_68": canonical,
        "cano_lm3d_468": model.landmark_model.shape(*coefficients),
        "idexp_lm3d_68": 10 * (canonical - keypoints.mean),
        "torso_keypoints_68": np.clip(2 * places - 1, -1, 1),
    }
    for name, array in found.items():
        tolerance = 224e-5 if name.endswith("224") else 1e-5
        yield Row(name, _distance(array, golden[name]), tolerance)


def fit_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """The published fit of pictures and videos."""
    for name in sorted(name for name in golden if name.endswith("_landmarks_px")):
        case = name.removesuffix("_landmarks_px")
        landmarks = golden[name].reshape(-1, *golden[name].shape[-2:])[:, :468]
        size = golden.get(f"{case}_size", 512)
        fit, losses = fit_as_published(made.face, landmarks / size, is_video=case.startswith("vid"))
        parts = {
            "id": (fit.identity, 1e-4),
            "exp": (fit.expression, 1e-4),
            "euler": (fit.pose.euler, 1e-5),
            "trans": (fit.pose.translation, 1e-5),
        }
        for part, (array, tolerance) in parts.items():
            yield Row(f"{case} {part}", _distance(array, golden[f"{case}_fit_{part}"]), tolerance)
        relative = losses / golden[f"{case}_loss"][: len(losses)]
        yield Row(f"{case} loss, relative", _distance(relative, 1), 1e-3)


def secc_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """Masks and colours of drawn faces."""

    def draw(faces: FaceFit, size: int = 512) -> NDArray[np.float32]:
        shape = made.face.shape(faces.identity, faces.expression)
        vertices = torch.from_numpy(posed(shape, faces.pose))
        return draw_mesh_as_published(vertices, made.face, size).numpy()

    identity, expression = golden["batch_id"], golden["batch_exp"]
    still = np.zeros((len(identity), 3), np.float32)
    size = next(int(m[1]) for name in golden if (m := re.fullmatch(r"small(\d+)_secc", name)))
    small = Pose(golden[f"small{size}_euler"], golden[f"small{size}_trans"])
    turned = Pose(golden["posed_euler"], golden["posed_trans"])
    batch = draw(FaceFit(identity, expression, Pose(still, still)))
    turned = draw(FaceFit(golden["posed_id"], golden["posed_exp"], turned))
    tiny = draw(FaceFit(identity, expression, small), size)
    single = draw(FaceFit(identity[1:2], expression[1:2], Pose(still[1:2], still[1:2])))
    cases = {
        "batch": (batch, unpacked(golden["mask_packed"]), golden["secc_every4"], 4),
        "posed": (turned, unpacked(golden["posed_mask_packed"]), golden["posed_secc_every4"], 4),
        "small": (tiny, golden[f"small{size}_mask"][:, 0] > 0, golden[f"small{size}_secc"], 1),
    }
    for name, (picture, mask, colours, step) in cases.items():
        drawn = (picture != -1).any(1)
        yield Row(f"{name}: share of the mask", (drawn != mask).mean(), 1e-4)
        common = (drawn & mask)[:, None, ::step, ::step]
        error = np.abs(picture[..., ::step, ::step] - colours) * common
        yield Row(f"{name}: colours", error.max(), 1e-4)
    expected = unpacked(golden["single_mask_packed"])
    wrong = (single != -1).any(1) != expected
    yield Row("single: share of the mask", wrong.mean(), 1e-4)
    whole = golden["full_u16"] / 65535 * 2 - 1
    yield Row("whole: colours", _distance(batch[1], whole), 1e-4)


def matting_rows(golden: Arrays, made: StandIns) -> Iterator[Row]:
    """Masks, head, continued torso and background; pixels that differ."""
    selections = {
        "head": HEAD,
        "torso": (PersonClass.BODY_SKIN, PersonClass.CLOTHES),
        "person": tuple(PersonClass)[1:],
        "bg": (PersonClass.BACKGROUND,),
    }
    for case in sorted(name.removesuffix("_torso") for name in golden if name.endswith("_torso")):
        if case.endswith("_mask"):
            continue
        image, labels = golden[f"{case}_image"], golden[f"{case}_labels"]
        for name, classes in selections.items():
            expected = unpacked(golden[f"{case}_mask_{name}"])
            wrong = class_mask(labels, *classes) != expected
            yield Row(f"{case}: mask {name}", wrong.sum(), 0)
        torso = published_torso(image, labels)
        background = published_background(image[None], labels[None])
        head = split_portrait(image, labels).head
        yield Row(f"{case}: head", (head != golden[f"{case}_head_image"]).sum(), 0)
        yield Row(f"{case}: torso", (torso.image != golden[f"{case}_torso"]).sum(), 0)
        expected = unpacked(golden[f"{case}_torso_mask"])
        yield Row(f"{case}: torso mask", (torso.mask != expected).sum(), 0)
        yield _background_row(case, background, golden)
    scene = published_background(golden["multi_images"], golden["multi_labels"])
    yield _background_row("multi", scene, golden)


def _background_row(case: str, found: NDArray[np.uint8], golden: Arrays) -> Row:
    differs = (found != golden[f"{case}_background"]).any(2)
    differs &= ~unpacked(golden[f"{case}_background_tie"])
    return Row(f"{case}: background, no ties", differs.sum(), 0)


SUBJECTS = {
    "motion_audio2motion": audio_to_motion_rows,
    "motion_f0": pitch_rows,
    "motion_hubert_chunks": hubert_rows,
    "motion_camera": camera_rows,
    "motion_blink": blink_rows,
    "motion_face_crop": crop_rows,
    "face_geometry": geometry_rows,
    "face_fit": fit_rows,
    "face_secc": secc_rows,
    "matting_torso_background": matting_rows,
}


def compare(folder: Path, choice: StandInChoice) -> dict[str, list[Row]]:
    """The rows of every file of a folder that holds golden figures of motion.

    Exits with a sentence if the figures are those of a face of another size.
    """
    paths = {name: folder / f"{name}.npz" for name in SUBJECTS}
    present = {name: path for name, path in paths.items() if path.is_file()}
    if not present:
        return {}
    made = make_stand_ins(choice)
    found = {}
    for name, path in present.items():
        with np.load(path) as arrays:
            golden = {key: arrays[key] for key in arrays.files}
        _check_size(golden, len(made.face.mean))
        found[name] = list(SUBJECTS[name](golden, made))
    return found


def _check_size(golden: Arrays, vertices: int) -> None:
    if "shape" in golden and golden["shape"].shape[1] != vertices:
        sys.exit(
            f"The golden face has {golden['shape'].shape[1]} vertices and the stand-in {vertices}: "
            "give its size with --face-rows and --face-cols."
        )


def report(found: Mapping[str, list[Row]]) -> list[str]:
    """Prints the tables; names what is beyond its tolerance."""
    for name, rows in found.items():
        print(f"\n{name}")
        cells = [(row.quantity, float(row.deviation), row.tolerance, row.passed) for row in rows]
        print_table(["quantity", "deviation", "tolerance", "within"], cells)
    return [
        f"{name}: {row.quantity}" for name, rows in found.items() for row in rows if not row.passed
    ]


def figures(found: Mapping[str, list[Row]]) -> dict[str, list[dict]]:
    """The same for programs."""
    return {
        name: [
            asdict(row) | {"deviation": float(row.deviation), "passed": row.passed} for row in rows
        ]
        for name, rows in found.items()
    }


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds motion_*, face_* and matting_*.npz")
    add_stand_ins(parser)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    found = compare(arguments.folder, StandInChoice.of(arguments))
    if not found:
        sys.exit(f"“{arguments.folder}” holds no golden figures of motion.")
    failed = report(found)
    if arguments.json:
        write_json(arguments.json, figures(found))
    if failed:
        sys.exit("Beyond tolerance: " + "; ".join(failed))


def add_stand_ins(parser: argparse.ArgumentParser) -> None:
    """The arguments that choose other stand-ins."""
    parser.add_argument("--salt", default="", help="of the audio-to-motion network's weights")
    parser.add_argument("--face-salt", default="", help="of the face model")
    parser.add_argument(
        "--face-rows", type=int, default=StandInChoice.face_rows, help="of its vertices"
    )
    parser.add_argument(
        "--face-cols", type=int, default=StandInChoice.face_columns, help="of its vertices"
    )


def _distance(found: Tensor | NDArray, expected: Tensor | NDArray | float) -> float:
    return float(np.abs(np.asarray(found, np.float64) - np.asarray(expected, np.float64)).max())


def _flipped(places: NDArray) -> NDArray:
    """With the second coordinate growing upwards."""
    return np.stack((places[..., 0], 1 - places[..., 1]), -1)


def _with_depth(vertices: NDArray) -> NDArray:
    """With the distance from the camera for the third coordinate."""
    return np.concatenate((vertices[..., :2], CAMERA_DISTANCE - vertices[..., 2:]), -1)


if __name__ == "__main__":
    main()
