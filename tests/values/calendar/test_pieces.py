"""Dates from words that are known already are the dates of the text."""

from datetime import date

import pytest

from leadmatch.values.calendar.expressions import find_dates
from leadmatch.values.text.token_table import token_table

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    "text",
    [
        "nothing of the kind",
        "by the 31st of July, in Q3 2027 or in 6 weeks",
        "bis 31.12. oder KW 26",
        "2026-07-31 and FY27, not 18k nor 25kg",
        "avant le 1er juillet",
    ],
)
def test_known_words_change_nothing(text: str) -> None:
    assert find_dates(text, TODAY, table=token_table(text)) == find_dates(text, TODAY)


def test_a_date_grown_together_with_signs_of_another_script_keeps_its_own_end() -> None:
    text = "6月末までに稼働"
    (span,) = find_dates(text, TODAY, table=token_table(text))
    assert (span.form, span.end) == ("2026-06-30", 3)
