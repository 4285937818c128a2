"""What the page says is safe to show."""

from __future__ import annotations

from real3d.result import Progress, Stage
from real3d.ui import wording


def test_file_names_cannot_put_markup_into_the_page():
    shown = wording.about_error("There is no file '<script>alert(1)</script>'.")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_fine_photo_and_one_with_advice_read_differently():
    assert "fine" in wording.about_photo(())
    shown = wording.about_photo(("The eyes seem to be closed.",))
    assert "fine" not in shown
    assert "<li>The eyes seem to be closed.</li>" in shown


def test_a_step_shows_its_message_and_how_far_it_is():
    shown = wording.about_step(Progress(Stage.RENDERING, 0.5, "Rendering frame 5 of 10"))
    assert "Rendering frame 5 of 10" in shown
    assert 'value="0.500"' in shown
