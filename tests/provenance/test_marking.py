import numpy as np
import pytest

from real3d.errors import SettingsError
from real3d.provenance.marking import prepare_marking

SIZE = (128, 96)


def grey() -> np.ndarray:
    return np.full((96, 128, 3), 128, np.uint8)


def test_on_a_space_the_badge_cannot_be_switched_off(monkeypatch):
    monkeypatch.setenv("SPACE_ID", "somebody/portraits")
    with pytest.raises(SettingsError):
        prepare_marking(badge=False, size=SIZE, transparent=True)
    assert "badge" in prepare_marking(badge=True, size=SIZE, transparent=True).names


def test_at_home_a_frame_without_badge_stays_as_it_is(monkeypatch):
    monkeypatch.delenv("SPACE_ID", raising=False)
    marking, frame = prepare_marking(badge=False, size=SIZE, transparent=True), grey()
    marking.draw(frame)
    assert np.array_equal(frame, grey())
    assert marking.names == ("tags",)


def test_a_badge_is_drawn_into_the_frame():
    marking, frame = prepare_marking(badge=True, size=SIZE, transparent=True), grey()
    marking.draw(frame)
    assert (frame != grey()).any()


def test_webm_is_not_signed_and_the_owner_is_told():
    marking = prepare_marking(badge=True, size=SIZE, transparent=True)
    assert marking.finalize is None
    assert len(marking.notes) == 1
