"""A deal that a partner registered, or an account that the vendor keeps for itself."""

from dataclasses import field
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from leadmatch.records.fields import Country, Currency, DayOrMoment, Moment, Number, Required, Text, Words, choice
from leadmatch.records.hygiene import tidy
from leadmatch.records.refusal import refusing

DealStatus = Literal["pending", "approved", "won", "lost", "expired", "rejected"]


@refusing
@dataclass(frozen=True, slots=True, config=ConfigDict(coerce_numbers_to_str=True))
class Deal:
    """A registered deal; with an empty `partner_id`, the vendor's own protected account.

    Attributes:
        deal_id: the vendor's id.
        partner_id: who holds it; None is the vendor itself.
        lead_id: the lead it came from.
        company: the account's name.
        website: of the account.
        email_domain: of the account.
        country: helps to recognise the account; it does not limit the claim.
        territory: regions and countries that limit the claim; empty does not limit it.
        products: what it protects; empty protects the whole account.
        status: `pending` and `approved` protect.
        registered_at: when it was registered.
        approved_at: when it was approved.
        expires_at: end of its protection; a day means that whole day; None means no end.
        value: in `currency`.
        currency: ISO 4217.
        closed_at: when it was won or lost.
        extra: columns that this format does not know.
        repaired: fields in which NULs or lone surrogates were replaced.
        overflow: field → what was cut off beyond its cap.
    """

    deal_id: Required
    partner_id: Text = None
    lead_id: Text = None
    company: Text = None
    website: Text = None
    email_domain: Text = None
    country: Country = None
    territory: Words = ()
    products: Words = ()
    status: Annotated[DealStatus | None, choice(*get_args(DealStatus))] = None
    registered_at: Moment = None
    approved_at: Moment = None
    expires_at: DayOrMoment = None
    value: Number = None
    currency: Currency = None
    closed_at: Moment = None
    extra: dict[str, Any] = field(default_factory=dict)
    repaired: tuple[str, ...] = ()
    overflow: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Repair and cap the texts."""
        tidy(self, "repaired", "overflow")

    @property
    def id(self) -> str:
        """The deal's id."""
        return self.deal_id
