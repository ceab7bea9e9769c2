"""What a lead is worth if it is won, in the settings' currency."""

from dataclasses import dataclass

from leadmatch.evidence.reason import Reason
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.values.money.rates import Rates


@dataclass(frozen=True, slots=True)
class Worth:
    """The value of a lead.

    Attributes:
        value: what a win is counted, in the settings' currency, above 0.
        reasons: what was assumed, without points.
    """

    value: float
    reasons: tuple[Reason, ...] = ()


def worth_of(lead: Lead, settings: MatchingSettings, rates: Rates) -> Worth:
    """Return what a win of a lead is counted.

    An unknown deal size counts the settings' default and an extreme one at most the settings' largest; no other lead
    has a say in it.

    Args:
        lead: the record.
        settings: say the default, the largest and the currency.
        rates: convert the lead's currency.
    """
    assumed = f"{settings.default_deal_size:,.0f} {settings.currency}"
    if lead.deal_size is None:
        return Worth(settings.default_deal_size, (Reason.of("value.assumed", field="deal_size", assumed=assumed),))
    source = lead.currency or settings.currency
    value = rates.convert(lead.deal_size, source, settings.currency)
    if value is None:
        reason = Reason.of("value.no_rate", field="currency", observed=source, assumed=assumed)
        return Worth(settings.default_deal_size, (reason,))
    if value > settings.largest_deal_size:
        counted = f"{settings.largest_deal_size:,.0f} {settings.currency}"
        reason = Reason.of(
            "value.capped", field="deal_size", observed=f"{lead.deal_size:,.0f} {source}", counted=counted
        )
        return Worth(settings.largest_deal_size, (reason,))
    return Worth(value)
