"""Every word of the page, in one place."""

from __future__ import annotations

TITLE = "Real3D-Portrait"
SENTENCE = "One photo and a voice, or a video to follow, become a talking portrait."

VOICE_TAB = "Voice"
VIDEO_TAB = "Video"
BACKGROUND_TAB = "Background"
EXAMPLES = "Or try one of these"

PHOTO = "Photo"
PHOTO_HINT = "One face, seen from the front. JPEG, PNG or WebP."
FACE_FOUND = "Face found. This photo is fine."
FACE_FOUND_BUT = "Face found."

VOICE = "Voice"
CLIP = "Driving video"
SOUND = "Sound"
OTHER_SOUND = "Another sound for the result (optional)"
OTHER_SOUND_HINT = "Without it, the result has the sound of the driving video."

DRIVEN_BY_VOICE = "A voice"
DRIVEN_BY_VIDEO = "A driving video"

BACKGROUND = "Background"
BACKGROUND_KINDS = (
    ("A picture", "picture"),
    ("One colour", "colour"),
    ("Blurred", "blur"),
    ("Transparent", "transparent"),
    ("As in the photo", "original"),
)
BACKGROUND_PICTURE = "Background picture"
BACKGROUND_COLOUR = "Background colour"
TRANSPARENT_HINT = "Transparent results are WebM files; the others are MP4."

HEAD = "Head motion"
MOUTH = "Mouth opening"
EXPRESSION = "Expression"
BLINK = "Blinking"

ADVANCED = "Advanced"
GAZE = "Wandering eyes"
GAZE_HINT = "0 looks straight ahead."
NEUTRALISE = "Take away the photo's own expression"
NEUTRALISE_HINT = "1 lets a smiling photo close its mouth."
SEED = "Seed"
SEED_HINT = "The same seed makes the same video again."
SIZE = "Resolution"
FPS = "Frames per second"
ENGINE = "Engine"
ENGINE_HINT = "“auto” takes the best that can run here and says which."

CONSENT = (
    "Use your own face and voice, or those of people who agreed to it. "
    "Every result is marked as synthetic inside the file."
)
SYNTHETIC = (
    "Results are synthetic: nobody said this in front of a camera. Say so wherever you show them."
)
FILES = "Files are worked on here and deleted after about an hour."

RESULT = "Result"
MAKE_IT_TALK = "Make it talk"
MAKE_IT_MOVE = "Make it move"
MAKE_VIDEO = "Make the video"
STOP = "Stop"
STOPPED = "Stopped. Nothing was kept."
DOWNLOAD = "Download"
RECIPE = "How it was made"
WAITING = "Your video appears here."

NO_PHOTO = "Choose a photo first."
NO_VOICE = "Choose or record a voice first."
NO_CLIP = "Choose or record a driving video first."
NO_DRIVER = "Choose or record a voice or a driving video first."
NO_PICTURE = "Choose a background picture first."
NO_NUMBER = "“{name}” is empty; enter a number."
