"""Rules on the e-mail address: will a reply reach a person, and what does its domain say?"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.letters import is_mash
from leadmatch.screening.rule import Finding
from leadmatch.values.identity.domains import DomainKind, has_known_ending, typo_of
from leadmatch.values.identity.email import EmailStatus
from leadmatch.values.resources import read

_LIKELY_SHORTEST = 4


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(read("data/screening_emails.toml")).items()}


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that it is an ordinary address below a company's domain, or missing: no rule on e-mail finds anything."""
    email = inquiry.email
    if email.status is EmailStatus.MISSING:
        return True
    is_company = email.valid and inquiry.domain_kind is DomainKind.COMPANY and _is_plain_domain(email.domain)
    return is_company and not _is_known_mailbox(email.local.lower()) and not is_mash(email.local.lower())


@lru_cache(maxsize=65_536)
def _is_plain_domain(domain: str) -> bool:
    labels, lists = domain.split("."), _lists()
    listed = labels[-1] in lists["bulk_suffixes"] or domain in lists["placeholder_domains"]
    own = labels[0] in lists["placeholder_locals"] or not lists["student_labels"].isdisjoint(labels)
    is_sound = domain.isascii() and has_known_ending(domain) and typo_of(domain) is None
    return is_sound and not listed and not own and not is_mash(labels[0])


def _is_known_mailbox(local: str) -> bool:
    lists = _lists()
    plain = local.partition("+")[0]
    return plain in lists["placeholder_locals"] or local in lists["noreply_locals"] or local in lists["role_locals"]


def syntax(inquiry: Inquiry) -> Iterable[Finding]:
    """It is not written as an address must be (RFC 5321, 5322, 6531), even after repair."""
    email = inquiry.email
    return (
        (Finding("email", email.raw, None, (("fault", email.fault.value.replace("_", " ")),)),)
        if email.status is EmailStatus.INVALID and email.fault is not None
        else ()
    )


def placeholder(inquiry: Inquiry) -> Iterable[Finding]:
    """Its domain is nobody's own, or it is the same word on both sides of the @."""
    email = inquiry.email
    return (
        (Finding("email", email.raw),)
        if email.domain and (_is_placeholder_domain(inquiry) or _is_twin(inquiry))
        else ()
    )


def _is_placeholder_domain(inquiry: Inquiry) -> bool:
    listed = _lists()["placeholder_domains"]
    return inquiry.domain_kind is DomainKind.PLACEHOLDER or inquiry.email.domain in listed


def _is_twin(inquiry: Inquiry) -> bool:
    """Tell whether somebody wrote `abc@abc.de`, and no company of that name stands beside it."""
    local, label = inquiry.email.local.lower(), inquiry.email.domain.partition(".")[0]
    return local == label and label in _lists()["placeholder_locals"]


def placeholder_mailbox(inquiry: Inquiry) -> Iterable[Finding]:
    """Its mailbox has a name that people invent, such as `asdf` or `john.doe`."""
    local = inquiry.email.local.lower().partition("+")[0]
    return (
        (Finding("email", inquiry.email.raw),)
        if inquiry.email.domain and local in _lists()["placeholder_locals"]
        else ()
    )


def disposable(inquiry: Inquiry) -> Iterable[Finding]:
    """It is thrown away after use (list of the package `disposable-email-domains`); slips of the fingers are not."""
    is_listed = inquiry.domain_kind is DomainKind.DISPOSABLE and typo_of(inquiry.email.domain) is None
    return (Finding("email", inquiry.email.domain),) if is_listed else ()


def relay(inquiry: Inquiry) -> Iterable[Finding]:
    """A forwarding service hides the real address; a reply arrives."""
    return (Finding("email", inquiry.email.domain),) if inquiry.domain_kind is DomainKind.RELAY else ()


def free_mail(inquiry: Inquiry) -> Iterable[Finding]:
    """Anybody may have an address there."""
    return (Finding("email", inquiry.email.domain),) if inquiry.domain_kind is DomainKind.FREE else ()


