from __future__ import annotations

from real3d.text_to_speech.sentences import pieces


def test_short_sentences_are_spoken_together_and_long_ones_alone():
    long = f"{'word ' * 30}end."
    assert [each.text for each in pieces(f"Hi. You. {long} Bye.")] == ["Hi. You.", long, "Bye."]


def test_a_paragraph_ends_in_a_longer_pause_than_a_sentence():
    sentence, last, alone = pieces(f"{'a ' * 50}b. {'c ' * 50}d.\nNext.")
    assert sentence.pause < last.pause == alone.pause


def test_a_quotation_keeps_its_marks():
    (piece,) = pieces("“Really?” he said.")
    assert piece.text == "“Really?” he said."


def test_a_sentence_that_is_too_long_for_a_breath_is_cut_at_its_clauses():
    clause = f"{'word ' * 40}end,"
    found = pieces(f"{clause} {clause} {clause} done.")
    assert [each.text for each in found] == [clause, clause, f"{clause} done."]
    assert found[0].pause < found[-1].pause


def test_no_piece_is_longer_than_a_breath():
    assert all(len(each.text) <= 320 for each in pieces("x" * 1000 + " " + "word " * 300))


def test_empty_lines_say_nothing():
    assert pieces(" \n\n") == []
