"""An offer: a lead that was handed to a partner, and what became of it."""

from dataclasses import field
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from leadmatch.records.fields import Moment, Required, Text, Words, choice
from leadmatch.records.hygiene import tidy
from leadmatch.records.refusal import refusing

OfferState = Literal[
    "offered", "opened", "accepted", "declined", "expired", "revoked", "returned", "registered", "won", "lost"
]
LIVE_STATES = frozenset({"offered", "opened", "accepted", "registered"})
"""States in which the lead is in a partner's hands."""


@refusing
@dataclass(frozen=True, slots=True, config=ConfigDict(coerce_numbers_to_str=True))
class Offer:
    """A lead that was handed to a partner.

    Attributes:
        offer_id: the vendor's id.
        lead_id: which lead.
        partner_id: to whom.
        company: of the lead.
        email_domain: of the lead.
        products: that the lead wants.
        state: what became of it.
        offered_at: when it was made.
        closed_at: when it ended; None while it lives.
        extra: columns that this format does not know.
        repaired: fields in which NULs or lone surrogates were replaced.
        overflow: field → what was cut off beyond its cap.
    """

    offer_id: Required
    lead_id: Text = None
    partner_id: Text = None
    company: Text = None
    email_domain: Text = None
    products: Words = ()
    state: Annotated[
        OfferState | None,
        choice(*get_args(OfferState)),
    ] = None
    offered_at: Moment = None
    closed_at: Moment = None
    extra: dict[str, Any] = field(default_factory=dict)
    repaired: tuple[str, ...] = ()
    overflow: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Repair and cap the texts."""
        tidy(self, "repaired", "overflow")

    @property
    def id(self) -> str:
        """The offer's id."""
        return self.offer_id

    @property
    def is_live(self) -> bool:
        """Whether the lead is in the partner's hands."""
        return self.state in LIVE_STATES
