"""Company names in comparable form: without legal form, in one spelling, initials together.

Spellings that people use for the same name fall together: `Müller`, `Mueller` and `Muller`, `Ålborg` and `Aalborg`,
`&` and `and`, `S.p.A.` and `SpA`. The key says that two names are spelled alike, not that two firms are one.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple, NewType

from leadmatch.values.identity.company_field import read_field
from leadmatch.values.identity.spelling import one_spelling, without_apostrophes
from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold

CompanyKey = NewType("CompanyKey", str)
"""A company name in the form in which names are compared; only `company_key` makes one."""

_LONGEST: Final = 300
"""Characters of a name that are read."""

_INITIALS: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:[./\-][^\W\d_](?![^\W_]))+")
_BETWEEN_INITIALS: Final = re.compile(r"[./\-]")
_LETTERS_AND_LETTERS: Final = re.compile(r"(?<![^\W_])([^\W\d_]{1,2})&([^\W\d_]{1,2})(?![^\W_])")
_AND: Final = re.compile(r"[&+]")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)?")
_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED_FORMS: Final = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|股份有限公司|有限责任公司|有限責任公司|有限公司|주식회사|유한회사|\([株有주유]\)"
)

_FEWEST_INITIALS: Final = 3

_FEWEST_DIGITS: Final = 5
"""Digits of a word from which it is a number of a register."""

_AND_WORDS: Final = frozenset({"and", "und", "et", "og", "och", "en", "oraz", "ve"})
_AND_LETTERS: Final = frozenset({"e", "y", "i"})
_IN_FRONT: Final = frozenset(
    {"ab", "pt", "ooo", "oao", "zao", "pao", "tov", "tzov", "too", "uab", "sia", "oy", "kk", "phu", "pphu", "fhu"}
    | {"sarl", "eurl", "sasu", "selarl", "srl", "firma", "etablissements"}
)
"""Legal forms that are written before a name as well."""

_INSIDE: Final = frozenset(
    {"inc", "incorporated", "ltd", "limited", "llc", "llp", "gmbh", "mbh", "ag", "kg", "corp", "plc", "pty", "pvt"}
    | {"bv", "srl", "sarl"}
)
"""Legal forms that are nothing else where more follows: `Hollweg GmbH Werk Ulm`."""

_JOINING: Final = frozenset({"and", "of", "the", "for", "fur", "de", "du", "des", "der", "di"})
"""Small words that give no letter even where others do: `University of California, Los Angeles` is UCLA."""

_SMALL_WORDS: Final = frozenset(
    {"a", "an", "and", "at", "by", "de", "del", "della", "der", "des", "di", "die", "do", "du", "for", "fur", "il"}
    | {"in", "la", "las", "le", "les", "los", "of", "on", "the", "to", "van", "von"}
)


class CompanyName(NamedTuple):
    """A company name in the forms in which it is compared.

    Attributes:
        words: as `company_tokens` gives them.
        key: as `company_key` gives it.
        initials: as `acronym` gives them, without the legal form and with it; none for a single word.
    """

    words: tuple[str, ...]
    key: CompanyKey
    initials: tuple[str, ...]


def company_key(name: str | None) -> CompanyKey:
    """Return the form of a company name that is compared: its words without legal form, written together.

    Args:
        name: the name as somebody wrote it; the first 300 characters are read.

    Returns:
        Lower-case ASCII letters and digits, empty where the name holds none. The key of a key is itself.
    """
    return read_company(name).key


def company_tokens(name: str | None) -> tuple[str, ...]:
    """Return the words of a company name in comparable spelling, without `the` in front and legal form around.

    Args:
        name: the name as somebody wrote it; the first 300 characters are read.

    Returns:
        The words in their order; a name that is nothing but a legal form keeps it. `&` and its words are `and`.
    """
    return read_company(name).words


def read_company(name: str | None) -> CompanyName:
    """Return all comparable forms of a company name at once.

    Args:
        name: the name as somebody wrote it; the first 300 characters are read.
    """
    return _read((name or "")[:_LONGEST])


@lru_cache(maxsize=65_536)
def _read(name: str) -> CompanyName:
    field = read_field(name)
    whole = _words(field.core)
    core = tuple(_without_form(whole))
    words = core if field.core == field.name else tuple(_without_form(_words(field.name)))
    named, own = _without_own_initials(core)
    initials = {field.short, own, _initials(whole), *_all_initials(named)}
    if "(" in field.core:  # a place in brackets gives no letter
        initials |= _all_initials(_without_form(_words(_IN_BRACKETS.sub(" ", field.core))))
    return CompanyName(words, CompanyKey(one_spelling("".join(named))), tuple(sorted(initials - {""})))


def _without_own_initials(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Leave out initials before or behind the words that they stand for: `Internet Systems Consortium ISC`."""
    if len(words) > _FEWEST_INITIALS:
        for own, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
            if len(own) >= _FEWEST_INITIALS and own in _all_initials(rest):
                return rest, own
    return words, ""


