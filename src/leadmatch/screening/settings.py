"""What a vendor can set about screening."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from leadmatch.screening.kinds import Category, Disposition, Level

Names = Annotated[tuple[str, ...], Field(strict=False)]
"""Lower-case names; a list of a settings file is taken too."""

DISPOSITIONS: Mapping[Category, Disposition] = {
    Category.TEST_SUBMISSION: Disposition.DISCARD,
    Category.FAKE_IDENTITY: Disposition.DISCARD,
    Category.GIBBERISH: Disposition.DISCARD,
    Category.SPAM: Disposition.DISCARD,
    Category.SOLICITATION: Disposition.DISCARD,
    Category.COMPETITOR: Disposition.DISCARD,
    Category.INVALID_CONTACT: Disposition.DISCARD,
    Category.STUDENT: Disposition.NURTURE,
    Category.JOB_SEEKER: Disposition.REDIRECT,
    Category.SUPPORT_REQUEST: Disposition.REDIRECT,
    Category.PRESS: Disposition.REDIRECT,
}
"""Where a rejected lead goes: people with a wish that another desk serves are redirected, students stay in touch."""


class RuleSettings(BaseModel):
    """What a vendor changes about one rule; what is not set stays as it is shipped."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    enabled: bool = True
    """Whether the rule runs."""
    points: float | None = Field(default=None, ge=-1000, le=1000, allow_inf_nan=False)
    """Junk points of a finding."""
    level: Annotated[Level | None, Field(strict=False)] = None
    """How far a finding carries: `decisive`, `telling`, `hint` or `note`."""
    except_countries: Names = ()
    """Countries (ISO 3166-1 alpha-2) of leads that the rule passes over."""
    except_domains: Names = ()
    """E-mail domains of leads that the rule passes over."""


class BurstSettings(BaseModel):
    """From when on leads that share a phone, a mailbox or a text are a burst.

    Not leads are counted, but the persons and the companies behind them, and the smaller figure decides: colleagues,
    repeated inquiries and agencies never make one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    hours: float = Field(default=24.0, gt=0, le=8760, allow_inf_nan=False)
    """Length of the window."""
    phones: int = Field(default=4, ge=2)
    """Inquirers with one phone number from which there is a burst."""
    mailboxes: int = Field(default=4, ge=2)
    """Inquirers with one mailbox from which there is a burst."""
    texts: int = Field(default=5, ge=2)
    """Inquirers with one text from which there is a burst."""
    least_words: int = Field(default=8, ge=1)
    """Words of a text below which it is too common to compare; numbers and the sender's names do not count."""


class ScreeningSettings(BaseModel):
    """Settings of screening; each has a default that works without a vendor's data."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    reject_at: float = Field(default=50.0, gt=0, allow_inf_nan=False)
    """Junk points from which a lead is rejected, if a decisive finding or two independent groups carry it."""
    review_at: float = Field(default=25.0, gt=0, allow_inf_nan=False)
    """Junk points from which a person looks at a lead, if at least one telling finding carries it."""
    category_at: float = Field(default=20.0, gt=0, allow_inf_nan=False)
    """Points for a category from which it can take precedence over one with more points."""
    default_country: str | None = None
    """Country (ISO 3166-1 alpha-2) in which national phone numbers are read where a lead names none."""
    cache_phone_patterns: bool = True
    """Let `phonenumbers` keep compiled patterns (9 MB) for the life of the process: many times faster."""
    least_form_seconds: float = Field(default=3.0, ge=0, allow_inf_nan=False)
    """Seconds below which a form was filled in too fast for a person."""
    own_domains: Names = ()
    """The vendor's own e-mail domains: whoever writes from there is no lead."""
    competitor_domains: Names = ()
    """E-mail domains of competitors."""
    partner_domains: Names = ()
    """E-mail domains of partners: their inquiries are for the channel manager."""
    allowed: Names = ()
    """E-mail addresses and domains that are accepted whatever else is found."""
    blocked: Names = ()
    """E-mail addresses and domains that are rejected."""
    bursts: BurstSettings = Field(default_factory=BurstSettings)
    """When leads of a batch are a burst; judged in the pipeline."""
    rules: dict[str, RuleSettings] = Field(default_factory=dict)
    """Changes to single rules, by code."""
    dispositions: dict[Annotated[Category, Field(strict=False)], Annotated[Disposition, Field(strict=False)]] = Field(
        default_factory=lambda: dict(DISPOSITIONS)
    )
    """Where rejected leads of a category go: `nurture`, `redirect` or `discard`; what is not named is discarded."""
