"""Crude stems: plural and case endings of nine languages taken off, so that words meet in any of their forms."""

from functools import lru_cache

_SHORTEST = 4
"""Letters that a stem keeps at least."""

_LONG = 8
"""Letters that must stay for a German or English ending `er` to go (`Krankenhäuser`, not `baker`)."""


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Return a folded word without its endings: `bakeries`, `bakery` and `baker` become `baker`.

    It is crude on purpose: both sides of a comparison are cut the same way, and only whole phrases are
    compared. A last `v` becomes `f`, as in Dutch `bedrijf`, `bedrijven`.

    Args:
        word: one folded word; a word that is not in Latin letters comes back as it is.
    """
    if not word.isascii() or not word.isalpha():
        return word
    short = _cut(word)
    while short != word:
        word, short = short, _cut(short)
    return f"{word[:-1]}f" if word.endswith("v") else word


def _cut(word: str) -> str:
    if len(word) > _LONG + 1 and word.endswith("er"):
        return word[:-2]
    if len(word) > _SHORTEST + 1 and word.endswith("en"):
        return word[:-2]
    if len(word) >= _SHORTEST and word[-1] == "s" and word[-2] != "s":
        return word[:-1]
    if len(word) > _SHORTEST and word[-1] in "aeioy":
        return word[:-1]
    return word
