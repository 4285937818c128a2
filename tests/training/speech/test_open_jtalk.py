import random

import pytest

from training.speech.open_jtalk import phones_of_trace
from training.speech.texts import japanese_sentence

TRACE = """[Text analysis result]
...
[Output label]
0 2000000 xx^xx-sil+t=e/A:xx
2000000 2500000 xx^sil-t+e=N/A:-1
2500000 3000000 sil^t-e+N=b/A:-1
3000000 3500000 t^e-N+b=u/A:0
3500000 4000000 e^N-b+u=cl/A:0
4000000 4500000 N^b-u+cl=p/A:0
4500000 5000000 b^u-cl+p=A/A:1
5000000 5500000 u^cl-p+A=sil/A:1
5500000 6000000 cl^p-A+sil=xx/A:1
6000000 7000000 p^A-sil+xx=xx/A:xx

[Global parameter]
"""


def test_the_trace_tells_when_each_phone_was_spoken():
    segments = phones_of_trace(TRACE)
    assert [s.phone for s in segments] == ["SIL", "t", "e", "m", "b", "ɯ", "p", "p", "a", "SIL"]
    assert segments[1].start == pytest.approx(0.2)
    assert segments[-1].end == pytest.approx(0.7)


def test_sentences_differ_and_end():
    rng = random.Random(0)
    sentences = {japanese_sentence(rng) for _ in range(20)}
    assert len(sentences) == 20
    assert all(sentence.endswith("。") for sentence in sentences)