def _all_initials(words: Sequence[str]) -> set[str]:
    """Return initials in the ways in which they are taken.

    Without small words (`nist`) and with some (`ucla`); with a first word of two letters whole (`uspto`), or two
    letters of the first word where there are many (`naist`). Those of `University` would be those of half of them.
    """
    telling = [word for word in words if word not in _SMALL_WORDS]
    if len(telling) < 2:  # noqa: PLR2004 - one word has no initials
        return set()
    first, rest = telling[0], "".join(word[0] for word in telling[1:])
    found = {first[0] + rest, "".join(word[0] for word in words if word not in _JOINING)}
    if len(first) == 2 or (len(rest) >= _FEWEST_INITIALS and not first.startswith("univ")):  # noqa: PLR2004 - letters
        found.add(first[:2] + rest)
    return found


def strip_legal_form(name: str) -> str:
    """Return a company name as written, without the legal form at its end: `Müller & Söhne GmbH` → `Müller & Söhne`.

    Args:
        name: the name as somebody wrote it.
    """
    parts = name[:_LONGEST].split()
    while len(parts) > 1:
        tails = (count for count in range(min(_longest_form(), len(parts) - 1), 0, -1))
        found = next((count for count in tails if tuple(_words(" ".join(parts[-count:]))) in _forms()), 0)
        if not found:
            break
        parts = parts[:-found]
        while len(parts) > 1 and not _words(parts[-1].replace("&", "")):
            parts.pop()
    return " ".join(parts).rstrip(" ,;-(")


def acronym(name: str | None, *, with_form: bool = False) -> str:
    """Return the initials of a company name: `Bayerische Motoren Werke AG` → `bmw`; empty for a single word.

    Args:
        name: the name as somebody wrote it. Small words (`of`, `und`, `de`) give no letter.
        with_form: count the legal form too, as in `Maharashtra Seeds Corporation` → `msc`.
    """
    return _initials(_words((name or "")[:_LONGEST]) if with_form else company_tokens(name))


def _initials(told: Sequence[str]) -> str:
    words = [word for word in told if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _words(name: str) -> list[str]:
    """Return the words of a name in comparable spelling, with the legal form."""
    text = fold(name)
    if text.isascii() and text.replace(" ", "").isalnum():
        return _joined_initials(_with_and(_naming(map(one_spelling, text.split()))))
    text = _UNSPACED_FORMS.sub(" ", text)
    text = _LETTERS_AND_LETTERS.sub(r"\1\2", without_apostrophes(text))  # AT&T, B&Q
    text = _AND.sub(" and ", text)
    text = _INITIALS.sub(lambda hit: _BETWEEN_INITIALS.sub("", hit.group()), text)
    return _joined_initials(_with_and(_naming(map(one_spelling, _WORD.findall(text)))))


def _naming(spelled: Iterable[str]) -> list[str]:
    """Leave out numbers of a register or for taxes (`Q0818002H`), which name nobody beside words."""
    words = [word for word in spelled if word]
    return [word for word in words if sum(map(str.isdigit, word)) < _FEWEST_DIGITS] or words


def _with_and(words: list[str]) -> list[str]:
    """Read `and` in other languages, between two words; a single letter (`Sá e Pereira`) between two longer ones."""
    told = list(words)
    for place in range(1, len(words) - 1):
        lone = len(words[place - 1]) == 1 or len(words[place + 1]) == 1
        if words[place] in _AND_WORDS or (words[place] in _AND_LETTERS and not lone):
            told[place] = "and"
    return told


def _joined_initials(words: list[str]) -> list[str]:
    """Write initials that stand side by side as one word: `J P Morgan` → `jp morgan`."""
    joined: list[str] = []
    open_run = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and open_run:
            joined[-1] += word
        else:
            joined.append(word)
        open_run = single
    return joined


def _without_form(words: list[str]) -> list[str]:
    """Take `the` and legal forms off, as long as something of the name is left."""
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(words) > 1:
        sizes = range(min(_longest_form(), len(words) - 1), 0, -1)
        size = next((size for size in sizes if tuple(words[-size:]) in _forms()), 0)
        if size:
            words = words[:-size]
        elif words[0] in _IN_FRONT and words[1] != "and":
            words = words[1:]
        else:
            break
        words = words[:-1] if len(words) > 1 and words[-1] == "and" else words
    return words[:1] + [word for word in words[1:] if word not in _INSIDE]


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in read("data/identity_legal_forms.txt").splitlines())


@cache
def _longest_form() -> int:
    return max(map(len, _forms()))
