"""Signs of a real buyer: they outweigh an odd name or a wrong number, never an offer to sell."""

from collections.abc import Iterable

from leadmatch.screening.company import is_invented
from leadmatch.screening.email import student_mailbox
from leadmatch.screening.inquiry import Inquiry, buyer_phrases
from leadmatch.screening.person import is_made_up
from leadmatch.screening.rule import Finding
from leadmatch.values.identity.domains import DomainKind

_LETTERS = 4


def company_mailbox(inquiry: Inquiry) -> Iterable[Finding]:
    """The address lies under a domain that bears the company's name."""
    if inquiry.domain_kind is not DomainKind.COMPANY or not inquiry.company:
        return ()
    label = max(inquiry.email.domain.split(".")[:-1], key=len, default="")
    squeezed = label.replace("-", "")
    bears = any(len(word) >= _LETTERS and word[:_LETTERS] in squeezed for word in inquiry.company)
    return (Finding("email", inquiry.email.domain),) if bears and not _is_invented(inquiry) else ()


def _is_invented(inquiry: Inquiry) -> bool:
    """Tell whether company or person are made up, and with them their address; a project speaks for a real joker."""
    made_up = is_made_up(inquiry) and not buyer_phrases(inquiry.lead, "buyer.project")
    return made_up or is_invented(inquiry)


def _is_of_student(inquiry: Inquiry) -> bool:
    """Tell whether a school gave the mailbox: a name in it says nothing about a firm."""
    return any(student_mailbox(inquiry))


def named_mailbox(inquiry: Inquiry) -> Iterable[Finding]:
    """The address bears the person's or the company's name."""
    address = f"{inquiry.email.local}@{inquiry.email.domain}".lower()
    if _is_of_student(inquiry) or _is_invented(inquiry):
        return ()
    names = inquiry.last + inquiry.company
    bears = inquiry.email.valid and any(len(word) >= _LETTERS and word in address for word in names)
    return (Finding("email", inquiry.email.address),) if bears else ()
