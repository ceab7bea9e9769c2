"""The pieces that amounts are read from: numbers, signs, words and marks, where an amount may stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leadmatch.values.money.words import MoneyWords

_PIECE = re.compile(
    r"(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:,\d{2}){1,4},\d{3}(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<sign>[^\w\s.,;:!?'\"()\-–—/%+&*#@…’“”„]|[万億千円元])"
    r"|(?P<word>(?:(?![万億千円元])[^\W\d_])+)"
    r"|(?P<mark>[-–—%:/.])"
)
_BREAK = "\0"
_BEFORE, _BEHIND = 4, 5

Placed = tuple[str, str, int, int]
"""A token of the text: as it was written, folded, where it starts and where it ends."""


class Piece(NamedTuple):
    """A number, sign, word, mark or break of a text."""

    kind: str
    text: str
    start: int
    end: int


def windows(text: str, tokens: Sequence[Placed], words: MoneyWords) -> list[tuple[int, int]]:
    """The parts of a text with a figure or a number word in them, wide enough for all that belongs to an amount."""
    found: list[tuple[int, int]] = []
    for at in _anchors(tokens, words):
        start = tokens[at - _BEFORE][3] if at >= _BEFORE else 0
        stop = tokens[at + _BEHIND][2] if at + _BEHIND < len(tokens) else len(text)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], stop
        else:
            found.append((start, stop))
    return found


def _anchors(tokens: Sequence[Placed], words: MoneyWords) -> list[int]:
    """Where figures stand, compounds such as `diecimila`, and number words if a multiplier stands anywhere."""
    folded_words = [token[1] for token in tokens]
    endings = words.compound_endings
    if words.multipliers.keys().isdisjoint(folded_words):
        return [at for at, word in enumerate(folded_words) if not word.isalpha() or word.endswith(endings)]
    spelled = words.numbers.keys() | words.hundreds
    return [
        at for at, word in enumerate(folded_words) if word in spelled or not word.isalpha() or word.endswith(endings)
    ]


def pieces(text: str, parts: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The pieces of some parts of a text, with a break behind each part."""
    for start, end in parts:
        for found in _PIECE.finditer(text, start, end):
            yield Piece(found.lastgroup or "", found[0], *found.span())
        yield Piece("break", _BREAK, end, end)


def folded(word: str) -> str:
    """A word in small letters without diacritics."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold().replace("ł", "l"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
