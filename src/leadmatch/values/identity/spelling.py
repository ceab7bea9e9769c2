"""One spelling for letters that languages and keyboards write in two ways."""

import re
from functools import lru_cache
from typing import Final

from leadmatch.values.text.fold import to_ascii

_WORD: Final = re.compile(r"[a-z0-9]+")
_DIGRAPH: Final = re.compile(r"a[ae]+|oe+|ue+")
_APOSTROPHES: Final = re.compile(r"['’`´ʼ]")
_LONGEST_WORD: Final = 48
"""Signs up to which a word's spelling is remembered."""


def without_apostrophes(text: str) -> str:
    """Close the gap that an apostrophe makes: `O'Brien` → `OBrien`.

    Args:
        text: any text.
    """
    return _APOSTROPHES.sub("", text)


def one_spelling(text: str) -> str:
    """Write folded text in ASCII letters and digits, with one spelling for umlauts and ligatures.

    `mueller`, `muller` (from `Müller`), `aarhus` and `arhus` (from `Århus`) fall together; so do some names that were
    never the same (`Bauer`, `Baur`): this is a form to look up and compare by, not proof.

    Args:
        text: a word as `leadmatch.values.text.fold.fold` gives it.

    Returns:
        Letters and digits only; doing it again changes nothing.
    """
    return _word_spelling(text) if len(text) <= _LONGEST_WORD else _spelling(text)


def _spelling(text: str) -> str:
    ascii_text = text if text.isascii() and text.isalnum() and text.islower() else _ascii_letters(text)
    return _DIGRAPH.sub(lambda hit: hit.group()[0], ascii_text)


_word_spelling = lru_cache(maxsize=65_536)(_spelling)


def _ascii_letters(text: str) -> str:
    return "".join(_WORD.findall(text if text.isascii() else to_ascii(text)))
