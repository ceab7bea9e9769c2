"""Tokens: the words of a text with their folded spelling and their place in it."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from leadmatch.values.text.fold import fold

# Scripts that write no spaces: each sign is a token of its own, so that a phrase is found wherever it stands.
_UNSPACED = (
    "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Marks and joiners that belong to the word around them, though they are no letters.
_JOINED = (
    "\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0900-\u0dff\u200b-\u200d\u2060\ufeff"
)
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}](?:[^\\W_{_UNSPACED}]|[{_JOINED}])*")
# Signs among which each run of letters and digits is one token: no script without spaces, no joiners, nor the
# one letter (`İ`) whose small form is two signs.
_EUROPEAN = re.compile("[\x00-\xac\xae-\u012f\u0131-\u02ff\u2010-\u205f\u20a0-\u20cf]*")
_EUROPEAN_TOKEN = re.compile(r"[^\W_]+")
# ASCII letters become small, digits stay, and all else parts words.
_PLAIN = {code: (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_MOST_SIGNS = 64
"""Signs beyond ASCII that are replaced one by one; European texts have some ten."""

_ASCII_TOKEN = re.compile(r"[A-Za-z0-9]+")


_FEW = 8
"""Tokens that are found again one by one."""

Span = tuple[int, int]
"""Where a piece of a text begins, and the place behind its end."""


class Token(NamedTuple):
    """One word, number or, in scripts without spaces, one sign.

    Attributes:
        text: as it was written.
        folded: its comparable spelling.
        start: place of its first character in the text.
        end: place behind its last character.
    """

    text: str
    folded: str
    start: int
    end: int


_make = Token._make


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens, in order.

    A token is a run of letters and digits with their marks; hyphens, apostrophes, points and underscores part tokens
    (`e-mail` is two, `l'offre` is two). Han, Kana, Thai, Lao, Khmer and Burmese write no spaces: there each sign is a
    token, and a phrase is a run of signs. Hangul is written with spaces and read by words.

    Args:
        text: any text; the work is linear in its length.
    """
    if text.isascii():
        return [_make((word := found[0], word.lower(), *found.span())) for found in _ASCII_TOKEN.finditer(text)]
    return [_make((word := found[0], fold(word), *found.span())) for found in _pattern(text).finditer(text)]


def token_spans(text: str, count: int | None = None) -> list[tuple[int, int]]:
    """Return the places of a text's tokens alone, as `tokenize` finds them.

    Args:
        text: any text; the work is linear in its length.
        count: of the first tokens that are wanted; all of them if None.
    """
    return [found.span() for found in islice(_pattern(text).finditer(text), count)]


def word_spans(numbers: Collection[int], words: Sequence[str], text: str) -> Mapping[int, Span]:
    """Return the places of some of a text's tokens.

    Args:
        numbers: of the tokens that are wanted, from 0.
        words: `folded_words(text)`.
        text: any text; the work is linear in its length.
    """
    plain = text if text.isascii() else _in_plain_signs(text)
    if len(numbers) > _FEW or plain is None or len(plain) != len(text):
        return dict(enumerate(token_spans(text, 1 + max(numbers))))
    spaced = plain.translate(_PLAIN)  # each sign stands where it stood
    starts = {number: len(spaced) - len(spaced.split(None, number)[-1]) for number in numbers}
    return {number: (start, start + len(words[number])) for number, start in starts.items()}


def folded_words(text: str) -> list[str]:
    """Return the folded spellings of a text's tokens: what `tokenize` finds, without places, faster.

    Args:
        text: any text; the work is linear in its length.
    """
    if text.isascii():
        return text.translate(_PLAIN).split()
    plain = _in_plain_signs(text)
    return list(map(fold, _TOKEN.findall(text))) if plain is None else plain.translate(_PLAIN).split()


def _in_plain_signs(text: str) -> str | None:
    """Return a text with folded ASCII letters for all others, or None if it has signs for which that cannot be said."""
    signs = set(_BEYOND_ASCII.findall(text))
    if len(signs) > _MOST_SIGNS:
        return None
    for sign in signs:
        spelling = _in_ascii(sign)
        if spelling is None:
            return None
        text = text.replace(sign, spelling)
    return text


@lru_cache(maxsize=4_096)
def _in_ascii(sign: str) -> str | None:
    """Return what a sign comes to inside a word whatever stands beside it, a blank if it parts words, or None."""
    around = _TOKEN.findall(f"a{sign}a")
    if around == ["a", "a"]:
        return " "
    folded = fold(sign)
    return folded if len(around) == 1 and folded.isascii() and folded.isalnum() else None


def _pattern(text: str) -> re.Pattern[str]:
    """Return the fastest pattern that finds the tokens of a text."""
    if text.isascii():
        return _ASCII_TOKEN
    return _EUROPEAN_TOKEN if _EUROPEAN.fullmatch(text) else _TOKEN
