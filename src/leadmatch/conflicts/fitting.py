"""Fit the weights of an account's evidence to a vendor's own leads, without labels.

Expectation maximisation that is anchored: what agrees between leads of one account is counted on pairs that share a
company domain, and what agrees by chance on pairs that share a name or a word and write from domains that are not
alike. EM over all pairs that share a key has no such hold: on large files it takes the many pairs that agree in a
town for the matches.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.index import Limits
from leadmatch.conflicts.likeness import domain_within, domains_alike
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.roll import PortraitRoll
from leadmatch.conflicts.settings import AccountWeights, ConflictSettings
from leadmatch.conflicts.signs import Sign
from leadmatch.records.lead import Lead

Floats = npt.NDArray[np.float64]

_LEARNED: Final = {
    "same_account.phone": ("phone_same", "phone"),
    "same_account.phone_block": ("phone_block", "phone"),
    "same_account.postal": ("postal_same", "postal"),
    "same_account.postal_differs": ("postal_differs", "postal"),
    "same_account.city": ("city_same", "city"),
    "same_account.city_differs": ("city_differs", "city"),
}
"""Code of a sign → the weight it is worth, and the field that both records have to give."""

_ROUNDS: Final = 10
_PER_ACCOUNT: Final = 4
"""Pairs of one domain that are counted, so that a large account does not outvote the others."""

_PRIOR_PAIRS: Final = 300.0
"""Pairs that the shipped weight counts for."""

_MOST_CHANGE: Final = 1.5
"""How far a fitted weight may lie from the shipped one: fields depend on each other, so frequencies alone overrate."""


class _Pairs(NamedTuple):
    """Anchored pairs: which fields both records give, which levels they agree on, and the log-odds of the rest."""

    given: npt.NDArray[np.bool_]
    agreed: npt.NDArray[np.bool_]
    rest: Floats


def fit(
    leads: Iterable[Lead],
    settings: ConflictSettings | None = None,
    *,
    generator: np.random.Generator,
    most_pairs: int = 20_000,
) -> ConflictSettings:
    """Return settings with the weights of phone, postal code and city as these leads have them.

    Few leads change little: each weight is shrunk to its starting value, and never moves further than 1.5 from it.

    Args:
        leads: the vendor's own leads; a few thousand are needed to learn anything.
        settings: what to start from; the shipped ones where None.
        generator: picks the pairs; the same generator gives the same weights.
        most_pairs: pairs that are read of each kind.
    """
    settings = settings or ConflictSettings()
    portraits = [portrait_of_lead(lead, settings.default_country) for lead in leads]
    order = generator.permutation(len(portraits))
    shuffled = [portraits[place] for place in order]
    same = _read(islice(_of_one_domain(shuffled), most_pairs), settings.account)
    apart = _read(islice(_of_domains_apart(shuffled), most_pairs), settings.account)
    return settings.model_copy(update={"account": _fitted(same, apart, settings.account)})


def _of_one_domain(portraits: Sequence[Portrait]) -> Iterator[tuple[Portrait, Portrait]]:
    """Yield pairs of other mailboxes at one domain, a few of each."""
    last: dict[str, Portrait] = {}
    count: Counter[str] = Counter()
    for portrait in portraits:
        other = last.get(portrait.domain)
        if other is not None and other.mailbox != portrait.mailbox and count[portrait.domain] < _PER_ACCOUNT:
            count[portrait.domain] += 1
            yield other, portrait
        if portrait.domain:
            last[portrait.domain] = portrait


def _of_domains_apart(portraits: Sequence[Portrait]) -> Iterator[tuple[Portrait, Portrait]]:
    """Yield pairs that share a key, and write from domains that are not alike."""
    roll = PortraitRoll(Limits(64, 64, 64))
    met: defaultdict[str, int] = defaultdict(int)
    for portrait in portraits:
        if not portrait.domain:
            continue
        for place in roll.candidates(portrait).places[:_PER_ACCOUNT]:
            other = roll[place]
            alike = domains_alike(portrait.domain, other.domain) or domain_within(portrait.domain, other.domain)
            if not alike and met[other.domain] < _PER_ACCOUNT:
                met[other.domain] += 1
                yield other, portrait
        roll.put(portrait)


def _read(pairs: Iterable[tuple[Portrait, Portrait]], weights: AccountWeights) -> _Pairs:
    given, agreed, rest = [], [], []
    for a, b in pairs:
        signs = tuple(account_evidence(a, b, weights))
        codes = {sign.code for sign in signs}
        given.append([bool(getattr(a, field) and getattr(b, field)) for _, field in _LEARNED.values()])
        agreed.append([code in codes for code in _LEARNED])
        rest.append(_rest(signs))
    shape = (len(rest), len(_LEARNED))
    return _Pairs(
        np.array(given, dtype=bool).reshape(shape),
        np.array(agreed, dtype=bool).reshape(shape),
        np.array(rest, dtype=np.float64),
    )


def _rest(signs: Iterable[Sign]) -> float:
    """Return the log-odds of what is not learned."""
    return sum(sign.points for sign in signs if sign.code not in _LEARNED)


def _fitted(same: _Pairs, apart: _Pairs, weights: AccountWeights) -> AccountWeights:
    """Count what agrees, weighing each pair of one domain by how likely it is one account, until that settles."""
    names = [name for name, _ in _LEARNED.values()]
    start = np.array([getattr(weights, name) for name in names])
    by_chance, seen_apart = _rates(apart, np.ones(len(apart.rest)))
    points = start
    for _ in range(_ROUNDS):
        odds = same.rest + same.agreed @ points
        by_account, seen = _rates(same, 1 / (1 + np.exp(-np.clip(odds, -30, 30))))
        counted = np.log(by_account / by_chance)
        seen_both = np.minimum(seen, seen_apart)
        shrunk = (seen_both * counted + _PRIOR_PAIRS * start) / (seen_both + _PRIOR_PAIRS)
        points = np.clip(shrunk, start - _MOST_CHANGE, start + _MOST_CHANGE)
    return weights.model_copy(update=dict(zip(names, points.tolist(), strict=True)))


def _rates(pairs: _Pairs, sure: Floats) -> tuple[Floats, Floats]:
    """Return how often each level is met where the field is given (half a pair added to each side), and of how many."""
    seen = sure @ pairs.given
    return (sure @ pairs.agreed + 0.5) / (seen + 1), seen
