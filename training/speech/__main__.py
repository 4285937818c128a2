"""The whole recipe with one command: `python -m training.speech [--folder out/speech]`.

Corpus, training of both networks, export, figures, model card. Whatever is already in the folder is
kept, so the command continues where it was interrupted. One core needs about two hours.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from training.speech.voices import PACKAGES, TEST_PACKAGES

STEPS = 12_000
"""Two cycles of the learning rate. More hear clean voices better and noisy ones worse."""
TAPE_MINUTES = 15.0
"""Shorter tapes make a smaller corpus for a trial."""
SEED = 0
PROGRAMS = ("flite", "festival", "fluidsynth", "espeak-ng", "open_jtalk", "npm")


def main() -> None:
    """Makes `real3d/speech/speech.npz`, `speech_live.npz`, the model card, the browsers' file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=Path("out/speech"), help="to work in")
    parser.add_argument("--steps", type=int, default=STEPS, help="of each network")
    parser.add_argument(
        "--minutes", type=float, default=TAPE_MINUTES, help="of each tape of the corpus"
    )
    parser.add_argument("--sentences", type=int, default=80, help="per set of voices in the card")
    arguments = parser.parse_args()
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        packages = " ".join((*PACKAGES, *TEST_PACKAGES))
        parser.error(f"{', '.join(missing)} not found. Run: apt-get install {packages}")
    # After the check, so that the packages are named even where torch is missing too.
    import torch

    from real3d.portable.hearing import hearing_file
    from real3d.portable.player import HEARING
    from real3d.speech.articulation import LIVE_WEIGHTS, WHOLE_WEIGHTS
    from real3d.speech.network import LIVE, WHOLE
    from training.speech.augment import mean_spectrum
    from training.speech.card import write_card
    from training.speech.corpus import make_corpus, read_corpus
    from training.speech.export import export
    from training.speech.train import train

    torch.set_num_threads(1)
    make_corpus(arguments.folder / "corpus", arguments.minutes)
    tapes = read_corpus(arguments.folder / "corpus")
    profile = mean_spectrum(tapes)
    whole = train(tapes, WHOLE, arguments.steps, arguments.folder / "whole.pt", SEED)
    export(whole, profile, WHOLE_WEIGHTS)
    checkpoint = arguments.folder / "live.pt"
    live = train(tapes, LIVE, arguments.steps, checkpoint, SEED, profile)
    export(live, profile, LIVE_WEIGHTS)
    HEARING.write_bytes(hearing_file())
    write_card(
        tapes, arguments.steps, arguments.sentences, WHOLE_WEIGHTS.with_name("model_card.md")
    )


if __name__ == "__main__":
    main()
