"""What the page says about a photo, a running job and a result, as small pieces of HTML."""

from __future__ import annotations

from html import escape

from real3d.result import Progress, Result
from real3d.ui import texts


def about_photo(advice: tuple[str, ...]) -> str:
    """The remarks on a photo that can be used."""
    if not advice:
        return _remark("good", f"✓ {texts.FACE_FOUND}")
    return _remark("good", f"✓ {texts.FACE_FOUND_BUT}") + _list(advice)


def about_error(sentence: str) -> str:
    """An error in the place where its cause was given."""
    return _remark("bad", f"✗ {sentence}")


def about_step(step: Progress) -> str:
    """The stage that a job is in, with a bar."""
    return (
        f"<p>{escape(step.message)}</p>"
        f'<progress max="1" value="{step.fraction:.3f}" aria-label="{escape(step.stage.value)}">'
        "</progress>"
    )


def about_result(result: Result) -> str:
    """What made the video, and the remarks on it."""
    made = (
        f"Made by the {result.engine} engine ({result.engine_reason}): {result.frames} frames, "
        f"{result.duration:.1f} s of video in {result.timings.total:.1f} s, seed {result.seed}."
    )
    return f"<p>{escape(made)}</p>" + _list(result.notes)


def _remark(mood: str, sentence: str) -> str:
    return f'<p class="{mood}">{escape(sentence)}</p>'


def _list(sentences: tuple[str, ...]) -> str:
    if not sentences:
        return ""
    return "<ul>" + "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences) + "</ul>"
