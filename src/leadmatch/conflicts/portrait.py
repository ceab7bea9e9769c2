"""Portraits: a lead, deal or offer in the forms that are compared, made once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from leadmatch.conflicts.words import standard, vocabulary
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.values.identity.company import CompanyKey, company_tokens, read_company
from leadmatch.values.identity.domains import DomainKind, company_domain, domain_kind
from leadmatch.values.identity.email import mailbox_parts
from leadmatch.values.identity.mailboxes import is_role_mailbox
from leadmatch.values.identity.person import person_tokens
from leadmatch.values.identity.phone import PhoneKind, read_phone
from leadmatch.values.identity.spelling import one_spelling
from leadmatch.values.text.fold import fold

_FEWEST_DIGITS: Final = 7
_FEWEST_DIFFERENT: Final = 3
_LONGEST: Final = 100
"""Signs of a column beside the format that are read."""

_BIRTH: Final = ("date_of_birth", "dob", "birth_date", "birthdate", "birthday")
_STREET: Final = ("street_number", "street", "address", "address_1")
_NO_IDENTITY: Final = frozenset({DomainKind.PLACEHOLDER, DomainKind.DISPOSABLE})


class _Company(NamedTuple):
    """A company name as it is compared; see `Portrait`."""

    words: tuple[str, ...]
    joined: bool
    key: CompanyKey
    initials: tuple[str, ...]


_NAMELESS: Final = _Company((), joined=False, key=CompanyKey(""), initials=())

_MOST_NAMES: Final = 6
"""Words of a person's name that are compared."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What identifies a record, in comparable forms; empty text or tuple where it is not known.

    Attributes:
        mailbox: the e-mail address to compare; empty for throw-away and placeholder addresses.
        role: whether the mailbox is an office's, such as `info@`.
        domain: the domain that names the company.
        phone: the number in E.164; where it is not valid, its digits.
        national: how many of its last digits are dialled within its country.
        mobile: whether it is a mobile number for certain.
        extension: digits of an extension.
        person: the words of the person's name.
        company: the words of the company's name that are compared, `and` and small words left out.
        joined: whether its name holds an `and`.
        company_key: the name in one word.
        initials: the initials of the name, without its legal form and with it.
        city: in comparable spelling.
        postal: the postal code without blanks.
        country: ISO 3166-1 alpha-2, or as it was typed.
        group: number of the group of related companies, from 1; 0 where no table names it.
        places: words of the city, the region and the country, which tell nothing in a name.
        birth: digits of the date of birth, where the record names no company.
        street: words of the street in one, where the record names no company.
    """

    mailbox: str = ""
    role: bool = False
    domain: str = ""
    phone: str = ""
    national: int = 0
    mobile: bool = False
    extension: str = ""
    person: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    joined: bool = False
    company_key: str = ""
    initials: tuple[str, ...] = ()
    city: str = ""
    postal: str = ""
    country: str = ""
    group: int = 0
    places: frozenset[str] = frozenset()
    birth: str = ""
    street: str = ""

    @property
    def line(self) -> str:
        """The digits of the phone number within its country."""
        return self.phone[len(self.phone) - self.national :]

    @property
    def private(self) -> bool:
        """Whether it may be a private person's: it names no company."""
        return not self.company_key


