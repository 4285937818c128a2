"""Training of the tri-plane engine's networks: `python -m training.triplane STAGE --help`.

Stages: plane, head, torso (each from the former's checkpoint), sync, audio; adapt (one person's
own). prepare makes shards of talking clips, evaluate measures a network on some that it has not
seen, export writes a trained network as the release has it.
With several processes: `torchrun --nproc_per_node 8 -m training.triplane STAGE ...`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from real3d.errors import FileMissingError, MissingLibraryError, Real3DError, SettingsError

if TYPE_CHECKING:
    from training.triplane.evaluation import Network
    from training.triplane.identity import FaceRecogniser
    from training.triplane.prepare import Tools
    from training.triplane.score_table import Evaluation
    from training.triplane.stages.stage import Stage
    from training.triplane.teachers.teacher import Teacher

STAGES = {
    "plane": "stage 1: image to plane, distilled from a teacher",
    "head": "stage 2: the motion adapter, from talking heads",
    "torso": "stage 3: torso and background",
    "sync": "the sync network",
    "audio": "audio to motion",
    "adapt": "one person's own networks, from 10 to 60 seconds",
}
REPORT_EVERY = 50
USER_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 2 for an error of the user's."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except Real3DError as error:
        print(f"training: {error}", file=sys.stderr)
        return USER_ERROR
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.triplane",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, what in STAGES.items():
        stage = commands.add_parser(name, help=what, description=what)
        stage.add_argument("--out", type=Path, required=True, help="folder of the checkpoint")
        stage.add_argument("--shards", type=Path, help="folder that `prepare` made")
        stage.add_argument("--face", type=Path, help="face_model.safetensors")
        stage.add_argument("--start", type=Path, help="checkpoint of the stage before this one")
        stage.add_argument(
            "--set", action="append", default=[], metavar="NAME=VALUE", help="changes a setting"
        )
        stage.add_argument("--show", action="store_true", help="print the settings and end")
        stage.set_defaults(run=_train, stage=name)
        if name == "plane":
            stage.add_argument(
                "--teacher",
                default="avatars",
                help="“avatars” of --photos, “clips” of --shards, or an EG3D generator's file",
            )
            stage.add_argument("--photos", type=Path, nargs="+", default=[], help="portraits")
        if name == "adapt":
            stage.add_argument("--release", type=Path, help="folder with the released checkpoints")
    prepare = commands.add_parser("prepare", help="talking clips to shards")
    prepare.add_argument("videos", nargs="+", type=Path)
    prepare.add_argument("--out", type=Path, required=True, help="folder of the shards")
    prepare.add_argument("--weights", type=Path, help="folder of the tri-plane engine's weights")
    prepare.add_argument("--silent", action="store_true", help="leave voices out")
    prepare.add_argument("--workers", type=int, default=1, help="processes at once")
    prepare.add_argument("--ray", action="store_true", help="on a Ray cluster")
    prepare.set_defaults(run=_prepare)
    evaluate = commands.add_parser("evaluate", help="measure a network on clips it has not seen")
    evaluate.add_argument("--start", type=Path, help="checkpoint of head or torso")
    evaluate.add_argument("--release", type=Path, help="folder with the released checkpoints")
    evaluate.add_argument("--shards", type=Path, required=True, help="of clips not trained on")
    evaluate.add_argument("--face", type=Path, required=True, help="face_model.safetensors")
    evaluate.add_argument("--out", type=Path, required=True, help="file for the figures, JSON")
    evaluate.add_argument("--part", choices=("head", "person"), default="person")
    evaluate.add_argument("--frames", type=int, default=100, help="of each clip, at most")
    evaluate.add_argument(
        "--adaptation", type=Path, help="measure the network with one person's changes too"
    )
    evaluate.add_argument("--alexnet", type=Path, help="LPIPS too: torchvision's AlexNet, .pth")
    evaluate.add_argument("--inception", type=Path, help="FID too: torch-fidelity's file, .pth")
    evaluate.set_defaults(run=_evaluate)
    export = commands.add_parser("export", help="write a trained network as the release has it")
    export.add_argument("checkpoint", type=Path)
    export.add_argument("--out", type=Path, required=True, help="folder for `weights convert`")
    export.add_argument("--adaptation", type=Path, help="merge one person's changes into it")
    export.set_defaults(run=_export)
    return parser


def _train(options: argparse.Namespace) -> None:
    from training.triplane.configs import CONFIGS, as_json, changed

    config = CONFIGS[options.stage]()
    for setting in options.set:
        name, _, value = setting.partition("=")
        config = changed(config, name, value)
    if options.show:
        print(as_json(config))
        return
    import torch

    from training.triplane.loop import start_from, together, train
    from training.triplane.tensorboard_log import TrainingLog

    with together():
        torch.manual_seed(config.run.seed)
        stage = _stage(options, config)
        if options.start is not None and options.stage != "adapt":
            start_from(stage, options.start)
        with TrainingLog(stage, options.out) as log:

            def report(step: int, figures: dict[str, float]) -> None:
                _report(step, figures)
                log.report(step, figures)

            train(stage, options.out, report)
    if options.stage == "adapt":
        from training.triplane.adaptation import Adaptation, AdaptationStage

        assert isinstance(stage, AdaptationStage)
        Adaptation.of(stage).write(options.out / "adaptation.safetensors")


def _stage(options: argparse.Namespace, config: Any) -> Stage:
    if options.stage == "plane":
        from training.triplane.stages.plane import PlaneStage

        return PlaneStage(config, _teacher(options, config.network.size))
    from real3d.triplane.weights.face_model_file import load_face_model
    from training.triplane.clips import ClipShards

    clips = ClipShards(_required(options.shards, "--shards"))
    face = load_face_model(_required(options.face, "--face"))
    if options.stage == "head":
        from training.triplane.stages.head import HeadStage

        return HeadStage(config, clips, face)
    if options.stage == "torso":
        from training.triplane.stages.torso import TorsoStage

        return TorsoStage(config, clips, face)
    if options.stage == "sync":
        from training.triplane.stages.sync import SyncStage

        return SyncStage(config, clips, face)
    if options.stage == "audio":
        from training.triplane.stages.audio import AudioStage

        return AudioStage(config, clips, face, _sync_network(config.sync_network))
    from training.triplane.adaptation import AdaptationStage

    return AdaptationStage(config, _released(options), clips[0], face)


def _teacher(options: argparse.Namespace, size: int) -> Teacher:
    from training.triplane.teachers.clips import ClipTeacher
    from training.triplane.teachers.eg3d import load_eg3d
    from training.triplane.teachers.mesh_avatars import MeshTeacher, avatar_of

    if options.teacher == "clips":
        from training.triplane.clips import ClipShards

        return ClipTeacher(ClipShards(_required(options.shards, "--shards")), size)
    if options.teacher != "avatars":
        return load_eg3d(Path(options.teacher))
    if not options.photos:
        raise FileMissingError("training-option-missing", name="--photos")
    return MeshTeacher([avatar_of(photo) for photo in options.photos], size)


def _sync_network(checkpoint: Path | None) -> Any:
    if checkpoint is None:
        return None
    from training.triplane.loop import read_checkpoint
    from training.triplane.sync_network import SyncNetwork

    return SyncNetwork.of_state(read_checkpoint(checkpoint)["networks"]["model"])


def _released(options: argparse.Namespace) -> Any:
    """The renderer that is adapted: a stage's, else the release."""
    from real3d.triplane.weights.checkpoint import find_checkpoint, read_released
    from real3d.triplane.weights.conversion import RENDERER_FOLDER, find_release
    from training.triplane.loop import read_checkpoint

    if options.start is not None:
        return read_checkpoint(options.start)["networks"]["model"]
    release = find_release(_required(options.release, "--release"))
    return read_released(find_checkpoint(release / RENDERER_FOLDER))


