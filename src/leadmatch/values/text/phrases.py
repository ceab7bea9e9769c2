"""Phrases: many terms found in one pass over the tokens of a text, however many there are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from leadmatch.values.text.language import small_words
from leadmatch.values.text.tokens import Token, folded_words, token_spans, tokenize

STEM = 3
"""Letters of a stem (`word*`) that its anchor is found by; shorter stems are refused."""

GAP = 3
"""Tokens that `...` in a phrase may stand for at most."""

_GAP_MARK = "..."
_STEM_MARK = "*"
_PIECE = re.compile(r"\([^)]*\)?|\.\.\.|(?:(?!\.\.\.)[^(])+")
_NUMBER_SIGN = re.compile(r"(#)")


class Term(NamedTuple):
    """A phrase and what it stands for.

    Attributes:
        term_id: what a hit of the phrase means, such as `student.strong`.
        phrase: its words; `word*` is any word that begins so (three letters or more), `(a|b c)` are alternatives (an
            empty one makes it optional), `#` is a word with a digit, `...` is up to three words. Case, marks and
            punctuation do not count.
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
    """One place of a compiled phrase: what may stand there, and how many words may stand before it."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    number: bool = False
    gap: int = 0

    def matches(self, word: str) -> bool:
        if word in self.words or (self.stems and word.startswith(self.stems)):
            return True
        return self.number and not word.isalpha() and any(map(str.isdigit, word))


_Path = tuple[tuple[_Element, int], ...]
"""Elements to follow from the anchor, each with the words that may stand between it and the one before."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled phrase, seen from the element that it is looked up by.

    Attributes:
        term_id: what a hit means.
        anchor: the element it is looked up by.
        left: the elements before the anchor, nearest first.
        right: the elements after it.
        near: words of which one must stand beside the anchor, or nothing if that cannot be said so simply.
        step: where they stand: -1 before the anchor, 1 behind it.
    """

    term_id: str
    anchor: _Element
    left: _Path
    right: _Path
    near: frozenset[str]
    step: int

    def spans(self, words: Sequence[str], place: int) -> Iterator[tuple[int, int]]:
        """Yield the places of the first and last word of the phrase whose anchor may stand at `place`."""
        first = _reach(words, place, self.left, -1)
        last = None if first is None else _reach(words, place, self.right, 1)
        if first is not None and last is not None and self.anchor.matches(words[place]):
            yield first, last


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
        variants = [(term.term_id, form) for term in dict.fromkeys(terms) for form in _forms(term.phrase)]
        frequency = Counter(key for _, elements in variants for element in elements for key in _keys(element))
        shelves: dict[str, list[_Pattern]] = {}
        for term_id, elements in variants:
            anchor = min(range(len(elements)), key=lambda place: _anchor_order(elements[place], frequency))
            pattern = _pattern(term_id, elements, anchor)
            for key in _keys(pattern.anchor):
                shelves.setdefault(key, []).append(pattern)
        self._by_word = {key: tuple(found) for key, found in shelves.items() if not key.endswith(_STEM_MARK)}
        self._by_stem = {key[:-1]: tuple(found) for key, found in shelves.items() if key.endswith(_STEM_MARK)}

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits in the order of their place, each once.

        Args:
            tokens: of one text, as `tokenize` gives them.
        """
        return _in_order(self._places([token.folded for token in tokens]), [token[2:] for token in tokens])

    def search(self, text: str) -> tuple[Hit, ...]:
        """Return the hits of a text: `find(tokenize(text))`, but places are computed only where there is a hit."""
        places = self._places(folded_words(text))
        return _in_order(places, token_spans(text)) if places else ()

    def _places(self, words: list[str]) -> set[tuple[str, int, int]]:
        """Return (term id, number of the first word, number of the last) of each hit."""
        present = set(words)
        known = self._by_word.keys() & present
        stems = self._by_stem.keys() & {word[:STEM] for word in present} if self._by_stem else set[str]()
        if not known and not stems:
            return set()
        padded = [*words, ""]
        return {
            (pattern.term_id, first, last)
            for place, word in enumerate(words)
            if word in known or word[:STEM] in stems
            for pattern in self._filed(word)
            if not pattern.near or padded[place + pattern.step] in pattern.near
            for first, last in pattern.spans(words, place)
        }

    def _filed(self, word: str) -> tuple[_Pattern, ...]:
        return self._by_word.get(word, ()) + self._by_stem.get(word[:STEM], ())


