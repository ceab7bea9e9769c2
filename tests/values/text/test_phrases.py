import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text.phrases import Hit, PhraseIndex, Term
from leadmatch.values.text.tokens import tokenize


def found(phrase: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PhraseIndex([Term("x", phrase)]).search(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("my thesis", "It's for MY  Thésis!", ["MY  Thésis"]),
        ("my thesis", "my own thesis", []),
        ("my ... thesis", "my very own thesis", ["my very own thesis"]),
        ("my ... thesis", "my one two three four thesis", []),
        ("thesis*", "theses, thesisarbeit", ["thesisarbeit"]),
        ("(my|our) (thesis|term paper)", "our term paper and my thesis", ["our term paper", "my thesis"]),
        ("write (a|) thesis", "write thesis; write a thesis", ["write thesis", "write a thesis"]),
        ("ticket (no|) #", "ticket no 48A, ticket now, ticket 7", ["ticket no 48A", "ticket 7"]),
        ("見積", "お見積をお願い", ["見積"]),
        ("(cost|pric*) list", "pricing list, cost list", ["pricing list", "cost list"]),
        ("... list", "my list", ["list"]),
        ("list ...", "list", ["list"]),
        ("a ... pric*", "a b pricing", ["a b pricing"]),
    ],
)
def test_phrases_are_found_in_the_text_they_stand_in(phrase: str, text: str, hits: list[str]) -> None:
    assert found(phrase, text) == hits


@pytest.mark.parametrize("phrase", ["", "ab*", "(a|b", "#", "x (a|%)", "..."])
def test_a_phrase_that_cannot_be_found_by_a_word_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|stem|piece"):
        PhraseIndex([Term("x", phrase)])


words = st.lists(st.sampled_from(["ab", "cd", "ef", "12"]), max_size=30).map(" ".join)


@given(words)
def test_searching_a_text_is_finding_in_its_tokens(text: str) -> None:
    index = PhraseIndex([Term("a", "ab (cd|ef)"), Term("b", "cd ... #"), Term("c", "ef")])
    assert index.search(text) == index.find(tokenize(text))


@given(words)
def test_an_exact_phrase_is_found_wherever_a_plain_search_finds_it(text: str) -> None:
    index = PhraseIndex([Term("a", "ab cd")])
    padded = f" {text} "
    places = [place for place in range(len(padded)) if padded.startswith(" ab cd ", place)]
    assert index.search(text) == tuple(Hit("a", place, place + 5) for place in places)


def test_an_index_without_terms_finds_nothing() -> None:
    assert PhraseIndex([]).search("anything at all") == ()
