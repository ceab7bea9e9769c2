"""The model of wording tells kinds of junk apart where no rule knows a phrase, and never rejects alone."""

import math
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.records.lead import Lead
from leadmatch.screening.catalogue import DEFAULT_RULES
from leadmatch.screening.kinds import Category
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.screener import Screener
from leadmatch.screening.wording import JUNK_FROM, KINDS, features, read_wording
from leadmatch.values.resources import read
from leadmatch.values.text.tokens import folded_words

Screen = Callable[..., ScreeningReport]


def kind_of(text: str) -> Category | None:
    return read_wording(tuple(folded_words(text))).kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("student", "Hello, for my university course I have to interview a company about its students."),
        ("job_seeker", "I am looking for work, I have experience and can start immediately, do you need somebody?"),
        ("solicitation", "We help firms like yours get more clients, can I send you our offer?"),
        ("support_request", "My scanner stopped working since yesterday, I cannot log in and get an error."),
    ],
)
def test_kinds_are_told_by_their_words(kind: str, text: str) -> None:
    assert kind_of(text) == kind


def test_buyers_and_short_texts_are_like_nothing() -> None:
    assert kind_of("We need 40 handhelds for two depots, please send a quote.") is None
    assert kind_of("my thesis") is None


def test_the_words_that_told_most_are_shown() -> None:
    reading = read_wording(
        tuple(folded_words("Hello, for my university course I have to interview a company, student."))
    )
    assert 0 < len(reading.telling) <= 3


def test_wording_alone_never_rejects() -> None:
    rules = tuple(rule for rule in DEFAULT_RULES if rule.code.startswith("wording."))
    assert [rule.category for rule in rules] == list(KINDS)
    text = "Hello, for my university course I have to interview a company about its students."
    report = Screener(rules=rules).screen(
        Lead(email="m.ode@gmail.com", phone="020 7183 8750", country="GB", message=text)
    )
    assert report.verdict == "review"
    assert [reason.code for reason in report.reasons] == ["wording.student"]


def test_a_company_s_own_mailbox_outweighs_wording(screen: Screen) -> None:
    report = screen(message="Hello, one question, does somebody of your team have time for us tomorrow morning?")
    assert report.verdict == "accept"


def test_a_language_that_the_model_does_not_know_is_left_alone() -> None:
    text = "я студент и пишу диплом gratis could sobre firms"
    assert kind_of(text) == "student"
    assert "wording.student" not in {reason.code for reason in Screener().screen(Lead(message=text)).reasons}


def junk_points(words: Sequence[str]) -> float:
    """Return the log-odds of junk as the table says them, in hundredths."""
    rows = [line.split("\t") for line in read("data/screening_wording.tsv").splitlines()]
    table = {feature: int(junk) for feature, junk, *_ in rows}
    found = features(words)
    return table[""] + sum(table.get(feature, 0) for feature in found) / math.sqrt(len(found))


VOCABULARY = [line.partition("\t")[0] for line in read("data/screening_wording.tsv").splitlines()]


@given(st.lists(st.sampled_from(VOCABULARY), min_size=5, max_size=60))
def test_the_quick_look_says_what_the_table_says(pieces: list[str]) -> None:
    words = tuple(folded_words(" ".join(pieces)))
    if len(words) >= 5:
        assert (kind_of(" ".join(words)) is not None) is (junk_points(words) >= JUNK_FROM)


@given(st.lists(st.text(max_size=12), max_size=400))
def test_any_words_are_judged(words: list[str]) -> None:
    folded = tuple(folded_words(" ".join(words)))
    assert len(features(folded)) <= 3 * 200
    assert read_wording(folded).kind in {None, *KINDS}
