"""How a note is cut and marked before it is understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.qualification.lexicon import lexicon
from leadmatch.qualification.marking import NoteText, mark
from leadmatch.qualification.sentence import Sentence

DAY = date(2026, 6, 15)


def marked(text: str, language: str = "en") -> tuple[Sentence, ...]:
    return mark(NoteText(text, DAY, language, "USD"), lexicon(language))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The CEO has $5k by July 1.", ["the", "xrole", "has", "xmoney", "xdate"]),
        ("They can spend 4,000.", ["they", "can", "spend", "xmoney"]),
        ("They can spend 4,000 on it.", ["they", "can", "spend", "xmoney", "on", "it"]),
        ("They have 4,000 gnomes.", ["they", "have", "xnum", "gnomes"]),
        ("They have 40.", ["they", "have", "xnum"]),
    ],
)
def test_amounts_dates_and_titles_are_one_word_each(text: str, words: list[str]) -> None:
    (sentence,) = marked(text)
    assert list(sentence.words) == words


def test_a_text_of_nothing_has_no_sentences() -> None:
    assert marked("") == ()
    assert marked(" \n ") == ()


def test_sentences_without_a_find_are_left_out() -> None:
    text = "Hello there. The budget is approved. Blue."
    (sentence,) = marked(text)
    assert text[sentence.start : sentence.end] == "The budget is approved."


def test_a_cue_does_not_reach_into_the_next_sentence() -> None:
    assert not any(sentence.has("budget.approved") for sentence in marked("We spoke of budget. Approved parts only."))


def test_sentences_that_touch_keep_their_own_words() -> None:
    first, second = marked("予算は承認済み。社長が決める。", "ja")
    assert first.end == second.start
    assert "xstop" not in second.words
    assert second.words[0] == "xrole"


def test_words_around_a_place_are_those_of_its_sentence() -> None:
    text = "Hello. They have no budget for gates."
    (sentence,) = marked(text)
    place = text.index("budget")
    assert list(sentence.words_before(place, 2)) == ["have", "no"]
    assert list(sentence.words_before(place, 9)) == ["they", "have", "no"]
    assert list(sentence.words_after(place, 2)) == ["budget", "for"]
    assert list(sentence.words_between(place, text.index("gates"))) == ["budget", "for"]


@given(st.text(alphabet="ab1. ,。社長5k$\n", max_size=60))
def test_what_is_found_in_a_sentence_stands_in_it(text: str) -> None:
    for sentence in marked(text):
        assert all(sentence.start <= hit.start < hit.end <= sentence.end for hit in sentence.hits)
        assert len(sentence.words) == len(sentence.starts) == len(sentence.ends)
        assert list(sentence.starts) == sorted(sentence.starts)
