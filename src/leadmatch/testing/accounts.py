"""Leads of made-up accounts, of which it is known who belongs together: for tests and timings of duplicates.

Accounts have one to several leads, and one has hundreds. Each lead writes the company's name in a way of its own: legal
form swapped or left out, initials, the last word dropped, a slip, umlauts written out. It writes from the company's
domain or a private mailbox, with the switchboard, a direct line, a mobile or no number, and leaves fields empty. Many
accounts share a family name, a coined word or a trade. It is no likeness of any real file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from leadmatch.records.lead import Lead

LARGE_ACCOUNT: Final = 300
"""Leads of the one large account."""

# fmt: off
_SYLLABLES: Final = (
    "bar", "bel", "bran", "cal", "cor", "dal", "den", "el", "far", "fen", "gal", "gor", "hal", "hel", "is", "jor",
    "kal", "ken", "lan", "lor", "mal", "mer", "nor", "or", "pel", "ran", "rin", "sal", "sel", "tal", "tor", "ul",
    "val", "ven", "wal", "wen", "zan",
)
_TRADES: Final = (
    "Logistics", "Printing", "Bakery", "Engineering", "Systems", "Steel", "Dental", "Foods", "Plumbing", "Solutions",
    "Pumps", "Packaging", "Media", "Construction", "Farms", "Motors",
)
# fmt: on
_FORMS: Final = ("Ltd", "Limited", "Inc.", "LLC", "GmbH", "plc", "")
# fmt: off
_FAMILIES: Final = (
    "Müller", "Smith", "Jones", "Becker", "Garcia", "Rossi", "Novak", "Hansen", "Patel", "Kim", "Baker", "Wright",
    "Köhler", "Schäfer", "Jørgensen", "O'Neill",
)
_FIRST: Final = (
    "Anna", "Bob", "Carla", "Dave", "Elena", "Fred", "Greta", "Henry", "Irene", "Jack", "Kate", "Liam", "Maria",
    "Nick", "Olga", "Peter", "Quinn", "Rosa", "Steve", "Tina", "Ulrich", "Vera", "Will", "Xenia",
)
# fmt: on
_SIZES: Final = (1, 1, 1, 2, 2, 3, 5)
_TOWNS: Final = 400
_LARGE_NUMBER: Final = 7
_SHORTEST_SLIP: Final = 5
_SPELLED: Final = (("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("ø", "oe"), ("'", ""))


def account_leads(count: int, rng: Random) -> Iterator[tuple[int, Lead]]:
    """Yield leads one by one, each with the number of its account; the same for a generator in the same state.

    Args:
        count: how many leads.
        rng: where chance comes from.
    """
    world = _World(rng)
    made = 0
    number = 0
    while made < count:
        account = _account(rng, world)
        size = LARGE_ACCOUNT if number == _LARGE_NUMBER else rng.choice(_SIZES)
        for _ in range(min(size, count - made)):
            yield number, _lead(rng, account, f"L{made:07d}")
            made += 1
        number += 1


class _World:
    """Towns with an area code each, of which the n-th has a share of about 1/n, and the domains that are taken."""

    def __init__(self, rng: Random) -> None:
        self.towns = [(_coined(rng), f"1{rng.randrange(200, 999)}") for _ in range(_TOWNS)]
        self.shares = [1 / (rank + 5) for rank in range(_TOWNS)]
        self.domains: set[str] = set()


@dataclass(frozen=True, slots=True)
class _Account:
    words: tuple[str, ...]
    city: str
    domain: str
    trunk: str
    postal: str


def _coined(rng: Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3, 3)))).capitalize()


def _account(rng: Random, world: _World) -> _Account:
    words = _name_words(rng)
    ((city, area),) = rng.choices(world.towns, world.shares)
    ending = rng.choice("ABDEF") + rng.choice("GHJLN")
    return _Account(
        words=words,
        city=city,
        domain=f"{_label(rng, words, city, world.domains)}.{rng.choice(('com', 'co.uk', 'de', 'net'))}",
        trunk=f"{area} {rng.randrange(2000, 9999)}",
        postal=f"{city[:2].upper()}{rng.randrange(1, 30)} {rng.randrange(1, 9)}{ending}",
    )


def _name_words(rng: Random) -> tuple[str, ...]:
    kind = rng.random()
    trade = rng.choice(_TRADES)
    if kind < 0.6:  # noqa: PLR2004 - shares of the kinds of names
        return _coined(rng), trade
    if kind < 0.75:  # noqa: PLR2004 - as above
        return (rng.choice(_FAMILIES) if rng.random() < 0.5 else _coined(rng)), trade  # noqa: PLR2004 - as above
    return (_coined(rng), _coined(rng), trade) if kind < 0.9 else (_coined(rng),)  # noqa: PLR2004 - as above


def _label(rng: Random, words: tuple[str, ...], city: str, taken: set[str]) -> str:
    """Return a domain of its own: the name written together, with something added where that is taken."""
    plain = "".join(words).lower()
    for sign, spelled in _SPELLED:
        plain = plain.replace(sign, spelled)
    label = plain
    while label in taken:
        other = rng.random() < 0.5  # noqa: PLR2004 - one in two
        label = f"{plain[:4]}-{_coined(rng).lower()}" if other else f"{plain}-{city.lower()}"
        plain += rng.choice(("uk", "group", "co", "hq", "1"))
    taken.add(label)
    return label


def _lead(rng: Random, account: _Account, lead_id: str) -> Lead:
    first, last = rng.choice(_FIRST), rng.choice((_coined(rng), rng.choice(_FAMILIES)))
    handle = f"{first}.{last}".lower().replace("'", "")
    private = _often(rng, 0.2)
    email = f"{handle}{rng.randrange(99)}@gmail.com" if private else f"{handle}@{account.domain}"
    return Lead(
        lead_id=lead_id,
        first_name=first,
        last_name=last,
        phone=_phone(rng, account.trunk),
        email=email if _often(rng, 0.92) else None,
        company=_typed_name(rng, account.words) if _often(rng, 0.95) else None,
        city=account.city if _often(rng, 0.7) else None,
        postal_code=account.postal if _often(rng, 0.5) else None,
        country="GB",
    )


def _often(rng: Random, share: float) -> bool:
    return rng.random() < share


def _phone(rng: Random, trunk: str) -> str | None:
    """Return the switchboard, a line of it, a mobile or none."""
    roll = rng.random()
    if roll < 0.35:  # noqa: PLR2004 - shares of the kinds of numbers
        return f"+44 {trunk}00"
    if roll < 0.55:  # noqa: PLR2004 - as above
        return f"0{trunk}{rng.randrange(10, 99)}"
    return f"+44 7{rng.randrange(400, 999)} {rng.randrange(100000, 999999)}" if roll < 0.75 else None  # noqa: PLR2004 - as above


def _typed_name(rng: Random, words: tuple[str, ...]) -> str:
    roll = rng.random()
    if roll < 0.1 and len(words) > 2:  # noqa: PLR2004 - three words make initials
        return "".join(word[0] for word in words)
    if roll < 0.2:  # noqa: PLR2004 - shares of the ways to write it
        words = (_slip(rng, words[0]), *words[1:])
    elif roll < 0.3 and len(words) > 1:  # noqa: PLR2004 - as above
        words = words[:-1]
    name = " ".join([*words, rng.choice(_FORMS)]).strip()
    return name.replace("ü", "ue").replace("ö", "oe") if _often(rng, 0.3) else name


def _slip(rng: Random, word: str) -> str:
    """Return a word with a letter dropped, swapped with the next, or doubled."""
    if len(word) < _SHORTEST_SLIP:
        return word
    place = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place] + word[place:]
