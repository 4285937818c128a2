"""Every word of the page, in one place."""

from __future__ import annotations

TITLE = "Real3D-Portrait"
SENTENCE = "Give one photo of a face and a voice, and get a video in which it speaks."

PHOTO = "Photo"
PHOTO_HINT = "One face, seen from the front. JPEG, PNG or WebP."
PHOTO_EXAMPLES = "Or try one of these"
FACE_FOUND = "Face found. This photo is fine."
FACE_FOUND_BUT = "Face found."

VOICE = "Voice"
VOICE_EXAMPLES = "Or try one of these"
CLIP = "Driving video"
CLIP_EXAMPLES = "Or try one of these"
OTHER_SOUND = "Another sound for the result (optional)"
OTHER_SOUND_HINT = "Without it, the result has the sound of the driving video."

DRIVER = "What moves the face"
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
BACKGROUND_EXAMPLES = "Or try one of these"
TRANSPARENT_HINT = "Transparent results are WebM files; the others are MP4."

MOVEMENT = "How lively"
HEAD = "Head motion"
HEAD_HINT = "0 holds the head still."
MOUTH = "Mouth opening"
MOUTH_HINT = "How far the mouth opens."
EXPRESSION = "Expression"
EXPRESSION_HINT = "Brows, cheeks and lip shapes."
BLINK = "Blinking"
BLINK_HINT = "How often; 0 never."

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
RECIPE = "How it was made"
WAITING = "Your video appears here."

NO_PHOTO = "Choose a photo first."
NO_VOICE = "Choose or record a voice first."
NO_CLIP = "Choose or record a driving video first."
NO_DRIVER = "Choose or record a voice or a driving video first."
NO_PICTURE = "Choose a background picture first."
NO_NUMBER = "“{name}” is empty; enter a number."
ERROR = "That did not work"
