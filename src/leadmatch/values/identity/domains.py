"""What a domain says about who is behind it: a company of its own, a mailbox provider, a throw-away address.

A company's domain is strong evidence of the account. A provider's, a relay's or a shared site's is none.
"""

import re
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final

from rapidfuzz.distance import OSA

from leadmatch.values.resources import read

_LONGEST: Final = 2048
"""Characters of a website that are read."""

_LONGEST_DOMAIN: Final = 253

_ACADEMIC_SUFFIX: Final = re.compile(r"\.(?:edu|ac)(?:\.[a-z]{2})?$")
_ACADEMIC_WORDS: Final = frozenset(
    {"uni", "univ", "university", "universitaet", "universitat", "universite", "universita", "universidad"}
    | {"universidade", "uniwersytet", "universiteit", "universitet", "yliopisto", "hochschule", "fachhochschule"}
    | {"polytechnic", "politecnico", "polytechnique"}
)
_ACADEMIC_GERMAN: Final = frozenset({"tu", "fh", "hs", "th", "ph", "haw", "stud", "rwth", "lmu", "kit", "ethz", "epfl"})
_GERMAN_ENDS: Final = frozenset({"de", "at", "ch"})
_SPECIAL_ENDS: Final = frozenset(
    {"test", "example", "invalid", "localhost", "local", "onion", "arpa", "internal", "lan"}
)
_WORD: Final = re.compile(r"[a-z]+")
_COUNTRY_LETTERS: Final = 2
_FEWEST_LETTERS: Final = 5
"""Letters from which one wrong stroke still names the provider: `gmial` is Gmail, `weg.de` is a firm of its own."""


class DomainKind(StrEnum):
    """Who is behind the addresses of a domain."""

    COMPANY = "company"
    """Nothing else is known of it: most likely an organisation of its own."""
    FREE = "free"
    """A mailbox provider or an internet provider; anybody may have an address there."""
    DISPOSABLE = "disposable"
    """Throw-away addresses."""
    RELAY = "relay"
    """Forwards to a real address that its owner hides."""
    ACADEMIC = "academic"
    """A school of higher education: students, and staff who buy."""
    HOSTING = "hosting"
    """Websites of many customers."""
    PLACEHOLDER = "placeholder"
    """Typed instead of a real one, such as `example.com` or `test.com`."""
    SPECIAL = "special"
    """A name that never reaches the public internet (RFC 2606, RFC 6761), such as `acme.local`."""


@lru_cache(maxsize=65_536)
def domain_kind(domain: str) -> DomainKind:
    """Return what kind of domain it is; subdomains are of the kind of what they lie under.

    Args:
        domain: the part after the @, or a host name; in any case, with or without a trailing dot.
    """
    domain = _tidy(domain)
    walk = _suffixes(domain)
    for kind, names in _known().items():
        if any(name in names for name in walk):
            return kind
    if domain.rpartition(".")[2] in _SPECIAL_ENDS:
        return DomainKind.SPECIAL
    if _filler(domain):
        return DomainKind.PLACEHOLDER
    if any(name in _disposable() for name in walk):
        return DomainKind.DISPOSABLE
    if domain in _free():
        return DomainKind.FREE
    return DomainKind.ACADEMIC if _academic(domain) else DomainKind.COMPANY


@lru_cache(maxsize=65_536)
def company_domain(address: str | None) -> str | None:
    """Return the domain that identifies the organisation behind an e-mail address or a website.

    `bob@mail.acme.co.uk` and `https://www.acme.co.uk/about` both give `acme.co.uk`; `acme.myshopify.com` stays
    whole, because the part before names the shop.

    Args:
        address: an e-mail address, a URL, a host or a domain, of any length.

    Returns:
        The registrable domain in lower case; None where there is none, or where it identifies nobody (mailbox
        providers, throw-away and relay addresses, shared sites, placeholders).
    """
    host = _host(address or "")
    kind = domain_kind(host)
    if "." not in host or not _identifies(kind, host):
        return None
    if kind is DomainKind.HOSTING:
        owner = next(name for name in _suffixes(host) if name in _tables()["tenant_host"])
        return f"{host.removesuffix(f'.{owner}').rpartition('.')[2]}.{owner}"
    return registrable_domain(host)


def registrable_domain(domain: str) -> str:
    """Return the part of a domain that somebody registered: `shop.acme.co.uk` → `acme.co.uk`.

    A short table of second levels (`co.uk`, `com.au`, `or.jp`) stands for the public suffix list; it is read only
    below country codes of two letters.

    Args:
        domain: a domain or host.
    """
    labels = _tidy(domain).split(".")
    return ".".join(labels[-3:] if _sold_below(labels) else labels[-2:])


