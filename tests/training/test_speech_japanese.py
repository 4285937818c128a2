import random

import pytest

from training.speech.open_jtalk import phones_of_trace
from training.speech.texts import japanese_sentence

TRACE = """[Text analysis result]
...
[Output label]
0 2000000 xx^xx-sil+t=e/A:xx
2000000 2500000 xx^sil-t+e=N/A:-1
2500000 3000000 sil^t-e+N=p/A:-1
3000000 3500000 t^e-N+p=u/A:0
3500000 4000000 e^N-cl+p=u/A:0
4000000 4500000 N^cl-p+u=sil/A:1
4500000 5000000 cl^p-u+sil=xx/A:1
5000000 6000000 p^u-sil+xx=xx/A:xx

[Global parameter]
"""


def test_the_trace_tells_when_each_phone_was_spoken():
    segments = phones_of_trace(TRACE)
    assert [s.phone for s in segments] == ["SIL", "t", "e", "m", "p", "p", "ɯ", "SIL"]
    assert segments[1].start == pytest.approx(0.2)
    assert segments[-1].end == pytest.approx(0.6)


def test_sentences_differ_and_end():
    rng = random.Random(0)
    sentences = {japanese_sentence(rng) for _ in range(20)}
    assert len(sentences) == 20
    assert all(sentence.endswith("。") for sentence in sentences)
