"""Folding: one spelling for texts that people write in many ways, so that they can be compared."""

import re
import unicodedata
from functools import cache, lru_cache

from anyascii import anyascii

_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ƀ": "b", "ı": "i", "ŋ": "n", "æ": "ae", "œ": "oe"}
_LETTERS_APART = {"þ": "th", "ð": "d", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŀ": "l", "ŉ": "n"}
_INVISIBLE = (0x00AD, 0x034F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
_LATIN = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
_MARKS = range(0x0300, 0x0370)
_LONG_RUN = re.compile(r"([^\w\s\x00-\x7f]{32})[^\w\s\x00-\x7f]+")
_WORD = 48


@cache
def _latin_letters() -> dict[int, str | None]:
    """Map each marked Latin letter to its base, and marks and invisible signs to nothing."""
    table: dict[int, str | None] = dict.fromkeys((*_MARKS, *_INVISIBLE))
    table.update({ord(letter): base for letter, base in (_STROKED | _LETTERS_APART).items()})
    for code in _LATIN:
        decomposed = unicodedata.normalize("NFD", chr(code))
        if len(decomposed) > 1 and decomposed[0].isascii():
            table[code] = decomposed[0]
    return table


def _fold(text: str) -> str:
    # A run of combining marks is sorted by normalisation in quadratic time: only its first 32 signs are kept.
    composed = unicodedata.normalize("NFKC", _LONG_RUN.sub(r"\1", text))
    return composed.casefold().translate(_latin_letters())


_fold_word = lru_cache(maxsize=16_384)(_fold)


def fold(text: str) -> str:
    """Return a text in its comparable spelling.

    Compatibility forms become plain ones (NFKC), case is folded, Latin letters lose their diacritics and strokes
    (`Łódź` → `lodz`, `Größe` → `grosse`), invisible signs go. Other scripts keep their letters and marks.

    Args:
        text: any text, lone surrogates and NULs included; the work is linear in its length.
    """
    if text.isascii():
        return text.lower()
    return _fold_word(text) if len(text) <= _WORD else _fold(text)


def to_ascii(text: str) -> str:
    """Return a text in folded ASCII letters; other scripts are transliterated sign by sign (`山田` → `shantian`).

    Args:
        text: any text. Lone surrogates, and signs that have no transliteration, are left out.
    """
    return text.lower() if text.isascii() else anyascii(fold(text)).lower()
