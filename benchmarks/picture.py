"""What is wrong with the mesh engine's pictures, in figures, for every portrait of a folder.

    python -m benchmarks.picture [PORTRAITS] [--voice FILE] [--videos FOLDER] [--leave-out NAME ...]
                                 [--sheet OUT.png] [--json FILE]

Detail that small movements leave, faults of the turned face and the angles up to which each keeps
its limit, how the shoulders follow the head while the portrait speaks, the light of teeth and of
the mouth behind them beside that of the cheek, and what is seen of lids that shut. Videos of a
folder, of real people too, are measured for detail, shoulders, mouth and the light of lids that
blink with the same functions. `--sheet` draws
every portrait turned, to be looked at by a person: figures miss what nobody thought of.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import cv2
import imageio.v3 as iio
import numpy as np

from benchmarks.picture_sheet import sheet_of
from benchmarks.quality import EXAMPLES, PICTURES
from benchmarks.table import print_table, write_json
from real3d.errors import InputError
from real3d.media import open_video, read_audio, read_image
from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.engine import MeshEngine
from real3d.motion import Motion, MotionSettings
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait import analyse_portrait
from real3d.portrait.matting import person_matte
from real3d.portrait.tracking import track
from tests.support.detail import detail_kept, detail_over_time, sharpness
from tests.support.lids import blinked_light, lid_figures
from tests.support.mouth_light import MouthLight, mouth_light, over_sounds, spoken_light
from tests.support.poses import pose
from tests.support.shoulders import Shoulders, ShoulderTracker, following, place_of_head
from tests.support.trace import Tracer
from tests.support.turned_face import LIMITS, Faults, TurnedFace, angle_within

STEP = 5
"""Degrees between the angles that are measured."""
SIDES = {
    "left": [{"yaw": -angle} for angle in range(STEP, 31, STEP)],
    "right": [{"yaw": angle} for angle in range(STEP, 31, STEP)],
    "up": [{"pitch": angle} for angle in range(STEP, 21, STEP)],
    "down": [{"pitch": -angle} for angle in range(STEP, 21, STEP)],
}
"""Turns of the head, away from rest; left and right as seen in the picture."""
FIGURES = tuple(field.name for field in fields(Faults))
SHOWN_YAW = 20
"""Degrees at which the table shows the faults, of the worse side."""
READ_AS_SHUT = 0.45
"""Openness of a shut eye that the tracker reads, of what it reads of the open one: in 15 blinks of
people it reads 0.07 to 0.45."""
SPOKEN_S = 8.0
"""Seconds of the voice that are rendered."""
VIDEO_SIDE = 720
"""Larger videos are reduced to so many pixels."""


def portrait_figures(avatar: MeshAvatar, speech: Motion) -> dict[str, Any]:
    """All figures of one portrait; `speech` is what it does while it speaks."""
    turns = turned_figures(avatar)
    return {
        "detail": asdict(detail_kept(avatar)),
        "turned": turns,
        "angles": limit_angles(turns),
        "torso": asdict(spoken_shoulders(avatar, speech)),
        "mouth": {sound: asdict(light) for sound, light in spoken_light(avatar).items()},
        "lids": asdict(lid_figures(avatar)),
    }


def turned_figures(avatar: MeshAvatar) -> dict[str, list[dict[str, float]]]:
    """By side: the faults at rest and at every angle."""
    tracer = Tracer(avatar)
    rest = tracer.trace(pose())
    face = TurnedFace(rest)
    at_rest = asdict(face.faults(rest))
    return {
        side: [at_rest, *(asdict(face.faults(tracer.trace(pose(**turn)))) for turn in turns)]
        for side, turns in SIDES.items()
    }


def limit_angles(turned: Mapping[str, list[dict[str, float]]]) -> dict[str, dict[str, float]]:
    """By side: the degrees up to which each figure keeps its limit, and the least of them.

    Made-up skin may be stretched, so the stretch that counts is that of the photo.
    """
    angles = {}
    for side, faults in turned.items():
        kept = {
            name: angle_within([row[name] for row in faults], getattr(LIMITS, name), STEP)
            for name in FIGURES
        }
        counted = [value for name, value in kept.items() if name != "stretch"]
        angles[side] = {**kept, "all": min(counted)}
    return angles


def spoken_shoulders(avatar: MeshAvatar, speech: Motion) -> Shoulders:
    """How the shoulders follow the head in the portrait's own rendering of a voice."""
    portrait = avatar.portrait
    tracker = ShoulderTracker(portrait.image, portrait.landmarks, portrait.alpha)
    head, shoulders = [], []
    for frame, landmarks in Tracer(avatar).play(speech):
        head.append(place_of_head(landmarks))
        shoulders.append(tracker.sideways(frame))
    return following(np.array(head), np.array(shoulders), speech.fps)


