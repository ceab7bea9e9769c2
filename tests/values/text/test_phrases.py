import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text import phrases
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


GAP = r"(?: \w+){0,3}"
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


def test_only_so_many_words_are_remembered_and_none_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_KEPT", 2)
    index = PhraseIndex([Term("a", "abc* (cd|)")])
    text = "abc cd, abcd, x, y, z, " + "abc" * 60 + " cd"
    found = [text[hit.start : hit.end][:6] for hit in index.search(text)]
    assert found == ["abc", "abc cd", "abcd", "abcabc", "abcabc"]


def plainly(steps: list[tuple[int, frozenset[str], int]], words: list[str], place: int) -> int:
    """Return where the last of some words stands, each the nearest after the one before, or -1."""
    for way, wanted, gap in steps:
        near = [place + way * off for off in range(1, gap + 2) if 0 <= place + way * off < len(words)]
        place = next((at for at in near if words[at] in wanted), -1)
        if place < 0:
            return -1
    return place


@given(st.lists(st.tuples(st.sampled_from(["ab", "cd", "ef"]), st.booleans()), min_size=2, max_size=4), words)
def test_phrases_with_gaps_are_found_word_by_word(parts: list[tuple[str, bool]], text: str) -> None:
    phrase = "zz " + " ".join(f"{'... ' if gap else ''}{word}" for word, gap in parts)
    written = f"{text} zz {text}"
    steps = [(1, frozenset({word}), 3 if gap else 0) for word, gap in parts]
    read = written.split()
    last = plainly(steps, read, read.index("zz"))
    found = PhraseIndex([Term("x", phrase, ("zz",))]).search(written)
    assert [written[hit.start : hit.end].split() for hit in found] == (
        [read[read.index("zz") : last + 1]] if last >= 0 else []
    )
    shape = re.compile("zz" + "".join(f"{GAP if gap else ''} {word}" for word, gap in parts))
    by_any_word = PhraseIndex([Term("x", phrase)]).search(written)
    assert [hit for hit in by_any_word if not shape.fullmatch(written[hit.start : hit.end])] == []
