"""How strongly a need is told."""

from datetime import date

import pytest

from leadmatch.qualification.claims import firmest
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.reader import GrammarReader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will replace the tills.", 3),
        ("It would be nice to replace the tills.", 2),
        ("It would be nice to replace the tills, they crash daily.", 3),
        ("If I had the money I would replace the tills.", 2),
    ],
)
def test_a_project_that_is_only_wished_for_or_thought_of_is_an_interest(text: str, expected: int) -> None:
    reading = GrammarReader().read(NoteText(text, date(2026, 6, 15), "en", "USD"))
    best = firmest(claim for claim in reading.claims if claim.criterion is Criterion.NEED)
    assert best is not None
    assert best.level == expected
