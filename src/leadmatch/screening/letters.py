"""Letters: does a word look like one that somebody meant to write, or like keys hit at random?

Two looks: runs of neighbouring keys, and how surprising each letter is after the two before it, against a table made of
names, towns, companies and words of some seventy languages and regions (`data/screening_letters.txt`).
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache

from leadmatch.values.resources import read

SURPRISE = 6.6
"""Bits a letter from which a word is taken for keys hit at random: 0.1 % of real names lie above."""

_SHORTEST = 4
_LONGEST = 24
_ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1234567890",
    "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
)  # fmt: skip
_COLUMN = re.compile("qaz|wsx|edc|rfv|tgb|yhn|ujm|zaq|xsw|cde|vfr|bgt|nhy|mju")
_SIGNS = "abcdefghijklmnopqrstuvwxyz^"
_STEP = 0.25
_FIRST_SIGN = 35
_LATIN_WORD = re.compile(r"[a-z]+")
_MOST_SIGNS = 5
"""Different letters that a repeated piece and one letter behind it have at most."""

_REPEATED_UNIT = re.compile(r"(.{1,4}?)\1{3,}.?|(..?.?)\2{2}.?(?<=.{8})")


@cache
def _neighbours() -> frozenset[str]:
    """Return all pairs of keys that lie side by side on a row."""
    pairs = {row[place : place + 2] for row in _ROWS for place in range(len(row) - 1)}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


@cache
def _names_on_rows() -> frozenset[str]:
    return frozenset(tomllib.loads(read("data/screening_persons.toml"))["key_run_names"])


@cache
def _costs() -> dict[str, int]:
    """Return the quarter bits of each letter after the two before it, by the three of them."""
    lines = read("data/screening_letters.txt").splitlines()
    pairs = (one + two for one in _SIGNS for two in _SIGNS)
    return {
        pair + sign: cost - _FIRST_SIGN
        for pair, line in zip(pairs, lines, strict=True)
        for sign, cost in zip(_SIGNS, line.encode(), strict=True)
    }


def is_key_run(word: str) -> bool:
    """Tell whether a folded word of four letters or more is a walk over neighbouring keys, such as `asdf` or `qazwsx`.

    Keyboards: QWERTY, QWERTZ, AZERTY and ЙЦУКЕН. Eight surnames and some words that are such walks are known.

    Args:
        word: one folded word.
    """
    if len(word) < _SHORTEST or word in _names_on_rows():
        return False
    half = len(word) // 2
    if word[:half] == word[half:] and half > 2:  # noqa: PLR2004 - `asdasd`
        word = word[:half]
    near = _neighbours()
    jumps = 1 if len(word) > 6 else 0  # noqa: PLR2004 - one jump in a long word
    for place in range(len(word) - 1):
        if word[place : place + 2] not in near:
            if not jumps:
                return _in_columns(word)
            jumps -= 1
    return True


def _in_columns(word: str) -> bool:
    """Tell whether at least two thirds of a word's letters come from whole columns of keys."""
    if len(word) < 6:  # noqa: PLR2004 - two columns
        return False
    covered = 3 * len(_COLUMN.findall(word))
    return covered >= 6 and 3 * covered >= 2 * len(word)  # noqa: PLR2004 - two columns


def is_repeated(word: str) -> bool:
    """Tell whether a folded word is one letter or one short piece over and over: `aaaa`, `hahaha`, `Ggggg`."""
    beginning = word[:_LONGEST]
    signs = len(set(beginning))
    if signs > _MOST_SIGNS or len(word) < 3:  # noqa: PLR2004 - two letters are no run
        return False
    return signs == 1 or _REPEATED_UNIT.fullmatch(beginning) is not None


@lru_cache(maxsize=16_384)
def surprise(word: str) -> float:
    """Return the mean bits of the letters of a folded Latin word, about 4 for names and 8 and more for random keys.

    Args:
        word: letters a to z; the first 24 are read.
    """
    text = f"^^{word[:_LONGEST]}^"
    costs = _costs()
    return sum([costs[text[place : place + 3]] for place in range(len(text) - 2)]) * _STEP / (len(text) - 2)


def is_improbable(word: str, bits: float = SURPRISE) -> bool:
    """Tell whether a folded word of four Latin letters or more is unlike any name or word.

    Args:
        word: one folded word; words in other scripts, or with digits, are never improbable.
        bits: mean bits a letter from which it counts.
    """
    return len(word) >= _SHORTEST and _LATIN_WORD.fullmatch(word) is not None and surprise(word) > bits


def is_all_mash(words: Sequence[str]) -> bool:
    """Tell whether there are words of four letters or more, and all of them look like keys hit at random.

    Args:
        words: folded words.
    """
    long = [word for word in words if len(word) >= _SHORTEST]
    return bool(long) and all(map(is_mash, long))


@lru_cache(maxsize=65_536)
def is_mash(word: str) -> bool:
    """Tell whether a folded word looks like keys hit at random: a key run, a repetition or an improbable word.

    Args:
        word: one folded word.
    """
    return is_key_run(word) or is_repeated(word) or is_improbable(word)
