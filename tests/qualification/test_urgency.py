"""What is urgent, and what only sounds like it."""

from datetime import date

import pytest

from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.reader import GrammarReader


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The server is down.", "urgent.failure"),
        ("It breaks every week, the line is down again.", None),
        ("The server is down. It is checked every week.", "urgent.failure"),
        ("As soon as possible, please.", "urgent.asap"),
        ("Not as soon as possible.", None),
        ("By law they must log it from July 1.", "urgent.mandate"),
        ("By law they must log it.", None),
        ("They are happy.", None),
    ],
)
def test_a_failure_that_happens_once_a_dated_mandate_and_haste_are_urgent(text: str, code: str | None) -> None:
    found = GrammarReader().read(NoteText(text, date(2026, 6, 15), "en", "USD")).urgent
    assert (None if found is None else found.code) == code


def test_money_that_is_not_lacking_is_not_refused() -> None:
    reading = GrammarReader().read(NoteText("It is not that there is no money.", date(2026, 6, 15), "en", "USD"))
    assert "budget.refused" not in {claim.code for claim in reading.claims}
