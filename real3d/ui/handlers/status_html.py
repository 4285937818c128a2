"""What the page says about a photo, a running job and a result, as small pieces of HTML."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from real3d.captions.caption import Caption
from real3d.messages.message import Message
from real3d.motion.track import Motion
from real3d.pipeline.result import Progress, Result
from real3d.pipeline.talking_portrait import Estimate
from real3d.ui.handlers.preview import data_uri
from real3d.ui.i18n.language import Language


def photo_html(remarks: tuple[str, ...], language: Language, of_one: str = "") -> str:
    """A photo that can be used, and what there is to say about it, in the visitor's language.

    Args:
        remarks: sentences.
        language: of the visitor.
        of_one: a sentence that is only true where one of its people is animated, if there is one.
    """
    if not (remarks or of_one):
        return _remark("good", f"✓ {language.words.face_found}")
    alone = f'<ul class="of-one"><li>{escape(of_one)}</li></ul>' if of_one else ""
    return _remark("good", f"✓ {language.words.face_found_but}") + alone + _list(remarks)


def error_html(message: Message, language: Language) -> str:
    """An error in the place where its cause was given."""
    return refusal_html(language.translate(message))


def refusal_html(sentence: str) -> str:
    """What is missing or wrong, until it is mended."""
    return f'<p class="bad" data-passing>✗ {escape(sentence)}</p>'


def waiting_html(before: int, seconds: float | None, language: Language) -> str:
    """How many videos are made before the visitor's, and how long that takes as far as is known."""
    words = language.words
    sentence = words.next_in_line if before == 1 else words.in_line.format(count=before)
    if seconds is not None:
        sentence += f" {words.wait.format(time=language.time(seconds))}"
    return f"<p>{escape(sentence)}</p>"


def passing_html(sentence: str) -> str:
    """What goes as soon as the visitor changes something."""
    return f"<p data-passing>{escape(sentence)}</p>"


def estimate_html(estimate: Estimate, quota: float | None, language: Language) -> str:
    """How long a job will take.

    Args:
        estimate: of the job.
        quota: seconds that it takes from the visitor's GPU quota; None where there are no quotas.
        language: of the visitor.
    """
    words = language.words
    sentence = words.estimate.format(
        duration=language.time(estimate.duration), time=language.time(estimate.seconds)
    )
    if quota is not None:
        in_words = words.estimate_quota.format(time=language.time(quota))
        sentence += f" {in_words if quota > 0 else words.estimate_no_quota}"
    if estimate.download:
        size = max(1, round(estimate.download / 1e6))
        sentence += f" {words.estimate_download.format(size=size)}"
    return f"<p>{escape(sentence)}</p>"


def kept_html(language: Language) -> str:
    """Of a job that another visitor has had done already."""
    return f"<p>{escape(language.words.estimate_kept)}</p>"


def progress_html(step: Progress, language: Language, job: str | None) -> str:
    """The stage that a job is in, with a bar, and with what its player has not seen yet.

    Args:
        step: of the job.
        language: of the visitor.
        job: a name of its own; None if nobody watches it.
    """
    words, message = language.words, language.translate(step.message)
    if step.seconds_left is not None:
        message += f" · {words.left.format(time=language.time(step.seconds_left))}"
    return (
        f"<p>{escape(message)}</p>"
        f'<progress max="1" value="{step.fraction:.3f}" '
        f'aria-label="{escape(language.translate(step.stage.value))}"></progress>'
        + ("" if job is None else f"<div {_for_the_player(step, job)} hidden></div>")
    )


def _for_the_player(step: Progress, job: str) -> str:
    """Attributes; see `player.js`."""
    news = {"job": job, "stage": step.stage.name.lower()}
    if step.frame is not None:
        news["frame"] = data_uri(step.frame)
    if step.fragment is not None:
        news |= {
            "pictures": b64encode(step.fragment.video).decode("ascii"),
            "sound": b64encode(step.fragment.audio).decode("ascii"),
            "codec": _codec(step.fragment.video),
            "duration": str(step.duration),
        }
    return " ".join(f'data-{name}="{value}"' for name, value in news.items())


def _codec(pictures: bytes) -> str:
    """What RFC 6381 calls the pictures of a first piece; profile and level are in their `avcC`."""
    at = pictures.find(b"avcC")
    return f"avc1.{pictures[at + 5 : at + 8].hex()}" if at >= 0 else ""


def result_html(result: Result, language: Language) -> str:
    """What made the video, and the remarks on it."""
    made = language.words.made.format(
        engine=result.engine,
        reason=language.translate(result.engine_reason),
        frames=result.frames,
        duration=f"{result.duration:.1f}",
        total=f"{result.timings.total:.1f}",
        seed=result.seed,
    )
    return (
        f'<p class="made" data-done>{escape(made)}</p>'
        + _list((*map(language.translate, result.notes), *_speech(result, language)))
        + f'<p class="share">{escape(language.words.share)}</p>'
        + "".join(map(_caption, result.captions))
    )


def motion_html(motion: Motion, language: Language) -> str:
    """A motion that was kept."""
    said = language.words.motion_kept.format(
        duration=language.time(motion.duration), frames=len(motion)
    )
    return passing_html(said)


def _speech(result: Result, language: Language) -> tuple[str, ...]:
    """What there is to say of a voice that nobody has."""
    speech = result.recipe.speech
    if speech is None:
        return ()
    return (language.words.synthetic_voice.format(voice=speech.voice, model=speech.model),)


def _caption(caption: Caption) -> str:
    """For `captions.js`, which shows it on the film."""
    times = f'data-start="{caption.start:.3f}" data-end="{caption.end:.3f}"'
    return f'<span class="caption" {times} hidden>{escape(caption.text)}</span>'


def _remark(mood: str, sentence: str) -> str:
    return f'<p class="{mood}">{escape(sentence)}</p>'


def _list(sentences: tuple[str, ...]) -> str:
    if not sentences:
        return ""
    items = (f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return "<ul>" + "".join(items) + "</ul>"
