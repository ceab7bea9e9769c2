"""What an inquiry can be, and where it goes."""

from enum import StrEnum


class Category(StrEnum):
    """The kinds of inquiries that must not be handed to a partner. A genuine inquiry has none."""

    TEST_SUBMISSION = "test_submission"
    """It says or shows that it is a test."""
    FAKE_IDENTITY = "fake_identity"
    """A cartoon, a celebrity, a placeholder or a joke."""
    GIBBERISH = "gibberish"
    """Keys hit at random, or filler."""
    SPAM = "spam"
    """Scam, phishing, bots, adult offers, pills, links."""
    STUDENT = "student"
    """Somebody who frames it as their own study."""
    JOB_SEEKER = "job_seeker"
    """Somebody who looks for work."""
    SOLICITATION = "solicitation"
    """Somebody who sells to us, lends, invests, recruits, lists, awards."""
    SUPPORT_REQUEST = "support_request"
    """A fault, an invoice, a password, a return or a cancellation of something owned."""
    COMPETITOR = "competitor"
    """A rival who asks."""
    PRESS = "press"
    """A journalist, an analyst, an investor, a market researcher."""
    INVALID_CONTACT = "invalid_contact"
    """Plausible, but neither phone nor e-mail can be used."""


PRECEDENCE = (Category.TEST_SUBMISSION, Category.FAKE_IDENTITY, Category.GIBBERISH, Category.SPAM)
"""Where several categories fit, the first of these; then the one with most points; `invalid_contact` last."""


class Disposition(StrEnum):
    """Where a lead goes after screening."""

    QUALIFY = "qualify"
    """On to qualification."""
    REVIEW = "review"
    """To a person who looks at it."""
    NURTURE = "nurture"
    """Not ready, but worth keeping in touch with."""
    REDIRECT = "redirect"
    """To another desk: support, personnel, press."""
    DISCARD = "discard"
    """Kept with its reasons, used by nobody."""


class Group(StrEnum):
    """The independent sources of evidence; two of them that agree weigh more than one that says the same twice."""

    PHONE = "phone"
    EMAIL = "email"
    PERSON = "person"
    COMPANY = "company"
    POSITION = "position"
    TEXT = "text"
    WORDING = "wording"
    FORM = "form"
    LIST = "list"
    BATCH = "batch"


class Level(StrEnum):
    """How far a finding carries."""

    DECISIVE = "decisive"
    """It can reject a lead alone."""
    TELLING = "telling"
    """It can reject together with another group, and sends to review alone."""
    HINT = "hint"
    """It only adds points."""
    NOTE = "note"
    """It informs, or speaks for a real buyer."""
