"""Every tab has examples of bundled files that fit together."""

from __future__ import annotations

from pathlib import Path

from real3d.motion.shipped import shipped_motions
from real3d.ui.components.gallery import (
    background_samples,
    draw_gallery,
    motion_samples,
    video_samples,
    voice_samples,
)
from real3d.ui.handlers.driving import DRIVERS
from real3d.ui.handlers.examples import NO_EXAMPLES, find_examples


def test_there_are_at_least_six_for_the_three_tabs_and_all_their_files_exist():
    examples = find_examples()
    samples = [
        sample
        for make in (voice_samples, video_samples, background_samples)
        for sample in make(examples)
    ]
    assert len(samples) >= 6
    assert all(make(examples) for make in (voice_samples, video_samples, background_samples))
    words = (*DRIVERS, "picture")
    files = [value for sample in samples for value in sample if value not in words]
    assert all(Path(file).is_file() for file in files)


def test_men_speak_with_a_mans_voice_and_women_with_a_womans():
    voices = {
        Path(photo).stem: Path(voice).stem for photo, voice, _ in voice_samples(find_examples())
    }
    assert voices.pop("daniel").endswith("_man")
    assert all(voice.endswith("_woman") for voice in voices.values())


def test_everybody_plays_a_motion_that_there_is():
    samples = motion_samples(find_examples())
    assert len(samples) >= 4
    assert {motion for _, motion, *_ in samples} <= set(shipped_motions())


def test_without_files_there_is_no_gallery():
    assert voice_samples(NO_EXAMPLES) == video_samples(NO_EXAMPLES) == []
    assert background_samples(NO_EXAMPLES) == []
    assert draw_gallery([]) is None