def _sold_below(labels: list[str]) -> bool:
    """Whether names are sold below the last two labels, as in `co.uk` and `qc.ca`."""
    if len(labels) < 2 or len(labels[-1]) != _COUNTRY_LETTERS:  # noqa: PLR2004 - the last two labels are read
        return False
    tables, country, second = _tables(), labels[-1], labels[-2]
    if second in tables["regional"].get(country, ()):
        return True
    return country not in tables["flat_countries"] and second in tables["second_level"]


def has_known_ending(domain: str) -> bool:
    """Tell whether the top-level domain exists, as of the list of IANA that is shipped; nothing arrives under others.

    Names in other scripts are taken to exist.

    Args:
        domain: the part after the @, or a host.
    """
    end = _tidy(domain).rpartition(".")[2]
    return not end.isascii() or end.startswith("xn--") or end in _endings()


@cache
def _endings() -> frozenset[str]:
    return frozenset(read("data/identity_top_level_domains.txt").split())


@lru_cache(maxsize=65_536)
def typo_of(domain: str) -> str | None:
    """Return the mailbox provider that was most likely meant, or None where a domain is no such slip.

    Known slips come first, then one wrong, missing, added or swapped stroke from one of the thirty biggest; the first
    letter has to be right, and short names (`aol`, `web`) have to be right whole.

    Args:
        domain: the part after the @.
    """
    domain = _tidy(domain)
    known: dict[str, str] = _tables()["typos"]
    if domain in known:
        return known[domain]
    if domain in _free() or any(domain in names for names in _known().values()):
        return None
    near = (big for big in _big_providers().get(domain[:1], ()) if _one_stroke(domain, big))
    return next(near, None)


def _one_stroke(domain: str, big: str) -> bool:
    name = big.partition(".")[0]
    may_be = len(name) >= _FEWEST_LETTERS and abs(len(domain) - len(big)) <= 1
    return may_be and OSA.distance(domain, big, score_cutoff=1) == 1


def _identifies(kind: DomainKind, host: str) -> bool:
    if kind is DomainKind.HOSTING:
        return any(name in _tables()["tenant_host"] for name in _suffixes(host)[1:]) and not host.startswith("www.")
    return kind in {DomainKind.COMPANY, DomainKind.ACADEMIC, DomainKind.SPECIAL}


def _host(address: str) -> str:
    """Return the host of an e-mail address, URL, host or domain."""
    text = address[:_LONGEST].strip()
    text = text.partition("://")[2] or text
    for sign in "/?# ":
        text = text.partition(sign)[0]
    host = text.rpartition("@")[2].partition(":")[0]
    return _tidy(host).removeprefix("www.")


def _tidy(domain: str) -> str:
    return domain[:_LONGEST_DOMAIN].strip().strip(".").lower()


def _suffixes(domain: str) -> list[str]:
    """Return the domain and everything that it lies under, longest first."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


def _filler(domain: str) -> bool:
    name, _, end = domain.partition(".")
    return (len(name) == 1 and name in "abc" and end in {"com", "de", "net", "org"}) or (name == end and len(end) > 1)


def _academic(domain: str) -> bool:
    if _ACADEMIC_SUFFIX.search(f".{domain}"):
        return True
    end = domain.rpartition(".")[2]
    words = _WORD.findall(registrable_domain(domain).partition(".")[0])
    german = end in _GERMAN_ENDS and bool(words) and words[0] in _ACADEMIC_GERMAN
    return german or any(word in _ACADEMIC_WORDS for word in words)


@cache
def _tables() -> dict[str, Any]:
    tables = tomllib.loads(read("data/identity_domains.toml"))
    lists = {key: frozenset(names) for key, names in tables.items() if isinstance(names, list)}
    return tables | lists | {"big_providers": tuple(tables["big_providers"])}


@cache
def _big_providers() -> dict[str, tuple[str, ...]]:
    """Return the biggest mailbox providers by their first letter."""
    names: tuple[str, ...] = _tables()["big_providers"]
    return {letter: tuple(name for name in names if name.startswith(letter)) for letter in {name[0] for name in names}}


@cache
def _known() -> dict[DomainKind, frozenset[str]]:
    tables = _tables()
    return {
        DomainKind.RELAY: tables["relay"],
        DomainKind.HOSTING: tables["tenant_host"] | tables["shared_site"],
        DomainKind.PLACEHOLDER: tables["placeholder"],
    }


@cache
def _free() -> frozenset[str]:
    return frozenset(read("data/identity_mail_providers.txt").split())


@cache
def _disposable() -> frozenset[str]:
    from disposable_email_domains import blocklist

    return frozenset(blocklist)
