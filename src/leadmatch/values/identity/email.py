"""Read an e-mail address as people type it: repaired where that is safe, in one canonical form, or with its fault.

The verdict on syntax is that of `email-validator` (RFC 5321, 5322, 6531, special-use names of RFC 6761), without DNS.
Ordinary ASCII addresses take a short way to the same verdict: the local part by its grammar, the domain once.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from leadmatch.values.identity.hosts import is_plain_host, special_names

_LONGEST: Final = 320
"""Characters of the longest address (64 + 1 + 255); nothing longer meets a pattern."""

_LONGEST_PLAIN: Final = 254
"""Characters up to which the short way is taken: RFC 5321 §4.5.3.1.3 leaves no more to an address."""

_LONGEST_LOCAL: Final = 64

_DOT_ATOM: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.ASCII)

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))

_AFTER: Final = " .,;:'\")]"
_BEFORE: Final = " ,;:'\"(["

_WITHOUT_DOTS: Final = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Providers that ignore dots before the @, and the name that counts."""

_CLEAN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9.-]*[A-Za-z0-9]")
"""An address with nothing around it, as most are written."""


class EmailStatus(StrEnum):
    """How far an address could be understood."""

    VALID = "valid"
    INVALID = "invalid"
    MISSING = "missing"


class EmailFault(StrEnum):
    """Why an address is invalid; the first that applies."""

    TOO_LONG = "too_long"
    NO_AT = "no_at"
    MANY_AT = "many_at"
    NO_LOCAL = "no_local"
    NO_DOMAIN = "no_domain"
    NO_DOT = "no_dot"
    SPECIAL_USE = "special_use"
    BAD_LOCAL = "bad_local"
    BAD_DOMAIN = "bad_domain"


class EmailRepair(StrEnum):
    """What was put right before an address was judged."""

    SPACE = "space"
    MAILTO = "mailto"
    ANGLE_BRACKETS = "angle_brackets"
    PUNCTUATION = "punctuation"
    FULL_WIDTH = "full_width"
    SECOND_ADDRESS = "second_address"


@dataclass(frozen=True, slots=True)
class EmailReading:
    """One e-mail address as it was understood.

    Attributes:
        raw: the text as it came, cut at 1,000 characters (empty when nothing was given).
        address: the canonical address: local part as written, domain in lower case; None unless it is valid.
        key: the form to compare: lower case, without a `+tag`, dots dropped where the provider ignores them; empty
            where there is no local part or no domain. An invalid address has one too.
        local: the part before the @, as written.
        domain: the part after it, in lower case, in Unicode.
        repaired: what was put right, in the order in which it was done.
        status: how far it was understood.
        fault: why it is invalid, else None.
    """

    raw: str
    address: str | None
    key: str
    local: str
    domain: str
    repaired: tuple[EmailRepair, ...]
    status: EmailStatus
    fault: EmailFault | None

    @property
    def valid(self) -> bool:
        """Whether the address is written as an address must be."""
        return self.status is EmailStatus.VALID


def read_email(raw: str | None) -> EmailReading:
    """Read one e-mail field.

    Args:
        raw: the text of the field, of any length; what is longer than an address may be is `too_long`.

    Returns:
        The reading; it never raises, whatever the text is.
    """
    return _read((raw or "")[:1000])


class MailboxParts(NamedTuple):
    """An e-mail address to compare with others, without a verdict on it.

    Attributes:
        key: as in `EmailReading`.
        local: as in `EmailReading`.
        domain: as in `EmailReading`.
    """

    key: str
    local: str
    domain: str


def mailbox_parts(raw: str | None) -> MailboxParts:
    """Return what is compared of an address; for most it costs a tenth of `read_email`, which also judges it.

    Args:
        raw: the text of the field, of any length.
    """
    text = (raw or "")[:1000]
    if _CLEAN.fullmatch(text) and "xn--" not in text.lower():
        local, _, domain = text.rpartition("@")
        return MailboxParts(_key(local, domain.lower()), local, domain.lower())
    reading = read_email(text)
    return MailboxParts(reading.key, reading.local, reading.domain)


@lru_cache(maxsize=32_768)
def _read(raw: str) -> EmailReading:
    return (_read_clean(raw) if _CLEAN.fullmatch(raw) else None) or _read_repaired(raw)


def _read_clean(raw: str) -> EmailReading | None:
    """Read an address with nothing around it, if it is valid and its local part has no need of quotes."""
    local, _, domain = raw.rpartition("@")
    known = _canonical_domain(domain.lower()) if _is_plain(local, domain) else None
    if known is None:
        return None
    return EmailReading(raw, f"{local}@{known}", _key(local, known), local, known, (), EmailStatus.VALID, None)


