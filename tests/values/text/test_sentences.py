from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text.sentences import sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Call me. Or write!", ["Call me.", "Or write!"]),
        ("Budget is approx. 2.5 Mio. by June.", ["Budget is approx. 2.5 Mio. by June."]),
        ("Am 3. März geht es los. Gut.", ["Am 3. März geht es los.", "Gut."]),
        ("We have 12. Then more.", ["We have 12.", "Then more."]),
        ("Ask J. Smith. Thanks", ["Ask J. Smith.", "Thanks"]),
        ("one\n\ntwo", ["one", "two"]),
        ("見積です。お願いします", ["見積です。", "お願いします"]),
        ("Really?! (yes.) ok", ["Really?!", "(yes.)", "ok"]),
        ("(approx). Fine", ["(approx).", "Fine"]),
        ("  ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


@given(st.text(alphabet=st.sampled_from("aB1.!?。 \n)\u0301")))
def test_nothing_but_blanks_lies_outside_the_spans(text: str) -> None:
    spans = sentences(text)
    inside = {place for start, end in spans for place in range(start, end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in inside)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_a_million_points_take_linear_time() -> None:
    assert len(sentences("." * 1_000_000 + "x")) == 1
