"""Looking around a photo: single views at once, and a short film."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

from real3d.pipeline.inputs import FilePath, Picture
from real3d.pipeline.progress import Stopwatch, step
from real3d.pipeline.result import Progress, Recipe, Result, Settings, Stage, Timings
from real3d.pipeline.talking_portrait import TalkingPortrait, destination
from real3d.pipeline.writing import film
from real3d.provenance.tags import container_tags
from real3d.runtime.version import __version__

Point = tuple[float, float]


def view_range(
    talker: TalkingPortrait, photo: Picture, face: Point | None = None
) -> tuple[Point, Point]:
    """((lowest, highest) pitch, (lowest, highest) yaw) in degrees that the photo can be turned by.

    Raises:
        InputError: the photo cannot be used.
    """
    from real3d.motion.pose_limits import pose_range
    from real3d.portrait.pose import euler_angles

    portrait = talker.portrait(photo, face=face)
    pitch, yaw = np.degrees(pose_range(euler_angles(portrait.pose.rotation)))
    return (float(pitch[0]), float(pitch[1])), (float(yaw[0]), float(yaw[1]))


def view(
    talker: TalkingPortrait,
    photo: Picture,
    pitch: float,
    yaw: float,
    face: Point | None = None,
    size: int = 512,
) -> NDArray[np.uint8]:
    """The person turned, before the photo's own background; it carries the badge.

    Args:
        talker: renders it.
        photo: of whom.
        pitch, yaw: degrees, up and to the image's right; no farther than `view_range`.
        face: as for `TalkingPortrait.generate`.
        size: pixels a side.

    Returns:
        [size, size, 3] RGB.

    Raises:
        InputError: the photo cannot be used.
    """
    from real3d.motion.orbit import turned
    from real3d.portrait.pose import euler_angles
    from real3d.provenance.badge import make_badge

    portrait = talker.portrait(photo, size, face)
    angles = euler_angles(portrait.pose.rotation)
    motion = turned(float(np.radians(pitch)), float(np.radians(yaw)), angles)
    picture = next(iter(talker.avatar(portrait).render(motion, portrait.clean_background)))
    make_badge(size, size).draw(picture)
    return picture


def film_round(
    talker: TalkingPortrait,
    photo: Picture,
    out: FilePath,
    face: Point | None = None,
    settings: Settings | None = None,
    live: bool = False,
) -> Generator[Progress, None, None]:
    """A short film of the head turning around, step by step; the last step carries the result.

    Args:
        talker: renders it.
        photo: of whom.
        out: the `.mp4` to write.
        face: as for `TalkingPortrait.generate`.
        settings: only the size, the frame rate and the output matter.
        live: let the steps carry pieces of the film that can be played already.

    Raises:
        InputError: the photo cannot be used.
        OutputError: the result cannot be written.
    """
    from real3d.media import VideoWriter
    from real3d.motion.orbit import orbit
    from real3d.portrait.pose import euler_angles
    from real3d.provenance.marking import prepare_marking

    settings = settings or Settings()
    watch = Stopwatch()
    recipe = Recipe(__version__, talker.engine.engine.name, "original", settings)
    size = (settings.size, settings.size)
    marking = prepare_marking(settings.badge, size, transparent=False)
    with (
        destination(out) as path,
        VideoWriter(
            path,
            size,
            settings.motion.fps,
            settings=settings.output,
            metadata=container_tags(recipe.to_json()),
            finalize=marking.finalize,
        ) as writer,
    ):
        yield step(Stage.FACE)
        portrait = talker.portrait(photo, settings.size, face)
        finding = watch.lap()
        yield step(Stage.AVATAR)
        avatar = talker.avatar(portrait)
        building = watch.lap()
        motion = orbit(euler_angles(portrait.pose.rotation), settings.motion.fps)
        frames = avatar.render(motion, portrait.clean_background)
        yield from film(frames, len(motion), motion.fps, writer, marking, live=live)
        yield step(Stage.FINISHING)
    yield Progress(
        Stage.DONE,
        fraction=1.0,
        message=Stage.DONE.value,
        result=Result(
            path=path,
            recipe=recipe,
            engine_reason=talker.engine.reason,
            frames=len(motion),
            fps=motion.fps,
            duration=motion.duration,
            advice=tuple(advice.text for advice in portrait.advice),
            notes=marking.notes,
            marks=marking.names,
            timings=Timings(0.0, finding, building, 0.0, watch.lap()),
        ),
    )
