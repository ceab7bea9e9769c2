"""Company names in comparable form: without legal form, in one spelling, initials together.

Spellings that people use for the same name fall together: `Müller`, `Mueller` and `Muller`, `Ålborg` and `Aalborg`,
`&` and `and`, `S.p.A.` and `SpA`. The key says that two names are spelled alike, not that two firms are one.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple, NewType

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
_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED_FORMS: Final = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|股份有限公司|有限责任公司|有限責任公司|有限公司|주식회사|유한회사|\([株有주유]\)"
)

_AND_WORDS: Final = frozenset({"and", "und", "et", "og", "och", "en", "oraz", "ve"})
_AND_LETTERS: Final = frozenset({"e", "y", "i"})
_IN_FRONT: Final = frozenset({"ab", "pt", "ooo", "oao", "zao", "pao", "tov", "too", "uab", "sia", "sarl", "oy", "kk"})
"""Legal forms that are written before a name as well."""

_SMALL_WORDS: Final = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "del",
        "della",
        "der",
        "des",
        "di",
        "die",
        "do",
        "du",
        "for",
        "fur",
        "il",
        "in",
    }
    | {"la", "las", "le", "les", "los", "of", "on", "the", "to", "van", "von"}
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
    whole = _words(name)
    words = tuple(_without_form(whole[1:] if len(whole) > 1 and whole[0] == "the" else whole))
    initials = tuple(sorted({_initials(words), _initials(whole)} - {""}))
    return CompanyName(words, CompanyKey(one_spelling("".join(words))), initials)


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
        return _joined_initials(_with_and([word for word in map(one_spelling, text.split()) if word]))
    text = _UNSPACED_FORMS.sub(" ", text)
    text = _LETTERS_AND_LETTERS.sub(r"\1\2", without_apostrophes(text))  # AT&T, B&Q
    text = _AND.sub(" and ", text)
    text = _INITIALS.sub(lambda hit: _BETWEEN_INITIALS.sub("", hit.group()), text)
    words = [one_spelling(word) for word in _WORD.findall(text)]
    return _joined_initials(_with_and([word for word in words if word]))


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
    """Take legal forms off, as long as something of the name is left."""
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
    return words


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in read("data/identity_legal_forms.txt").splitlines())


@cache
def _longest_form() -> int:
    return max(map(len, _forms()))