def _prepare(options: argparse.Namespace) -> None:
    from functools import partial

    from training.triplane.prepare import prepare

    make = partial(load_tools, options.weights, options.silent)
    outcomes = prepare(options.videos, options.out, make, options.workers, options.ray)
    for outcome in outcomes:
        print(f"{outcome.video}: {outcome.reason or outcome.shard}", flush=True)


def load_tools(weights: Path | None, silent: bool) -> Tools:
    """What videos are prepared with, from the tri-plane engine's weights."""
    from functools import partial

    from real3d.triplane.driving.speech_features import load_hubert
    from real3d.triplane.segmentation import segment_person
    from real3d.triplane.weights.face_model_file import load_face_model
    from real3d.triplane.weights.files import FACE_MODEL, SEGMENTATION, SPEECH, weights_folder
    from real3d.triplane.weights.resolve import require_weights
    from training.triplane.prepare import Tools

    paths = require_weights(weights_folder(weights))
    return Tools(
        load_face_model(paths[FACE_MODEL.name]),
        partial(segment_person, model=paths[SEGMENTATION.name]),
        None if silent else load_hubert("cpu", paths.get(SPEECH.name)),
    )


def _evaluate(options: argparse.Namespace) -> None:
    from training.triplane.adaptation import Adaptation
    from training.triplane.evaluation import load_network, load_release
    from training.triplane.score_table import write_scores

    if options.frames < 1:
        raise SettingsError(
            "training-setting-wrong", name="--frames", value=options.frames, present="100"
        )

    def network(adaptation: Adaptation | None) -> Network:
        if options.start is not None:
            return load_network(options.start, adaptation)
        return load_release(_required(options.release, "--start"), adaptation)

    measure = _measure(options)
    plain, adapted = measure(network(None)), None
    if options.adaptation is not None:
        print(f"\nwith {options.adaptation}")
        adapted = measure(network(Adaptation.read(options.adaptation)))
    write_scores(options.out, options.part, plain, adapted)


