"""Broken characters are replaced one for one, whatever else a text holds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.records.hygiene import is_clean, repaired, tidy_value
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import hostile_text


@given(hostile_text())
def test_a_repaired_text_is_clean_and_as_long_as_before(text: str) -> None:
    told = repaired(text)
    assert is_clean(told)
    assert len(told) == len(text)
    assert repaired(told) == told
    assert all(new in {old, "\ufffd"} for new, old in zip(told, text, strict=True))


@given(st.text())
def test_a_sound_text_is_left_alone(text: str) -> None:
    sound = text.replace("\0", "")
    assert is_clean(sound)
    assert repaired(sound) is sound


def test_every_text_inside_a_value_is_repaired() -> None:
    assert tidy_value({"a\0": ["\ud800", ("x\0",), 7, None]}) == {"a\ufffd": ["\ufffd", ["x\ufffd"], 7, None]}


def test_a_copy_keeps_what_was_cut_off_and_what_was_repaired() -> None:
    lead = Lead(message="x" * 20_000 + "the rest", company="a\0b")
    copy = replace(lead, lead_id="L1", answers={"timing.by": "March"})
    assert copy.overflow == {"message": "the rest"}
    assert copy.repaired == ("company",)


def test_a_copy_with_another_text_forgets_the_rest_of_the_old_one() -> None:
    copy = replace(Lead(message="x" * 20_000 + "the rest", company="a\0b"), message="short", company="ab")
    assert copy.overflow == {}
    assert copy.repaired == ()
