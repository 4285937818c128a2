"""What the endpoints do, in words for programs and for language models that call them.

The same text stands on the page's API view, in the answers of `/gradio_api/info` and in the list
of tools of the MCP server, whose readers see nothing else of the page.
"""

from __future__ import annotations

import gradio as gr

from real3d.motion.settings import MotionSettings
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import setting_specs

_FACE = (
    "`face` chooses one of several faces: `x,y` in pixels of the photo; leave it empty for the "
    "most prominent one."
)


def _describe_settings() -> str:
    specs = [spec for each in (MotionSettings, Settings) for spec in setting_specs(each)]
    offered = [spec for spec in specs if spec.placement != "terminal"]
    described = "; ".join(f"`{spec.name}` ({spec.values}) {spec.help}" for spec in offered)
    return (
        f"Amounts are 0 for none and 1 for natural. {described}; `engine`: “auto” is the best here."
    )


_CHOICES = _describe_settings()
_HEAD = (
    "`pose` says where the head's movement comes from: “natural” (the voice), “still”, or “video” "
    "(`head_from`)."
)
_RESULT = (
    "Takes about half a second per second of video, and the time in the queue. Returns the video "
    "with sound (visibly and invisibly marked as synthetic), a report as HTML, and the recipe as "
    "JSON. Only use faces and voices of people who agreed to it."
)

DESCRIPTIONS = {
    "portrait": (
        "Check whether a photo can be animated, before asking for a video: is there a face, is it "
        f"large and frontal enough, and how could the photo be better. {_FACE} Answers within a "
        "second, with the remarks as HTML first."
    ),
    "talk": (
        "Make a talking-head video: the person in `photo` (JPEG, PNG, WebP or HEIC, one frontal "
        "face) speaks the recording `audio` (WAV, MP3, M4A, OGG or FLAC, or the sound of a video, "
        "up to 15 minutes). "
        f"{_HEAD} {_CHOICES} {_RESULT}"
    ),
    "drive": (
        "Make the person in `photo` do what the face in `video` does (MP4, MOV, WebM or AVI, up "
        "to 5 minutes). The result has the video's sound, or that of `audio` if it is given. "
        f"{_CHOICES} {_RESULT}"
    ),
    "background": (
        "Make the person in `photo` speak the recording `audio`, or follow the face in `video`, "
        "in front of another background. `kind` is “picture” (with `picture`), “colour” (with "
        "`colour` as #rrggbb), “blur”, “transparent” (the result is a WebM file with alpha) or "
        f"“original”; with `pictures`, the frames are returned last as PNG in a zip file. {_HEAD} "
        f"{_CHOICES} {_RESULT}"
    ),
    "compare": (
        "Make the same photo speak or move twice, with two engines or two settings, side by side "
        "in one synchronised video. The choices of the two sides stand beside each other. "
        f"{_RESULT}"
    ),
    "look": (
        "Show the person in `photo` with the head turned: `pitch` degrees up and `yaw` degrees "
        f"to the image's right. {_FACE} Returns a picture within a second."
    ),
    "orbit": f"Make a short video of the head in `photo` turning around. {_FACE} {_RESULT}",
    "model": (
        "Make a 3D model (a GLB file with texture) of the head in `photo`. "
        f"{_FACE} Returns the file twice."
    ),
}


def describe_endpoints(page: gr.Blocks) -> None:
    """Gives every endpoint of the page its description."""
    for event in page.fns.values():
        if event.api_name in DESCRIPTIONS:
            event.api_description = DESCRIPTIONS[event.api_name]
