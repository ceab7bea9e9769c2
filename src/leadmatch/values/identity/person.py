"""Names of people in comparable form: without titles, in one spelling, whatever order they were typed in."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NewType

from leadmatch.values.identity.spelling import one_spelling, without_apostrophes
from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold

PersonKey = NewType("PersonKey", str)
"""A person's name in the form in which names are compared; only `person_key` makes one."""

_LONGEST: Final = 200
"""Characters of each part of a name that are read."""

_WORD: Final = re.compile(r"[^\W\d_]+")

_HONORIFICS: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "dr", "prof", "professor", "doctor", "rev", "hon"}
    | {"capt", "herr", "frau", "hr", "dipl", "ing", "mag", "msc", "bsc", "mba", "phd", "md", "dds", "esq", "cpa", "jr"}
    | {"sr", "junior", "senior", "ii", "iii", "iv", "monsieur", "madame", "mademoiselle", "mme", "mlle", "sig", "sigra"}
    | {"signor", "signora", "dott", "dottssa", "dottoressa", "avv", "geom", "sra", "srta", "dona", "senor", "senora"}
    | {"lic", "pani", "mgr", "inz", "hab", "dhr", "mevr", "mevrouw", "meneer", "drs", "ir", "shri", "smt", "kum", "med"}
    | {"rer"}
)


def person_key(first: str | None, last: str | None) -> PersonKey:
    """Return the form of a person's name that is compared: its words in alphabetical order.

    `Dr. Jürgen Müller`, `Mueller, Juergen` and `MULLER Jurgen` have one key.

    Args:
        first: the first name field, of any length.
        last: the last name field; either may hold the whole name.

    Returns:
        Lower-case ASCII words parted by blanks, empty where there is no name.
    """
    return PersonKey(" ".join(sorted(person_tokens(first) + person_tokens(last))))


@lru_cache(maxsize=65_536)
def person_tokens(part: str | None) -> tuple[str, ...]:
    """Return the words of one name field in comparable spelling, without titles and suffixes.

    Args:
        part: a first, last or whole name; the first 200 characters are read.

    Returns:
        The words in their order; a field that is nothing but titles gives none.
    """
    text = without_apostrophes(fold((part or "")[:_LONGEST]))
    words = (part for word in _WORD.findall(text) for part in _WORD.findall(one_spelling(word)))
    return tuple(word for word in words if word and word not in _HONORIFICS)


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names, as `person_tokens` gives them, may be one person's: equal, nicknames, or an initial.

    Args:
        one: a first name in comparable spelling.
        other: another one.
    """
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[:1] == other[:1]
    groups = nickname_groups(one)
    return bool(groups) and not groups.isdisjoint(nickname_groups(other))


def nickname_groups(name: str) -> frozenset[int]:
    """Return the numbers of the groups of short and full forms that a first name belongs to.

    Args:
        name: a first name in comparable spelling.
    """
    return _groups().get(name, frozenset())


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(read("data/identity_nicknames.txt").splitlines()):
        for name in line.partition("#")[0].split():
            groups[one_spelling(fold(name))].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}
