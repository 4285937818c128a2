"""The voices that can be chosen: Kokoro's own, English, under Apache-2.0."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from real3d.errors import SettingsError
from real3d.messages.message import Message

Accent = Literal["american", "british"]


@dataclass(frozen=True)
class Voice:
    """One voice."""

    name: str
    """As it is asked for."""
    accent: Accent
    speaker: Literal["woman", "man"]
    file: str
    """In the repository's folder of voices."""
    sha256: str

    @property
    def language(self) -> str:
        """What it speaks, as a BCP 47 tag."""
        return "en-GB" if self.accent == "british" else "en-US"

    @property
    def title(self) -> Message:
        """For people: “Heart, American woman”."""
        name = self.name.capitalize()
        titles = {
            ("american", "woman"): Message("voice-american-woman", name=name),
            ("american", "man"): Message("voice-american-man", name=name),
            ("british", "woman"): Message("voice-british-woman", name=name),
            ("british", "man"): Message("voice-british-man", name=name),
        }
        return titles[self.accent, self.speaker]


def _voice(file: str, sha256: str) -> Voice:
    """Kokoro's files are called by accent, sex and name: `bm_george`."""
    kind, _, name = file.partition("_")
    return Voice(
        name=name,
        accent="british" if kind[0] == "b" else "american",
        speaker="woman" if kind[1] == "f" else "man",
        file=f"{file}.bin",
        sha256=sha256,
    )


VOICES = (
    _voice("af_heart", "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"),
    _voice("af_bella", "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b"),
    _voice("af_sarah", "4409fbc125afabacc615d94db5398d847006a737b0247d6892b7a9a0007a2f0a"),
    _voice("am_michael", "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1"),
    _voice("am_fenrir", "c27989f741f7ee34d273a39d8a595cc0837d35f5ced9a29b7cc162614616df43"),
    _voice("am_puck", "fcf73c989033e9233e0b98713eca600c8c74dcc1614b37009d5450ff4a2274a0"),
    _voice("bf_emma", "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73"),
    _voice("bf_isabella", "3754352c4aaa46d17f27654ab7518d65b62ad6163a0f55a5f4330c2da2c4e94f"),
    _voice("bm_george", "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc"),
    _voice("bm_fable", "f889083196807b4adb15e9204252165f503b8d33d3982e681c52443c49d798f1"),
)
"""The best of each accent and sex, by Kokoro's own grades, the best first."""
VOICE_NAMES = tuple(voice.name for voice in VOICES)
DEFAULT_VOICE = VOICE_NAMES[0]


def find_voice(name: str) -> Voice:
    """The voice of a name, however its letters are written.

    Raises:
        SettingsError: there is none of that name.
    """
    wanted = str(name).strip().lower()
    for voice in VOICES:
        if wanted in (voice.name, voice.file.removesuffix(".bin")):
            return voice
    close = get_close_matches(wanted, VOICE_NAMES, n=1)
    if close:
        raise SettingsError("voice-misspelled", name=name, meant=close[0], choices=VOICE_NAMES)
    raise SettingsError("voice-unknown", name=name, choices=VOICE_NAMES)
