"""Patterns: how a written phrase is read into words that may follow each other, and the words it is found by."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, product
from typing import NamedTuple

from leadmatch.values.text.language import small_words
from leadmatch.values.text.tokens import tokenize

STEM = 3
"""Letters of a stem (`word*`) that it is found by; shorter stems are refused."""

GAP = 3
"""Tokens that `...` in a phrase may stand for at most."""

STEM_MARK = "*"
"""Stands behind the letters of a stem in the words that a phrase is found by."""

_GAP_MARK = "..."
_PIECE = re.compile(r"\([^)]*\)?|\.\.\.|(?:(?!\.\.\.)[^(])+")
_NUMBER_SIGN = re.compile(r"(#)")


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: what may stand there, and how many words may stand before it.

    Attributes:
        words: folded words.
        stems: beginnings of folded words.
        number: whether any word with a digit fits.
        gap: words that may stand between it and the element before.
    """

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    number: bool = False
    gap: int = 0

    @property
    def is_open(self) -> bool:
        """Whether other words than those it lists may stand here."""
        return self.number or bool(self.stems)

    def matches(self, word: str) -> bool:
        """Tell whether a folded word may stand here."""
        if word in self.words or (self.stems and word.startswith(self.stems)):
            return True
        return self.number and not word.isalpha() and any(map(str.isdigit, word))

    def handles(self) -> frozenset[str]:
        """Return what it can be found by: its words, and the first letters of its stems with a mark."""
        return self.words.union(stem[:STEM] + STEM_MARK for stem in self.stems) if self.stems else self.words


class Step(NamedTuple):
    """One element to be found, seen from those before it.

    Attributes:
        way: -1 where it stands before them, 1 behind.
        element: what is to be found.
        gap: words that may stand between.
    """

    way: int
    element: Element
    gap: int

    @property
    def is_exact(self) -> bool:
        """Whether one of some words has to stand at one place, so that it can be looked up."""
        return not self.gap and not self.element.is_open

    def reach(self, words: Sequence[str], place: int) -> int:
        """Return where the nearest such word stands, seen from a place, or -1."""
        way, far, element = self.way, self.gap + 1, self.element
        near = words[place + 1 : place + 1 + far] if way > 0 else words[max(0, place - far) : place][::-1]
        if not element.is_open and element.words.isdisjoint(near):
            return -1
        return next((place + way * off for off, word in enumerate(near, 1) if element.matches(word)), -1)


class Pattern(NamedTuple):
    """One reading of a phrase, seen from the element that it is found by.

    Attributes:
        anchor: the element it is found by.
        steps: the others, from the anchor outwards; first the side that begins with an exact one.
    """

    anchor: Element
    steps: tuple[Step, ...]


@cache
def patterns_of(phrase: str, keys: tuple[str, ...]) -> tuple[Pattern, ...]:
    """Return the readings of a phrase, each seen from an element that is found by nothing but `keys`.

    Args:
        phrase: as in `Term`.
        keys: what `keys_of` gave for it.
    """
    wanted = frozenset(keys)
    found = []
    for form in _product([_options(piece) for piece in _PIECE.findall(phrase)]):
        anchor = next(place for place, one in enumerate(form) if not one.number and one.handles() <= wanted)
        found.append(_pattern(form, anchor))
    return tuple(found)


