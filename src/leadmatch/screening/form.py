"""Rules on how the form was filled in, and on the vendor's own lists."""

from collections.abc import Iterable, Iterator

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.rule import Finding


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that the form was filled in like any other and the vendor has no lists: no rule on them finds anything."""
    lead, settings = inquiry.lead, inquiry.settings
    is_slow = lead.form_seconds is None or lead.form_seconds >= settings.least_form_seconds
    named = settings.own_domains or settings.competitor_domains or settings.partner_domains
    return is_slow and not lead.honeypot and not (named or settings.allowed or settings.blocked)


def honeypot(inquiry: Inquiry) -> Iterable[Finding]:
    """A field that people cannot see was filled in."""
    trap = (inquiry.lead.honeypot or "").strip()
    return (Finding("honeypot", trap),) if trap and trap.lower() not in {"0", "false", "no", "none", "null"} else ()


def too_fast(inquiry: Inquiry) -> Iterable[Finding]:
    """The form was sent faster than a person types."""
    seconds = inquiry.lead.form_seconds
    return (
        (Finding("form_seconds", f"{seconds:g}"),)
        if seconds is not None and seconds < inquiry.settings.least_form_seconds
        else ()
    )


def own_domain(inquiry: Inquiry) -> Iterable[Finding]:
    """It comes from the vendor itself."""
    return _in_list(inquiry, inquiry.settings.own_domains)


def competitor_domain(inquiry: Inquiry) -> Iterable[Finding]:
    """It comes from a competitor that the vendor named."""
    return _in_list(inquiry, inquiry.settings.competitor_domains)


def partner_domain(inquiry: Inquiry) -> Iterable[Finding]:
    """It comes from a partner that the vendor named."""
    return _in_list(inquiry, inquiry.settings.partner_domains)


def allowed(inquiry: Inquiry) -> Iterable[Finding]:
    """The vendor accepts the address or its domain whatever else is found."""
    return _in_list(inquiry, inquiry.settings.allowed)


def blocked(inquiry: Inquiry) -> Iterable[Finding]:
    """The vendor rejects the address or its domain."""
    return _in_list(inquiry, inquiry.settings.blocked)


def _in_list(inquiry: Inquiry, names: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the name of a list that is the address, its domain, or a domain above it."""
    email = inquiry.email
    if names and email.domain:
        under = f".{email.domain}"
        for name in names:
            wanted = name.strip().lower()
            if wanted and (under.endswith(f".{wanted.removeprefix('@')}") or wanted == email.key):
                yield Finding("email", wanted)
