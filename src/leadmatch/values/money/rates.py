"""Exchange rates of one named day; a currency without a rate is unknown and never counted as equal."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from leadmatch.values.resources import read


@dataclass(frozen=True, slots=True)
class Rates:
    """A table of exchange rates.

    Attributes:
        base: ISO 4217 code of the currency that the table counts from.
        as_of: The day of the rates.
        table: Units of each currency (ISO 4217) for one unit of `base`.
        source: Whose rates they are, as shown in reasons.

    Raises:
        ValueError: If a code is not three capital letters, or a rate is not a positive number.
    """

    base: str
    as_of: date
    table: Mapping[str, float] = field(hash=False)
    source: str = "own"

    def __post_init__(self) -> None:
        for code in (self.base, *self.table):
            if not (len(code) == 3 and code.isascii() and code.isupper() and code.isalpha()):  # noqa: PLR2004 (ISO 4217)
                raise ValueError(f"{code[:20]!r} is not a currency. Use its three ISO 4217 letters, such as EUR")
        for code, rate in self.table.items():
            if not (math.isfinite(rate) and rate > 0):
                raise ValueError(f"The rate {rate} of {code} must be a number above 0")

    @property
    def name(self) -> str:
        """The table's name as it appears in reasons, such as ``ecb-2026-10-30``."""
        return f"{self.source}-{self.as_of.isoformat()}"

    def convert(self, amount: float, source: str, target: str) -> float | None:
        """Convert an amount between two currencies.

        Args:
            amount: Any amount, in `source`.
            source: ISO 4217 code.
            target: ISO 4217 code.

        Returns:
            The amount in `target`, or None where either currency has no rate.
        """
        if source == target:
            return amount
        divisor, factor = self._rate(source), self._rate(target)
        return None if divisor is None or factor is None else amount / divisor * factor

    def _rate(self, code: str) -> float | None:
        return 1.0 if code == self.base else self.table.get(code)


@cache
def default_rates() -> Rates:
    """The shipped table: reference rates of the European Central Bank, and fixed rates of currencies tied to one."""
    shipped = tomllib.loads(read("data/money_rates.toml"))
    table: dict[str, float] = dict(shipped["rates"])
    for code, peg in shipped["pegs"].items():
        table[code] = peg["rate"] * (1.0 if peg["anchor"] == shipped["base"] else table[peg["anchor"]])
    return Rates(base=shipped["base"], as_of=shipped["as_of"], table=table, source="ecb")
