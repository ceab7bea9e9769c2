"""Sentences: where one thought of a text ends and the next begins."""

import re
import tomllib
from functools import cache

from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold

# The look-behind lets a run of points be tried once, not from each of its points: the work stays linear.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[。！？｡]+[」』）]?|\n\s*")
_NEXT_WORD = re.compile(r"\s*([^\W_]*)")
_LOOK_BACK = 24
_DAY_DIGITS = 2


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded abbreviations, and the folded names of months."""
    content = tomllib.loads(read("data/text_sentences.toml"))
    return frozenset(map(fold, content["abbreviations"])), frozenset(map(fold, content["months"]))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a text's sentences, without the blanks around them.

    A sentence ends with `.`, `!`, `?` or `…` before a blank, with their full-width forms, or with the line. The point
    of an abbreviation (`approx.`), of an initial (`J. Smith`), of a date (`3. März`) and of a decimal ends none.

    Args:
        text: any text; the work is linear in its length.
    """
    spans: list[tuple[int, int]] = []
    begin = 0
    for found in _END.finditer(text):
        if found.group() == "." and not _ends_here(text, found.start(), found.end()):
            continue
        _add(spans, text, begin, found.end())
        begin = found.end()
    _add(spans, text, begin, len(text))
    return tuple(spans)


def _ends_here(text: str, point: int, after: int) -> bool:
    """Tell whether a single point ends its sentence."""
    abbreviations, months = _words()
    begin, farthest = point, max(0, point - _LOOK_BACK)
    while begin > farthest and text[begin - 1].isalnum():
        begin -= 1
    if begin == point:
        return True
    word = fold(text[begin:point])
    if word.isdigit() and len(word) <= _DAY_DIGITS:
        following = _NEXT_WORD.match(text[after : after + _LOOK_BACK])
        return following is None or fold(following.group(1)) not in months
    return word not in abbreviations and not (len(word) == 1 and word.isalpha())


def _add(spans: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    """Add a span without the blanks around it, unless nothing is left."""
    piece = text[begin:end]
    start = begin + len(piece) - len(piece.lstrip())
    stop = begin + len(piece.rstrip())
    if start < stop:
        spans.append((start, stop))
