"""Numbers as people write them: in figures with separators of several countries, and in words."""

import re

from leadmatch.values.money.pieces import Piece, piece_from
from leadmatch.values.money.words import MoneyWords

_DIGITS_PER_GROUP = 3
_HUNDRED, _TEN = 100.0, 10.0


def parse_number(text: str) -> float:
    """Read one written number; of two kinds of separators the last one is the decimal sign.

    A lone separator before exactly three digits parts thousands (``1,234`` and ``1.234`` are both 1234).
    """
    if text.isdecimal():
        return float(text)
    plain = re.sub(r"['’\s]", "", text)
    last = max(plain.rfind(","), plain.rfind("."))
    if last < 0:
        return float(plain)
    sign, tail = plain[last], plain[last + 1 :]
    is_group = len(tail) == _DIGITS_PER_GROUP and not plain.startswith("0")
    if plain.count(sign) > 1 or (is_group and len({",", "."} & set(plain)) == 1):
        return float(re.sub(r"[.,]", "", plain))
    return float(re.sub(r"[.,]", "", plain[:last]) + "." + tail)


def number_in_words(text: str, place: int, words: MoneyWords) -> tuple[float, int, Piece]:
    """Read the number words from a place on: `twenty-two`, `one hundred and fifty`, `seven and a half`, `diecimila`.

    Args:
        text: Any text.
        place: Where the first of them begins.
        words: The number words.

    Returns:
        What they come to, 0 without any, where the last of them ends, and the piece that follows.
    """
    piece, total, end = piece_from(text, place), 0.0, place
    while True:
        value = _value(piece.folded, total, words)
        if value is not None:
            total, end = value, piece.end
        elif not (total and (piece.text == "-" or _joins(text, piece, total, words))):
            return total, end, piece
        piece = piece_from(text, piece.end)


def _value(word: str, total: float, words: MoneyWords) -> float | None:
    """What a number comes to with one more word, or None if it is no number word."""
    if word in words.compounds:
        return total + words.compounds[word]
    if word in words.numbers:
        return total + words.numbers[word]
    if word in words.hundreds:
        return max(total, 1.0) * _HUNDRED
    return (total or 1.0) if word in words.ones else None


def _joins(text: str, piece: Piece, total: float, words: MoneyWords) -> bool:
    """Whether a word goes on with a number: `treinta y cinco`, not `fifteen and twenty`."""
    if piece.folded not in words.joints:
        return False
    following = piece_from(text, piece.end)
    if following.folded in words.ones:
        return piece_from(text, following.end).folded in words.fractions
    value = words.numbers.get(following.folded, _HUNDRED)
    return value < 1.0 or (value < _TEN and total % _TEN == 0.0) or (value < _HUNDRED and total % _HUNDRED == 0.0)
