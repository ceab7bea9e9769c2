"""The evidence that two records that name no company are of one human: one sign a field, in natural log-odds.

It is asked only where neither record names a company, so that nobody is taken for somebody of another firm. Without
labels, what agrees tells as much as it is rare among the records known that name no company.
"""

import math
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from leadmatch.conflicts.frequencies import Frequencies
from leadmatch.conflicts.likeness import same_line
from leadmatch.conflicts.portrait import Portrait
from leadmatch.conflicts.settings import PrivateWeights
from leadmatch.conflicts.signs import Sign
from leadmatch.values.identity.person import same_first_name

_FEWEST: Final = 1000
"""Persons that are taken to be known at least: the prior is one in as many."""

_NEAR_WORD: Final = 0.84
_NEAR_TEXT: Final = 0.8
"""Jaro-Winkler similarity, from 0 to 1, from which two words or texts may be one with slips."""

_DATE: Final = 8
_PARTS: Final = (slice(0, 4), slice(4, 6), slice(6, 8))
"""Year, month and day."""

_SHORTEST: Final = 4
"""Letters from which names one stroke apart, or one within a mailbox, are no chance."""

_MONTH: Final = 35
"""Days up to which two dates are near."""

_MOST_STROKES: Final = 3
"""Strokes up to which two addresses may be one."""


def private_evidence(a: Portrait, b: Portrait, weights: PrivateWeights, known: Frequencies | None) -> list[Sign]:
    """Return the signs for and against two records being of one private person, the prior first.

    Args:
        a: one record.
        b: the other; the signs are the same when the two are swapped.
        weights: log-odds of what does not depend on how rare it is.
        known: how common names and cities are; shipped estimates where None.
    """
    known = known or Frequencies()
    signs = [Sign("private_person.prior", weights.prior - math.log(max(_FEWEST, known.people)))]
    signs += _names(a, b, weights, known)
    if a.birth.isdecimal() and b.birth.isdecimal():
        level = _birth_level(a.birth, b.birth)
        signs.append(Sign(f"private_person.{level}", getattr(weights, level)))
    signs += _reached(a, b, weights)
    signs += _lives(a, b, weights, known)
    return signs


def _names(a: Portrait, b: Portrait, weights: PrivateWeights, known: Frequencies) -> Iterator[Sign]:
    """Weigh the words of the names, in whatever order; a word that only one record gives says nothing."""
    rest, far = list(a.person), list(b.person)
    points = 0.0
    for word in a.person:
        if word in far:
            rest.remove(word)
            far.remove(word)
            points += math.log(weights.name_kept / known.person_share(word))
    for word, twin in _near_words(rest, far):
        share = max(known.person_share(word), known.person_share(twin))
        points += max(0.0, math.log(weights.name_slipped / (share + weights.name_near)))
    for words, mailbox in ((rest, b.mailbox), (far, a.mailbox)):
        for word in [word for word in words if len(word) >= _SHORTEST and word in mailbox.partition("@")[0]]:
            words.remove(word)
            points += math.log(weights.name_in_mailbox / known.person_share(word))
    if points:
        yield Sign("private_person.name", points)
    if rest and far:
        lone = len(a.person) == len(b.person) == 1  # it may be the first name here and the last name there
        yield Sign("private_person.name_differs", weights.lone_name_differs if lone else weights.name_differs)


def _near_words(rest: list[str], far: list[str]) -> list[tuple[str, str]]:
    """Pair words that are nearly alike, the nearest first, and take them out."""
    likeness = sorted(((_word_likeness(word, twin), word, twin) for word in rest for twin in far), reverse=True)
    pairs = []
    for near, word, twin in likeness:
        if near >= _NEAR_WORD and word in rest and twin in far:
            rest.remove(word)
            far.remove(twin)
            pairs.append((word, twin))
    return pairs


def _word_likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1: nicknames, one stroke or the same letters in disorder are whole."""
    if same_first_name(one, other):
        return 1.0
    shuffled = OSA.distance("".join(sorted(one)), "".join(sorted(other)), score_cutoff=1) <= 1
    near = shuffled or OSA.distance(one, other, score_cutoff=1) <= 1
    return 1.0 if near and min(len(one), len(other)) >= _SHORTEST else JaroWinkler.similarity(one, other)


def _birth_level(one: str, other: str) -> str:
    if one == other:
        return "birth"
    if len(one) != _DATE or len(other) != _DATE:
        return "birth_differs"
    same = sum(one[part] == other[part] for part in _PARTS)
    if same == len(_PARTS) - 1 or OSA.distance(one, other, score_cutoff=1) <= 1:
        return "birth_alike"
    if OSA.distance(one[:4], other[:4], score_cutoff=1) <= 1 and _season(one, other) <= _MONTH:
        return "birth_near"
    return "birth_partly" if same else "birth_differs"


def _season(one: str, other: str) -> int:
    """Return how many days, at 30 a month, lie between two days of the year."""
    days = abs(30 * (int(one[4:6]) - int(other[4:6])) + int(one[6:8]) - int(other[6:8]))
    return min(days, 360 - days)


def _reached(a: Portrait, b: Portrait, weights: PrivateWeights) -> Iterator[Sign]:
    """Weigh mailbox and phone."""
    if a.mailbox and b.mailbox:
        level = "mailbox" if a.mailbox == b.mailbox else "mailbox_differs"
        if a.mailbox != b.mailbox and _mailbox_alike(a.mailbox, b.mailbox):
            level = "mailbox_alike"
        yield Sign(f"private_person.{level}", getattr(weights, level))
    if a.phone and b.phone:
        alike = OSA.distance(a.phone, b.phone, score_cutoff=1) <= 1
        level = "phone" if same_line(a, b) else "phone_alike" if alike else "phone_differs"
        yield Sign(f"private_person.{level}", getattr(weights, level))


def _mailbox_alike(one: str, other: str) -> bool:
    local, _, domain = one.rpartition("@")
    twin, _, far = other.rpartition("@")
    if local == twin:
        return JaroWinkler.similarity(domain, far) >= _NEAR_TEXT
    return OSA.distance(one, other, score_cutoff=_MOST_STROKES) <= _MOST_STROKES


def _lives(a: Portrait, b: Portrait, weights: PrivateWeights, known: Frequencies) -> Iterator[Sign]:
    """Weigh street, postal code and city."""
    if a.street and b.street:
        near = max(JaroWinkler.similarity(a.street, b.street), JaroWinkler.similarity(b.street[::-1], a.street[::-1]))
        level = "street" if near >= weights.street_near else "street_differs"
        yield Sign(f"private_person.{level}", getattr(weights, level))
    if a.postal and b.postal:
        near_code = OSA.distance(a.postal, b.postal, score_cutoff=1) <= 1
        level = "postal" if a.postal == b.postal else "postal_alike" if near_code else "postal_differs"
        yield Sign(f"private_person.{level}", getattr(weights, level))
    if a.city and b.city:
        if a.city == b.city:
            yield Sign("private_person.city", min(weights.city_most, -math.log(known.town_share(a.city))))
        elif JaroWinkler.similarity(a.city, b.city) >= _NEAR_TEXT:
            yield Sign("private_person.city_alike", weights.city_alike)
        else:
            yield Sign("private_person.city_differs", weights.city_differs)
