"""Offers: in whose hands a lead is."""

from typing import get_args

import pytest

from leadmatch.records.offer import LIVE_STATES, Offer, OfferState


@pytest.mark.parametrize("state", [*get_args(OfferState), None])
def test_an_offer_lives_until_it_has_ended(state: OfferState | None) -> None:
    offer = Offer(offer_id="O", state=state)
    ended = {"declined", "expired", "revoked", "returned", "won", "lost", None}
    assert offer.is_live == (state not in ended) == (state in LIVE_STATES)
    assert offer.id == "O"