def video_figures(path: Path) -> dict[str, Any]:
    """Detail, shoulders, mouth and blinking lids of a video: somebody real, or a result.

    Frames without a face are left out.
    """
    clip = open_video(path)
    frames = list(clip.frames(clip.fps, max_side=VIDEO_SIDE))
    found = [
        (frame, landmarks)
        for frame, landmarks in zip(frames, track(iter(frames)), strict=True)
        if landmarks is not None
    ]
    landmarks = np.array([points for _, points in found])
    first = found[0][0]
    tracker = ShoulderTracker(first, landmarks[0], matte_of(first, landmarks[0]))
    sharp = np.array([sharpness(frame, points) for frame, points in found])
    shoulders = np.array([tracker.sideways(frame) for frame, _ in found])
    mouth = [mouth_light(frame, points) for frame, points in found]
    return {
        "detail": detail_over_time(sharp, landmarks, clip.fps),
        "torso": asdict(following(place_of_head(landmarks), shoulders, clip.fps)),
        "mouth": asdict(over_sounds(mouth)),
        "lids": blinked_light([frame for frame, _ in found], landmarks).tolist(),
        "lost": len(frames) - len(found),
    }


def matte_of(frame: Picture, landmarks: FloatArray) -> Float32Array:
    """[H, W] the person's opacity in a frame of any shape."""
    height, width = frame.shape[:2]
    side = max(height, width)
    square = cv2.copyMakeBorder(frame, 0, side - height, 0, side - width, cv2.BORDER_REPLICATE)
    return person_matte(square, landmarks)[:height, :width]


