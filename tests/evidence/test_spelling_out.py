import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.catalogue import word
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.spelling_out import spelled_out

KINDS = ("country", "region", "languages", "count", "", "unheard of")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("country", "DE", "Germany"),
        ("region", "US-FL", "Florida"),
        ("languages", "de", "German"),
        ("languages", "en, es, vi", "English, Spanish, Vietnamese"),
        ("count", "15000", "15,000"),
        ("count", "720", "720"),
        ("", "DE", "DE"),
        (">10", "DE", "DE"),
    ],
)
def test_a_code_reads_as_words(kind: str, value: str, words: str) -> None:
    assert spelled_out(kind, value) == words


def test_a_sentence_speaks_its_language() -> None:
    assert spelled_out("country", "DE", "fr") == "Allemagne"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["", "\0", "Atlantis", "unknown", "12.5", "²", "9" * 5000])
def test_what_is_no_code_stays_as_it_is(kind: str, value: str) -> None:
    assert spelled_out(kind, value) == value


@given(st.sampled_from(KINDS), st.text())
def test_any_value_is_answered(kind: str, value: str) -> None:
    assert isinstance(spelled_out(kind, value), str)


def test_the_reason_keeps_the_code_and_says_the_word() -> None:
    reason = Reason.of("territory.country", field="country", observed="IS")
    assert reason.observed == "IS"
    assert reason.message() == "Does not serve Iceland"


def test_a_sentence_of_ones_own_may_name_kinds_too() -> None:
    assert word("mine.place", {"observed": "AT"}, own="Lies in {observed:country}") == "Lies in Austria"
