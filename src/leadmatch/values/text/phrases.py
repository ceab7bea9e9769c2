"""Phrases: many terms found in one pass over the tokens of a text, however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from leadmatch.values.text.patterns import STEM, STEM_MARK, Pattern, keys_of, patterns_of
from leadmatch.values.text.tokens import Token, folded_words, token_spans

_KEPT = 65_536
_LONGEST_KEPT = 48


class Term(NamedTuple):
    """A phrase and what it stands for.

    Attributes:
        term_id: what a hit of the phrase means, such as `student.strong`.
        phrase: its words; `word*` is any word that begins so (three letters or more), `(a|b c)` are alternatives (an
            empty one makes it optional), `#` is a word with a digit, `...` is up to three words. Case, marks and
            punctuation do not count.
        keys: folded words of which each match holds one; worked out by the index where there are none.
    """

    term_id: str
    phrase: str
    keys: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A place where a phrase stands.

    Attributes:
        term_id: of the term.
        start: place of the phrase's first character in the text.
        end: place behind its last character.
    """

    term_id: str
    start: int
    end: int


_Filed = tuple[tuple[str, Pattern], ...]
"""Patterns that are filed under a word, each with its term id."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All patterns that may have one word for their anchor.

    Attributes:
        loose: those that are compared wherever the word stands.
        before: those that need a certain word before it, by that word.
        behind: those that need a certain word behind it, by that word.
    """

    loose: _Filed
    before: Mapping[str, _Filed]
    behind: Mapping[str, _Filed]

    def at(self, words: Sequence[str], place: int) -> _Filed:
        """Return the patterns that may stand around a place."""
        filed = self.loose
        if self.before and place:
            filed += self.before.get(words[place - 1], ())
        if self.behind and place + 1 < len(words):
            filed += self.behind.get(words[place + 1], ())
        return filed


class PhraseIndex:
    """Finds all phrases of a list of terms in a text.

    Each phrase is filed under the words of one of its places. A word of a text is looked up once; phrases are compared
    word by word only where one they are filed under stands, and read into patterns when that first happens. So the cost
    depends on the text and its hits, not on the number of phrases.
    """

    __slots__ = ("_known", "_terms")

    def __init__(self, terms: Iterable[Term]) -> None:
        """Build the index.

        Args:
            terms: phrases with their meaning.

        Raises:
            ValueError: a phrase has no word, a stem below three letters, or brackets that do not match.
        """
        self._terms: dict[str, list[Term]] = {}
        self._known: dict[str, _Shelf | None] = {}
        for term in dict.fromkeys(terms):
            filed = term if term.keys else term._replace(keys=keys_of(term.phrase))
            for key in filed.keys:
                self._terms.setdefault(key, []).append(filed)

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits in the order of their place, each once.

        Args:
            tokens: of one text, as `tokenize` gives them.
        """
        return _in_order(self._places([token.folded for token in tokens]), [token[2:] for token in tokens])

    def search(self, text: str) -> tuple[Hit, ...]:
        """Return the hits of a text: `find(tokenize(text))`, but places are computed only where there is a hit."""
        return self.search_words(folded_words(text), text)

    def search_words(self, words: Sequence[str], text: str) -> tuple[Hit, ...]:
        """Return the hits of a text whose words are known already.

        Args:
            words: `folded_words(text)`.
            text: the text.
        """
        places = self._places(words)
        return _in_order(places, token_spans(text, 1 + max(place[2] for place in places))) if places else ()

    def _places(self, words: Sequence[str]) -> set[tuple[str, int, int]]:
        """Return (term id, number of the first word, number of the last) of each hit."""
        known, found = self._known, set[tuple[str, int, int]]()
        for place, word in enumerate(words):
            shelf = known[word] if word in known else self._shelf(word)
            if shelf is not None:
                for term_id, pattern in shelf.at(words, place):
                    span = pattern.span(words, place)
                    if span is not None:
                        found.add((term_id, *span))
        return found

    def _shelf(self, word: str) -> _Shelf | None:
        """Return the patterns that may have a word for their anchor; most have none. A bounded number is kept."""
        terms = self._terms.get(word, []) + self._terms.get(word[:STEM] + STEM_MARK, [])
        filed = [
            (term.term_id, pattern)
            for term in terms
            for pattern in patterns_of(term.phrase, term.keys)
            if pattern.anchor.matches(word)
        ]
        shelf = _sorted_by_neighbour(filed) if filed else None
        if len(word) <= _LONGEST_KEPT and len(self._known) < _KEPT:
            self._known[word] = shelf
        return shelf


def _sorted_by_neighbour(filed: Iterable[tuple[str, Pattern]]) -> _Shelf:
    loose: dict[tuple[str, Pattern], None] = {}
    beside: dict[int, dict[str, list[tuple[str, Pattern]]]] = {-1: {}, 1: {}}
    for item in filed:
        near = item[1].near
        for word in near:
            beside[item[1].step].setdefault(word, []).append(item)
        if not near:
            loose[item] = None
    before, behind = ({word: tuple(found) for word, found in beside[step].items()} for step in (-1, 1))
    return _Shelf(tuple(loose), before, behind)


def _in_order(places: set[tuple[str, int, int]], spans: Sequence[tuple[int, int]]) -> tuple[Hit, ...]:
    hits = (Hit(term_id, spans[first][0], spans[last][1]) for term_id, first, last in places)
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term_id)))
