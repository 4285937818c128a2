"""The page in English."""

from __future__ import annotations

from collections.abc import Mapping

from real3d.ui.i18n.words import SettingWords, Words

ENGLISH = Words(
    sentence="One photo and a voice, or a video to follow, become a talking portrait.",
    voice_tab="Voice",
    video_tab="Video",
    background_tab="Background",
    duet_tab="Duet",
    look_tab="Look",
    live_tab="Live",
    compare_tab="Compare",
    voice_hint="The photo speaks, blinks and moves its head.",
    video_hint="The photo does what the face in your video does, or plays a motion.",
    background_hint="The photo speaks, or follows something, in front of something else.",
    duet_hint=(
        "Two people in one photo talk. The left one begins, or the one whose face you click on."
    ),
    look_hint="Set the face and turn the head; keep the picture, or let it speak like that.",
    live_hint="The photo comes alive: it speaks with your voice, and your face moves it.",
    compare_hint="The same photo, voice or video with two settings, side by side in one video.",
    examples="Or one of these",
    try_one="Try one: a click is enough",
    photo="Photo",
    photo_hint="One face, seen from the front. JPEG, PNG, WebP or HEIC.",
    face_found="Face found. This photo is fine.",
    face_found_but="Face found.",
    faces="What is used of the photo",
    face_number="Face {number}",
    chosen_face="The face that you chose is used; click on another one to change it.",
    voice="Voice",
    text="What the photo says",
    text_hint="In English, {limit} characters at most.",
    speaker="Said by",
    speed="Speed",
    motion="Motion",
    motion_file="Or a motion that you kept (.json)",
    keep_motion="Keep the motion of this video",
    keep_motion_hint=(
        "As a small file that shows nobody: in the place of a driving video it moves any photo."
    ),
    motion_kept="The motion is ready: {duration}, {frames} frames.",
    motion_download="Download the motion",
    clip="Driving video",
    sound="Sound",
    other_sound="Another sound for the result (optional)",
    other_sound_hint="Without it, the result has the driving video's sound; a motion has none.",
    pose="Head movement",
    natural_pose="As the voice suggests",
    still_pose="None",
    video_pose="From a video",
    head_from="Video whose head movement is taken",
    driver="What moves the face",
    by_voice="A recording",
    by_words="Typed words",
    by_video="A driving video",
    by_motion="A motion",
    background="Background",
    picture_kind="A picture",
    colour_kind="One colour",
    blur_kind="Blurred",
    transparent_kind="Transparent",
    original_kind="As in the photo",
    background_picture="Background picture",
    background_colour="Background colour",
    pictures="Also as PNG pictures",
    pictures_hint="The video is a WebM file with alpha; this adds its frames, in a zip.",
    pictures_download="Download the PNG pictures",
    engine="Engine",
    auto_engine="The best one here",
    mesh_engine="Quick, on any computer (mesh)",
    triplane_engine="Neural, on a graphics card (triplane)",
    settings="Settings",
    advanced="Advanced",
    consent=(
        "Use your own face and voice, or those of people who agreed to it. "
        "Every result is marked as synthetic."
    ),
    files="Everything is computed here. Files are deleted after about an hour.",
    result="Result",
    make_it_talk="Make it talk",
    make_it_move="Make it move",
    make_video="Make the video",
    stop="Stop",
    stopped="Stopped. Nothing was kept.",
    download="Download",
    preview="For chats (WebP)",
    recipe="How it was made",
    settings_link="A link to these settings",
    settings_link_hint="It opens this page set as it was; files and words are not in it.",
    waiting="Your video appears here.",
    begins="It begins …",
    next_in_line="One video is made before yours.",
    in_line="{count} videos are made before yours.",
    wait="About {time} to wait.",
    last_results="Your last videos",
    show_again="Show {name} again",
    compare_with="Compare {name} with the one on the stage",
    close="Close the comparison",
    estimate="{duration} of video: about {time} on this machine.",
    estimate_quota="It uses about {time} of your GPU quota.",
    estimate_no_quota="It uses none of your GPU quota.",
    estimate_kept="This example has been made already: it plays at once.",
    estimate_download="First the voice is downloaded, once: {size} MB.",
    seconds="{count} s",
    minutes="{count} min",
    left="{time} left",
    made=(
        "The video is ready: {duration} s, {frames} frames, in {total} s. Made by the {engine} "
        "engine ({reason}), seed {seed}."
    ),
    synthetic_voice="The voice is synthetic too: {voice} of {model}.",
    share=(
        "The file says that it is synthetic; say so too wherever you show it. Nobody said this in "
        "front of a camera."
    ),
    captions="Captions",
    transcript="What is said",
    transcript_hint="Plain words, or the content of an SRT file.",
    transcript_file="From a file (SRT, WebVTT, text)",
    captions_of_words="The captions are the words that you typed, when they are said.",
    view="View",
    reset_face="Back to the photo",
    more_of_face="More of the face",
    face_like="The face of another picture",
    face_like_hint="A picture of anybody who makes a face: the sliders are set to it.",
    speak_like_this="Let it speak like this",
    orbit="Make a short video that looks around",
    model_hint=(
        "The person comes alive here. What your microphone hears and your camera sees does not "
        "leave your browser."
    ),
    make_model="Bring it to life",
    model_download="Download the avatar",
    live_talk="Talk",
    live_talk_stop="Stop talking",
    live_mirror="Mirror",
    live_mirror_stop="Stop mirroring",
    live_record="Record",
    live_record_stop="Stop recording",
    live_save="Download the video",
    live_hearing="The face speaks with your voice. The sound does not leave your browser.",
    live_loading="Loading what finds your face (5.5 MB)…",
    live_following="The face does what yours does. The picture does not leave your browser.",
    live_no_face="No face is seen: come before the camera, with light on your face.",
    live_no_permission=(
        "The microphone may not be used: allow it beside the address, then try again."
    ),
    live_no_microphone=(
        "No microphone can be used: connect one, or close the program that has it."
    ),
    live_no_camera_permission=(
        "The camera may not be used: allow it beside the address, then try again."
    ),
    live_no_camera="No camera can be used: connect one, or close the program that has it.",
    live_no_tracker="Faces cannot be followed in this browser: use a newer one.",
    live_no_recording="This browser records no video: use a newer one.",
    embed="Show it in a page of your own",
    embed_code="Code for the page",
    embed_hint="Put the avatar's file beside your page, and these:",
    first_voice="Voice of who begins",
    second_voice="Voice of who answers",
    who_answers="Who answers",
    together="Both speak at once",
    make_them_talk="Make them talk",
    no_two_voices="Choose or record a voice for each of the two first.",
    first_settings="Left",
    second_settings="Right",
    with_sources="Show the photo and the driving video too",
    with_sources_hint="They come first, on the left.",
    make_comparison="Compare",
    no_photo="Choose a photo first.",
    no_voice="Choose or record a voice first.",
    no_text="Type what the photo is to say first.",
    no_speech="Choose or record a voice first, or give a text.",
    no_clip="Choose or record a driving video first.",
    no_motion="Choose a motion first.",
    no_movement="Choose or record a driving video first, or choose a motion.",
    no_head_clip="Choose or record a video for the head movement first.",
    no_driver="Choose or record a voice or a driving video first, or give a text or a motion.",
    no_picture="Choose a background picture first.",
    no_result="Make a video first.",
    evening_man="Evening, a man",
    welcome_woman="Welcome, a woman",
)