def _in_order(places: set[tuple[str, int, int]], spans: Sequence[tuple[int, int]]) -> tuple[Hit, ...]:
    hits = (Hit(term_id, spans[first][0], spans[last][1]) for term_id, first, last in places)
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term_id)))


def _keys(element: _Element) -> set[str]:
    """Return what an element is filed under: its words, and the first letters of its stems with a mark."""
    return {*element.words, *(stem[:STEM] + _STEM_MARK for stem in element.stems)}


def _anchor_order(element: _Element, frequency: Counter[str]) -> tuple[bool, bool, bool, int, int]:
    """Order elements as anchors: no numbers, no small words, no stems, then the rare, then the long ones first."""
    keys = _keys(element)
    longest = max(map(len, keys), default=0)
    is_small = not small_words().isdisjoint(keys) or longest < STEM
    return element.number, is_small, bool(element.stems), sum(frequency[key] for key in keys), -longest


def _pattern(term_id: str, elements: tuple[_Element, ...], anchor: int) -> _Pattern:
    """Look at a compiled phrase from its anchor."""
    left = tuple((elements[place], elements[place + 1].gap) for place in range(anchor - 1, -1, -1))
    right = tuple((element, element.gap) for element in elements[anchor + 1 :])
    near, step = next(
        (
            (path[0][0].words, step)
            for path, step in ((right, 1), (left, -1))
            if path and not path[0][1] and not path[0][0].stems and not path[0][0].number
        ),
        (frozenset[str](), 1),
    )
    return _Pattern(term_id, elements[anchor], left, right, near, step)


def _reach(words: Sequence[str], place: int, path: _Path, step: int) -> int | None:
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


def _forms(phrase: str) -> list[tuple[_Element, ...]]:
    """Return the readings of a phrase; alternatives of one word stay together in one element."""
    parts = [_options(piece) for piece in _PIECE.findall(phrase)]
    forms = [form for form in (_joined(chosen) for chosen in product(*parts)) if form]
    if not forms or any(all(element.number for element in form) for form in forms):
        raise ValueError(f"The phrase {phrase!r} has no word to find it by.")
    return forms


def _options(piece: str) -> list[list[_Element] | None]:
    """Return what may stand for one piece of a phrase; None is the gap."""
    if piece == _GAP_MARK:
        return [None]
    if not piece.startswith("("):
        return [_simple(piece)]
    if not piece.endswith(")"):
        raise ValueError(f"The piece {piece!r} of a phrase has brackets that do not match; write (one|two).")
    written = piece[1:-1].split("|")
    options = [_simple(option) for option in written]
    if any(bool(text.strip()) and not option for text, option in zip(written, options, strict=True)):
        raise ValueError(f"The piece {piece!r} of a phrase has an alternative without a word.")
    single = [option[0] for option in options if len(option) == 1]
    several: list[list[_Element] | None] = [option for option in options if len(option) != 1]
    return [[_merged(single)], *several] if single else several


def _merged(elements: list[_Element]) -> _Element:
    """Return one element that matches what any of them does."""
    return _Element(
        words=frozenset().union(*(element.words for element in elements)),
        stems=tuple(stem for element in elements for stem in element.stems),
        number=any(element.number for element in elements),
    )


def _joined(chosen: tuple[list[_Element] | None, ...]) -> tuple[_Element, ...]:
    """String the chosen options together; a gap stands before the element that follows it."""
    elements: list[_Element] = []
    gap = 0
    for option in chosen:
        if option is None:
            gap = GAP if elements else 0
            continue
        for element in option:
            elements.append(replace(element, gap=gap) if gap else element)
            gap = 0
    return tuple(elements)


def _simple(piece: str) -> list[_Element]:
    """Return the elements of words, stems and number signs without brackets."""
    elements: list[_Element] = []
    for part in _NUMBER_SIGN.split(piece):
        if part == "#":
            elements.append(_Element(frozenset(), number=True))
            continue
        for token in tokenize(part):
            is_stem = part[token.end : token.end + 1] == "*"
            if is_stem and len(token.folded) < STEM:
                raise ValueError(f"The stem {token.text!r} is shorter than {STEM} letters; write the words out.")
            word = frozenset({token.folded})
            elements.append(_Element(frozenset(), stems=(token.folded,)) if is_stem else _Element(word))
    return elements
