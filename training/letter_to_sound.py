"""The letter-to-sound network, made anew: `python -m training.letter_to_sound`.

The checked dictionary of misaki (Apache-2.0) says how American words are spoken; a small
recurrent network learns from it how words are spoken that they do not have, with connectionist
temporal classification (Graves et al. 2006), so that nobody has to say which letter makes which
sound. One core needs a quarter of an hour. The result is
`real3d/text_to_speech/letter_to_sound.npz`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from real3d.numerics.types import IndexArray
from real3d.text_to_speech.letter_to_sound import (
    LETTERS,
    SLOTS,
    SYMBOLS,
)

EPOCHS = 4
BATCH = 128
RATE = 6e-3
"""Highest learning rate of the cycle."""
EMBEDDING, HIDDEN = 32, 64
HELD_OUT = 100
"""One word of so many is for the figures alone."""
_OUTPUT = Path(__file__).parents[1] / "real3d" / "text_to_speech" / "letter_to_sound.npz"


@dataclass(frozen=True)
class Entry:
    """One word of a dictionary."""

    letters: str
    phonemes: str

    @property
    def is_held_out(self) -> bool:
        """Whether it is for the figures: by the word alone."""
        return crc32(self.letters.encode()) % HELD_OUT == 0


class LetterNet(nn.Module):
    """The network of `real3d.text_to_speech.letter_to_sound`, to be trained."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(len(LETTERS), EMBEDDING)
        self.gru = nn.GRU(EMBEDDING, HIDDEN, num_layers=2, bidirectional=True, batch_first=True)
        self.head = nn.Linear(2 * HIDDEN, SLOTS * (1 + len(SYMBOLS)))

    def forward(
        self,
        numbers: Tensor,  # [B, N]
        lengths: Tensor,  # [B]
    ) -> Tensor:
        """[SLOTS * N, B, 1 + symbols] logarithms of probabilities."""
        packed = pack_padded_sequence(
            self.letters(numbers), lengths, batch_first=True, enforce_sorted=False
        )
        states, _ = pad_packed_sequence(self.gru(packed)[0], batch_first=True)
        scores = self.head(states).reshape(len(numbers), -1, 1 + len(SYMBOLS))
        return scores.log_softmax(-1).transpose(0, 1)


def main() -> None:
    """Trains, writes the weights, prints how many held-out words come out right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=_OUTPUT, help="the .npz file to write")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    entries = list(dictionary_entries())
    network = train([each for each in entries if not each.is_held_out], arguments.epochs)
    export(network, arguments.output)
    print_figures([each for each in entries if each.is_held_out])


def dictionary_entries() -> Iterator[Entry]:
    """The words of the dictionary, except abbreviations that are spelled."""
    words = json.loads(files("misaki.data").joinpath("us_gold.json").read_text("utf-8"))
    for word, spoken in words.items():
        phonemes = spoken["DEFAULT"] if isinstance(spoken, dict) else spoken
        letters = word.lower()
        is_plain = set(letters) <= set(LETTERS) and set(phonemes or "?") <= set(SYMBOLS)
        is_spelled = word[1:] != letters[1:]
        is_learnt = is_plain and not is_spelled and not _is_inflected(word, words)
        if is_learnt and _fits(letters, phonemes):
            yield Entry(letters, phonemes)


def _is_inflected(word: str, words: Mapping[str, object]) -> bool:
    """Whether it follows from another word, as it does where the dictionary is used."""
    endings = ("'s", "s", "es", "d", "ed", "ing")
    return any(word.endswith(each) and word.removesuffix(each) in words for each in endings)


def _fits(letters: str, phonemes: str) -> bool:
    """Whether a path through the slots exists: between two equal symbols lies a blank."""
    repeated = sum(a == b for a, b in pairwise(phonemes))
    return len(letters) > 2 and len(phonemes) + repeated <= SLOTS * len(letters)


def train(entries: list[Entry], epochs: int) -> LetterNet:
    """A network that has seen all entries so many times."""
    network = LetterNet()
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=1e-3)
    steps = epochs * -(-len(entries) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    generator = np.random.default_rng(0)
    for epoch in range(epochs):
        total = 0.0
        for chosen in _batches(entries, generator):
            loss = _loss(network, [entries[k] for k in chosen])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * epochs / steps
        print(f"epoch {epoch + 1} of {epochs}: loss {total:.3f}", flush=True)
    return network.eval()


def _batches(entries: list[Entry], generator: np.random.Generator) -> list[IndexArray]:
    """All entries in batches of words of about the same length, which wastes the least."""
    lengths = np.array([len(each.letters) for each in entries]) + generator.uniform(
        0, 1.5, len(entries)
    )
    batches = np.array_split(np.argsort(lengths), -(-len(entries) // BATCH))
    return [batches[k] for k in generator.permutation(len(batches))]


def _loss(network: LetterNet, entries: list[Entry]) -> Tensor:
    letters = [torch.tensor([LETTERS.index(each) for each in entry.letters]) for entry in entries]
    targets = [[1 + SYMBOLS.index(each) for each in entry.phonemes] for entry in entries]
    lengths = torch.tensor([len(each) for each in letters])
    scores = network(nn.utils.rnn.pad_sequence(letters, batch_first=True), lengths)
    return nn.functional.ctc_loss(
        scores,
        torch.tensor([symbol for target in targets for symbol in target]),
        SLOTS * lengths,
        torch.tensor([len(target) for target in targets]),
    )


def export(network: LetterNet, path: Path) -> None:
    """Writes the weights as `real3d.text_to_speech.letter_to_sound` reads them, in float16."""
    arrays = {"letters": network.letters.weight}
    arrays |= {"head": network.head.weight.T, "head_bias": network.head.bias}
    names = {"weight_ih": "input", "weight_hh": "recurrent"}
    names |= {"bias_ih": "input_bias", "bias_hh": "recurrent_bias"}
    for name, value in network.gru.named_parameters():
        kind, _, layer = name.rpartition("_l")
        arrays[f"{names[kind]}_l{layer}"] = value.T if value.ndim == 2 else value
    halves = {name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()}
    np.savez_compressed(path, **halves)


def print_figures(entries: list[Entry]) -> None:
    """How many held-out words the shipped weights speak as the dictionary does."""
    from real3d.text_to_speech.letter_to_sound import pronounce

    spoken = [pronounce(each.letters, "american") for each in entries]
    right = sum(a == b.phonemes for a, b in zip(spoken, entries, strict=True))
    plain = str.maketrans("", "", "ˈˌ")
    unstressed = sum(
        a.translate(plain) == b.phonemes.translate(plain)
        for a, b in zip(spoken, entries, strict=True)
    )
    print(
        f"{len(entries)} words, {right / len(entries):.1%} right, "
        f"{unstressed / len(entries):.1%} without regard to stress"
    )


if __name__ == "__main__":
    main()
