from __future__ import annotations

import numpy as np
import pytest

from benchmarks.published.speech_features import (
    extract_features_as_published,
    published_features,
)
from real3d.triplane.driving.speech_features import normalise
from tests.support.goldens import motion_goldens
from tests.support.speech_stand_in import WindowStatistics, golden_wave


@pytest.mark.parametrize("count", [719, 320080, 650123])
def test_chunks_are_cut_as_published(count: int) -> None:
    goldens, network = motion_goldens(), WindowStatistics()
    found = published_features(network, normalise(golden_wave(count)))
    row = next(row for row in goldens["hubert_table"] if row[0] == count)
    assert [len(found), len(network.lengths)] == row[1:3].tolist()
    assert network.lengths == row[3 : 3 + len(network.lengths)].tolist()
    rows, values = (goldens[f"hubert_n{count}_{k}"] for k in ("rows", "values"))
    np.testing.assert_allclose(found[rows].numpy(), values, atol=1e-5)


def test_the_published_end_is_zeros() -> None:
    speech = extract_features_as_published(WindowStatistics(), golden_wave(16_000))
    assert speech.f0.shape[1] == 56
    assert not speech.hubert[0, 50:].any()
    assert speech.hubert[0, 48].any()
