"""What the endpoints do, in words for programs and for language models that call them.

The same text stands on the page's API view, in the answers of `/gradio_api/info` and in the list
of tools of the MCP server, whose readers see nothing else of the page.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from real3d.motion.settings import MotionSettings
from real3d.motion.shipped import shipped_motions
from real3d.pipeline.settings import Settings
from real3d.runtime.settings import setting_specs
from real3d.text_to_speech.voices import VOICE_NAMES

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
    "Takes about half a second per second of video, and the time in the queue. Returns `video` "
    "with sound (visibly and invisibly marked as synthetic), `report` as HTML, and `recipe` as "
    "JSON. Only use faces and voices of people who agreed to it."
)

_SPEECH = (
    "Instead of `audio`, `text` (English, up to 2,000 characters) is said by the synthetic `voice` "
    f"({', '.join(VOICE_NAMES)}) at `speed` (0.5 to 2; 1 is the voice's own)."
)

_CAPTIONS = (
    "`captions` need `transcript`, what is said, as plain words or SRT; where `text` is said, they "
    "have its words by themselves."
)

_MOTION = (
    f"Instead of `video`, `motion` is one of {', '.join(shipped_motions())}, a movement of a few "
    "seconds, or `motion_file` is a file that `keep_motion` has made."
)

DESCRIPTIONS = {
    "portrait": (
        "Check whether a photo can be animated, before asking for a video: is there a face, is it "
        "large and frontal enough, and how could the photo be better. Answers within a second: "
        "`remark` as HTML, and `used`, a picture of what is used of the photo."
    ),
    "talk": (
        "Make a talking-head video: the person in `photo` (JPEG, PNG, WebP or HEIC, one frontal "
        "face) speaks the recording `audio` (WAV, MP3, M4A, OGG or FLAC, or the sound of a video, "
        "up to 15 minutes). "
        f"{_SPEECH} {_HEAD} {_CHOICES} {_CAPTIONS} {_RESULT}"
    ),
    "drive": (
        "Make the person in `photo` do what the face in `video` does (MP4, MOV, WebM or AVI, up "
        "to 5 minutes). The result has the video's sound, or that of `audio` if it is given. "
        f"{_MOTION} {_CHOICES} {_CAPTIONS} {_RESULT}"
    ),
    "keep_motion": (
        "Keep the movement of the face in `video` as a small JSON file that shows nobody. Returns "
        "it as `motion`, with a `report` as HTML; as `motion_file` it moves any photo."
    ),
    "preview": (
        "Make a small moving picture of a result, for chats: `video` is what another tool has "
        "made. Returns it as `preview`, a WebP of the first 8 seconds with the same marks."
    ),
    "background": (
        "Make the person in `photo` speak the recording `audio`, or follow the face in `video`, "
        f"in front of another background. {_SPEECH} {_MOTION} `kind` is “picture” (with "
        "`picture`), “colour” (with `colour` as #rrggbb), “blur”, “transparent” (the result is a "
        f"WebM file with alpha) or “original”. {_HEAD} {_CHOICES} {_CAPTIONS} {_RESULT} "
        "With `pictures`, the frames are returned last, as `pictures`: PNG in a zip file."
    ),
    "duet": (
        "Make two people in one `photo` speak, each with a recording: `first` and `second`, in "
        "turns or `together`, in the whole photo. `face` and `second_face` choose them: `x,y` in "
        "pixels of the photo; left empty, the left one of the two largest faces begins. "
        f"{_CHOICES} {_RESULT}"
    ),
    "compare": (
        "Make the same photo speak or move twice, with two engines or two settings, side by side "
        f"in one synchronised video. {_SPEECH} {_MOTION} The choices of the two sides stand beside "
        f"each other. {_RESULT}"
    ),
    "look": (
        "Show the person in `photo` with another face: `smile` and `brows` from -1 to 1, `jaw`, "
        "`pucker`, `left_eye` and `right_eye` shut, where the eyes look, a `mood`, single ARKit "
        "`shapes`; and the head turned, `yaw` degrees to the image's right, `pitch` up, `roll` "
        f"clockwise. {_FACE} Returns `picture` within a second."
    ),
    "orbit": f"Make a short video of the head in `photo` turning around. {_FACE} {_RESULT}",
    "model": (
        "Make a 3D model (a GLB file with ARKit's blendshapes) of the person in `photo`. "
        f"{_FACE} Returns it as `model`."
    ),
}


_VIDEO = ("video", "report", "recipe")
RETURNS: dict[str, tuple[str, ...]] = {
    "portrait": ("remark", "used"),
    "talk": _VIDEO,
    "drive": _VIDEO,
    "keep_motion": ("motion", "report"),
    "preview": ("preview", "report"),
    "background": (*_VIDEO, "pictures"),
    "duet": _VIDEO,
    "compare": _VIDEO,
    "look": ("picture",),
    "orbit": _VIDEO,
    "model": ("model",),
}
"""What the endpoints return, by name."""


def name_values(information: Any) -> None:
    """What is wanted and returned gets names in place of labels, which are for people, and choices
    of numbers get the type of their values, which Gradio calls texts.

    Args:
        information: as from `gr.Blocks.get_api_info`, changed in place.
    """
    for path, endpoint in information["named_endpoints"].items():
        for parameter in endpoint["parameters"]:
            parameter["label"] = parameter["parameter_name"]
            values = parameter["type"].get("enum", ())
            if values and all(isinstance(value, (int, float)) for value in values):
                parameter["type"] = parameter["type"] | {"type": "number"}
                parameter["python_type"]["type"] = f"Literal[{', '.join(map(str, values))}]"
        names = RETURNS.get(path.removeprefix("/"), ())
        for name, returned in zip(names, endpoint["returns"], strict=False):
            returned["label"] = name


def describe_endpoints(page: gr.Blocks) -> None:
    """Gives every endpoint of the page its description."""
    for event in page.fns.values():
        if event.api_name in DESCRIPTIONS:
            event.api_description = DESCRIPTIONS[event.api_name]
