"""Every word of the page, by name: one `Words` per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """What the page says; braces stand for what is put in when it is said."""

    sentence: str
    voice_tab: str
    video_tab: str
    background_tab: str
    duet_tab: str
    look_tab: str
    live_tab: str
    compare_tab: str
    voice_hint: str
    video_hint: str
    background_hint: str
    duet_hint: str
    look_hint: str
    live_hint: str
    compare_hint: str
    examples: str
    try_one: str

    photo: str
    photo_hint: str
    face_found: str
    face_found_but: str
    faces: str
    face_number: str
    chosen_face: str

    voice: str
    text: str
    text_hint: str
    speaker: str
    speed: str
    motion: str
    motion_file: str
    keep_motion: str
    keep_motion_hint: str
    motion_kept: str
    motion_download: str
    clip: str
    sound: str
    other_sound: str
    other_sound_hint: str
    pose: str
    natural_pose: str
    still_pose: str
    video_pose: str
    head_from: str
    driver: str
    by_voice: str
    by_words: str
    by_video: str
    by_motion: str

    background: str
    picture_kind: str
    colour_kind: str
    blur_kind: str
    transparent_kind: str
    original_kind: str
    background_picture: str
    background_colour: str
    pictures: str
    pictures_hint: str
    pictures_download: str

    engine: str
    auto_engine: str
    mesh_engine: str
    triplane_engine: str

    settings: str
    advanced: str

    consent: str
    files: str

    result: str
    make_it_talk: str
    make_it_move: str
    make_video: str
    stop: str
    stopped: str
    download: str
    preview: str
    recipe: str
    settings_link: str
    settings_link_hint: str
    waiting: str
    begins: str
    next_in_line: str
    in_line: str
    wait: str
    last_results: str
    show_again: str
    compare_with: str
    close: str
    estimate: str
    estimate_quota: str
    estimate_no_quota: str
    estimate_kept: str
    estimate_download: str
    seconds: str
    minutes: str
    left: str
    made: str
    synthetic_voice: str
    share: str

    captions: str
    transcript: str
    transcript_hint: str
    transcript_file: str
    captions_of_words: str

    view: str
    reset_face: str
    more_of_face: str
    face_like: str
    face_like_hint: str
    speak_like_this: str
    orbit: str
    model_hint: str
    make_model: str
    model_download: str
    live_talk: str
    live_talk_stop: str
    live_mirror: str
    live_mirror_stop: str
    live_record: str
    live_record_stop: str
    live_save: str
    live_hearing: str
    live_loading: str
    live_following: str
    live_no_face: str
    live_no_permission: str
    live_no_microphone: str
    live_no_camera_permission: str
    live_no_camera: str
    live_no_tracker: str
    live_no_recording: str
    embed: str
    embed_code: str
    embed_hint: str

    first_voice: str
    second_voice: str
    who_answers: str
    together: str
    make_them_talk: str
    no_two_voices: str

    first_settings: str
    second_settings: str
    with_sources: str
    with_sources_hint: str
    make_comparison: str

    no_photo: str
    no_voice: str
    no_text: str
    no_speech: str
    no_clip: str
    no_motion: str
    no_movement: str
    no_head_clip: str
    no_driver: str
    no_picture: str
    no_result: str

    evening_man: str
    welcome_woman: str


@dataclass(frozen=True)
class SettingWords:
    """What the page says about one setting."""

    label: str
    hint: str = ""
    choices: Mapping[Any, str] = field(default_factory=dict)
    """By the values that it may have; a value that has no word is shown as it is."""
