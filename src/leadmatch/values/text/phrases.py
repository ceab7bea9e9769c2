"""Phrases: many terms found in one pass over the tokens of a text, however many there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from leadmatch.values.text.branches import Branch, Place, shelf
from leadmatch.values.text.patterns import STEM, STEM_MARK, Element, Pattern, keys_of, patterns_of
from leadmatch.values.text.tokens import Span, Token, folded_words, word_spans

_KEPT = 16_384
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


class _Shelves(dict[str, Branch | None]):
    """The shelf of each word that was met, or None where nothing is filed under it; a bounded number is kept."""

    __slots__ = ("_drawers", "_terms")

    def __init__(self, terms: Mapping[str, Sequence[Term]]) -> None:
        super().__init__()
        self._terms = terms
        self._drawers: dict[str, Mapping[Element, _Filed]] = {}

    def __missing__(self, word: str) -> Branch | None:
        keys = [key for key in (word, word[:STEM] + STEM_MARK) if key in self._terms]
        drawers = [self._drawer(key) for key in keys]
        filed = [item for drawer in drawers for anchor in drawer if anchor.matches(word) for item in drawer[anchor]]
        found = shelf(filed)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[word] = found
        return found

    def _drawer(self, key: str) -> Mapping[Element, _Filed]:
        """Return what is filed under a key, by anchor; phrases are read into patterns when it is first opened."""
        if key not in self._drawers:
            self._drawers[key] = _by_anchor(self._terms[key])
        return self._drawers[key]


def _by_anchor(terms: Iterable[Term]) -> Mapping[Element, _Filed]:
    drawer: dict[Element, list[tuple[str, Pattern]]] = {}
    for term in terms:
        for pattern in patterns_of(term.phrase, term.keys):
            drawer.setdefault(pattern.anchor, []).append((term.term_id, pattern))
    return {anchor: tuple(filed) for anchor, filed in drawer.items()}


class PhraseIndex:
    """Finds all phrases of a list of terms in a text.

    Each phrase is filed under the words of one of its places. A word of a text is looked up once; phrases are compared
    word by word only where one they are filed under stands, and read into patterns when that first happens. So the cost
    depends on the text and its hits, not on the number of phrases.
    """

    __slots__ = ("_shelves",)

    def __init__(self, terms: Iterable[Term]) -> None:
        """Build the index.

        Args:
            terms: phrases with their meaning.

        Raises:
            ValueError: a phrase has no word, a stem below three letters, or brackets that do not match.
        """
        filed: dict[str, list[Term]] = {}
        for term in dict.fromkeys(terms):
            found_by = term if term.keys else term._replace(keys=keys_of(term.phrase))
            for key in found_by.keys:
                filed.setdefault(key, []).append(found_by)
        self._shelves = _Shelves(filed)

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits in the order of their place, each once.

        Args:
            tokens: of one text, as `tokenize` gives them.
        """
        return _in_order(self.places([token.folded for token in tokens]), [token[2:] for token in tokens])

    def search(self, text: str) -> tuple[Hit, ...]:
        """Return the hits of a text: `find(tokenize(text))`, but places are computed only where there is a hit."""
        words = folded_words(text)
        return located(self.places(words), words, text)

    def places(self, words: Sequence[str]) -> set[Place]:
        """Return which phrases stand where, by numbers of words.

        Args:
            words: `folded_words` of a text.
        """
        found = set[Place]()
        for place, branch in enumerate(map(self._shelves.__getitem__, words)):
            if branch is not None:
                branch.follow(words, place, place, found)
        return found


def located(places: Collection[Place], words: Sequence[str], text: str) -> tuple[Hit, ...]:
    """Return the hits of a text in the order of their place.

    Args:
        places: as `PhraseIndex.places` gives them.
        words: the folded words it was given.
        text: the text that they are of.
    """
    if not places:
        return ()
    ends = {number for _, first, last in places for number in (first, last)}
    return _in_order(places, word_spans(ends, words, text))


def _in_order(places: Iterable[Place], spans: Sequence[Span] | Mapping[int, Span]) -> tuple[Hit, ...]:
    hits = (Hit(term_id, spans[first][0], spans[last][1]) for term_id, first, last in places)
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term_id)))
