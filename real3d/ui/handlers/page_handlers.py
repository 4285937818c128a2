"""What happens when a button is pressed: one room per subject, one method per endpoint.

The methods take what the components hold and call the pipeline; they know no layout.
"""

from __future__ import annotations

import logging
from contextlib import closing

from real3d.errors import Real3DError
from real3d.pipeline.engine_choice import ENGINE_NAMES
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.runtime.zero_gpu import lends_gpu
from real3d.ui.examples import NO_EXAMPLES, Examples
from real3d.ui.handlers.comparisons import Comparisons
from real3d.ui.handlers.estimates import Estimates
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.looks import Looks
from real3d.ui.handlers.photos import Photos
from real3d.ui.handlers.videos import Films


class Studio:
    """The work behind the page, shared by all visitors; it keeps nothing about any of them."""

    def __init__(
        self,
        talkers: dict[str, TalkingPortrait] | None = None,
        examples: Examples = NO_EXAMPLES,
    ) -> None:
        """
        Args:
            talkers: by the name of their engine; None for one of every engine.
            examples: the bundled files; what is made of them alone is made once.
        """
        talkers = talkers or {name: TalkingPortrait(name) for name in ENGINE_NAMES}
        kept = KeptResults(examples)
        self._talkers = talkers
        self._examples = examples
        self.photos = Photos(talkers)
        self.estimates = Estimates(talkers)
        self.films = Films(talkers, kept)
        self.looks = Looks(talkers, kept)
        self.comparisons = Comparisons(talkers, kept)

    def heeded(self, *engines: str) -> frozenset[str]:
        """The amounts that one or the other of these engines heeds."""
        return frozenset().union(*(self._talkers[name].engine_class.controls for name in engines))

    def place_networks(self) -> None:
        """Load the best engine now: a card that is lent has to find its networks placed, by the
        thread that opens the page."""
        try:
            engine = self._talkers["auto"].engine
        except Real3DError as error:
            logging.getLogger(__name__).error("The tri-plane engine cannot run: %s", error)
        else:
            logging.getLogger(__name__).info("Engine: %s", engine.engine.name)

    def warm_up(self) -> None:
        """Load and compile everything with the first examples, so that no visitor waits for it."""
        examples = self._examples
        if not examples.portraits or not examples.voices:
            return
        try:
            # A card that is lent is lent to visitors.
            talker = self._talkers["mesh" if lends_gpu() else "auto"]
            with closing(talker.stream(examples.portraits[0], audio=examples.voices[0])) as steps:
                next(step for step in steps if step.frame is not None)
        except Real3DError as error:
            # The first visitor gets the same sentence on the page; the owner reads it here.
            logging.getLogger(__name__).error("The page cannot work yet: %s", error)
