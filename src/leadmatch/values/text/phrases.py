"""Phrases: many terms found in one pass over the tokens of a text, however many there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from leadmatch.values.text.tokens import Token, folded_words, tokenize

STEM = 4
"""Letters of a stem (`word*`) that its anchor is found by; shorter stems are refused."""

GAP = 3
"""Tokens that `...` in a phrase may stand for at most."""

_GAP_MARK = "..."


class Term(NamedTuple):
    """A phrase and what it stands for.

    Attributes:
        term_id: what a hit of the phrase means, such as `student.strong`.
        phrase: its words; `word*` is any word that begins so (four letters or more), `(a|b c)` are alternatives (an
            empty one makes it optional), `...` is up to three words. Case, marks and punctuation do not count.
    """

    term_id: str
    phrase: str


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


@dataclass(frozen=True, slots=True)
class _Element:
    """One word of a compiled phrase: its folded text, whether it is a stem, and how many words may stand before it."""

    text: str
    is_stem: bool
    gap: int

    def matches(self, word: str) -> bool:
        return word.startswith(self.text) if self.is_stem else word == self.text


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled phrase: its elements and the one it is looked up by."""

    term_id: str
    elements: tuple[_Element, ...]
    anchor: int


class PhraseIndex:
    """Finds all phrases of a list of terms in a text.

    Each phrase is filed under its rarest word. The words of a text are intersected once with the filed ones; phrases
    are compared word by word only where their own anchor stands. So the cost depends on the text and its hits, not on
    the number of phrases.
    """

    __slots__ = ("_by_stem", "_by_word")

    def __init__(self, terms: Iterable[Term]) -> None:
        """Build the index.

        Args:
            terms: phrases with their meaning.

        Raises:
            ValueError: a phrase has no word, a stem below four letters, or unbalanced brackets.
        """
        variants = [
            (term.term_id, _compile(words)) for term in dict.fromkeys(terms) for words in _spelled_out(term.phrase)
        ]
        frequency = Counter(element.text for _, elements in variants for element in elements)
        by_word: dict[str, list[_Pattern]] = {}
        by_stem: dict[str, list[_Pattern]] = {}
        for term_id, elements in variants:
            anchor = min(range(len(elements)), key=lambda place: _anchor_order(elements[place], frequency))
            element = elements[anchor]
            shelf, key = (by_stem, element.text[:STEM]) if element.is_stem else (by_word, element.text)
            shelf.setdefault(key, []).append(_Pattern(term_id, elements, anchor))
        self._by_word = {word: tuple(patterns) for word, patterns in by_word.items()}
        self._by_stem = {stem: tuple(patterns) for stem, patterns in by_stem.items()}

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits in the order of their place, each once.

        Args:
            tokens: of one text, as `tokenize` gives them.
        """
        return _in_order(self._places([token.folded for token in tokens]), tokens)

    def search(self, text: str) -> tuple[Hit, ...]:
        """Return the hits of a text: `find(tokenize(text))`, but places are computed only where there is a hit."""
        places = self._places(folded_words(text))
        return _in_order(places, tokenize(text)) if places else ()

    def _places(self, words: list[str]) -> set[tuple[str, int, int]]:
        """Return (term id, number of the first word, number of the last) of each hit."""
        known = self._by_word.keys() & set(words)
        stems = self._by_stem.keys() & {word[:STEM] for word in words} if self._by_stem else set[str]()
        if not known and not stems:
            return set()
        return {
            (pattern.term_id, first, last)
            for place, word in enumerate(words)
            if word in known or word[:STEM] in stems
            for pattern in self._filed(word)
            for first, last in _spans(pattern, words, place)
        }

    def _filed(self, word: str) -> tuple[_Pattern, ...]:
        return self._by_word.get(word, ()) + self._by_stem.get(word[:STEM], ())


def _in_order(places: set[tuple[str, int, int]], tokens: Sequence[Token]) -> tuple[Hit, ...]:
    hits = (Hit(term_id, tokens[first].start, tokens[last].end) for term_id, first, last in places)
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term_id)))


def _anchor_order(element: _Element, frequency: Counter[str]) -> tuple[bool, int, int]:
    """Order words as anchors: whole ones before stems, rare before frequent, long before short."""
    return element.is_stem, frequency[element.text], -len(element.text)


def _spans(pattern: _Pattern, words: Sequence[str], place: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the first and last word of a phrase whose anchor may stand at `place`."""
    elements, anchor = pattern.elements, pattern.anchor
    if not elements[anchor].matches(words[place]):
        return
    first = _reach(words, place, [(elements[i], elements[i + 1].gap) for i in range(anchor - 1, -1, -1)], -1)
    if first is None:
        return
    last = _reach(words, place, [(element, element.gap) for element in elements[anchor + 1 :]], 1)
    if last is not None:
        yield first, last


def _reach(words: Sequence[str], place: int, path: list[tuple[_Element, int]], step: int) -> int | None:
    """Follow elements from a place in one direction, nearest word first; return where the last one stands."""
    for element, gap in path:
        for distance in range(1, gap + 2):
            at = place + step * distance
            if 0 <= at < len(words) and element.matches(words[at]):
                place = at
                break
        else:
            return None
    return place


def _spelled_out(phrase: str) -> Iterator[str]:
    """Yield every reading of a phrase with alternatives in brackets (one level)."""
    parts: list[list[str]] = []
    rest = phrase
    while rest:
        plain, opened, rest = rest.partition("(")
        inside, closed, rest = rest.partition(")") if opened else ("", "", "")
        if bool(opened) != bool(closed) or "(" in inside or ")" in plain:
            raise ValueError(f"The phrase {phrase!r} has brackets that do not match; write (one|two).")
        parts += [[plain], inside.split("|")] if opened else [[plain]]
    return map("".join, product(*parts))


def _compile(words: str) -> tuple[_Element, ...]:
    """Turn the words of a phrase into its elements."""
    elements: list[_Element] = []
    for number, piece in enumerate(words.split(_GAP_MARK)):
        for index, (text, is_stem) in enumerate(_elements_of(piece)):
            gap = GAP if number and index == 0 and elements else 0
            elements.append(_Element(text, is_stem, gap))
    if not elements:
        raise ValueError(f"The phrase {words!r} has no word to find it by.")
    return tuple(elements)


def _elements_of(piece: str) -> Iterator[tuple[str, bool]]:
    """Yield (folded word, whether it is a stem) of a part of a phrase without gaps."""
    for token in tokenize(piece):
        is_stem = piece[token.end : token.end + 1] == "*"
        if is_stem and len(token.folded) < STEM:
            raise ValueError(f"The stem {token.text!r} is shorter than {STEM} letters; write the words out.")
        yield token.folded, is_stem
