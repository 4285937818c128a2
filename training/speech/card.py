"""The model card beside the weights: data, licences, figures, limits."""

from __future__ import annotations

from pathlib import Path

from real3d.speech.articulation import VTLN_WARPS
from real3d.speech.network import LIVE, WHOLE
from real3d.speech.spectrum import FRAME_RATE
from training.speech.augment import EXAMPLE_FRAMES
from training.speech.corpus import SOURCES, Tape
from training.speech.evaluation import nonspeech_figures, robustness_figures, voice_figures
from training.speech.train import BATCH

_TEXT = """# Speech to articulation: model card

`speech.npz` hears whole recordings ({whole} channels, {seen:.0f} h of augmented sound seen),
`speech_live.npz` a voice while it speaks ({live} channels, 80 ms of look-ahead). Input: 41
features, 100 times per second, of 16 kHz sound. Output, 50 times per second: 15 visemes, six
articulatory channels in 0..1 (jaw, seal, rounding, spreading, tuck, opening), voicing. A whole
recording is read with its frequencies warped by {warps} factors, and each counts by how well its
sounds are recognised. The float16 weights are made by `python -m training.speech`, which aligns the
voices of Pico with the weights that were there before.

## Meant for

Moving the mouth of a portrait to a voice in any language. It recognises no words, no language and
no speaker.

## Data

No recording of a person was collected. Free synthesisers of Debian `main`, of PyPI and of npm spoke
random words:

| voice | hours | licence |
|---|---|---|
{data}

Music that is to be ignored: {instruments:.1f} h, composed at random and played with the soundfont
FluidR3 (MIT), and {oscillators:.1f} h played by oscillators. The labels are computed from phones
by a table of articulatory targets and dominance functions (`training/speech/phones.py`,
`labels.py`): they are phonetics, not measured lips. Synthesisers disagree by up to 13 ms about
where a phone begins; labels are moved to where a voice's sibilants are heard (`timing.py`).

## Figures

Voices that were not heard in training, {sentences} sentences each (half of that for formant
voices); degraded means noise at 15 dB, telephone, reverberation or music at 12 dB in turn.
Closures are false in frames whose sound keeps the lips apart; `false_on_vowels` counts those of
open vowels only, n, d and k are most of the rest.

{figures}

Correlation of the opening with what is heard in the clean recording:

{robustness}

Share of video frames in which the mouth is seen open although nobody speaks:

{nonspeech}

`python -m benchmarks.speech --clips FOLDER --music FOLDER` adds talking clips and real music.

## Limits

- Twelve adult speakers of six languages, and formant voices for all others: children and whispering
  are covered by warped and formant voices only.
- Average diction: neither smile nor style; contacts of less than 40 ms are softened.
- Instruments that imitate voices, and crowds, may move the mouth; songs under music that is nearly
  as loud hardly do.
"""


def write_card(tapes: list[Tape], steps: int, sentences: int, path: Path) -> None:
    """Measures what was trained, with so many sentences per set of voices, and writes the card."""
    rows = voice_figures(sentences)
    keys = list(next(iter(rows.values())))
    figures = _table(["", *rows], [[key, *(row[key] for row in rows.values())] for key in keys])
    path.write_text(
        _TEXT.format(
            whole=WHOLE.channels,
            live=LIVE.channels,
            warps=len(VTLN_WARPS),
            seen=steps * BATCH * EXAMPLE_FRAMES / FRAME_RATE / 3600,
            data="\n".join(
                f"| {source.name.replace('_', ' ')} | {_hours(tapes, source.name):.1f} "
                f"| {source.licence} |"
                for source in SOURCES
            ),
            instruments=_hours(tapes, "music"),
            oscillators=_hours(tapes, "music_oscillators"),
            sentences=sentences,
            figures=figures,
            robustness=_table(["", "r"], list(robustness_figures().items())),
            nonspeech=_table(["", "share"], list(nonspeech_figures(None).items())),
        ),
        encoding="utf-8",
    )


def _hours(tapes: list[Tape], name: str) -> float:
    frames = sum(len(tape.labels) for tape in tapes if tape.name.rpartition("_")[0] == name)
    return frames / FRAME_RATE / 3600


def _table(head: list[str], rows: list) -> str:
    lines = [head, ["---"] * len(head)]
    lines += [[f"{v:.3f}" if isinstance(v, float) else str(v) for v in row] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
