"""Rules on the person's name. A name alone never rejects: real people bear the oddest ones."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.letters import is_improbable, is_key_run, is_repeated
from leadmatch.screening.rule import Finding
from leadmatch.values.resources import read
from leadmatch.values.text.tokens import folded_words

_MANY_DIGITS = 3
_FEW_LETTERS = 4
_STRANGE_CASE = 3
_LONG_NAME = 6


@cache
def _whole_names(kind: str) -> frozenset[str]:
    """Return the listed names of a kind, their words in alphabetical order, so that either order is found."""
    return frozenset(_key(folded_words(name)) for name in _lists()[kind])


@cache
def _single_words(kind: str) -> frozenset[str]:
    return frozenset(" ".join(folded_words(word)) for word in _lists()[kind])


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(read("data/screening_persons.toml"))


def _key(words: list[str] | tuple[str, ...]) -> str:
    return " ".join(sorted(words))


def _is_listed(inquiry: Inquiry, kind: str) -> bool:
    """Tell whether the whole name is on a list, with its title or without."""
    words = inquiry.name
    listed = _whole_names(kind)
    if _key(words) in listed:
        return True
    titles = _single_words("titles")
    plain = tuple(word for word in words if word not in titles)
    return len(plain) > 1 and plain != words and _key(plain) in listed


def _name(inquiry: Inquiry) -> Finding:
    return Finding("last_name" if inquiry.last else "first_name", inquiry.lead.person)


def character(inquiry: Inquiry) -> Iterator[Finding]:
    """The name of a cartoon, film, book or game."""
    alone = _single_words("mononyms")
    parts = (" ".join(inquiry.first), " ".join(inquiry.last), "".join(inquiry.name))
    if _is_listed(inquiry, "characters") or any(part in alone for part in parts if part):
        yield _name(inquiry)


def celebrity(inquiry: Inquiry) -> Iterator[Finding]:
    """The name of somebody whom everybody knows."""
    if _is_listed(inquiry, "celebrities"):
        yield _name(inquiry)


def placeholder(inquiry: Inquiry) -> Iterator[Finding]:
    """A name that forms and laws use for nobody in particular, such as Jane Doe or Erika Mustermann."""
    if _is_listed(inquiry, "placeholders"):
        yield _name(inquiry)


def common_placeholder(inquiry: Inquiry) -> Iterator[Finding]:
    """A name used for nobody in particular that many people bear, such as Mario Rossi or 山田太郎."""
    if _is_listed(inquiry, "common_placeholders"):
        yield _name(inquiry)


def prank(inquiry: Inquiry) -> Iterator[Finding]:
    """A name that says something else when it is read aloud."""
    if _is_listed(inquiry, "pranks"):
        yield _name(inquiry)


def filler(inquiry: Inquiry) -> Iterator[Finding]:
    """Words or letters that fill a field that had to be filled."""
    listed = _single_words("filler_words")
    parts = [" ".join(part) for part in (inquiry.first, inquiry.last) if part]
    if parts and (all(part in listed for part in parts) or (len(parts) > 1 and parts[-1] in listed - {"no", "na"})):
        yield _name(inquiry)


def test_name(inquiry: Inquiry) -> Iterator[Finding]:
    """Both names, or the only one, are words for a test."""
    parts = [_without_digits(part) for part in (inquiry.first, inquiry.last) if part]
    words = _single_words("test_words")
    if parts and all(part in words for part in parts):
        yield _name(inquiry)


def test_in_name(inquiry: Inquiry) -> Iterator[Finding]:
    """One of the names is a word for a test; people called Test exist."""
    words = _single_words("test_words")
    if any(_without_digits((word,)) in words for word in inquiry.name):
        yield _name(inquiry)


def test_words() -> frozenset[str]:
    """Return the folded words for a test."""
    return _single_words("test_words")


def _without_digits(words: tuple[str, ...]) -> str:
    return " ".join(word.rstrip("0123456789") or word for word in words).strip()


def key_run(inquiry: Inquiry) -> Iterator[Finding]:
    """A run of neighbouring keys, or one letter over and over."""
    if any(is_key_run(word) or _is_hammered(word) for word in inquiry.name):
        yield _name(inquiry)


def _is_hammered(word: str) -> bool:
    return len(word) >= _FEW_LETTERS and is_repeated(word) and word.isalpha()


def gibberish(inquiry: Inquiry) -> Iterator[Finding]:
    """Letters that no name has in this order: the mean over the names lies above that of 999 in 1,000 real ones."""
    words = [word for word in inquiry.name if len(word) >= _FEW_LETTERS]
    if words and all(is_improbable(word) or is_key_run(word) for word in words):
        yield _name(inquiry)


def strange_case(inquiry: Inquiry) -> Iterator[Finding]:
    """Capitals in the middle of words in more places than any name has them, as bots write."""
    for field in ("first_name", "last_name"):
        text = getattr(inquiry.lead, field) or ""
        if len(text) > _LONG_NAME and text.isalpha() and text.isascii() and _inner_capitals(text) >= _STRANGE_CASE:
            yield Finding(field, text)


def _inner_capitals(text: str) -> int:
    """Count the small letters that a capital follows."""
    return sum(one.islower() and two.isupper() for one, two in pairwise(text))


def address_in_name(inquiry: Inquiry) -> Iterator[Finding]:
    """A link, an e-mail address or many digits stand where a name belongs."""
    for field in ("first_name", "last_name"):
        text = getattr(inquiry.lead, field) or ""
        digits = sum(map(str.isdigit, text))
        if digits >= _MANY_DIGITS or "http" in text.lower() or "www." in text.lower() or "@" in text:
            yield Finding(field, text)


def same_twice(inquiry: Inquiry) -> Iterator[Finding]:
    """First and last name are the same word."""
    if inquiry.first and inquiry.first == inquiry.last:
        yield _name(inquiry)


def bot_name(inquiry: Inquiry) -> Iterator[Finding]:
    """First and last name are one word that stands in the company or title too, or one that begins like the other."""
    first, last = "".join(inquiry.first), "".join(inquiry.last)
    if len(first) < _LONG_NAME or not last:
        return
    title = "".join(folded_words(inquiry.lead.job_title or ""))
    if (first == last and first in {title, "".join(inquiry.company)}) or (last != first and last.startswith(first)):
        yield _name(inquiry)