def portrait_of_lead(lead: Lead, default_country: str | None = None) -> Portrait:
    """Return the portrait of a lead.

    Of a lead that names no company, a date of birth and a street count too, where columns beside the format hold them
    (`date_of_birth`, `dob`, `birth_date`; `street`, `street_number`, `address`, `address_1`).

    Args:
        lead: the lead.
        default_country: where national phone numbers are read if the lead names no country.
    """
    email = mailbox_parts(lead.email)
    kind = domain_kind(email.domain) if email.domain else DomainKind.COMPANY
    phone, national, mobile, extension = _phone(lead.phone, lead.country, default_country)
    company = _company(lead.company)
    person = _name_words(person_tokens(lead.first_name) + person_tokens(lead.last_name))
    domain = company_domain(email.domain) or company_domain(lead.website) or ""
    return Portrait(
        mailbox="" if kind in _NO_IDENTITY else email.key,
        role=is_role_mailbox(email.local) or _of_the_firm(email.local, person, company, domain),
        domain=domain,
        phone=phone,
        national=national,
        mobile=mobile,
        extension=extension,
        person=person,
        company=company.words,
        joined=company.joined,
        company_key=company.key,
        initials=company.initials,
        city=one_spelling(fold(lead.city)) if lead.city else "",
        postal="".join(lead.postal_code.upper().split()) if lead.postal_code else "",
        country=lead.country or "",
        places=_places(lead.city, lead.region),
        birth="" if company.key else _first(lead, _BIRTH),
        street="" if company.key else "".join(_first(lead, (column,)) for column in _STREET),
    )


def portrait_of_claim(claim: Deal | Offer) -> Portrait:
    """Return the portrait of the account of a deal or an offer.

    Args:
        claim: the deal or offer; its domain comes before its website.
    """
    deal = claim if isinstance(claim, Deal) else None
    company = _company(claim.company)
    return Portrait(
        domain=company_domain(claim.email_domain) or company_domain(deal.website if deal else None) or "",
        company=company.words,
        joined=company.joined,
        company_key=company.key,
        initials=company.initials,
        country=(deal.country if deal else None) or "",
    )


@lru_cache(maxsize=65_536)
def domain_label(domain: str) -> str:
    """Return the part of a company's domain that may spell its name: `lambert-aero.ca` → `lambertaero`.

    Args:
        domain: a registrable domain, or empty text.
    """
    return domain.partition(".")[0].replace("-", "")


def _name_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return at most as many words as names have, the first and the last: a sentence in a name field is no name."""
    return words if len(words) <= _MOST_NAMES else words[: _MOST_NAMES // 2] + words[-_MOST_NAMES // 2 :]


def _of_the_firm(local: str, person: tuple[str, ...], company: _Company, domain: str) -> bool:
    """Whether a mailbox is called after the firm (`farm@sullyfarm.co.nz`), and not after the person."""
    word = one_spelling(fold(local))
    return (word in company.words or word in {company.key, domain_label(domain)}) and word not in person


def _first(lead: Lead, columns: Iterable[str]) -> str:
    """Return the first of some columns beside the format that holds anything, in comparable spelling."""
    told = (lead.extra.get(column) for column in columns) if lead.extra else ()
    return next((one_spelling(fold(str(value)[:_LONGEST])) for value in told if value), "")


@lru_cache(maxsize=65_536)
def _places(city: str | None, region: str | None) -> frozenset[str]:
    return frozenset(_standard(company_tokens(city) + company_tokens(region)))


def _standard(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that stand for some words."""
    return tuple(" ".join(map(standard, words)).split())


def _phone(raw: str | None, country: str | None, default_country: str | None) -> tuple[str, int, bool, str]:
    """Return the number, how many digits are national, whether it is a mobile's, and the extension; filler is none."""
    reading = read_phone(raw, country, default_country)
    line = reading.national
    if len(line) < _FEWEST_DIGITS or len(set(line[-_FEWEST_DIGITS:])) < _FEWEST_DIFFERENT:
        return "", 0, False, ""
    return reading.e164 or line, len(line), reading.kind is PhoneKind.MOBILE, reading.extension or ""


@lru_cache(maxsize=65_536)
def _company(name: str | None) -> _Company:
    told = read_company(name)
    known = vocabulary()
    if not told.words or told.key in known.nameless or all(word in known.nameless for word in told.words):
        return _NAMELESS
    words = _standard(word for word in told.words if word != "and" and word not in known.small)
    return _Company(words or told.words, "and" in told.words, told.key, told.initials)