def _read_repaired(raw: str) -> EmailReading:
    text, repaired = _repair(raw)
    if not text:
        return EmailReading(raw, None, "", "", "", (), EmailStatus.MISSING, None)
    local, at, domain = text.rpartition("@")
    local, domain = (local, domain.lower()) if at else (text, "")
    fault = _shape_fault(text, local, domain)
    canonical = None if fault else _canonical(local, domain)
    if canonical is None:
        fault = fault or _domain_or_local_fault(domain)
        return EmailReading(raw, None, _key(local, domain), local, domain, repaired, EmailStatus.INVALID, fault)
    local, _, domain = canonical.rpartition("@")
    return EmailReading(raw, canonical, _key(local, domain), local, domain, repaired, EmailStatus.VALID, None)


def _repair(raw: str) -> tuple[str, tuple[EmailRepair, ...]]:
    """Take off what is around an address, and say what it was."""
    repaired = []
    text = raw
    for repair, mend in _MENDS:
        mended = mend(text)
        if mended != text:
            repaired.append(repair)
            text = mended
    return text, tuple(repaired)


def _unfold(text: str) -> str:
    """Turn full-width signs (`ａ＠ｂ．ｄｅ`) into the plain ones that were meant."""
    if text.isascii() or not any("\u3000" <= sign <= "\u3002" or "\uff01" <= sign <= "\uff61" for sign in text):
        return text
    return unicodedata.normalize("NFKC", text.replace("\u3002", ".").replace("\uff61", "."))


def _strip(text: str) -> str:
    return text.translate(_INVISIBLE).strip()


def _unwrap(text: str) -> str:
    start = text.rfind("<")
    end = text.find(">", start)
    return text[start + 1 : end] if start >= 0 and end > 0 and "@" in text[start:end] else text


def _without_scheme(text: str) -> str:
    return text[7:].partition("?")[0] if text[:7].lower() == "mailto:" else text


def _first(text: str) -> str:
    """Keep the first of several addresses parted by `;`, `,` or a blank."""
    if text.count("@") < 2:  # noqa: PLR2004 - two addresses have two signs
        return text
    for sign in ";, ":
        head, _, rest = text.partition(sign)
        if "@" in head and "@" in rest:
            return head
    return text


def _close_up(text: str) -> str:
    """Drop blanks beside the @ and around dots of the domain; a blank elsewhere is a fault to be told."""
    local, at, domain = text.rpartition("@")
    return f"{local.strip()}{at}{''.join(domain.split())}" if at else text


def _trim(text: str) -> str:
    """Drop punctuation that a sentence or a list left around an address."""
    trimmed = text.rstrip(_AFTER).lstrip(_BEFORE)
    return trimmed if "@" in text and not trimmed.startswith("@") else text


_MENDS: Final = (
    (EmailRepair.FULL_WIDTH, _unfold),
    (EmailRepair.SPACE, _strip),
    (EmailRepair.SECOND_ADDRESS, _first),
    (EmailRepair.ANGLE_BRACKETS, _unwrap),
    (EmailRepair.MAILTO, _without_scheme),
    (EmailRepair.SPACE, _close_up),
    (EmailRepair.PUNCTUATION, _trim),
)


def _shape_fault(text: str, local: str, domain: str) -> EmailFault | None:
    checks = (
        (len(text) > _LONGEST, EmailFault.TOO_LONG),
        ("@" not in text, EmailFault.NO_AT),
        (not domain, EmailFault.NO_DOMAIN),
        (not local, EmailFault.NO_LOCAL),
        ("@" in local and not local.startswith('"'), EmailFault.MANY_AT),
        ("." not in domain.strip("."), EmailFault.NO_DOT),
    )
    return next((fault for fails, fault in checks if fails), None)


def _canonical(local: str, domain: str) -> str | None:
    """Return the address in its canonical form, or None where `email-validator` refuses it."""
    if _is_plain(local, domain):
        known = _canonical_domain(domain)
        return None if known is None else f"{local}@{known}"
    return _validated(f"{local}@{domain}")


def _is_plain(local: str, domain: str) -> bool:
    """Tell whether the local part is valid and the domain alone decides."""
    is_short = len(local) <= _LONGEST_LOCAL and len(local) + len(domain) < _LONGEST_PLAIN
    return is_short and domain.isascii() and _DOT_ATOM.fullmatch(local) is not None


@lru_cache(maxsize=65_536)
def _canonical_domain(domain: str) -> str | None:
    if is_plain_host(domain):
        return domain
    address = _validated(f"x@{domain}")
    return None if address is None else address[2:]


def _validated(address: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized
    except (EmailNotValidError, UnicodeError):
        return None


def _domain_or_local_fault(domain: str) -> EmailFault:
    """Say which part of a refused address is to blame."""
    if _canonical_domain(domain) is not None:
        return EmailFault.BAD_LOCAL
    special = any(domain == name or domain.endswith(f".{name}") for name in special_names())
    return EmailFault.SPECIAL_USE if special else EmailFault.BAD_DOMAIN


def _key(local: str, domain: str) -> str:
    if not local or not domain:
        return ""
    name = local.lower().partition("+")[0] or local.lower()
    if domain in _WITHOUT_DOTS:
        name, domain = name.replace(".", ""), _WITHOUT_DOTS[domain]
    return f"{name}@{domain}"
