"""What the page says about a photo, a running job and a result, as small pieces of HTML."""

from __future__ import annotations

from html import escape

from real3d.pipeline import Estimate
from real3d.result import Progress, Result
from real3d.ui.language import Language
from real3d.ui.preview import data_uri


def about_photo(remarks: tuple[str, ...], language: Language) -> str:
    """A photo that can be used, and what there is to say about it."""
    if not remarks:
        return _remark("good", f"✓ {language.words.face_found}")
    return _remark("good", f"✓ {language.words.face_found_but}") + _list(remarks, language)


def about_error(sentence: str, language: Language) -> str:
    """An error in the place where its cause was given."""
    return _remark("bad", f"✗ {language.said(sentence)}")


def about_estimate(estimate: Estimate, costs_no_quota: bool, language: Language) -> str:
    """How long a job will take."""
    words = language.words
    sentence = words.estimate.format(
        duration=language.time(estimate.duration), time=language.time(estimate.seconds)
    )
    if costs_no_quota:
        sentence += f" {words.estimate_no_quota}"
    return f"<p>{escape(sentence)}</p>"


def about_step(step: Progress, language: Language) -> str:
    """The stage that a job is in, with a bar, and with the frame that was just made."""
    words, message = language.words, language.said(step.message)
    if step.seconds_left is not None:
        message += f" · {words.left.format(time=language.time(step.seconds_left))}"
    html = (
        f"<p>{escape(message)}</p>"
        f'<progress max="1" value="{step.fraction:.3f}" '
        f'aria-label="{escape(language.said(step.stage.value))}"></progress>'
    )
    if step.frame is not None:
        html += f'<img src="{data_uri(step.frame)}" alt="{escape(words.preview)}">'
    return html


def about_result(result: Result, language: Language) -> str:
    """What made the video, and the remarks on it."""
    made = language.words.made.format(
        engine=result.engine,
        reason=language.said(result.engine_reason),
        frames=result.frames,
        duration=f"{result.duration:.1f}",
        total=f"{result.timings.total:.1f}",
        seed=result.seed,
    )
    return f"<p>{escape(made)}</p>" + _list(result.notes, language)


def _remark(mood: str, sentence: str) -> str:
    return f'<p class="{mood}">{escape(sentence)}</p>'


def _list(sentences: tuple[str, ...], language: Language) -> str:
    if not sentences:
        return ""
    items = (f"<li>{escape(language.said(sentence))}</li>" for sentence in sentences)
    return "<ul>" + "".join(items) + "</ul>"
