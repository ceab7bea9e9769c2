"""Settings of distribution: deadlines, waits, registrations and returns."""

import hashlib
import json

from pydantic import BaseModel, ConfigDict, Field, field_validator

from leadmatch.values.calendar.moments import zone as zone_of
from leadmatch.values.calendar.working_hours import WorkingHours


class DistributionSettings(BaseModel):
    """Settings of distribution. Hours and days are working time of the one who has to act, unless said otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    timezone: str = Field(default="UTC", description="IANA zone of the vendor, and of partners that state none")
    working_hours: str = Field(
        default="Mon-Fri 09:00-17:00", description="of the vendor, and of partners that state none"
    )
    open_hours: float = Field(default=8.0, gt=0, description="from the offer until it is opened")
    accept_hours: float = Field(default=16.0, gt=0, description="from the offer until it is accepted or declined")
    contact_hours: float = Field(default=16.0, gt=0, description="from acceptance until first contact")
    update_days: float = Field(default=10.0, gt=0, description="working days from one word of the partner to the next")
    urgent_factor: float = Field(default=0.5, gt=0, le=1, description="share of these that an urgent lead is given")
    warn_left: float = Field(default=0.25, ge=0, le=1, description="share of a deadline that is left at the warning")
    batch_hours: float = Field(
        default=4.0, ge=0, description="longest wait of a lead that is ready; an urgent one does not wait"
    )
    assumed_capacity: int = Field(default=5, ge=0, description="places of a partner that does not state its capacity")
    most_offers: int = Field(default=3, ge=1, description="offers of one lead before a person looks at it")
    most_offer_days: float = Field(
        default=10.0, gt=0, description="working days of the vendor from the first offer until a person looks at it"
    )
    stale_days: int = Field(default=30, ge=1, description="calendar days that a lead waits before it is given up")
    return_ahead_days: int = Field(
        default=90,
        ge=0,
        description="calendar days before the date that a nurtured lead states, at which it is judged anew",
    )
    return_days: float = Field(default=5.0, gt=0, description="working days from opening in which junk may be returned")
    feedback_days: float = Field(default=5.0, gt=0, description="working days from acceptance until feedback is asked")
    silence_hours: float = Field(
        default=40.0, gt=0, description="working hours that an offer counts as in the response time if it is let expire"
    )
    prior_offers: float = Field(
        default=5.0,
        ge=0,
        description="offers that the response time of a partner's record, or `open_hours`, counts for beside the "
        "ledger's",
    )
    price_days: float = Field(
        default=7.0, ge=0, description="calendar days for which the last plan's prices say which partner is too dear"
    )
    month_days: int = Field(default=30, ge=1, description="calendar days in which opened leads count as a month")
    pending_days: int = Field(default=30, ge=1, description="calendar days until an unanswered registration lapses")
    protection_days: int = Field(default=90, ge=1, description="calendar days of protection, from approval")
    extension_days: int = Field(default=60, ge=1, description="calendar days that an extension adds")
    most_extensions: int = Field(default=1, ge=0, description="extensions of one registration")
    activity_days: int = Field(
        default=30, ge=1, description="calendar days in which a word of the partner proves activity, for an extension"
    )
    most_looks: int = Field(
        default=2, ge=1, description="looks at the registration of one lead: the first and a second"
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        zone_of(name)
        return name

    @field_validator("working_hours")
    @classmethod
    def _readable_hours(cls, text: str) -> str:
        WorkingHours.parse(text)
        return text

    def digest(self) -> str:
        """Return the first 12 hex digits of the SHA-256 of these settings: their name in every event."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:12]