def _measure(options: argparse.Namespace) -> Callable[[Network], Evaluation]:
    """What measures a network on the clips and prints a table of it."""
    from real3d.portrait.tracking import track
    from real3d.triplane.weights.face_model_file import load_face_model
    from training.triplane.clips import ClipShards
    from training.triplane.evaluation import evaluate
    from training.triplane.learned_scores import FrechetDistance, LearnedScores, Lpips
    from training.triplane.score_table import Evaluation, columns, heading, table_row

    clips, face = ClipShards(options.shards), load_face_model(options.face)
    identity = _identity()
    lpips = None if options.alexnet is None else Lpips(options.alexnet)

    def measure(network: Network) -> Evaluation:
        fid = None if options.inception is None else FrechetDistance(options.inception)
        learned = LearnedScores(identity, lpips, fid)
        names, found = columns(learned), {}
        print(heading(names), flush=True)
        each_clip = evaluate(network, clips, face, options.part, options.frames, track, learned)
        for name, scores in each_clip:
            found[name] = scores
            print(table_row(name, scores, names), flush=True)
        result = Evaluation(found, None if fid is None else fid.value())
        print(table_row("mean", result.mean(), names))
        if fid is not None and result.fid is not None:
            print(f"FID {result.fid:.2f}, of {fid.frames} frames")
        return result

    return measure


def _identity() -> FaceRecogniser | None:
    """What recognises faces, or None and a sentence that says why not."""
    from training.triplane.identity import FaceRecogniser

    try:
        return FaceRecogniser()
    except MissingLibraryError as error:
        print(error, file=sys.stderr)
        return None


def _export(options: argparse.Namespace) -> None:
    from training.triplane.export import export

    print(export(options.checkpoint, options.out, options.adaptation))


def _report(step: int, figures: dict[str, float]) -> None:
    if step % REPORT_EVERY == 0:
        losses = ", ".join(f"{name} {value:.4f}" for name, value in figures.items())
        print(f"step {step}: {losses}", flush=True)


def _required(path: Path | None, option: str) -> Path:
    if path is None:
        raise FileMissingError("training-option-missing", name=option)
    return path


if __name__ == "__main__":
    sys.exit(main())
