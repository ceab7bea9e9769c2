"""A channel partner: what it sells, where, to whom, and how much it can carry."""

from dataclasses import field
from typing import Annotated, Any

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from leadmatch.records.fields import (
    Count,
    Currency,
    Day,
    Days,
    Latitude,
    Longitude,
    Moment,
    Number,
    Required,
    SureCountries,
    Text,
    TimeZone,
    Words,
    objects,
)
from leadmatch.records.fields import Flag as MaybeFlag
from leadmatch.records.hygiene import tidy
from leadmatch.records.refusal import refusing

_LOOSE = ConfigDict(coerce_numbers_to_str=True)


@refusing
@dataclass(frozen=True, slots=True, config=_LOOSE)
class Contact:
    """A person at a partner.

    Attributes:
        name: as it is written.
        email: as it is written.
        phone: as it is written.
        language: ISO 639-1.
        role: such as `owner` or `rep`.
    """

    name: Text = None
    email: Text = None
    phone: Text = None
    language: Text = None
    role: Text = None


@refusing
@dataclass(frozen=True, slots=True, config=_LOOSE)
class TrackRecord:
    """Closed leads of a partner in one industry.

    Attributes:
        industry: words or a code; empty means all.
        won: leads that became a customer, from 0.
        lost: leads that did not, from 0.
        expected: wins that an average partner would have had with the same leads; None if unknown.
    """

    industry: Text = None
    won: Count = 0
    lost: Count = 0
    expected: Number = None

    @property
    def wins(self) -> int:
        """Leads won; an empty cell counts 0."""
        return self.won or 0

    @property
    def closed(self) -> int:
        """Leads won or lost."""
        return (self.won or 0) + (self.lost or 0)


@refusing
@dataclass(frozen=True, slots=True, config=_LOOSE)
class Partner:
    """A channel partner. A list that is empty is not stated: it neither fits nor excludes.

    Attributes:
        partner_id: the vendor's id.
        name: as it is shown.
        website: of the partner.
        email_domains: of its people.
        contacts: its people.
        industries: words or codes of what it knows.
        specialities: trades and topics in which it is strong.
        countries: ISO 3166-1; served whole unless some of their regions are listed.
        regions: ISO 3166-2, or words; each is served.
        postal_prefixes: narrow the country or region that they lie in.
        home_region: ISO 3166.
        latitude: of its office, degrees.
        longitude: of its office, degrees.
        service_radius_km: how far it goes from its office, in kilometres.
        products: what it may sell.
        certifications: what it holds.
        languages: ISO 639-1.
        deal_size_min: smallest deal, in `currency`.
        deal_size_max: largest deal, in `currency`.
        currency: ISO 4217.
        employees_min: smallest customer served.
        employees_max: largest customer served.
        capacity: open leads that it can carry at once; None is assumed to be 5.
        open_leads: that it carries now.
        monthly_capacity: leads in 30 days; None is not limited.
        offered_last_30_days: leads that count against `monthly_capacity`.
        last_offered_at: when it was last served.
        tier: level in the partner programme.
        target_accounts: names or domains that it courts.
        excluded_accounts: names or domains that it does not serve.
        excluded_industries: words or codes that it does not serve.
        track_record: closed leads by industry.
        median_response_hours: from offer to first contact, in working hours.
        timezone: IANA name.
        working_hours: such as `Mon-Fri 08:30-12:00,13:00-17:30; Sat 09:00-12:00`.
        closed_dates: days on which it does not work.
        away_until: the last day away.
        joined_on: first day in the programme.
        active: whether it takes part; True where not stated.
        extra: columns that this format does not know.
        repaired: fields in which NULs or lone surrogates were replaced.
        overflow: field → what was cut off beyond its cap.
    """

    partner_id: Required
    name: Text = None
    website: Text = None
    email_domains: Words = ()
    contacts: Annotated[tuple[Contact, ...], objects("name", "email", "phone", "language", "role")] = ()
    industries: Words = ()
    specialities: Words = ()
    countries: SureCountries = ()
    regions: Words = ()
    postal_prefixes: Words = ()
    home_region: Text = None
    latitude: Latitude = None
    longitude: Longitude = None
    service_radius_km: Number = None
    products: Words = ()
    certifications: Words = ()
    languages: Words = ()
    deal_size_min: Number = None
    deal_size_max: Number = None
    currency: Currency = None
    employees_min: Count = None
    employees_max: Count = None
    capacity: Count = None
    open_leads: Count = None
    monthly_capacity: Count = None
    offered_last_30_days: Count = None
    last_offered_at: Moment = None
    tier: Text = None
    target_accounts: Words = ()
    excluded_accounts: Words = ()
    excluded_industries: Words = ()
    track_record: Annotated[tuple[TrackRecord, ...], objects("industry", "won", "lost", "expected")] = ()
    median_response_hours: Number = None
    timezone: TimeZone = None
    working_hours: Text = None
    closed_dates: Days = ()
    away_until: Day = None
    joined_on: Day = None
    active: MaybeFlag = None
    extra: dict[str, Any] = field(default_factory=dict)
    repaired: tuple[str, ...] = ()
    overflow: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Repair and cap the texts."""
        tidy(self, "repaired", "overflow")

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.partner_id

    @property
    def label(self) -> str:
        """The name, or the id where no name is stated."""
        return self.name or self.partner_id

    @property
    def is_active(self) -> bool:
        """Whether it takes part; a partner of whom it is not stated does."""
        return self.active is not False