def no_reply(inquiry: Inquiry) -> Iterable[Finding]:
    """Nobody reads this mailbox."""
    return (Finding("email", inquiry.email.raw),) if inquiry.email.local.lower() in _lists()["noreply_locals"] else ()


def misspelt(inquiry: Inquiry) -> Iterable[Finding]:
    """Its domain is a slip of the fingers from that of a large provider."""
    meant = typo_of(inquiry.email.domain) if inquiry.email.domain else None
    return (Finding("email", inquiry.email.domain, None, (("suggestion", meant),)),) if meant is not None else ()


def unknown_ending(inquiry: Inquiry) -> Iterable[Finding]:
    """Its top-level domain does not exist, mostly by a slip of the fingers (`.con`, `.dee`)."""
    domain = inquiry.email.domain
    is_unknown = inquiry.email.valid and not has_known_ending(domain) and typo_of(domain) is None
    return (Finding("email", domain, None, (("ending", domain.rpartition(".")[2]),)),) if is_unknown else ()


def academic(inquiry: Inquiry) -> Iterable[Finding]:
    """It belongs to a school of higher education: universities buy, so this is only a hint."""
    return (
        (Finding("email", inquiry.email.domain),)
        if inquiry.domain_kind is DomainKind.ACADEMIC and not _is_student(inquiry)
        else ()
    )


def student_mailbox(inquiry: Inquiry) -> Iterable[Finding]:
    """It lies under a name that schools give to their students' mailboxes."""
    return (Finding("email", inquiry.email.domain),) if _is_student(inquiry) else ()


def _is_student(inquiry: Inquiry) -> bool:
    labels = inquiry.email.domain.split(".")
    return len(labels) > 2 and not _lists()["student_labels"].isdisjoint(labels[:-2])  # noqa: PLR2004 - below a domain


def look_alike(inquiry: Inquiry) -> Iterable[Finding]:
    """Its domain mixes letters of two scripts that look alike, such as Cyrillic `а` among Latin ones."""
    return (
        (Finding("email", inquiry.email.domain),)
        if not inquiry.email.domain.isascii() and any(map(_mixes_scripts, inquiry.email.domain.split(".")))
        else ()
    )


def _mixes_scripts(label: str) -> bool:
    latin = any("a" <= sign <= "z" for sign in label)
    other = any("\u0370" <= sign <= "\u05ff" for sign in label)
    return latin and other


def mash(inquiry: Inquiry) -> Iterable[Finding]:
    """Its mailbox or its domain is made of keys hit at random."""
    local, label = inquiry.email.local.lower(), inquiry.email.domain.partition(".")[0]
    return (
        (Finding("email", inquiry.email.raw),)
        if inquiry.email.domain and any(len(part) >= _LIKELY_SHORTEST and is_mash(part) for part in (local, label))
        else ()
    )


def bulk_domain(inquiry: Inquiry) -> Iterable[Finding]:
    """Its top-level domain is sold by the thousand to bulk senders."""
    return (
        (Finding("email", inquiry.email.domain),)
        if inquiry.email.domain.rpartition(".")[2] in _lists()["bulk_suffixes"]
        else ()
    )


def role(inquiry: Inquiry) -> Iterable[Finding]:
    """It is the mailbox of a desk, as small firms use it too."""
    return (Finding("email", inquiry.email.raw),) if inquiry.email.local.lower() in _lists()["role_locals"] else ()


_UNUSABLE = (syntax, placeholder, placeholder_mailbox, disposable, no_reply, misspelt, unknown_ending, mash, look_alike)


def is_usable(inquiry: Inquiry) -> bool:
    """Tell whether a reply is expected to arrive, as far as the address itself tells."""
    return inquiry.email.valid and (is_plain(inquiry) or not any(any(rule(inquiry)) for rule in _UNUSABLE))
