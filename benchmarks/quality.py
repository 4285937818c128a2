"""How well the mesh engine does what it is told, measured on its own pictures.

    python -m benchmarks.quality [PORTRAITS] [--clips CLIPS] [--random 1000] [--json FILE]

Without a folder of portraits the bundled ones are used. A clip is transferred to the first
portrait and tracked again in the result.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.table import print_table, write_json
from real3d.engine import drain
from real3d.errors import InputError
from real3d.media import open_video, read_image
from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.engine import MeshEngine
from real3d.motion import MotionSettings
from real3d.motion.neutral import NEUTRAL_FADE_S
from real3d.portrait import analyse_portrait
from real3d.portrait.pose import estimate_pose, euler_angles
from real3d.portrait.tracking import track
from tests.support import measures
from tests.support.poses import Model, pose

EXAMPLES = Path(__file__).parent.parent / "examples"
ANGLES = (-15.0, -10.0, -5.0, 5.0, 10.0, 15.0)
PICTURES = {".png", ".jpg", ".jpeg", ".webp"}


def portrait_figures(avatar: MeshAvatar, random_count: int) -> dict[str, float | bool]:
    """The figures of one portrait; each key says its unit or limit."""
    rest = measures.rest_error(avatar)
    yaw = np.abs(measures.rotation_errors(avatar, "yaw", ANGLES))
    roll = np.abs(measures.rotation_errors(avatar, "roll", ANGLES))
    pitch = np.abs(measures.rotation_errors(avatar, "pitch", (-10.0, -5.0, 5.0, 10.0)))
    gaps = np.array(measures.seen_gaps(avatar))
    faces = measures.random_faces(avatar, random_count)
    model = Model(avatar)
    poses = [pose(yaw=a, pitch=a / 2, jawOpen=0.4, neutral=1) for a in ANGLES]
    frames = [model.hold(motion) for motion in poses]
    again = [model.hold(motion) for motion in poses]
    return {
        "rest": rest.mean,
        "rest>8 %": 100 * rest.off_by_8,
        "yaw med": float(np.median(yaw)),
        "yaw max": float(yaw.max()),
        "roll max": float(roll.max()),
        "pitch med": float(np.median(pitch)),
        "gap rises": bool((np.diff(gaps) > 0).all()),
        "gap 0": float(gaps[0]),
        "gap 1": float(gaps[-1]),
        "seal px": measures.sealed_gap(avatar),
        "blink": measures.blink_ratio(avatar),
        "crossed": faces.crossed_lips,
        "through": faces.see_through,
        "bg px": measures.moved_background(avatar, frames),
        "same": all(np.array_equal(a, b) for a, b in zip(frames, again, strict=True)),
    }


def clip_figures(avatar: MeshAvatar, path: Path) -> dict[str, float]:
    """The driver's movement against the one tracked in the result."""
    clip = open_video(path)
    engine = MeshEngine()
    motion = drain(engine.motion_from_video(clip, avatar.portrait, MotionSettings())).motion
    driver = list(track(clip.frames(motion.fps, max_side=720)))
    result = list(track(avatar.render(motion, avatar.portrait.clean_background)))
    both = zip(driver, result, strict=True)
    pairs = [(a, b) for a, b in both if a is not None and b is not None]
    # The result begins and ends with the photo's own expression.
    fade = round(NEUTRAL_FADE_S * motion.fps) + 1
    gaps = np.array([[measures.lip_gap(face) for face in pair] for pair in pairs[fade:-fade]])
    yaw = np.array([_yaw_since_first([pair[k] for pair in pairs]) for k in range(2)]).T
    return {
        "gap correlation": float(np.corrcoef(gaps.T)[0, 1]),
        "yaw error": float(np.abs(yaw[:, 0] - yaw[:, 1]).mean()),
        "yaw range": float(np.ptp(yaw[:, 0])),
        "lost": len(driver) - len(pairs),
    }


def _yaw_since_first(faces: list[np.ndarray]) -> list[float]:
    """Degrees by which each head has turned about its own axis since the first frame."""
    rotations = [estimate_pose(face).rotation for face in faces]
    return [float(np.degrees(euler_angles(rotations[0].T @ r)[1])) for r in rotations]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("portraits", nargs="?", type=Path, default=EXAMPLES / "portraits")
    parser.add_argument("--clips", type=Path, default=EXAMPLES / "clips")
    parser.add_argument("--random", type=int, default=1000, help="random expressions per portrait")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    avatars, figures, refused = {}, {}, {}
    for path in sorted(p for p in arguments.portraits.iterdir() if p.suffix.lower() in PICTURES):
        try:
            avatars[path.stem] = MeshEngine().reconstruct(analyse_portrait(read_image(path)))
        except InputError as error:
            refused[path.stem] = f"{type(error).__name__}: {error}"
            continue
        figures[path.stem] = portrait_figures(avatars[path.stem], arguments.random)
    keys = list(next(iter(figures.values())))
    print_table(
        ["portrait", *keys],
        [[name[:28], *(row[key] for key in keys)] for name, row in figures.items()],
    )
    for name, reason in refused.items():
        print(f"refused {name}: {reason}")

    clips = {}
    if arguments.clips.is_dir():
        first = next(iter(avatars.values()))
        for path in sorted(arguments.clips.glob("*.mp4")):
            clips[path.stem] = clip_figures(first, path)
    if clips:
        keys = list(next(iter(clips.values())))
        print()
        print_table(["clip", *keys], [[n, *(row[k] for k in keys)] for n, row in clips.items()])
    if arguments.json:
        write_json(arguments.json, {"portraits": figures, "refused": refused, "clips": clips})


if __name__ == "__main__":
    main()
