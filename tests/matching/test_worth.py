from datetime import date

import pytest

from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.worth import worth_of
from leadmatch.records.lead import Lead
from leadmatch.values.money.rates import Rates

RATES = Rates(base="EUR", as_of=date(2026, 6, 1), table={"USD": 2.0})


@pytest.mark.parametrize(
    ("size", "currency", "value", "code"),
    [
        (30_000.0, "EUR", 30_000.0, None), (30_000.0, "USD", 15_000.0, None), (30_000.0, None, 30_000.0, None),
        (None, "EUR", 10_000.0, "value.assumed"), (5.0, "XAU", 10_000.0, "value.no_rate"),
        (1e15, "EUR", 1e6, "value.capped"),
    ],
)  # fmt: skip
def test_a_lead_is_worth_its_deal_in_the_settings_currency(
    size: float | None, currency: str | None, value: float, code: str | None
) -> None:
    worth = worth_of(Lead(lead_id="L1", deal_size=size, currency=currency), MatchingSettings(), RATES)
    assert worth.value == value
    assert [reason.code for reason in worth.reasons] == ([code] if code else [])
    assert all(reason.message() and not reason.points for reason in worth.reasons)
