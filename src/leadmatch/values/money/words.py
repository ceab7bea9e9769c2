"""The words of money: currencies, multipliers and number words, read from package data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from leadmatch.values.resources import read

_DASHES = "-–—"


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """Tables by folded word.

    Attributes:
        currencies: Sign or word → the currencies it may mean, the most likely one first.
        multipliers: Word → factor.
        short_multipliers: Single letters that multiply only beside a currency or a number.
        multiplied: Word → factor and currency in one, such as `teur`.
        numbers: Number words up to ninety.
        fractions: Those of them that mean a part of one.
        hundreds: Words for hundred.
        compounds: Number words grown together with a thousand, such as `diecimila` and `fuenfzigtausend` → value.
        ones: Articles that stand for one before a multiplier.
        joints: Words between the parts of a number, as in `one hundred and fifty`.
        dollars: Letters before a dollar sign → ISO 4217.
        spelled: All words that a number in letters may begin with.
        grown: Multipliers, hundreds and compounds, without which no number is written in letters.
        money: All words that may stand behind a number and make it money.
        joining: All words and dashes that may join the ends of a range.
        range_joined: Words that do so only after one of `range_openers`.
        range_openers: Words such as `between`.
        counted: What a number counts when it is no money.
        by_country: ISO 3166 alpha-2 → ISO 4217.
        by_language: ISO 639-1 → the currency most people mean who write in it and name none.
    """

    currencies: Mapping[str, tuple[str, ...]]
    multipliers: Mapping[str, float]
    short_multipliers: Mapping[str, float]
    multiplied: Mapping[str, tuple[float, str]]
    numbers: Mapping[str, float]
    fractions: frozenset[str]
    hundreds: frozenset[str]
    compounds: Mapping[str, float]
    ones: frozenset[str]
    joints: frozenset[str]
    dollars: Mapping[str, str]
    spelled: frozenset[str]
    grown: frozenset[str]
    money: frozenset[str]
    joining: frozenset[str]
    range_joined: frozenset[str]
    range_openers: frozenset[str]
    counted: frozenset[str]
    by_country: Mapping[str, str]
    by_language: Mapping[str, str]


@cache
def money_words() -> MoneyWords:
    """The shipped words."""
    data = tomllib.loads(read("data/money_words.toml"))
    ranges, numbers = data["range_words"], data["numbers"] | data["fractions"]
    hundreds = frozenset(data["hundreds"]["words"])
    compounds = _compounds(data)
    ones = frozenset(data["one"]["words"])
    currencies = {word: tuple(codes) for table in ("signs", "words") for word, codes in data[table].items()}
    return MoneyWords(
        currencies=currencies,
        multipliers=data["multipliers"],
        short_multipliers=data["short_multipliers"],
        multiplied={word: (float(factor), code) for word, (factor, code) in data["multiplied"].items()},
        numbers=numbers,
        fractions=frozenset(data["fractions"]),
        hundreds=hundreds,
        compounds=compounds,
        ones=ones,
        joints=frozenset(data["number_joints"]["words"]),
        dollars=data["dollars"],
        spelled=hundreds.union(numbers, compounds, ones),
        grown=hundreds.union(data["multipliers"], compounds),
        money=frozenset().union(currencies, data["multipliers"], data["short_multipliers"], data["multiplied"]),
        joining=frozenset([*ranges["plain"], *ranges["joined"], *_DASHES]),
        range_joined=frozenset(ranges["joined"]),
        range_openers=frozenset(ranges["opened_by"]),
        counted=frozenset(data["counted"]["words"]),
        by_country=data["countries"] | dict.fromkeys(data["euro_countries"]["codes"], "EUR"),
        by_language=data["languages"],
    )


def _compounds(data: Mapping[str, Any]) -> dict[str, float]:
    """The number words grown together with a thousand: each known number before each ending."""
    numbers: dict[str, float] = data["numbers"]
    heads = numbers | data["compound_heads"]
    for kind in data["compound_tens"]:
        for unit in kind["units"]:
            heads |= {unit + kind["joint"] + tens: numbers.get(unit, 1.0) + numbers[tens] for tens in kind["tens"]}
    return {head + ending: heads[head] * 1000.0 for ending in data["compound_endings"]["words"] for head in heads}


def local_currency(country: str | None, language: str | None = None) -> str | None:
    """The currency of a country (ISO 3166 alpha-2), else the one usually meant in a language, else None."""
    words = money_words()
    return words.by_country.get(country or "") or words.by_language.get(language or "")
