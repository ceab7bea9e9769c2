"""Rules on the person's name. A name alone never rejects: real people bear the oddest ones."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.letters import is_improbable, is_key_run, is_mash, is_repeated
from leadmatch.screening.rule import Finding
from leadmatch.values.resources import read
from leadmatch.values.text.tokens import folded_words

_WHOLE_NAMES = ("characters", "celebrities", "placeholders", "common_placeholders", "pranks")
_MANY_DIGITS = 3
_FEW_LETTERS = 4
_STRANGE_CASE = 3
_LONG_NAME = 6


@cache
def _kinds_by_name() -> Mapping[str, frozenset[str]]:
    """Return the lists that each name is on, by its words in alphabetical order, so that either order is found."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind in _WHOLE_NAMES:
        for name in _lists()[kind]:
            kinds[_key(folded_words(name))].add(kind)
    return {name: frozenset(found) for name, found in kinds.items()}


@cache
def _single_words(kind: str) -> frozenset[str]:
    return frozenset(" ".join(folded_words(word)) for word in _lists()[kind])


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(read("data/screening_persons.toml"))


def _key(words: list[str] | tuple[str, ...]) -> str:
    return " ".join(sorted(words))


@lru_cache(maxsize=16_384)
def _kinds(words: tuple[str, ...]) -> frozenset[str]:
    """Return the lists that a whole name is on, with its title or without."""
    listed, titles = _kinds_by_name(), _single_words("titles")
    plain = tuple(word for word in words if word not in titles)
    without_title = listed.get(_key(plain), frozenset()) if len(plain) > 1 else frozenset()
    return without_title | listed.get(_key(words), frozenset())


def _is_listed(inquiry: Inquiry, kind: str) -> bool:
    return kind in _kinds(inquiry.name)


