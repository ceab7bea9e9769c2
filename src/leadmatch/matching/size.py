"""Whether the deal and the company have the size that a partner serves, and how well they lie in its range."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags, Memo, Points, on_grid
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion, Requirement
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.values.money.rates import Rates


class DealRange:
    """The deal sizes that partners take, and a lead's deal size in each partner's currency."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings, rates: Rates) -> None:
        self.currencies: Final = [partner.currency or settings.currency for partner in partners]
        names = sorted(set(self.currencies))
        self.low: Final = _numbers([partner.deal_size_min for partner in partners])
        self.high: Final = _numbers([partner.deal_size_max for partner in partners])
        self.rates: Final = rates
        self._names = names
        self._currency = np.array([names.index(currency) for currency in self.currencies], np.intp)
        self._default = settings.currency
        self._amounts: Memo[tuple[float, str], Points] = Memo(self._convert)

    def currency_of(self, lead: Lead) -> str:
        """Return the currency of a lead's deal size; the settings' where it is not stated."""
        return lead.currency or self._default

    def amounts(self, lead: Lead) -> Points:
        """Return the deal size in each partner's currency; NaN where it is unknown or there is no rate."""
        if lead.deal_size is None:
            return np.full(len(self._currency), np.nan)
        return self._amounts((lead.deal_size, self.currency_of(lead)))

    def _convert(self, amount: tuple[float, str]) -> Points:
        size, source = amount
        amounts = _numbers([self.rates.convert(size, source, name) for name in self._names])[self._currency]
        amounts.flags.writeable = False
        return amounts


def _numbers(values: Sequence[float | None]) -> Points:
    return np.array([np.nan if value is None else value for value in values], float)


class DealFits(Requirement):
    """The deal lies in the partner's range; less than the tolerated share off still does."""

    name = "deal_size"

    def __init__(self, deals: DealRange, settings: MatchingSettings) -> None:
        self._deals = deals
        self._tolerance = settings.deal_size_tolerance

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return for which partners the deal is too small or too large."""
        amounts = self._deals.amounts(lead.lead)
        blocked: Flags = self._below(amounts) | self._above(amounts)
        return blocked

    def _below(self, amounts: Points) -> Flags:
        low = self._deals.low
        below: Flags = (amounts < low) & (low - amounts >= self._tolerance * low)
        return below

    def _above(self, amounts: Points) -> Flags:
        high = self._deals.high
        above: Flags = (amounts > high) & (amounts - high >= self._tolerance * high)
        return above

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say by which end it misses, and at which rate."""
        deals = self._deals
        amounts = deals.amounts(lead.lead)
        is_below = bool(self._below(amounts)[partner])
        currency, source = deals.currencies[partner], deals.currency_of(lead.lead)
        yield Reason.of(
            "deal_size.below" if is_below else "deal_size.above",
            field="deal_size",
            observed=_money(lead.lead.deal_size, source),
            limit=_money(float((deals.low if is_below else deals.high)[partner]), currency),
            rate="" if currency == source else f" (rates {deals.rates.name})",
        )

    def notes(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say where there is no rate, or the tolerance was used."""
        deals = self._deals
        low, high = float(deals.low[partner]), float(deals.high[partner])
        amount = float(deals.amounts(lead.lead)[partner])
        if np.isnan(low) and np.isnan(high):
            return
        if lead.lead.deal_size is not None and np.isnan(amount):
            yield Reason.of(
                "deal_size.no_rate",
                field="currency",
                observed=deals.currency_of(lead.lead),
                target=deals.currencies[partner],
            )
        if amount < low or amount > high:
            yield Reason.of(
                "deal_size.tolerated",
                field="deal_size",
                observed=_money(lead.lead.deal_size, deals.currency_of(lead.lead)),
            )


def _money(amount: float | None, currency: str) -> str | None:
    return None if amount is None else f"{amount:,.0f} {currency}"


class CompanyFits(Requirement):
    """The company has as many employees as the customers that the partner serves."""

    name = "customer_size"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._low = _numbers([partner.employees_min for partner in partners])
        self._high = _numbers([partner.employees_max for partner in partners])

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return for which partners the company is too small or too large."""
        employees = np.nan if lead.lead.employees is None else float(lead.lead.employees)
        blocked: Flags = (employees < self._low) | (employees > self._high)
        return blocked

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say by which end it misses."""
        employees = lead.lead.employees or 0
        is_below = employees < self._low[partner]
        limit = int((self._low if is_below else self._high)[partner])
        code = "customer_size.below" if is_below else "customer_size.above"
        yield Reason.of(code, field="employees", observed=employees, limit=limit)


class DealScale(Criterion):
    """Deals in the middle of a partner's range are its daily bread; those at the edges are not."""

    def __init__(self, deals: DealRange, settings: MatchingSettings) -> None:
        self._deals = deals
        self._scale = Scale(deals.low, deals.high, settings.deal_size_edge)

    def points(self, lead: LeadProfile) -> Points:
        """Return 0 in the middle of the range, on a scale of ratios, and the full points at its edges."""
        return self._scale.points(self._deals.amounts(lead.lead))

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Say where the deal lies."""
        deals = self._deals
        low, high = float(deals.low[partner]), float(deals.high[partner])
        if np.isnan(float(deals.amounts(lead.lead)[partner])) or np.isnan(low) or np.isnan(high):
            return None
        currency = deals.currencies[partner]
        return Reason.of(
            "scale.deal",
            field="deal_size",
            observed=_money(lead.lead.deal_size, deals.currency_of(lead.lead)),
            low=f"{low:,.0f}",
            high=_money(high, currency),
        )


class CompanyScale(Criterion):
    """Companies in the middle of the sizes that a partner serves suit it best."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._low = _numbers([partner.employees_min for partner in partners])
        self._high = _numbers([partner.employees_max for partner in partners])
        self._scale = Scale(self._low, self._high, settings.customer_size_edge)

    def points(self, lead: LeadProfile) -> Points:
        """Return 0 in the middle of the sizes served, on a scale of ratios, and the full points at their edges."""
        return self._scale.points(np.array(np.nan if lead.lead.employees is None else float(lead.lead.employees)))

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Say how many people work there, and how many at the customers served."""
        low, high = float(self._low[partner]), float(self._high[partner])
        if lead.lead.employees is None or np.isnan(low) or np.isnan(high):
            return None
        return Reason.of("scale.company", field="employees", observed=lead.lead.employees, low=low, high=high)


class Scale:
    """Ranges of sizes on a scale of ratios: how far from the middle of each range a size lies."""

    def __init__(self, low: Points, high: Points, edge: float) -> None:
        least, most = np.log(np.maximum(low, 1.0)), np.log(np.maximum(high, 1.0))
        is_range: Flags = np.isfinite(least) & np.isfinite(most) & (most > least)
        self._slope = np.where(is_range, 2.0 / np.where(is_range, most - least, 1.0), 0.0)
        self._start = np.where(is_range, -1.0 - self._slope * np.where(is_range, least, 0.0), 0.0)
        self._edge = edge

    def points(self, sizes: Points) -> Points:
        """Return the edge's points times the squared distance from the middle, 1 at the ends; 0 where unknown.

        Args:
            sizes: one for each range, or one for all; NaN where it is unknown.
        """
        known = ~np.isnan(sizes)
        distance = self._slope * np.log(np.maximum(np.where(known, sizes, 1.0), 1.0))
        distance += self._start
        distance *= distance
        np.minimum(distance, 1.0, out=distance)
        distance *= self._edge * known
        return on_grid(distance)
