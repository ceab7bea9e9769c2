"""Who decides, told from what stands around a cue."""

from datetime import date

import pytest

from leadmatch.qualification.claims import Claim, firmest
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.reader import GrammarReader


def claims(text: str, language: str = "en") -> list[Claim]:
    reading = GrammarReader().read(NoteText(text, date(2026, 6, 15), language, "USD"))
    return [claim for claim in reading.claims if claim.criterion is Criterion.AUTHORITY]


def level(text: str, language: str = "en") -> int | None:
    best = firmest(claims(text, language))
    return None if best is None else best.level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She decides.", 4),
        ("My boss wants three prices. She decides.", 2),
        ("She decides. My boss knows.", 4),
        ("My boss is away, so I decide.", 4),
        ("Nobody at the club can decide alone.", 0),
        ("I am an intern.", 0),
        ("I am an intern and our manager asked me to collect offers.", 1),
        ("The weather is nice.", None),
    ],
)
def test_who_decides_depends_on_who_was_named_before(text: str, expected: int | None) -> None:
    assert level(text) == expected


def test_a_boss_who_was_named_decides_in_other_languages_too() -> None:
    assert level("Mein Chef will drei Preise. Er entscheidet das.", "de") == 2
    assert level("Ma cheffe voudrait savoir le prix. Elle décide seule.", "fr") == 2


def test_a_title_behind_a_name_and_a_comma_is_the_speakers() -> None:
    assert level("A long talk at the fair with Dana, CEO, on gates.") == 4
    assert level("A long talk on what comes in March, CEO unknown.") is None
