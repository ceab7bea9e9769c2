"""Signs: evidence about a pair of records before anybody reads it."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, overload

from leadmatch.conflicts.likeness import shown_line
from leadmatch.conflicts.portrait import Portrait
from leadmatch.evidence.reason import Reason


class Sign(NamedTuple):
    """One piece of evidence, before anybody reads it: cheap to make for thousands of pairs.

    Attributes:
        code: of the catalogue.
        points: natural log-odds.
        others: how many other records or firms it depends on, where it does.
    """

    code: str
    points: float
    others: int | None = None


class _Shown(NamedTuple):
    """How a sign is shown: the field it comes from, what was compared, and whether that could name a person."""

    field: str
    observed: Callable[[Portrait, Portrait], str]
    personal: bool = False


class WordedSigns(Sequence[Reason]):
    """The reasons of some signs, made when somebody reads them; equal to a tuple of the same reasons."""

    __slots__ = ("_a", "_b", "_signs")

    def __init__(self, signs: Iterable[Sign], a: Portrait, b: Portrait) -> None:
        """Keep the signs, and the two records that they are about."""
        self._signs = tuple(signs)
        self._a, self._b = a, b

    def __len__(self) -> int:
        return len(self._signs)

    @overload
    def __getitem__(self, index: int) -> Reason: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Reason, ...]: ...
    def __getitem__(self, index: int | slice) -> Reason | tuple[Reason, ...]:
        if isinstance(index, slice):
            return tuple(self._reason(sign) for sign in self._signs[index])
        return self._reason(self._signs[index])

    def __iter__(self) -> Iterator[Reason]:
        return (self._reason(sign) for sign in self._signs)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == (tuple(other) if isinstance(other, WordedSigns) else other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _reason(self, sign: Sign) -> Reason:
        shown = _SHOWN.get(sign.code)
        if shown is None:
            return Reason.of(sign.code, points=sign.points, observed=sign.others)
        observed = sign.others if sign.others is not None else shown.observed(self._a, self._b)
        return Reason.of(sign.code, points=sign.points, field=shown.field, observed=observed, personal=shown.personal)


def weight(signs: Iterable[Sign]) -> float:
    """Return the exactly rounded sum of points, whatever the order."""
    return math.fsum([sign.points for sign in signs])


def shown_pair(one: str, other: str) -> str:
    """Return two values as one text, in an order that does not depend on which record came first.

    Args:
        one: a value.
        other: another; an equal one is shown once.
    """
    return one if one == other else " / ".join(sorted((one, other)))


def _pair_of(field: str) -> Callable[[Portrait, Portrait], str]:
    return lambda a, b: shown_pair(getattr(a, field), getattr(b, field))


def _words_of(field: str) -> Callable[[Portrait, Portrait], str]:
    return lambda a, b: shown_pair(" ".join(getattr(a, field)), " ".join(getattr(b, field)))


def _domain(a: Portrait, b: Portrait) -> str:
    return a.domain or b.domain


_DOMAINS: Final = _Shown("email", _pair_of("domain"))
_COMPANY: Final = _Shown("company", _words_of("company"))
_MAILBOX: Final = _Shown("email", _pair_of("mailbox"), personal=True)
_LINE: Final = _Shown("phone", shown_line, personal=True)
_PHONES: Final = _Shown("phone", _pair_of("phone"), personal=True)
_POSTAL: Final = _Shown("postal_code", _pair_of("postal"))
_CITY: Final = _Shown("city", _pair_of("city"))
_BIRTH: Final = _Shown("extra", _pair_of("birth"), personal=True)
_STREET: Final = _Shown("extra", _pair_of("street"), personal=True)
_PERSON: Final = _Shown("last_name", _words_of("person"), personal=True)

_SHOWN: Final[Mapping[str, _Shown]] = {
    "same_account.domain": _DOMAINS,
    "same_account.domain_alike": _DOMAINS,
    "same_account.domain_differs": _DOMAINS,
    "same_account.name_same": _COMPANY,
    "same_account.name_part": _COMPANY,
    "same_account.name_contested": _COMPANY,
    "same_account.name_different": _COMPANY,
    "same_account.name_joined": _COMPANY,
    "same_account.name_spellings": _COMPANY,
    "same_account.namesakes": _COMPANY,
    "same_account.name_is_domain": _Shown("email", _domain),
    "same_account.mailbox": _MAILBOX,
    "same_account.phone": _LINE,
    "same_account.phone_block": _PHONES,
    "same_account.postal": _POSTAL,
    "same_account.postal_differs": _POSTAL,
    "same_account.city": _CITY,
    "same_account.city_differs": _CITY,
    "same_account.country_differs": _Shown("country", _pair_of("country")),
    "same_person.mailbox": _MAILBOX,
    "same_person.role_mailbox": _MAILBOX,
    "same_person.mailbox_alike": _MAILBOX,
    "same_person.name": _PERSON,
    "same_person.name_alike": _PERSON,
    "same_person.name_part": _PERSON,
    "same_person.name_partly": _PERSON,
    "same_person.name_differs": _PERSON,
    "same_person.mobile": _LINE,
    "same_person.phone": _LINE,
    "same_person.phone_alike": _PHONES,
    "private_person.name": _PERSON,
    "private_person.name_differs": _PERSON,
    "private_person.birth": _BIRTH,
    "private_person.birth_alike": _BIRTH,
    "private_person.birth_near": _BIRTH,
    "private_person.birth_partly": _BIRTH,
    "private_person.birth_differs": _BIRTH,
    "private_person.mailbox": _MAILBOX,
    "private_person.mailbox_alike": _MAILBOX,
    "private_person.mailbox_differs": _MAILBOX,
    "private_person.phone": _LINE,
    "private_person.phone_alike": _PHONES,
    "private_person.phone_differs": _PHONES,
    "private_person.street": _STREET,
    "private_person.street_differs": _STREET,
    "private_person.postal": _POSTAL,
    "private_person.postal_alike": _POSTAL,
    "private_person.postal_differs": _POSTAL,
    "private_person.city": _CITY,
    "private_person.city_alike": _CITY,
    "private_person.city_differs": _CITY,
    "same_person.extension_differs": _Shown("phone", _pair_of("extension")),
}