ENGLISH_MOTIONS: Mapping[str, str] = {
    "nod": "Nod",
    "shake": "Shake head",
    "laugh": "Laugh",
    "surprise": "Be surprised",
    "wink": "Wink",
    "look-around": "Look around",
    "listen": "Listen",
    "think": "Think",
    "sing": "Sing",
    "count-to-five": "Count to five",
    "kiss": "Blow a kiss",
    "sigh": "Sigh",
}
"""By the names of the motions that come with the program, in the order of the page."""

ENGLISH_FACE: Mapping[str, str] = {
    "smile": "Smile",
    "jaw": "Open mouth",
    "pucker": "Pursed lips",
    "brows": "Brows",
    "left_eye": "Shut left eye",
    "right_eye": "Shut right eye",
    "gaze_x": "Look aside",
    "gaze_y": "Look down",
    "yaw": "Turn",
    "pitch": "Nod",
    "roll": "Tilt",
    "nearer": "Nearer",
}
"""Sliders of a face that is set by hand, by the names of `FacePose`, in the order of the page."""

ENGLISH_SETTINGS: Mapping[str, SettingWords] = {
    "head": SettingWords("Head motion"),
    "mouth": SettingWords("Mouth opening"),
    "articulation": SettingWords("Lip articulation", "Less mumbles, more pronounces clearly."),
    "expression": SettingWords("Expression"),
    "blink": SettingWords("Blinking"),
    "gaze": SettingWords("Wandering eyes", "0 looks straight ahead."),
    "neutralise": SettingWords(
        "Take away the photo's own expression",
        "1 lets an open mouth close, 0 keeps all that the photo shows.",
    ),
    "smile": SettingWords(
        "Keep the photo's smile", "How much of it stays while the person speaks."
    ),
    "mood": SettingWords(
        "Mood",
        choices={
            "calm": "Calm",
            "happy": "Happy",
            "sad": "Sad",
            "angry": "Angry",
            "surprised": "Surprised",
        },
    ),
    "mood_amount": SettingWords("Strength of the mood"),
    "shapes": SettingWords(
        "Single shapes of the face", "ARKit names with amounts from 0 to 1, held all the time."
    ),
    "smoothing": SettingWords(
        "Smoothing", "Takes the tremble out of movement that comes from a shaky video."
    ),
    "fps": SettingWords("Frames per second"),
    "seed": SettingWords(
        "Seed", "The same seed makes the same video again; another one moves differently."
    ),
    "size": SettingWords(
        "Resolution",
        "Of head and shoulders; more is sharper and slower.",
        choices={512: "512 × 512", 768: "768 × 768", 1024: "1024 × 1024"},
    ),
    "framing": SettingWords(
        "Framing",
        choices={
            "square": "Head and shoulders, 1:1",
            "9:16": "For phones, 9:16",
            "16:9": "For screens, 16:9",
            "photo": "Whole photo",
        },
    ),
    "captions": SettingWords(
        "Captions",
        choices={"none": "None", "burnt": "In the picture", "track": "As a track, to switch on"},
    ),
    "with_driver": SettingWords("Show the driving video beside the result"),
    "debug": SettingWords(
        "Show the steps",
        "Photo, driver, what the engine made on the way, and the result, side by side.",
    ),
}
"""By the names of the settings that the page offers."""