def keys_of(phrase: str, frequency: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """Return the words that a phrase is found by: whatever it matches holds one of them.

    They are those of the one place of the phrase that is never left out and whose words are the rarest.

    Args:
        phrase: as in `Term`.
        frequency: how many phrases have a word, if that is known.

    Raises:
        ValueError: a phrase has no word, a stem below three letters, or brackets that do not match.
    """
    parts = [_options(piece) for piece in _PIECE.findall(phrase)]
    always = [part for part in parts if None not in part and [] not in part]
    ranked = sorted(_ranked_keys(always, frequency or {}))
    if ranked:
        return ranked[0][-1]
    forms = _product(parts)
    if not forms or any(all(element.number for element in form) for form in forms):
        raise ValueError(f"The phrase {phrase!r} has no word to find it by.")
    return tuple(sorted({key for form in forms for key in _best(form, frequency or {})[-1]}))


def words_of(phrase: str) -> frozenset[str]:
    """Return all words that a phrase could be found by.

    Args:
        phrase: as in `Term`.

    Raises:
        ValueError: the phrase cannot be read.
    """
    options = (option or () for piece in _PIECE.findall(phrase) for option in _options(piece))
    return frozenset(key for option in options for element in option for key in element.handles())


_Rank = tuple[bool, bool, int, int, tuple[str, ...]]
_Option = list[Element] | None


def _ranked_keys(parts: Iterable[Sequence[_Option]], frequency: Mapping[str, int]) -> Iterator[_Rank]:
    """Yield for each part, that can be found by its words, how well it can."""
    for part in parts:
        if any(all(element.number for element in option or ()) for option in part):
            continue
        best = [_best(option or (), frequency) for option in part]
        keys = tuple(sorted({key for rank in best for key in rank[-1]}))
        columns = list(zip(*best, strict=True))
        yield max(columns[0]), max(columns[1]), sum(columns[2]), max(columns[3]), keys


def _best(option: Sequence[Element], frequency: Mapping[str, int]) -> _Rank:
    """Return the element of an option that it is best found by: no small word, no stem, then the rare and the long."""
    return min(_rank(element, frequency) for element in option if not element.number)


def _rank(element: Element, frequency: Mapping[str, int]) -> _Rank:
    keys = element.handles()
    longest = max(map(len, keys))
    is_small = longest < STEM or not small_words().isdisjoint(keys)
    return is_small, bool(element.stems), sum(frequency.get(key, 1) for key in keys), -longest, tuple(sorted(keys))


def _pattern(form: Sequence[Element], anchor: int) -> Pattern:
    """Look at a reading from its anchor."""
    left = tuple(Step(-1, form[place], form[place + 1].gap) for place in range(anchor - 1, -1, -1))
    right = tuple(Step(1, element, element.gap) for element in form[anchor + 1 :])
    sides = sorted((right, left), key=lambda side: not side or not side[0].is_exact)
    return Pattern(form[anchor], tuple(chain.from_iterable(sides)))


def _product(parts: Sequence[Sequence[_Option]]) -> list[tuple[Element, ...]]:
    """Return the readings of a phrase; alternatives of one word stay together in one element."""
    return [form for form in map(_joined, product(*parts)) if form]


def _joined(chosen: Iterable[_Option]) -> tuple[Element, ...]:
    """String the chosen options together; a gap stands before the element that follows it."""
    elements: list[Element] = []
    gap = 0
    for option in chosen:
        if option is None:
            gap = GAP if elements else 0
            continue
        for element in option:
            elements.append(replace(element, gap=gap) if gap else element)
            gap = 0
    return tuple(elements)


def _options(piece: str) -> list[_Option]:
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
    several: list[_Option] = [option for option in options if len(option) != 1]
    return [[_merged(single)], *several] if single else several


def _merged(elements: Sequence[Element]) -> Element:
    """Return one element that matches what any of them does."""
    return Element(
        words=frozenset().union(*(element.words for element in elements)),
        stems=tuple(stem for element in elements for stem in element.stems),
        number=any(element.number for element in elements),
    )


@lru_cache(maxsize=4_096)
def _simple(piece: str) -> list[Element]:
    """Return the elements of words, stems and number signs without brackets."""
    elements: list[Element] = []
    for part in _NUMBER_SIGN.split(piece):
        if part == "#":
            elements.append(Element(frozenset(), number=True))
            continue
        for token in tokenize(part):
            is_stem = part[token.end : token.end + 1] == "*"
            if is_stem and len(token.folded) < STEM:
                raise ValueError(f"The stem {token.text!r} is shorter than {STEM} letters; write the words out.")
            word = frozenset({token.folded})
            elements.append(Element(frozenset(), stems=(token.folded,)) if is_stem else Element(word))
    return elements
