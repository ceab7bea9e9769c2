"""The pieces that amounts are read from: numbers, signs, words and marks, looked for only around a figure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from leadmatch.values.money.words import MoneyWords
from leadmatch.values.text.fold import fold
from leadmatch.values.text.token_table import TokenTable

_PIECE = re.compile(
    r"[\s,;!?'\"()&*#@…’“”„+_]*+(?:"
    r"(?P<word>[^\W\d_万億千円元]+)"
    r"|(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:,\d{2}){1,4},\d{3}(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<mark>[-–—%:/.])"
    r"|(?P<sign>[^\w\s]|[万億千円元]))"
)
_LETTERS_AT_END = re.compile(r"[^\W\d_]+\Z")
_WORD = 40


class Piece(NamedTuple):
    """A number, sign, word or mark of a text; of kind `end` where nothing follows.

    Attributes:
        kind: number, sign, word, mark or end.
        text: As it was written.
        folded: A word folded, else as it was written.
        start: Where it begins.
        end: Where it ends, excluded.
    """

    kind: str
    text: str
    folded: str
    start: int
    end: int


def piece_from(text: str, place: int) -> Piece:
    """The first piece that begins at a place or behind it."""
    found = _PIECE.match(text, place)
    if found is None:
        return Piece("end", "", "", len(text), len(text))
    kind, group = found.lastgroup or "end", found.lastindex or 0
    written, (start, end) = found[group], found.span(group)
    return Piece(kind, written, fold(written) if kind == "word" else written, start, end)


def anchors(table: TokenTable, words: MoneyWords) -> Sequence[int]:
    """The tokens at which an amount may begin: figures, and number words where something multiplies them."""
    if words.grown.isdisjoint(table.vocabulary):
        return table.figures
    return [at for at, word in enumerate(table.words) if word in words.spelled or not word.isalpha()]


def word_ending_at(table: TokenTable, at: int, end: int) -> tuple[str, int]:
    """The folded run of letters that ends at a place, and where it begins; empty where none does.

    Args:
        table: The tokens of the text.
        at: The token that holds or follows the place.
        end: Where the letters end.
    """
    if at and table.ends[at - 1] == end and table.words[at - 1].isalpha():
        return table.words[at - 1], table.starts[at - 1]
    found = _LETTERS_AT_END.search(table.text, max(0, end - _WORD), end)
    return ("", end) if found is None else (fold(found[0]), found.start())