def portrait_row(name: str, figures: Mapping[str, Any]) -> list[Any]:
    """A portrait's line of the table."""
    worse = {
        key: max(figures["turned"][side][SHOWN_YAW // STEP][key] for side in ("left", "right"))
        for key in FIGURES
    }
    angles = [round(figures["angles"][side]["all"]) for side in SIDES]
    return [
        name[:28],
        *figures["detail"].values(),
        *worse.values(),
        *angles,
        *_shown(figures["torso"]),
        *_shown(asdict(over_sounds(_lights(figures["mouth"])))),
        *_shown(figures["lids"]),
    ]


def summary(portraits: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """What a folder comes to."""
    detail = [figures["detail"]["median"] for figures in portraits.values()]
    share = [figures["torso"]["share"] for figures in portraits.values()]
    light = [over_sounds(_lights(figures["mouth"])) for figures in portraits.values()]
    tooth, dark = [mouth.tooth for mouth in light], [mouth.dark for mouth in light]
    lids = [figures["lids"] for figures in portraits.values()]
    sides = {
        f"within limits, {side}, median °": float(
            np.median([figures["angles"][side]["all"] for figures in portraits.values()])
        )
        for side in SIDES
    }
    return {
        "portraits": len(portraits),
        "detail, median": float(np.median(detail)),
        "detail, least": float(np.min(detail)),
        **sides,
        "torso/head, median": float(np.nanmedian(share)),
        "tooth/cheek, median": float(np.nanmedian(tooth)),
        "tooth/cheek, least": float(np.nanmin(tooth)),
        "darkest/cheek, median": float(np.nanmedian(dark)),
        "darkest/cheek, least": float(np.nanmin(dark)),
        "lids' light, median": float(np.median([lid["light"] for lid in lids])),
        "lids' light, least": float(np.min([lid["light"] for lid in lids])),
        "shut lids with a sliver": sum(lid["eyeball"] > 0 for lid in lids),
        "tracked as shut": sum(lid["tracked"] < READ_AS_SHUT for lid in lids),
    }


def _lights(mouth: Mapping[str, Mapping[str, float]]) -> list[MouthLight]:
    return [MouthLight(**light) for light in mouth.values()]


def _shown(figures: Mapping[str, float]) -> list[Any]:
    return ["-" if np.isnan(value) else value for value in figures.values()]


def _median(values: list[float]) -> Any:
    return float(np.median(values)) if values else "-"


def _without_nan(figures: Any) -> Any:
    """JSON knows no NaN."""
    if isinstance(figures, Mapping):
        return {key: _without_nan(value) for key, value in figures.items()}
    if isinstance(figures, list):
        return [_without_nan(value) for value in figures]
    return None if isinstance(figures, float) and np.isnan(figures) else figures


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("portraits", nargs="?", type=Path, default=EXAMPLES / "portraits")
    parser.add_argument("--voice", type=Path, default=EXAMPLES / "voices" / "welcome_woman.flac")
    parser.add_argument("--videos", type=Path, help="measure the videos of this folder too")
    parser.add_argument("--leave-out", nargs="+", default=[], metavar="NAME", help="portraits")
    parser.add_argument("--sheet", type=Path, help="draw every portrait turned")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()

    settings = MotionSettings()
    speech = MeshEngine().motion_from_audio(read_audio(arguments.voice), settings)
    speech = speech[: round(SPOKEN_S * settings.fps)]
    portraits: dict[str, dict[str, Any]] = {}
    refused: dict[str, str] = {}
    rows: list[Picture] = []
    for path in sorted(arguments.portraits.iterdir()):
        if path.suffix.lower() not in PICTURES or path.stem in arguments.leave_out:
            continue
        try:
            avatar = MeshEngine().reconstruct(analyse_portrait(read_image(path)))
        except InputError as error:
            refused[path.stem] = f"{type(error).__name__}: {error}"
            continue
        portraits[path.stem] = portrait_figures(avatar, speech)
        if arguments.sheet:
            rows.append(sheet_of(path.stem, avatar))
    head = ["portrait", "detail", "worst", "stretch %", "of photo", "see-through %", "torn %"]
    print(f"faults: the worse side at {SHOWN_YAW}° of yaw; left to down: degrees within all limits")
    print_table(
        [
            *head,
            *("seams", *SIDES, "torso/head", "lag ms", "tooth/cheek", "darkest/cheek"),
            *("lids' light", "sliver px", "tracked"),
        ],
        [portrait_row(name, figures) for name, figures in portraits.items()],
    )
    for name, reason in refused.items():
        print(f"refused {name}: {reason}")
    print()
    print_table(["over all", "value"], list(summary(portraits).items()))
    for side in SIDES:
        print()
        print_table(
            [f"degrees, {side}", *FIGURES],
            [
                [name[:28], *(figures["angles"][side][key] for key in FIGURES)]
                for name, figures in portraits.items()
            ],
        )

    videos: dict[str, dict[str, Any]] = {}
    if arguments.videos:
        for path in sorted(arguments.videos.glob("*.mp4")):
            videos[path.stem] = video_figures(path)
        print()
        print_table(
            [
                *("video", "detail", "torso/head", "lag ms", "tooth/cheek", "darkest/cheek"),
                *("lids' light", "lost"),
            ],
            [
                [
                    *(n, v["detail"], *_shown(v["torso"]), *_shown(v["mouth"])),
                    *(_median(v["lids"]), v["lost"]),
                ]
                for n, v in videos.items()
            ],
        )
    if rows:
        arguments.sheet.parent.mkdir(parents=True, exist_ok=True)
        iio.imwrite(arguments.sheet, np.vstack(rows))
    if arguments.json:
        figures = {
            "limits": asdict(LIMITS),
            "summary": summary(portraits),
            "portraits": portraits,
            "refused": refused,
            "videos": videos,
        }
        write_json(arguments.json, _without_nan(figures))


if __name__ == "__main__":
    main()
