"""A lead: one inbound inquiry, as it was received."""

import hashlib
import json
from dataclasses import field, replace
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from leadmatch.records.fields import (
    Answers,
    Count,
    Country,
    Currency,
    Day,
    Latitude,
    Longitude,
    Moment,
    Number,
    Text,
    Told,
    Words,
    choice,
    choices,
    objects,
)
from leadmatch.records.hygiene import LONG_CAP, repaired, tidy, tidy_answers
from leadmatch.records.refusal import refusing

SharingBasis = Literal["consent", "legitimate_interest", "contract", "refused"]

_ID_DIGITS = 16


@refusing
@dataclass(frozen=True, slots=True, config=ConfigDict(coerce_numbers_to_str=True))
class Note:
    """What somebody wrote down about a lead.

    Attributes:
        noted_on: the day, from which relative dates count; None if unknown.
        channel: such as `call`, `email`, `chat`, `form`.
        text: the note, at most 20,000 characters.
    """

    noted_on: Day = None
    channel: Text = None
    text: Told = ""

    def __post_init__(self) -> None:
        """Repair and cap the text."""
        object.__setattr__(self, "text", repaired(self.text)[:LONG_CAP])


@refusing
@dataclass(frozen=True, slots=True, config=ConfigDict(coerce_numbers_to_str=True))
class Lead:
    """One inbound inquiry. Nothing is required; what is missing is unknown, never no.

    Attributes:
        lead_id: the vendor's id; where it is missing, `sha-` and 16 hex digits of the content.
        received_at: when it came in; always with an offset.
        source: where it came from, such as `web form`.
        campaign: what it answered to.
        cost: what was paid for it, in `currency`, from 0.
        currency: ISO 4217, of `cost`, `annual_revenue` and `deal_size`.
        first_name: of the person.
        last_name: of the person.
        email: as it was typed.
        phone: as it was typed.
        job_title: as it was typed.
        company: as it was typed.
        website: of the company.
        industry: words, or a NAICS, ISIC or SIC code.
        employees: of the company, from 0.
        annual_revenue: of the company, in `currency`, from 0.
        country: ISO 3166-1 alpha-2 where it was understood, else as it was typed.
        region: ISO 3166-2 such as `US-PA`, or words.
        city: as it was typed.
        postal_code: as it was typed.
        latitude: degrees, -90 to 90.
        longitude: degrees, -180 to 180.
        timezone: IANA name.
        languages: ISO 639-1 codes.
        products: what is wanted, in the words of the price list.
        required_certifications: what a partner must hold.
        deal_size: expected, in `currency`, from 0.
        message: what the person wrote, at most 20,000 characters; the rest lies in `overflow`.
        notes: what colleagues noted, in the order given.
        answers: question code → option code or free text.
        sharing_basis: why the lead may be handed to a partner, or `refused`.
        do_not_contact: channels that the person objects to.
        form_seconds: how long the form was open, from 0.
        honeypot: what stood in a field that people cannot see.
        extra: columns that this format does not know, as they came.
        repaired: fields in which NULs or lone surrogates were replaced.
        overflow: field → what was cut off beyond its cap.
    """

    lead_id: Text = None
    received_at: Moment = None
    source: Text = None
    campaign: Text = None
    cost: Number = None
    currency: Currency = None
    first_name: Text = None
    last_name: Text = None
    email: Text = None
    phone: Text = None
    job_title: Text = None
    company: Text = None
    website: Text = None
    industry: Text = None
    employees: Count = None
    annual_revenue: Number = None
    country: Country = None
    region: Text = None
    city: Text = None
    postal_code: Text = None
    latitude: Latitude = None
    longitude: Longitude = None
    timezone: Text = None
    languages: Words = ()
    products: Words = ()
    required_certifications: Words = ()
    deal_size: Number = None
    message: Text = None
    notes: Annotated[tuple[Note, ...], objects("text", "noted_on", "channel")] = ()
    answers: Answers = field(default_factory=dict)
    sharing_basis: Annotated[SharingBasis | None, choice(*get_args(SharingBasis))] = None
    do_not_contact: Annotated[tuple[str, ...], choices("email", "phone")] = ()
    form_seconds: Number = None
    honeypot: Text = None
    extra: dict[str, Any] = field(default_factory=dict)
    repaired: tuple[str, ...] = ()
    overflow: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Repair and cap the texts, and name the lead by its content where it has no id."""
        tidy(self, "repaired", "overflow")
        if self.answers:
            object.__setattr__(self, "answers", tidy_answers(self.answers))
        if self.lead_id is None:
            object.__setattr__(self, "lead_id", content_id(self))

    @property
    def id(self) -> str:
        """The lead's id, which is never missing once the lead is made."""
        return str(self.lead_id)

    @property
    def person(self) -> str:
        """The name as one text, empty if none was given."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    @property
    def order(self) -> tuple[bool, datetime | date, str]:
        """A key that sorts leads by arrival, then id; leads without a time come last."""
        return (self.received_at is None, self.received_at or date.min, self.id)


def content_id(lead: Lead) -> str:
    """Return `sha-` and 16 hex digits of the SHA-256 of a lead's content without its id."""
    nameless = replace(lead, lead_id="-")
    content = {
        name: getattr(nameless, name)
        for name in nameless.__slots__
        if name != "lead_id" and getattr(nameless, name) not in (None, (), {})
    }
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return "sha-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS]
