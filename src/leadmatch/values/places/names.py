"""How names of places are compared: without case, accents, signs and spare blanks."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

LONGEST_NAME = 120
"""Longer texts name no place and are not looked at (characters)."""

_SIGNS = re.compile(r"[^\w]+|_+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """Return a name as letters and digits with single blanks: `Île-de-France` becomes `ile de france`.

    Args:
        text: a name as somebody wrote it; more than `LONGEST_NAME` characters give an empty key.

    Returns:
        The key, empty where the text can be no name of a place.
    """
    if len(text) > LONGEST_NAME:
        return ""
    plain = "".join(sign for sign in normalize("NFKD", normalize("NFKD", text).casefold()) if not combining(sign))
    return " ".join(_SIGNS.sub(" ", normalize("NFC", plain).translate(_LETTERS)).split())