def _name(inquiry: Inquiry) -> Finding:
    return Finding("last_name" if inquiry.last else "first_name", inquiry.lead.person)


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that it is an ordinary name: no rule on persons finds anything."""
    first, last = inquiry.first, inquiry.last
    if first == last or "".join(last).startswith("".join(first)[:_LONG_NAME]):
        return False
    written = f"{inquiry.lead.first_name} {inquiry.lead.last_name}"
    if "@" in written or "." in written or "http" in written.lower() or _inner_capitals(written) >= _STRANGE_CASE:
        return False
    if any(map(_is_odd_word, inquiry.name)) or _kinds(inquiry.name):
        return False
    return "".join(inquiry.name) not in _single_words("mononyms")


@lru_cache(maxsize=65_536)
def _is_odd_word(word: str) -> bool:
    """Tell whether a word of a name stands on a list of single words, holds digits, or may be keys hit at random."""
    return word in _listed_words() or not word.isalpha() or is_mash(word)


@cache
def _listed_words() -> frozenset[str]:
    """Return every word of every list of single words."""
    lists = ("mononyms", "filler_words", "test_words")
    return frozenset(word for kind in lists for name in _lists()[kind] for word in folded_words(name))


def character(inquiry: Inquiry) -> Iterable[Finding]:
    """The name of a cartoon, film, book or game."""
    alone = _single_words("mononyms")
    parts = (" ".join(inquiry.first), " ".join(inquiry.last), "".join(inquiry.name))
    return (
        (_name(inquiry),) if _is_listed(inquiry, "characters") or any(part in alone for part in parts if part) else ()
    )


def is_made_up(inquiry: Inquiry) -> bool:
    """Tell whether the name is that of a character whom no living person is called like."""
    if not any(character(inquiry)):
        return False
    borne = _single_words("borne_by_people")
    return " ".join(inquiry.name) not in borne and borne.isdisjoint(inquiry.name)


def character_mailbox(inquiry: Inquiry) -> Iterable[Finding]:
    """The mailbox is made up like the name: it bears that of a character whom no living person is called like."""
    local = inquiry.email.local.lower()
    bears = any(len(word) >= _FEW_LETTERS and word in local for word in inquiry.name)
    return (Finding("email", inquiry.email.raw),) if bears and is_made_up(inquiry) else ()


def celebrity(inquiry: Inquiry) -> Iterable[Finding]:
    """The name of somebody whom everybody knows."""
    return (_name(inquiry),) if _is_listed(inquiry, "celebrities") else ()


def placeholder(inquiry: Inquiry) -> Iterable[Finding]:
    """A name that forms and laws use for nobody in particular, such as Jane Doe or Erika Mustermann."""
    return (_name(inquiry),) if _is_listed(inquiry, "placeholders") else ()


def common_placeholder(inquiry: Inquiry) -> Iterable[Finding]:
    """A name used for nobody in particular that many people bear, such as Mario Rossi or 山田太郎."""
    return (_name(inquiry),) if _is_listed(inquiry, "common_placeholders") else ()


def prank(inquiry: Inquiry) -> Iterable[Finding]:
    """A name that says something else when it is read aloud."""
    return (_name(inquiry),) if _is_listed(inquiry, "pranks") else ()


def filler(inquiry: Inquiry) -> Iterable[Finding]:
    """Words or letters that fill a field that had to be filled."""
    listed = _single_words("filler_words")
    parts = [" ".join(part) for part in (inquiry.first, inquiry.last) if part]
    return (
        (_name(inquiry),)
        if parts and (all(part in listed for part in parts) or (len(parts) > 1 and parts[-1] in listed - {"no", "na"}))
        else ()
    )


def test_name(inquiry: Inquiry) -> Iterable[Finding]:
    """Both names, or the only one, are words for a test."""
    parts = [_without_digits(part) for part in (inquiry.first, inquiry.last) if part]
    words = _single_words("test_words")
    return (_name(inquiry),) if parts and all(part in words for part in parts) else ()


def test_in_name(inquiry: Inquiry) -> Iterable[Finding]:
    """One of the names is a word for a test; people called Test exist."""
    words = _single_words("test_words")
    return (_name(inquiry),) if any(_without_digits((word,)) in words for word in inquiry.name) else ()


def test_words() -> frozenset[str]:
    """Return the folded words for a test."""
    return _single_words("test_words")


def _without_digits(words: tuple[str, ...]) -> str:
    return " ".join(word.rstrip("0123456789") or word for word in words).strip()


def key_run(inquiry: Inquiry) -> Iterable[Finding]:
    """A run of neighbouring keys, or one letter over and over."""
    return (_name(inquiry),) if any(is_key_run(word) or _is_hammered(word) for word in inquiry.name) else ()


def _is_hammered(word: str) -> bool:
    return len(word) >= _FEW_LETTERS and is_repeated(word) and word.isalpha()


def gibberish(inquiry: Inquiry) -> Iterable[Finding]:
    """Letters that no name has in this order: the mean over the names lies above that of 999 in 1,000 real ones."""
    words = [word for word in inquiry.name if len(word) >= _FEW_LETTERS]
    return (_name(inquiry),) if words and all(is_improbable(word) or is_key_run(word) for word in words) else ()


def strange_case(inquiry: Inquiry) -> Iterator[Finding]:
    """Capitals in the middle of words in more places than any name has them, as bots write."""
    for field in ("first_name", "last_name"):
        text = getattr(inquiry.lead, field) or ""
        if len(text) > _LONG_NAME and text.isalpha() and text.isascii() and _inner_capitals(text) >= _STRANGE_CASE:
            yield Finding(field, text)


def _inner_capitals(text: str) -> int:
    """Count the small letters that a capital follows; words that begin with their only capital have none."""
    return 0 if text.istitle() else sum(one.islower() and two.isupper() for one, two in pairwise(text))


def address_in_name(inquiry: Inquiry) -> Iterator[Finding]:
    """A link, an e-mail address or many digits stand where a name belongs."""
    for field in ("first_name", "last_name"):
        text = getattr(inquiry.lead, field) or ""
        digits = sum(map(str.isdigit, text))
        if digits >= _MANY_DIGITS or "http" in text.lower() or "www." in text.lower() or "@" in text:
            yield Finding(field, text)


def same_twice(inquiry: Inquiry) -> Iterable[Finding]:
    """First and last name are the same word."""
    return (_name(inquiry),) if inquiry.first and inquiry.first == inquiry.last else ()


def bot_name(inquiry: Inquiry) -> Iterable[Finding]:
    """First and last name are one word that stands in the company or title too, or one that begins like the other."""
    first, last = "".join(inquiry.first), "".join(inquiry.last)
    if len(first) < _LONG_NAME or not last:
        return ()
    title = "".join(inquiry.title)
    return (
        (_name(inquiry),)
        if (first == last and first in {title, "".join(inquiry.company)}) or (last != first and last.startswith(first))
        else ()
    )
